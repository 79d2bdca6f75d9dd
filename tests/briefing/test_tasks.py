"""The trial team's overdue items stand on its own day and edition, and on nobody else's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from courtdesk.briefing import documents
from courtdesk.briefing.model import Edition, Section
from courtdesk.briefing.service import BriefingService
from courtdesk.briefing.sheet import briefing_sheet
from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.catalogue import Wanted
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.service import HearingService
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.witness import Person, WitnessKind
from courtdesk.witnesses.service import ChecklistService, WitnessService
from tests.paper.documents import text_of
from tests.vaults import CHEAP, PASSPHRASE, ZONE

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def service(vault: Vault) -> BriefingService:
    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Vault]:
    """A team's vault with one item of a protected witness that is two days late."""
    settings = VaultSettings("Team", ZONE)
    vault = create_vault(
        tmp_path / "t.courtdesk", settings, "J. L.", Role.COUNSEL, PASSPHRASE, params=CHEAP
    )
    cases = CaseService(vault)
    case = cases.open_case(CaseDetails("C-9", "State v. Moss"), DAY).value
    person = Person("Ada Fell", protected=True, pseudonym="Witness A")
    witnesses = WitnessService(vault, cases)
    file = witnesses.open_file(case.id, person, WitnessKind.FACT).value
    item = witnesses.view(file.id).items[0]
    words = replace(item.words, text="Call Ada Fell back", due=DAY - timedelta(days=2))
    ChecklistService(vault).change_item(item.id, words)
    yield vault
    vault.close()


def sheet(vault: Vault, edition: Edition) -> str:
    briefing = service(vault).briefing(DAY)
    return text_of(press(briefing_sheet(briefing, edition, tuple(Section), Imprint.by(vault, AT))))


def test_an_overdue_item_stands_in_counsels_edition_under_the_name_for_paper(team: Vault) -> None:
    shown = sheet(team, Edition.COUNSEL)
    assert "Call Witness A back" in shown
    assert "2 days late" in shown
    assert "ATTORNEY WORK PRODUCT" in shown
    assert "Fell" not in shown


@pytest.mark.parametrize("edition", [Edition.BENCH, Edition.CLERK, Edition.PUBLIC])
def test_no_other_edition_holds_the_teams_tasks(team: Vault, edition: Edition) -> None:
    assert "Witness A" not in sheet(team, edition)


def test_the_court_has_no_tasks_of_the_team_and_no_edition_for_them(vault: Vault) -> None:
    assert service(vault).briefing(DAY).tasks == ()
    assert Edition.COUNSEL not in service(vault).editions()


def test_the_court_cannot_make_counsels_edition(vault: Vault, team: Vault) -> None:
    (kind,) = documents.KINDS
    wanted = Wanted(edition="counsel", date=DAY)
    assert kind.made(team, wanted).masthead.edition == "Counsel edition"
    with pytest.raises(NotAllowed, match="trial team"):
        kind.made(vault, wanted)
