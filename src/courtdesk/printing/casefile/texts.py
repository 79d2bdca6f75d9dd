"""The texts of a case's file, CSV and JSON, as (path, bytes); names under their pseudonyms."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from courtdesk.cases.model import Case
    from courtdesk.exhibits.model import ExhibitRecord
    from courtdesk.paper.pseudonyms import Pseudonyms
    from courtdesk.vault.store import Vault

Record = dict[str, Any]


def hearing_texts(
    vault: "Vault", hearing_id: str, folder: str, names: "Pseudonyms", *, sealed: bool
) -> Iterator[tuple[str, bytes]]:
    """The log of a hearing, and who was present."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.documents import open_log
    from courtdesk.hearing.service import ProceedingsService

    for form in ("csv", "json"):
        yield f"{folder}/log.{form}", open_log(vault, hearing_id, form, sealed=sealed)
    zone = ZoneInfo(vault.settings.zone)
    rows = [
        {
            "name": attended.person.name,
            "for": attended.person.for_whom,
            "role": attended.person.role,
            "present": attended.manner,
            "from": _iso(stay.came, zone) if stay else "",
            "until": _iso(stay.until, zone) if stay else "",
        }
        for attended in ProceedingsService(vault, CaseService(vault)).attendance(hearing_id)
        for stay in (attended.stays or (None,))
    ]
    yield from _table(f"{folder}/attendance.csv", rows, names)


def case_texts(case: "Case", zone: ZoneInfo, names: "Pseudonyms") -> Iterator[tuple[str, bytes]]:
    """The case: people, charges or claims, dates."""
    about = case.details
    parties = [
        {"role": p.role, "name": p.name, "counsel": p.counsel, "in_custody": p.in_custody}
        for p in about.parties
    ]
    charges = [{"number": charge.number, "text": charge.text} for charge in about.charges]
    dates = [
        {"time": _iso(set_down.starts_at, zone), "title": set_down.title, "room": set_down.room}
        for set_down in about.scheduled
    ]
    whole = {
        "number": about.number,
        "title": about.title,
        "kind": about.kind.value,
        "court": about.court,
        "room": about.room,
        "judge": about.judge,
        "status": case.status.value,
        "opened": case.opened_on.isoformat(),
        "parties": parties,
        "charges": charges,
        "dates": dates,
    }
    yield "case.json", json_of(_through(whole, names))
    yield from _table("parties.csv", parties, names)
    yield from _table("charges.csv", charges, names)
    yield from _table("dates.csv", dates, names)


def exhibit_texts(
    vault: "Vault", case: "Case", zone: ZoneInfo, names: "Pseudonyms"
) -> Iterator[tuple[str, bytes]]:
    """The register of exhibits: states, custody, return."""
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService

    sheet = ExhibitService(vault, CaseService(vault)).list_sheet(case.id)
    records = [_exhibit(record, zone) for record in sheet.records]
    yield "exhibits.json", json_of(_through({"exhibits": records}, names))
    flat = [{k: v for k, v in r.items() if not isinstance(v, list)} for r in records]
    yield from _table("exhibits.csv", flat, names)


def _exhibit(record: "ExhibitRecord", zone: ZoneInfo) -> Record:
    exhibit, details = record.exhibit, record.exhibit.details
    return {
        "party": details.party,
        "number": details.number,
        "description": details.description,
        "state": exhibit.state.value,
        "note": exhibit.state_note,
        "source": details.source,
        "return_to": details.return_to,
        "return_on": details.return_on.isoformat() if details.return_on else "",
        "destroy_on": details.destroy_on.isoformat() if details.destroy_on else "",
        "hazardous": details.hazardous,
        "comment": details.comment,
        "history": [
            {
                "time": _iso(change.at, zone),
                "state": change.state.value,
                "note": change.note,
                "by": change.by,
            }
            for change in record.history
        ],
        "custody": [
            {
                "time": _iso(step.at, zone),
                "from": step.from_whom,
                "to": step.to_whom,
                "place": step.place,
                "authorised_by": step.authorised_by,
                "condition": step.condition,
                "signed_by": step.signed_by,
            }
            for step in record.custody
        ],
    }


def jury_texts(
    vault: "Vault", case: "Case", zone: ZoneInfo, names: "Pseudonyms"
) -> Iterator[tuple[str, bytes]]:
    """Order, number, name, seat and status of jurors, strikes, questions, verdicts; no answers."""
    from courtdesk.cases.service import CaseService
    from courtdesk.jury.service import JuryCourtService, VenireService

    venire, court = VenireService(vault, CaseService(vault)), JuryCourtService(vault)
    known = {juror.id: juror for juror in venire.jurors(case.id)}
    if not known:
        return
    sides = venire.labels(case.id)
    jurors = [
        {
            "call": juror.call,
            "number": juror.number,
            "name": juror.entry.name,
            "seat": juror.seat,
            "status": juror.status.value,
        }
        for juror in known.values()
    ]
    strikes = [
        {
            "order": strike.order,
            "kind": strike.kind.value,
            "side": "" if strike.side is None else sides[strike.side],
            "juror": known[strike.juror_id].number or known[strike.juror_id].entry.name,
            "ruling": strike.ruling,
        }
        for strike in venire.strikes(case.id)
        if not strike.withdrawn
    ]
    questions = [
        {"number": q.number, "time": _iso(q.at, zone), "text": q.text, "answer": q.answer}
        for q in court.questions(case.id)
    ]
    verdicts = [
        {"charge": v.charge, "verdict": v.verdict, "time": _iso(v.at, zone)}
        for v in court.verdicts(case.id)
    ]
    whole = {"jurors": jurors, "strikes": strikes, "questions": questions, "verdicts": verdicts}
    yield "jury.json", json_of(_through(whole, names))
    yield from _table("jurors.csv", jurors, names)
    yield from _table("strikes.csv", strikes, names)


def _table(path: str, rows: Iterable[Record], names: "Pseudonyms") -> Iterator[tuple[str, bytes]]:
    from courtdesk.paper.spreadsheet import csv_of

    through = [_through(row, names) for row in rows]
    if through:
        yield path, csv_of(list(through[0]), ([_cell(v) for v in row.values()] for row in through))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else value


def _through(value: Any, names: "Pseudonyms") -> Any:
    """A document of plain values with each text in it under its pseudonyms."""
    if isinstance(value, str):
        return names.through(value)
    if isinstance(value, dict):
        return {key: _through(each, names) for key, each in value.items()}
    return [_through(each, names) for each in value] if isinstance(value, list) else value


def json_of(document: Record) -> bytes:
    """A document as JSON, UTF-8."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _iso(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).isoformat(timespec="milliseconds")
