"""The log in open formats: CSV for a spreadsheet, JSON for a program. Both can be imported again.

Of a sealed portion they say when it was and that it is sealed, and nothing more, unless ``sealed``
says that this copy is for those who may see it.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from courtdesk.hearing.model import Amendment, Entry, HearingLogSheet
from courtdesk.hearing.model.imported import LOG_HEAD
from courtdesk.paper.spreadsheet import csv_of

Record = dict[str, Any]


def log_csv(sheet: HearingLogSheet, *, sealed: bool = False) -> bytes:
    """The log as CSV: UTF-8 with a mark, no cell of which a spreadsheet takes for a formula."""
    rows = (
        [_cell(record[name]) for name in LOG_HEAD] for record in log_records(sheet, sealed=sealed)
    )
    return csv_of(LOG_HEAD, rows)


def log_json(sheet: HearingLogSheet, *, sealed: bool = False) -> bytes:
    """The log as one JSON document, with every amendment."""
    document = {
        "hearing": hearing_record(sheet),
        "entries": list(log_records(sheet, sealed=sealed)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def hearing_record(sheet: HearingLogSheet) -> Record:
    """What is known of the hearing. Times carry the court's offset; durations are seconds."""
    hearing, zone = sheet.hearing, ZoneInfo(sheet.zone)
    plan = hearing.plan
    return {
        "id": hearing.id,
        "case": sheet.case_number,
        "title": plan.title,
        "day": plan.day.isoformat(),
        "court": plan.court,
        "room": plan.room,
        "judge": plan.judge,
        "clerk": plan.recorder,
        "jury": plan.jury,
        "state": hearing.state.value,
        "started": _iso(hearing.started_at, zone),
        "ended": _iso(hearing.ended_at, zone),
        "on_record": round(sheet.clock.on_record.total_seconds(), 3),
        "off_record": round(sheet.clock.off_record.total_seconds(), 3),
        "zone": sheet.zone,
        "appearances": [
            {
                "name": person.name,
                "label": person.label,
                "for": person.for_whom,
                "role": person.role,
                "manner": person.manner,
            }
            for person in plan.appearances
        ],
    }


def log_records(sheet: HearingLogSheet, *, sealed: bool) -> Iterator[Record]:
    """The entries in the order of the record; a portion that may not be seen is one of them."""
    zone = ZoneInfo(sheet.zone)
    hidden_or_not = groupby(sheet.entries, key=lambda entry: entry.sealed and not sealed)
    for hidden, portion in hidden_or_not:
        for entry in portion:
            yield _record(entry, zone, hidden=hidden)
            if hidden:
                break


def _record(entry: Entry, zone: ZoneInfo, *, hidden: bool) -> Record:
    shown: Record = {
        "id": None if hidden else entry.id,
        "hearing": entry.hearing_id,
        "number": entry.number,
        "time": _iso(entry.at, zone),
        "speaker": None if hidden else entry.speaker,
        "kind": None if hidden else entry.kind.value,
        "step": None if hidden or entry.step is None else entry.step.value,
        "text": None if hidden else entry.text,
        "sealed": entry.sealed,
        "amended": entry.amended and not hidden,
        "bookmarked": entry.bookmarked and not hidden,
    }
    if shown["amended"]:
        shown["amendments"] = [_amendment(each, zone) for each in entry.amendments]
    return shown


def _amendment(amendment: Amendment, zone: ZoneInfo) -> Record:
    return {
        "version": amendment.version,
        "time": _iso(amendment.at, zone),
        "by": amendment.by,
        "reason": amendment.reason,
        "former_text": amendment.old_text,
        "former_speaker": amendment.old_speaker,
        "former_kind": amendment.old_kind.value,
    }


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="milliseconds")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else value
