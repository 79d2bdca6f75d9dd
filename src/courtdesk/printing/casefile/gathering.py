"""Gathers a case's file from one vault: its texts, and its papers still to be pressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from courtdesk.catalogue import Wanted
from courtdesk.printing.casefile.texts import case_texts, exhibit_texts, hearing_texts, jury_texts

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault

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
    texts = [*case_texts(case, zone, names), *exhibit_texts(vault, case, zone, names)]
    texts += jury_texts(vault, case, zone, names)
    pages = [_page(vault, "exhibits", "exhibits.pdf", Wanted(case=case.details.number))]
    for folder, hearing_id in _hearings(vault, case.id):
        texts += hearing_texts(vault, hearing_id, folder, names, sealed=sealed)
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
