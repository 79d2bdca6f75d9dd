"""A typed next date sets a hearing down in the case, and its amendment moves it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import EntryKind, Hearing
from courtdesk.hearing.model.dates import next_date
from courtdesk.hearing.service import HearingService
from tests.vaults import START, typed

DUBLIN = ZoneInfo("Europe/Dublin")
HEARD = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        ("Next date: 3 December 2026 at 9:30, sentencing", (2026, 12, 3, 9, 30), "sentencing"),
        ("Next date: December 3 at 2 p.m.", (2026, 12, 3, 14, 0), ""),
        ("Next date: Thu 3 Dec 9.30 for plea", (2026, 12, 3, 9, 30), "plea"),
        ("Continued to 2026-12-03 14:00; jury to return", (2026, 12, 3, 14, 0), ""),
        ("Trial continues on Tuesday at 9:00", (2026, 11, 24, 9, 0), ""),
        ("Trial continues on Monday at 9:00", (2026, 11, 30, 9, 0), ""),
        ("Trial continues tomorrow, noon", (2026, 11, 24, 12, 0), ""),
        ("Next date: 5 January, 9 am", (2027, 1, 5, 9, 0), ""),
    ],
)
def test_a_date_that_is_certain_is_taken(text: str, at: tuple[int, ...], what: str) -> None:
    found = next_date(text, HEARD, DUBLIN)
    assert found is not None
    assert found.at == datetime(*at, tzinfo=DUBLIN)  # type: ignore[misc,arg-type]
    assert found.what == what


@pytest.mark.parametrize(
    "text",
    [
        "Next date: 12/3 at 9:30",
        "Next date: Friday 3 December 2026 at 9:30",
        "Next date: 31 February at 9:30",
        "Next date: 3 December",
        "Next date: 3 December at 25:10",
        "Trial continues on the next court day at 9:00",
        "Next date: may follow at 9:00",
        "",
    ],
)
def test_a_date_in_doubt_sets_nothing_down(text: str) -> None:
    assert next_date(text, HEARD, DUBLIN) is None


def test_the_time_is_that_of_the_court_also_when_the_clocks_change() -> None:
    found = next_date("Next date: 29 March 2027 at 9:00", HEARD, DUBLIN)
    assert found is not None
    assert found.at.astimezone(UTC).hour == 8


def test_a_next_date_is_set_down_in_the_case_and_moved_by_an_amendment(
    hearings: HearingService, cases: CaseService, hearing: Hearing
) -> None:
    def set_down() -> list[tuple[datetime, str]]:
        case = cases.case(hearing.case_id).details
        return [(one.starts_at.astimezone(DUBLIN), one.title) for one in case.scheduled]

    def amend(text: str, kind: EntryKind = EntryKind.NEXT_DATE) -> None:
        hearings.amend(entry.id, text, entry.speaker, kind, "misheard", START)

    saved = hearings.record(
        typed(hearing.id, "Next date: 3 December at 9:30, sentencing", 5, EntryKind.NEXT_DATE)
    )
    entry = saved.value
    assert saved.changed.concerns("case")
    assert set_down() == [(datetime(2026, 12, 3, 9, 30, tzinfo=DUBLIN), "sentencing")]
    amend("Next date: 4 December at 9:30, sentencing")
    assert set_down() == [(datetime(2026, 12, 4, 9, 30, tzinfo=DUBLIN), "sentencing")]
    amend("Next date: 4 December at 9:30, sentencing", EntryKind.NOTE)
    assert set_down() == []


def test_what_a_clerk_moved_in_the_case_is_left_where_it_is(
    hearings: HearingService, cases: CaseService, hearing: Hearing
) -> None:
    from dataclasses import replace

    entry = hearings.record(
        typed(hearing.id, "Next date: 3 December at 9:30", 5, EntryKind.NEXT_DATE)
    ).value
    details = cases.case(hearing.case_id).details
    later = replace(details.scheduled[0], starts_at=datetime(2026, 12, 9, 9, tzinfo=UTC))
    cases.change_case(hearing.case_id, replace(details, scheduled=(later,)))
    hearings.amend(entry.id, "No date is set", "", EntryKind.NOTE, "misheard", START)
    assert cases.case(hearing.case_id).details.scheduled == (later,)


def test_a_note_that_speaks_of_a_date_sets_nothing_down(
    hearings: HearingService, cases: CaseService, hearing: Hearing
) -> None:
    hearings.record(typed(hearing.id, "Next date: 3 December at 9:30", 5))
    assert cases.case(hearing.case_id).details.scheduled == ()
