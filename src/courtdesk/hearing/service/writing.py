"""Hearings, their appearances, clocks and entries as the rows that a transaction writes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from courtdesk.hearing.model import (
    Appearance,
    Clock,
    HearingPlan,
    HearingState,
    ImportPlan,
    NewEntry,
    Step,
)
from courtdesk.hearing.service.reading import Place
from courtdesk.hearing.tables import AppearanceRow, EntryRow, HearingRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import to_ms
from courtdesk.vault.unit import Unit

_MILLISECOND = timedelta(milliseconds=1)


def new_hearing(case_id: str, plan: HearingPlan) -> HearingRow:
    """The row of a hearing that has not begun."""
    row = HearingRow(
        id=new_id(),
        case_id=case_id,
        state=HearingState.NOT_STARTED.value,
        on_record_ms=0,
        off_record_ms=0,
    )
    fill_hearing(row, plan)
    return row


def fill_hearing(row: HearingRow, plan: HearingPlan) -> None:
    """Put what is known of a hearing into its row; appearances are rows of their own."""
    row.title = plan.title
    row.day = plan.day.isoformat()
    row.court = plan.court
    row.room = plan.room
    row.judge = plan.judge
    row.judge_abbreviation = plan.judge_abbreviation
    row.recorder = plan.recorder
    row.jury = int(plan.jury)


def add_appearances(unit: Unit, hearing_id: str, plan: HearingPlan) -> None:
    """Add the appearances of a plan, in its order."""
    for position, person in enumerate(plan.appearances):
        unit.add(
            AppearanceRow(
                id=person.id or new_id(),
                hearing_id=hearing_id,
                position=position,
                name=person.name,
                label=person.label,
                for_whom=person.for_whom,
                role=person.role,
                manner=person.manner,
                key=person.key,
            )
        )


def keep_clock(row: HearingRow, clock: Clock, at: datetime) -> None:
    """Put a clock that was changed at ``at`` (UTC) into the row of its hearing."""
    row.state = clock.state.value
    row.started_at_ms = row.started_at_ms or to_ms(at)
    row.since_ms = to_ms(at)
    row.on_record_ms = clock.on_record // _MILLISECOND
    row.off_record_ms = clock.off_record // _MILLISECOND
    if clock.state is HearingState.ADJOURNED:
        row.ended_at_ms = to_ms(at)


def add_entry(unit: Unit, new: NewEntry, step: Step | None, place: Place, text: str) -> EntryRow:
    """Add a line at the end of its log."""
    columns = {
        "row": place.newest_row + 1,
        "id": new.id,
        "hearing_id": new.hearing_id,
        "number": place.newest_number + 1,
        "at_ms": to_ms(new.at),
        "appearance_id": new.appearance_id,
        "speaker": new.speaker,
        "kind": new.kind.value,
        "step": None if step is None else step.value,
        "text": text,
        "bookmarked": 0,
        "by_user": unit.user.name,
        "version": 1,
    }
    unit.insert_many(EntryRow, [columns])
    return EntryRow(**columns)


def imported_rows(
    hearing_id: str, plan: ImportPlan, by: str, last_row: int, people: tuple[Appearance, ...]
) -> Iterator[dict[str, Any]]:
    """The lines of a log made elsewhere, behind row ``last_row``, recorded by the user ``by``."""
    ids = {person.name: person.id for person in people}
    for number, entry in enumerate(plan.entries, start=1):
        yield {
            "row": last_row + number,
            "id": new_id(),
            "hearing_id": hearing_id,
            "number": number,
            "at_ms": to_ms(entry.at),
            "appearance_id": ids.get(entry.speaker, ""),
            "speaker": entry.speaker,
            "kind": entry.kind.value,
            "step": None if entry.step is None else entry.step.value,
            "text": entry.text,
            "bookmarked": 0,
            "by_user": by,
            "version": 1,
        }
