"""Users come, change their passphrases and go; the walls between them hold by key."""

import pytest

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.errors import KnownError
from courtdesk.vault import header, rekey
from courtdesk.vault.errors import (
    DamagedVault,
    NotAllowed,
    TooManyTries,
    WeakPassphrase,
    WrongPassphrase,
)
from courtdesk.vault.keys import Compartment
from courtdesk.vault.recovery import new_code
from courtdesk.vault.roles import Ability, Role
from courtdesk.vault.times import now
from courtdesk.vault.users import Users
from courtdesk.vault.verify import verify
from tests.users.conftest import PASSPHRASES, QUICK

TODAY = now().date()
CASE = CaseDetails(number="CR-1", title="State v. Doe")


def test_an_added_user_signs_in_and_reads_the_record(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    CaseService(clerk).open_case(CASE, TODAY)
    add(clerk, "P. Lindqvist", Role.JUDGES_STAFF)
    staff = office.sign_in("P. Lindqvist")
    assert CaseService(staff).case_numbered("CR-1").details.title == "State v. Doe"
    load_tables()
    assert verify(staff).ok


def test_the_teams_key_is_made_by_its_first_user_and_kept_from_the_clerk(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    assert not (office.path / "team.db").exists()
    team = office.sign_in("J. Marsh")
    assert team.compartments == {Compartment.RECORD, Compartment.TEAM}
    clerk = office.sign_in("A. Reyes")
    assert clerk.compartments == {Compartment.RECORD, Compartment.SEALED}
    with pytest.raises(NotAllowed), clerk.read(Compartment.TEAM):
        pass
    with pytest.raises(NotAllowed):
        clerk.ring.key(Compartment.TEAM)


def test_a_second_team_user_waits_for_the_key_until_the_team_gives_it(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    office.sign_in("J. Marsh")
    clerk = office.sign_in("A. Reyes")
    counsel_id = add(clerk, "P. Lindqvist", Role.COUNSEL)
    with pytest.raises(NotAllowed):
        Users(clerk).grant(counsel_id)
    assert Compartment.TEAM not in office.sign_in("P. Lindqvist").compartments
    Users(office.sign_in("J. Marsh")).grant(counsel_id)
    assert Compartment.TEAM in office.sign_in("P. Lindqvist").compartments


def test_a_team_user_beside_a_clerk_may_not_keep_the_record(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    team = office.sign_in("J. Marsh")
    with pytest.raises(NotAllowed, match="Jury coordinator"):
        CaseService(team).open_case(CASE, TODAY)
    with team.write("jury.seat", needs=Ability.KEEP_JURY) as unit:
        unit.commit()


def test_a_team_user_alone_keeps_the_record(office) -> None:
    team = office.make("J. Marsh", Role.JURY_COORDINATOR)
    CaseService(team).open_case(CASE, TODAY)


def test_a_vault_is_not_begun_by_someone_who_may_only_read(office) -> None:
    with pytest.raises(KnownError, match="role"):
        office.make("A. Reyes", Role.READ_ONLY)
    assert not office.path.exists()


def test_a_read_only_user_reads_and_cannot_write(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    CaseService(clerk).open_case(CASE, TODAY)
    add(clerk, "P. Lindqvist", Role.READ_ONLY)
    reader = office.sign_in("P. Lindqvist")
    assert CaseService(reader).case_numbered("CR-1")
    with pytest.raises(NotAllowed):
        CaseService(reader).open_case(CASE, TODAY)


def test_only_who_manages_users_adds_them(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "P. Lindqvist", Role.JUDGES_STAFF)
    with pytest.raises(NotAllowed):
        add(office.sign_in("P. Lindqvist"), "J. Marsh", Role.COUNSEL)


def test_two_users_do_not_share_a_name(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    with pytest.raises(KnownError, match="already"):
        Users(clerk).add("a.  reyes", Role.CLERK, PASSPHRASES["J. Marsh"], params=QUICK)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(office) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    with pytest.raises(WrongPassphrase):
        Users(clerk).change_passphrase("not the old one at all", "x" * 20, params=QUICK)
    with pytest.raises(WeakPassphrase):
        Users(clerk).change_passphrase(PASSPHRASES["A. Reyes"], "short", params=QUICK)
    Users(clerk).change_passphrase(
        PASSPHRASES["A. Reyes"], "a plain new set of words", params=QUICK
    )
    with pytest.raises(WrongPassphrase):
        office.sign_in("A. Reyes")
    assert office.sign_in("A. Reyes", "a plain new set of words").user.name == "A. Reyes"


def test_a_removed_users_passphrase_and_keys_open_nothing(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    CaseService(clerk).open_case(CASE, TODAY)
    staff_id = add(clerk, "P. Lindqvist", Role.JUDGES_STAFF)
    old_ring = office.sign_in("P. Lindqvist").ring.copy()
    clerk = office.sign_in("A. Reyes")
    Users(clerk).remove(staff_id)
    CaseService(clerk).open_case(CaseDetails(number="CR-2", title="After"), TODAY)
    with pytest.raises(WrongPassphrase):
        office.sign_in("P. Lindqvist", PASSPHRASES["P. Lindqvist"])
    from courtdesk.vault.database import Database

    with pytest.raises(DamagedVault):
        Database(office.path, Compartment.RECORD, old_ring)
    clerk = office.sign_in("A. Reyes")
    assert CaseService(clerk).case_numbered("CR-2")
    load_tables()
    assert verify(clerk).ok
    assert not list(office.path.glob("*.next"))


def test_removing_a_team_user_changes_the_teams_key_when_the_team_next_comes(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    office.sign_in("J. Marsh")
    clerk = office.sign_in("A. Reyes")
    counsel_id = add(clerk, "P. Lindqvist", Role.COUNSEL)
    Users(office.sign_in("J. Marsh")).grant(counsel_id)
    old_key = bytes(office.sign_in("P. Lindqvist").ring.key(Compartment.TEAM))
    clerk = office.sign_in("A. Reyes")
    Users(clerk).remove(counsel_id)
    assert clerk.header.stale == {Compartment.TEAM}
    team = office.sign_in("J. Marsh")
    assert bytes(team.ring.key(Compartment.TEAM)) != old_key
    assert team.header.stale == frozenset()
    load_tables()
    assert verify(team).ok


def test_the_last_holder_of_the_teams_work_is_not_removed_by_accident(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    team_id = add(clerk, "J. Marsh", Role.JURY_COORDINATOR)
    office.sign_in("J. Marsh")
    clerk = office.sign_in("A. Reyes")
    with pytest.raises(KnownError, match="lost for good"):
        Users(clerk).remove(team_id)
    Users(clerk).remove(team_id, give_up=True)
    add(clerk, "P. Lindqvist", Role.COUNSEL)
    assert Compartment.TEAM in office.sign_in("P. Lindqvist").compartments


class Cut(BaseException):
    """The power goes."""


@pytest.mark.parametrize("after", ["_copy", "prepare", "switch", "_put_in_place"])
@pytest.mark.parametrize("before", [True, False])
def test_a_removal_that_is_cut_short_leaves_a_vault_that_opens(
    office, add, monkeypatch, after, before
) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    CaseService(clerk).open_case(CASE, TODAY)
    staff_id = add(clerk, "P. Lindqvist", Role.JUDGES_STAFF)
    whole = getattr(rekey, after)

    def cut(*arguments: object) -> object:
        if before:
            raise Cut
        whole(*arguments)
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(rekey, after, cut)
        patched.setattr(rekey, "discard", lambda *_: None)
        with pytest.raises(Cut):
            Users(clerk).remove(staff_id)
    clerk = office.sign_in("A. Reyes")
    assert CaseService(clerk).case_numbered("CR-1")
    load_tables()
    assert verify(clerk).ok
    assert not list(office.path.glob("*.next"))


def test_a_recovery_sheet_counts_once_it_was_retyped(office) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    code = new_code()
    with pytest.raises(WrongPassphrase):
        Users(clerk).keep_recovery(code, new_code(), params=QUICK)
    with pytest.raises(WrongPassphrase):
        office.sign_in("A. Reyes", code)
    clerk = office.sign_in("A. Reyes")
    Users(clerk).keep_recovery(code, f" {code.lower().replace('-', ' ')} ", params=QUICK)
    clerk = office.sign_in("A. Reyes", code)
    assert clerk.recovered
    Users(clerk).change_passphrase("", "a plain new set of words", params=QUICK)
    assert office.sign_in("A. Reyes", "a plain new set of words").user.name == "A. Reyes"


def test_a_recovery_sheet_still_opens_after_someone_else_was_removed(office, add) -> None:
    clerk = office.make("A. Reyes", Role.CLERK)
    code = new_code()
    Users(clerk).keep_recovery(code, code, params=QUICK)
    Users(clerk).remove(add(clerk, "P. Lindqvist", Role.COUNSEL))
    assert office.sign_in("A. Reyes", code).recovered


def test_after_five_wrong_passphrases_the_next_try_waits_and_the_chain_says_so(
    office, monkeypatch
) -> None:
    from datetime import timedelta

    from sqlalchemy import select

    from courtdesk.vault import opening
    from courtdesk.vault.tables import EventRow

    office.make("A. Reyes", Role.CLERK)
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            office.sign_in("A. Reyes", "this one is simply wrong")
    with pytest.raises(TooManyTries, match="30 seconds"):
        office.sign_in("A. Reyes")
    later = now() + timedelta(seconds=31)
    monkeypatch.setattr(opening, "now", lambda: later)
    clerk = office.sign_in("A. Reyes")
    with clerk.read() as session:
        noted = session.scalars(
            select(EventRow).where(EventRow.kind == "user.wrong-passphrase")
        ).one()
    assert noted.about == clerk.user.id
    assert noted.detail.startswith("5,")


def test_an_exchanged_public_key_is_given_nothing(office, add) -> None:
    from dataclasses import replace

    from courtdesk.vault import grants, slots
    from courtdesk.vault.keys import KeyRing

    clerk = office.make("A. Reyes", Role.CLERK)
    staff_id = add(clerk, "P. Lindqvist", Role.JUDGES_STAFF)
    other_id = add(clerk, "J. Marsh", Role.COUNSEL)
    thief = KeyRing.new()
    slot = clerk.header.slot_of(staff_id)
    forged = replace(slot, exchange=grants.public_key(thief.exchange_seed))
    clerk.keep_header(clerk.header.following(forged))
    with pytest.raises(DamagedVault, match="public key"):
        Users(clerk).remove(other_id)
    assert slots.is_proven(slot, slot.verify, clerk.header.vault_id)
    assert header.read_copies(office.path)[0].slot_of(other_id)
