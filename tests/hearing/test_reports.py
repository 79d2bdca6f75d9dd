"""What the further papers tell of a day: witnesses, rulings, attendance, the jury's time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Appearance, EntryKind, Hearing, NewEntry, Step
from courtdesk.hearing.model.jury_time import JuryPlace
from courtdesk.hearing.model.reports import HearingReport, LogStory
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.service.reports import ReportService
from courtdesk.hearing.sheet.reports import REPORT_SHEETS
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.paper.documents import needs_preflight, pages, verdict
from tests.vaults import START

STATE, DEFENCE, COURT = "Ms. Pryce (State)", "Mr. Duarte (Defence)", "The Court"
W, X, OBJ, M, R, J, A = (
    EntryKind.WITNESS,
    EntryKind.EXHIBIT,
    EntryKind.OBJECTION,
    EntryKind.MOTION,
    EntryKind.RULING,
    EntryKind.JURY,
    EntryKind.APPEARANCE,
)
DAY: tuple[tuple[float, str, EntryKind | Step, str], ...] = (
    (1, "", J, "All 12 jurors present"),
    (2, COURT, W, "Witness sworn: Dr. Lena Haas, pathologist"),
    (3, STATE, W, "Direct examination begins"),
    (4, STATE, X, "Offers State 14"),
    (5, DEFENCE, OBJ, "Objection: cumulative"),
    (6, COURT, R, "Overruled; State 14 received"),
    (7, DEFENCE, W, "Cross-examination of Dr. Haas begins"),
    (8, DEFENCE, M, "Motion to strike the last answer"),
    (9, COURT, R, "Denied"),
    (10, COURT, W, "Dr. Haas excused, subject to recall"),
    (11, "", Step.RECESS, ""),
    (21, "", Step.RESUME, ""),
    (22, DEFENCE, W, "Recalls Dr. Haas"),
    (23, DEFENCE, OBJ, "Objection: asked and answered"),
    (24, COURT, W, "Dr. Haas excused"),
    (25, "", A, "Interpreter K. Osei (Twi) sworn"),
    (26, "", A, "R. Landry leaves"),
    (30, COURT, J, "Jury retires to deliberate"),
    (60 * 15, "", J, "Jury returns its verdict: not guilty"),
    (60 * 15 + 5, "", J, "Jury discharged with the thanks of the court"),
)


@pytest.fixture
def told(vault: Vault, hearings: HearingService, hearing: Hearing) -> HearingReport:
    """The report of a day that runs past midnight."""
    people = (
        Appearance(new_id(), "I. Duarte", DEFENCE, "R. Landry", "Counsel"),
        Appearance(new_id(), "K. Osei", "Interpreter", "The Court", "Interpreter, Twi"),
        Appearance(new_id(), "R. Landry", "R. Landry", "R. Landry", "Defendant, in custody"),
    )
    plan = replace(hearing.plan, appearances=(*hearing.plan.appearances, *people))
    hearings.change_plan(hearing.id, plan)
    for minutes, speaker, kind, text in DAY:
        at = START + timedelta(minutes=minutes)
        if isinstance(kind, Step):
            hearings.take_step(hearing.id, kind, at, new_id())
        else:
            hearings.record(NewEntry(new_id(), hearing.id, at, speaker, kind, text))
    hearings.take_step(hearing.id, Step.ADJOURN, START + timedelta(minutes=910), new_id())
    return ReportService(vault, CaseService(vault)).report(hearing.id)


def printed(kind: str, report: HearingReport, vault: Vault) -> str:
    _, make = REPORT_SHEETS[kind]
    return " ".join(pages(press(make(report, Imprint.by(vault, START)))))


def minutes(lengths: Iterable[timedelta]) -> list[float]:
    return [length.total_seconds() / 60 for length in lengths]


def test_a_witness_who_is_recalled_stands_twice(told: HearingReport, vault: Vault) -> None:
    first, second = told.testimonies
    assert (first.name, first.party, first.recallable) == ("Dr. Lena Haas", "State", True)
    assert [part.by for part in first.examinations] == [STATE, DEFENCE]
    assert first.exhibits == ("State 14",)
    assert (second.name, second.party) == ("Dr. Haas", "R. Landry")
    text = printed("witnesses-list", told, vault)
    assert "Sworn 09:06:00 Recallable 09:14:00" in text
    assert "Recalled 09:26:00 Excused 09:28:00" in text


def test_rulings_stand_beside_what_they_rule_on(told: HearingReport, vault: Vault) -> None:
    asked = [(r.kind, r.ground or r.matter, r.ruling) for r in told.requests]
    assert asked == [
        (OBJ, "cumulative", "Overruled; State 14 received"),
        (M, "Motion to strike the last answer", "Denied"),
        (OBJ, "asked and answered", ""),
    ]
    text = printed("rulings", told, vault)
    assert "None on record" in text
    assert "1 without a ruling." in text


def test_the_jury_s_time_adds_up_over_midnight(told: HearingReport, vault: Vault) -> None:
    now = START
    assert [period.place for period in told.jury] == [
        JuryPlace.IN,
        JuryPlace.OUT,
        JuryPlace.IN,
        JuryPlace.DELIBERATING,
        JuryPlace.IN,
    ]
    assert minutes(period.length(now) for period in told.jury) == [10, 10, 9, 870, 5]
    text = printed("jury-time", told, vault)
    assert "Deliberating 14 h 30 min" in text
    assert "24 November 2026, 00:04:00" in text


def test_attendance_says_who_left_and_who_took_the_oath(told: HearingReport, vault: Vault) -> None:
    text = printed("attendance", told, vault)
    assert "From Until Oath" in text
    assert "Interpreter, Twi in person 09:04:00 00:14:00 Yes" in text
    assert "Defendant, in custody left 09:04:00 09:30:00" in text


def test_the_certificate_counts_the_log(told: HearingReport, vault: Vault) -> None:
    text = printed("certificate", told, vault)
    assert f"Entries {told.hearing.entries}" in text
    assert "I certify that the log was made while the hearing went on" in text


def test_sealed_entries_are_in_no_paper(hearings: HearingService, told: HearingReport) -> None:
    entries = [
        replace(entry, sealed="Haas" in entry.text)
        for entry in hearings.log_sheet(told.hearing.id).entries
    ]
    words = lexicon()
    story = LogStory(told.hearing.plan.appearances, words.recogniser, words.exhibits)
    story.read(entry for entry in entries if not entry.sealed)
    assert story.testimonies == []


def test_papers_of_an_empty_log_say_so(vault: Vault, hearing: Hearing) -> None:
    report = ReportService(vault, CaseService(vault)).report(hearing.id)
    assert "The log records no witness." in printed("witnesses-list", report, vault)
    assert "The log records no motion and no objection." in printed("rulings", report, vault)
    assert "Objections" not in printed("rulings", report, vault)


@needs_preflight
@pytest.mark.parametrize("kind", REPORT_SHEETS)
def test_every_paper_is_archival(
    kind: str, told: HearingReport, vault: Vault, tmp_path: Path
) -> None:
    _, make = REPORT_SHEETS[kind]
    file = tmp_path / "paper.pdf"
    file.write_bytes(press(make(told, Imprint.by(vault, START))))
    assert "is a valid PDF/A-1b file" in verdict(file)
