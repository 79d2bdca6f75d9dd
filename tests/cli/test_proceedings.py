"""Attendance, times, rulings and charges on the command line."""

from dataclasses import replace
from pathlib import Path

from courtdesk.cases.model import Charge
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import EntryKind, Hearing, NewEntry
from courtdesk.hearing.service import HearingService
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run
from tests.vaults import CASE, typed

STATE = "Ms. Pryce (State)"


def line(hearing: Hearing, text: str, after: int, kind: EntryKind) -> NewEntry:
    """A line that counsel for the State speaks."""
    pryce = next(p for p in hearing.plan.appearances if p.label == STATE)
    return replace(typed(hearing.id, text, after, kind), appearance_id=pryce.id)


def test_the_course_of_a_hearing_is_listed(
    run: Run,
    vault_folder: Path,
    vault: Vault,
    cases: CaseService,
    hearings: HearingService,
    hearing: Hearing,
) -> None:
    cases.change_case(hearing.case_id, replace(CASE, charges=(Charge("", "1", "Theft"),)))
    for text, after, kind in (
        ("Witness sworn: R. Coyle", 0, EntryKind.WITNESS),
        ("Direct examination", 60, EntryKind.WITNESS),
        ("Objection: hearsay", 90, EntryKind.OBJECTION),
        ("Sustained", 95, EntryKind.RULING),
        ("Witness excused", 360, EntryKind.WITNESS),
        ("Pleads guilty to count 1", 400, EntryKind.PLEA),
        ("Leaves", 420, EntryKind.APPEARANCE),
    ):
        hearings.record(line(hearing, text, after, kind))
    vault.close()

    def listed(kind: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = run("list", kind, vault_folder, "--json").document[kind]
        return rows

    court, state = listed("attendance")
    assert (court["name"], court["left"], state["manner"]) == ("M. Okafor", None, "left")
    assert str(state["left"]).startswith("2026-11-23T09:11:00")
    (times,) = listed("times")
    assert (times["party"], times["witness"], times["seconds"]) == ("State", "R. Coyle", 300)
    (ruling,) = listed("rulings")
    assert (ruling["ruling"], ruling["ground"], ruling["asked_by"]) == (
        "sustained",
        "hearsay",
        STATE,
    )
    (charge,) = listed("charges")
    assert (charge["plea"], charge["disposition"]) == ("Pleads guilty to count 1", None)
    assert "Theft" in run("list", "charges", vault_folder).out
