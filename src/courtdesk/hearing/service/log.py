"""Reading hearings and their logs: in windows, by kind, by words, and whole for print."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import (
    BadEntry,
    Clock,
    Draft,
    Entry,
    EntryCounts,
    EntryKind,
    Hearing,
    HearingLogSheet,
    MinutesSheet,
    SealedSheet,
)
from courtdesk.hearing.model.minutes import MinutesSettings
from courtdesk.hearing.service.reading import (
    entry_row,
    hearing_row,
    to_clock,
    to_entries,
    to_hearing,
)
from courtdesk.hearing.service.sealed_words import Opener, to_seal
from courtdesk.hearing.service.sealing import sealed_draft
from courtdesk.hearing.service.wording import languages, settings_of
from courtdesk.hearing.tables import DraftRow, EntryRow, HearingRow, SealedEntryRow, SealRow
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms

_WORDS = text(
    "SELECT rowid FROM entries_words WHERE entries_words MATCH :words AND rowid < :before "
    "ORDER BY rowid DESC"
)


class LogReader:
    """Reads the hearings of one vault. Call it on the thread that opened the vault.

    Sealed entries are marked and have no words, whoever the user is, unless the reader ``opens``
    them and the user may see them: so nothing sealed gets where nobody thought of it.
    """

    def __init__(self, vault: Vault, cases: CaseService, *, opens: bool = False) -> None:
        self._vault = vault
        self._cases = cases
        self._opener = Opener.of(vault) if opens else None

    def hearings(self, case_id: str | None = None) -> tuple[Hearing, ...]:
        """The hearings of a case, or of the vault; the newest day first."""
        query = select(HearingRow).order_by(HearingRow.day.desc(), HearingRow.id.desc())
        if case_id is not None:
            query = query.where(HearingRow.case_id == case_id)
        with self._vault.read() as session:
            return tuple(to_hearing(session, row) for row in session.scalars(query).all())

    def between(self, first: date, last: date) -> tuple[Hearing, ...]:
        """The hearings of the days from ``first`` to ``last``, the newest day first."""
        query = (
            select(HearingRow)
            .where(HearingRow.day >= first.isoformat(), HearingRow.day <= last.isoformat())
            .order_by(HearingRow.day.desc(), HearingRow.id.desc())
        )
        with self._vault.read() as session:
            return tuple(to_hearing(session, row) for row in session.scalars(query).all())

    def around(self, case_ids: Iterable[str], day: date) -> dict[str, tuple[Hearing | None, str]]:
        """For each case its hearing on ``day``, and the id of its newest one before it, if any."""
        query = (
            select(HearingRow)
            .where(HearingRow.case_id.in_(list(case_ids)), HearingRow.day <= day.isoformat())
            .order_by(HearingRow.day.desc(), HearingRow.id.desc())
        )
        held: dict[str, Hearing] = {}
        before: dict[str, str] = {}
        with self._vault.read() as session:
            for row in session.scalars(query).all():
                if row.day != day.isoformat():
                    before.setdefault(row.case_id, row.id)
                elif row.case_id not in held:
                    held[row.case_id] = to_hearing(session, row)
        return {key: (held.get(key), before.get(key, "")) for key in held.keys() | before.keys()}

    def told(
        self, hearing_ids: Iterable[str], kinds: frozenset[EntryKind]
    ) -> dict[str, tuple[Entry, ...]]:
        """The entries of some kinds of several hearings, by hearing, in the order of the record."""
        query = (
            select(EntryRow)
            .where(EntryRow.hearing_id.in_(list(hearing_ids)))
            .where(EntryRow.kind.in_([kind.value for kind in kinds]))
            .order_by(EntryRow.number)
        )
        found: dict[str, list[Entry]] = {}
        with self._vault.read() as session:
            for entry in to_entries(session, session.scalars(query).all(), self._opener):
                found.setdefault(entry.hearing_id, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def hearing(self, hearing_id: str) -> Hearing:
        """A hearing.

        Raises:
            BadEntry: there is no such hearing.
        """
        with self._vault.read() as session:
            return to_hearing(session, hearing_row(session, hearing_id))

    def clock(self, hearing_id: str) -> Clock:
        """How long the hearing has been on and off the record."""
        with self._vault.read() as session:
            return to_clock(hearing_row(session, hearing_id))

    def window(self, hearing_id: str, first: int, count: int) -> tuple[Entry, ...]:
        """The entries numbered ``first`` to ``first + count - 1``."""
        query = (
            select(EntryRow)
            .where(EntryRow.hearing_id == hearing_id)
            .where(EntryRow.number >= first, EntryRow.number < first + count)
            .order_by(EntryRow.number)
        )
        with self._vault.read() as session:
            return to_entries(session, session.scalars(query).all(), self._opener)

    def entry(self, entry_id: str) -> Entry:
        """An entry by its id.

        Raises:
            BadEntry: there is no such entry.
        """
        with self._vault.read() as session:
            row = entry_row(session, entry_id)
            if row is None:
                raise BadEntry("This entry is no longer in the vault.")
            (entry,) = to_entries(session, [row], self._opener)
            return entry

    def entries(self, numbers: Iterable[int], hearing_id: str) -> tuple[Entry, ...]:
        """The entries with these numbers, in the order of the record."""
        query = (
            select(EntryRow)
            .where(EntryRow.hearing_id == hearing_id, EntryRow.number.in_(list(numbers)))
            .order_by(EntryRow.number)
        )
        with self._vault.read() as session:
            return to_entries(session, session.scalars(query).all(), self._opener)

    def numbers(
        self, hearing_id: str, kinds: frozenset[EntryKind] | None, bookmarked: bool = False
    ) -> "array[int]":
        """The numbers of the entries of some kinds, or of the bookmarked ones."""
        query = select(EntryRow.number).where(EntryRow.hearing_id == hearing_id)
        if kinds is not None:
            query = query.where(EntryRow.kind.in_([kind.value for kind in kinds]))
        if bookmarked:
            query = query.where(EntryRow.bookmarked == 1)
        with self._vault.read() as session:
            found = session.scalars(query.order_by(EntryRow.number))
            if kinds is None or bookmarked:
                return array("I", found)
            sealed = {
                entry.number: entry.kind in kinds for entry in self._sealed(session, hearing_id)
            }
            open_ones = (number for number in found if number not in sealed)
            shown = (number for number, wanted in sealed.items() if wanted)
            return array("I", sorted((*open_ones, *shown)) if sealed else open_ones)

    def counts(self, hearing_id: str) -> EntryCounts:
        """How many entries there are of each kind."""
        by_kind = (
            select(EntryRow.kind, func.count())
            .where(EntryRow.hearing_id == hearing_id)
            .group_by(EntryRow.kind)
        )
        marked = select(func.count()).where(
            EntryRow.hearing_id == hearing_id, EntryRow.bookmarked == 1
        )
        with self._vault.read() as session:
            kinds = Counter({EntryKind(kind): n for kind, n in session.execute(by_kind)})
            for entry in self._sealed(session, hearing_id):
                kinds[EntryKind.NOTE if entry.step is None else EntryKind.COURSE] -= 1
                kinds[entry.kind] += 1
            return EntryCounts(+kinds, session.execute(marked).scalar_one())

    def find(
        self, hearing_id: str, words: str, before: int | None = None, limit: int = 50
    ) -> tuple[Entry, ...]:
        """The newest entries of a hearing that hold every word; ``before`` is an entry number."""
        match = search_terms(words)
        if not match:
            return ()
        with self._vault.read() as session:
            below = 1 << 62
            if before is not None:
                below = _row_of_number(session, hearing_id, before) or below
            found: list[EntryRow] = []
            for row_id in session.execute(_WORDS, {"words": match, "before": below}).scalars():
                row = session.get(EntryRow, row_id)
                if row is not None and row.hearing_id == hearing_id:
                    found.append(row)
                    if len(found) == limit:
                        break
            hits = to_entries(session, found, self._opener)
            sealed = self._sealed(session, hearing_id)
        if not sealed:
            return hits
        more = (e for e in sealed if holds(e, words) and (before is None or e.number < before))
        newest = sorted((*hits, *more), key=lambda entry: entry.number, reverse=True)
        return tuple(newest[:limit])

    def draft(self, hearing_id: str) -> Draft | None:
        """The half-typed line of a hearing, if there is one."""
        with self._vault.read() as session:
            row = sealed_draft(session, self._vault, hearing_id)
            row = row or session.get(DraftRow, hearing_id)
            if row is None:
                return None
            return Draft(
                hearing_id=row.hearing_id,
                entry_id=row.entry_id,
                at=from_ms(row.at_ms),
                speaker=row.speaker,
                kind=EntryKind(row.kind),
                text=row.text,
                appearance_id=row.appearance_id,
            )

    def log_sheet(self, hearing_id: str, *, sealed: bool = False) -> HearingLogSheet:
        """What the printed log shows, read in one snapshot; ``sealed`` for those who may see it."""
        with self._vault.read() as session:
            row, entries = _whole(session, hearing_id, self._opener if sealed else None)
            hearing, clock = to_hearing(session, row), to_clock(row)
        case = self._cases.case(hearing.case_id)
        about, zone = case.details, self._vault.settings.zone
        together = case.numbers_at(hearing.plan.day)
        return HearingLogSheet(about.number, about.title, hearing, clock, entries, zone, together)

    def sealed_sheet(self, hearing_id: str) -> SealedSheet:
        """What the sealed supplement shows.

        Raises:
            NotAllowed: the user may not see sealed matter.
        """
        self._vault.require(Ability.SEE_SEALED)
        opener = Opener.of(self._vault)
        log = self.log_sheet(hearing_id)
        query = select(SealRow).where(SealRow.hearing_id == hearing_id)
        with self._vault.read() as session:
            rows = session.scalars(query.order_by(SealRow.begun_at_ms, SealRow.id)).all()
            seals = [to_seal(row, opener) for row in rows]
            sealed = sealed_entries(session, hearing_id, opener)
        portions = ((s, tuple(e for e in sealed if e.seal and e.seal.id == s.id)) for s in seals)
        return SealedSheet(replace(log, entries=()), tuple(portions))

    def minutes_sheet(self, hearing_id: str, *, sealed: bool = False) -> MinutesSheet:
        """What the minutes show, read in one snapshot; ``sealed`` for those who may see it."""
        with self._vault.read() as session:
            row, entries = _whole(session, hearing_id, self._opener if sealed else None)
            hearing, clock = to_hearing(session, row), to_clock(row)
            wanted = settings_of(session, hearing.case_id)
        whole = self._cases.case(hearing.case_id)
        case = whole.details
        second = languages().get(wanted.language)
        return MinutesSheet(
            case_number=case.number,
            case_title=case.title,
            hearing=hearing,
            clock=clock,
            entries=entries,
            charges=tuple((charge.number, charge.text) for charge in case.charges),
            parties=tuple((p.role, p.name, p.counsel, p.in_custody) for p in case.parties),
            zone=self._vault.settings.zone,
            certification=wanted.certification,
            language=wanted.language,
            second=tuple(second.words.items()) if second else (),
            together=whole.numbers_on(hearing.plan.day),
        )

    def _sealed(self, session: Session, hearing_id: str) -> tuple[Entry, ...]:
        """The sealed entries of a hearing with their words; none for who may not see them."""
        if self._opener is None:
            return ()
        return sealed_entries(session, hearing_id, self._opener)

    def minutes_settings(self, hearing_id: str) -> MinutesSettings:
        """What the court wants of the minutes of a hearing."""
        with self._vault.read() as session:
            return settings_of(session, hearing_row(session, hearing_id).case_id)


def holds(entry: Entry, words: str) -> bool:
    """Whether an entry holds every word, the last one as a beginning; as the index of words."""
    *whole, last = _tokens(words) or [""]
    known = _tokens(f"{entry.speaker} {entry.text}")
    return all(word in known for word in whole) and any(each.startswith(last) for each in known)


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"\w+", bare)


def sealed_entries(session: Session, hearing_id: str, opener: Opener | None) -> tuple[Entry, ...]:
    """The sealed entries of a hearing, in the order of the record."""
    query = (
        select(EntryRow)
        .join(SealedEntryRow, SealedEntryRow.entry_id == EntryRow.id)
        .where(SealedEntryRow.hearing_id == hearing_id)
        .order_by(EntryRow.number)
    )
    return to_entries(session, session.scalars(query).all(), opener)


def search_terms(words: str) -> str:
    """What a person typed as an FTS5 query: every word, the last one as a beginning."""
    plain = "".join(c if c.isprintable() and c != '"' else " " for c in words)
    quoted = [f'"{term}"' for term in plain.split()]
    return " ".join(quoted) + "*" if quoted else ""


def _row_of_number(session: Session, hearing_id: str, number: int) -> int | None:
    query = select(EntryRow.row).where(EntryRow.hearing_id == hearing_id, EntryRow.number == number)
    return session.execute(query).scalar()


def _whole(
    session: Session, hearing_id: str, opener: Opener | None
) -> tuple[HearingRow, tuple[Entry, ...]]:
    row = hearing_row(session, hearing_id)
    query = select(EntryRow).where(EntryRow.hearing_id == hearing_id).order_by(EntryRow.number)
    return row, to_entries(session, session.scalars(query).all(), opener)
