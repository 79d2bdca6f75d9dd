"""Each compartment's chain is read by those alone who have its key."""

import pytest
from sqlalchemy import select

from courtdesk.custody.model import DeedFilter
from courtdesk.custody.service import CustodyService
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Role
from courtdesk.vault.tables import AuditRow

TEAM = DeedFilter(compartment="team")


def test_the_teams_deeds_are_read_by_the_team_and_by_no_one_else(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    team = office.sign_in("J. Marsh")
    with team.read(Compartment.TEAM) as session:
        links = session.scalars(select(AuditRow.seq)).all()
    deeds = CustodyService(team).deeds(TEAM)
    assert sorted(deed.link for deed in deeds) == links != []
    assert {deed.compartment for deed in deeds} == {"team"}
    with pytest.raises(NotAllowed):
        CustodyService(office.sign_in("A. Reyes")).deeds(TEAM)
