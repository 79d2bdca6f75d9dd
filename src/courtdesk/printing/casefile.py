"""Everything of a case in open formats, for the day when another system wants the data.

A case's file is gathered from one vault as plain values and documents, and packed elsewhere: the
pages are pressed where nobody waits. Nothing in it needs CourtDesk to be read. Sealed matter and
real names are in it for those who may see them and asked for it; the trial team's work never is.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courtdesk.catalogue import Wanted
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.cases.model import Case
    from courtdesk.exhibits.model import ExhibitRecord
    from courtdesk.paper.blocks import Document
    from courtdesk.paper.pseudonyms import Pseudonyms
    from courtdesk.vault.store import Vault

Record = dict[str, Any]
_OF_A_HEARING = (
    *("log", "minutes", "witnesses-list", "attendance", "rulings", "jury-time", "certificate"),
)
_WITH_EDITIONS = frozenset({"log", "minutes"})
_README = """\
Everything of case {number}, as CourtDesk held it at {made} (time zone {zone}).

What is here
  case.json, parties.csv, charges.csv, dates.csv     the case: people, charges or claims, dates
  exhibits.json, exhibits.csv, exhibits.pdf          the register: states, custody, return
  jury.json, jurors.csv, strikes.csv                 what is public of the jury, if there is one
  hearings/DAY-N/log.csv, log.json                   the log of each hearing, entry by entry
  hearings/DAY-N/attendance.csv                      who was present, from when until when
  hearings/DAY-N/*.pdf                               its papers: log, minutes, witnesses, rulings …
  manifest.json                                      every file with its size and SHA-256

How to read it
  CSV is UTF-8 with a head, commas between cells; an apostrophe stands before a cell that a
  spreadsheet would take for a formula. JSON is UTF-8. Times are ISO 8601 with the court's offset.
  The PDFs are PDF/A. "courtdesk import hearing VAULT --case N log.csv" (or log.json) brings a log
  back; its amendments stand in log.json and are not imported.

Sealed matter
  {sealing}

What is not here
  Sound recordings and the trial team's own work are exported by themselves.
"""
_SEALED_OUT = "Sealed portions were left out: where one was, the log says so, and nothing more."
_SEALED_IN = "SEALED PORTIONS AND REAL NAMES ARE IN THESE FILES, in the log and the minutes."


class CannotExport(KnownError):
    """A case's file cannot be written."""


@dataclass(frozen=True)
class Page:
    """A document of the file, to be pressed: where it goes, and its kind."""

    path: str
    kind: str
    document: "Document"


@dataclass(frozen=True)
class CaseFile:
    """A case's file, gathered. ``texts`` are (path, bytes). Everything can be pickled."""

    case_id: str
    number: str
    made_at: datetime
    by: str
    fingerprint: str
    sealed: bool
    texts: tuple[tuple[str, bytes], ...]
    pages: tuple[Page, ...]


def gather(vault: "Vault", case_id: str, *, sealed: bool = False) -> CaseFile:
    """Everything of a case, read from the vault.

    Raises:
        NotAllowed: ``sealed``, and the user may not see sealed matter.
        BadCase: there is no such case.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.paper.pseudonyms import Pseudonyms
    from courtdesk.vault.roles import Ability
    from courtdesk.vault.times import now

    if sealed:
        vault.require(Ability.SEE_SEALED)
    case = CaseService(vault).case(case_id)
    names = Pseudonyms(() if sealed else vault.pseudonyms(case.id))
    zone = ZoneInfo(vault.settings.zone)
    made = now()
    texts = [*_case_files(case, zone, names), *_exhibit_files(vault, case, zone, names)]
    texts += _jury_files(vault, case, zone, names)
    pages = [_page(vault, "exhibits", "exhibits.pdf", Wanted(case=case.details.number))]
    for folder, hearing_id in _hearings(vault, case.id):
        texts += _hearing_files(vault, hearing_id, folder, names, sealed=sealed)
        pages += _hearing_pages(vault, hearing_id, folder, sealed=sealed)
    told = _README.format(
        number=case.details.number,
        made=f"{made.astimezone(zone):%Y-%m-%d %H:%M:%S}",
        zone=vault.settings.zone,
        sealing=_SEALED_IN if sealed else _SEALED_OUT,
    )
    texts.append(("README.txt", told.encode()))
    return CaseFile(
        case_id=case.id,
        number=case.details.number,
        made_at=made,
        by=vault.user.name,
        fingerprint=vault.head().hash.hex(),
        sealed=sealed,
        texts=tuple(texts),
        pages=tuple(pages),
    )


def files_of(case_file: CaseFile) -> Iterator[tuple[str, bytes]]:
    """Each file with its path: presses the pages, and ends with the manifest of all."""
    from courtdesk.paper.press import press

    listed = []
    pressed = ((page.path, press(page.document)) for page in case_file.pages)
    for path, content in (*case_file.texts, *pressed):
        digest = hashlib.sha256(content).hexdigest()
        listed.append({"path": path, "bytes": len(content), "sha256": digest})
        yield path, content
    manifest = {
        "case": case_file.number,
        "made": case_file.made_at.isoformat(timespec="seconds"),
        "by": case_file.by,
        "record": case_file.fingerprint,
        "sealed": case_file.sealed,
        "files": sorted(listed, key=lambda file: str(file["path"])),
    }
    yield "manifest.json", _json(manifest)


def packed(case_file: CaseFile) -> bytes:
    """The case's file as one ZIP."""
    made = io.BytesIO()
    when = case_file.made_at.timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files_of(case_file):
            entry = zipfile.ZipInfo(path, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def unpack(archive: bytes, folder: Path) -> None:
    """Write a packed case's file as a folder that does not exist yet: all of it or nothing.

    Raises:
        CannotExport: the folder exists, or the disk refused.
    """
    import shutil

    part = folder.with_name(f".{folder.name}.part")
    if folder.exists() or part.exists():
        raise CannotExport(f"“{folder.name}” exists already. Name a folder that does not.")
    try:
        part.mkdir(mode=0o700)
        with zipfile.ZipFile(io.BytesIO(archive)) as packed_files:
            packed_files.extractall(part)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        why = error.strerror or "the disk refused"
        raise CannotExport(
            f"“{folder.name}” could not be written: {why}. Nothing is left."
        ) from error


def tell(vault: "Vault", case_file: CaseFile, archive: bytes, form: str) -> None:
    """Keep in the record that the case's file left the vault, and each paper in it."""
    from courtdesk.vault.prints import NewPrint, Prints

    prints = Prints(vault)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed_files:
        for page in case_file.pages:
            head, imprint = page.document.masthead, page.document.imprint
            what = NewPrint(
                page.kind, head.title, imprint.fingerprint, head.edition, case_id=case_file.case_id
            )
            prints.record(what, packed_files.read(page.path))
    detail = f"case as {form}" + (", with sealed portions" if case_file.sealed else "")
    vault.note("export", case_file.case_id, detail)


def _page(vault: "Vault", kind: str, path: str, wanted: Wanted) -> Page:
    from courtdesk.printing.catalogue import kind_named

    return Page(path, kind, kind_named(kind).made(vault, wanted))


def _hearings(vault: "Vault", case_id: str) -> Iterator[tuple[str, str]]:
    """Folder and id of each hearing, the first day first. The folder says nothing but the day."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    hearings = HearingService(vault, CaseService(vault)).hearings(case_id)
    for number, hearing in enumerate(reversed(hearings), start=1):
        yield f"hearings/{hearing.plan.day.isoformat()}-{number}", hearing.id


def _hearing_pages(vault: "Vault", hearing_id: str, folder: str, *, sealed: bool) -> Iterator[Page]:
    for kind in _OF_A_HEARING:
        edition = "sealed" if sealed and kind in _WITH_EDITIONS else ""
        wanted = Wanted(hearing=hearing_id, edition=edition)
        yield _page(vault, kind, f"{folder}/{kind}.pdf", wanted)


def _hearing_files(
    vault: "Vault", hearing_id: str, folder: str, names: "Pseudonyms", *, sealed: bool
) -> Iterator[tuple[str, bytes]]:
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


def _case_files(case: "Case", zone: ZoneInfo, names: "Pseudonyms") -> Iterator[tuple[str, bytes]]:
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
    yield "case.json", _json(_through(whole, names))
    yield from _table("parties.csv", parties, names)
    yield from _table("charges.csv", charges, names)
    yield from _table("dates.csv", dates, names)


def _exhibit_files(
    vault: "Vault", case: "Case", zone: ZoneInfo, names: "Pseudonyms"
) -> Iterator[tuple[str, bytes]]:
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService

    sheet = ExhibitService(vault, CaseService(vault)).list_sheet(case.id)
    records = [_exhibit(record, zone) for record in sheet.records]
    yield "exhibits.json", _json(_through({"exhibits": records}, names))
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


def _jury_files(
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
    yield "jury.json", _json(_through(whole, names))
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


def _json(document: Record) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _iso(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).isoformat(timespec="milliseconds")
