"""Finding words in every hearing of every case, by the full-text index.

The index is read from its newest entry back and left as soon as there are enough hits. A last word
that is not finished would make the index merge all that begins so; the few words that do are
looked up instead, and each is read from its newest entry back.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Row, TextClause, text
from sqlalchemy.orm import Session

from courtdesk.cases.service import case_names, heard_together
from courtdesk.hearing.model.finding import NEWEST, Findings, FindRequest, Hit, phrases
from courtdesk.hearing.service.reading import to_entries
from courtdesk.hearing.tables import EntryRow
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms

_SHORTEST_BEGINNING = 2
_MOST_WORDS = 150
_MOST_HEARINGS = 64
_NEWEST_ROW = (1 << 62) - 1
_TERMS = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_terms "
    "USING fts5vocab('main', 'entries_words', 'instance')"
)
_BEGINNINGS = text(
    "WITH RECURSIVE found(term) AS ("
    " SELECT (SELECT term FROM temp.entry_terms WHERE term >= :word LIMIT 1)"
    " UNION ALL"
    " SELECT (SELECT term FROM temp.entry_terms WHERE term >= found.term || char(1) LIMIT 1)"
    " FROM found WHERE found.term >= :word AND found.term < :after"
    ") SELECT term FROM found WHERE term >= :word AND term < :after LIMIT :most"
)
_HITS = (
    "SELECT entries.*, hearings.case_id AS case_id, hearings.title AS hearing_title,"
    " hearings.day AS day"
    " FROM entries_words CROSS JOIN entries ON entries.row = entries_words.rowid"
    " CROSS JOIN hearings ON hearings.id = entries.hearing_id"
    " WHERE entries_words MATCH :match AND entries_words.rowid BETWEEN :low AND :high"
)
_SPAN = text(
    "SELECT (SELECT row FROM entries WHERE hearing_id = hearings.id ORDER BY number LIMIT 1),"
    " (SELECT row FROM entries WHERE hearing_id = hearings.id ORDER BY number DESC LIMIT 1)"
    " FROM hearings WHERE case_id = :case"
)
_Found = Row[Any]


class FindService:
    """Finds entries. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def find(self, request: FindRequest, limit: int = NEWEST) -> Findings:
        """The newest entries that hold every word; the last word may be a beginning.

        Sealed text is not in the index, so nobody finds it.
        """
        with self._vault.read() as session:
            match, vague = _match(session, request)
            if not match:
                return Findings()
            found: list[_Found] = []
            together = heard_together(session, request.case_id) if request.case_id else ()
            query, values = self._query(request, together)
            for low, high in _spans(session, together):
                values |= {"match": match, "low": low, "high": high, "limit": limit - len(found)}
                found += session.execute(query, values).all()
                if len(found) >= limit:
                    break
            return Findings(tuple(_hits(session, found)), vague)

    def _query(
        self, request: FindRequest, together: Sequence[str]
    ) -> tuple[TextClause, dict[str, object]]:
        zone = ZoneInfo(self._vault.settings.zone)
        parts, values = [_HITS], dict[str, object]()
        if together:
            ids = {f"case{n}": case_id for n, case_id in enumerate(together)}
            parts.append(f"AND hearings.case_id IN ({', '.join(f':{name}' for name in ids)})")
            values |= ids
        if request.kinds:
            names = {f"kind{n}": kind.value for n, kind in enumerate(sorted(request.kinds))}
            parts.append(f"AND entries.kind IN ({', '.join(f':{name}' for name in names)})")
            values |= names
        if request.since is not None:
            parts.append("AND entries.at_ms >= :since")
            values["since"] = to_ms(_midnight(request.since, zone))
        if request.until is not None:
            parts.append("AND entries.at_ms < :until")
            values["until"] = to_ms(_midnight(request.until + timedelta(days=1), zone))
        parts.append("ORDER BY entries_words.rowid DESC LIMIT :limit")
        return text(" ".join(parts)), values


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _match(session: Session, request: FindRequest) -> tuple[str, bool]:
    """The index's query, and whether the last word had to be taken as it is."""
    wanted = phrases(request.words)
    if not wanted:
        return "", False
    *whole, last = wanted
    words = _beginnings(session, last[-1])
    vague = len(words) > _MOST_WORDS
    ends = [last[-1]] if vague or not words else words
    parts = [_quoted(phrase) for phrase in whole]
    parts.append("(" + " OR ".join(_quoted((*last[:-1], end)) for end in ends) + ")")
    speaker = [_quoted(phrase) for phrase in phrases(request.speaker)]
    if speaker:
        parts.append(f"speaker : ({' AND '.join(speaker)})")
    return " AND ".join(parts), vague


def _beginnings(session: Session, word: str) -> list[str]:
    """The words of the index that begin with ``word``, one more than are looked up at most."""
    if len(word) < _SHORTEST_BEGINNING:
        return []
    session.execute(_TERMS)
    values = {"word": word, "after": word + "\U0010ffff", "most": _MOST_WORDS + 1}
    return [term for (term,) in session.execute(_BEGINNINGS, values)]


def _quoted(phrase: tuple[str, ...]) -> str:
    return '"' + " ".join(phrase) + '"'


def _spans(session: Session, together: Sequence[str]) -> list[tuple[int, int]]:
    """The parts of the index that can hold hits, the newest first."""
    if not together:
        return [(0, _NEWEST_ROW)]
    rows = [row for each in together for row in session.execute(_SPAN, {"case": each})]
    spans = sorted((low, high) for low, high in rows if low is not None)
    if len(spans) > _MOST_HEARINGS:
        return [(spans[0][0], max(high for _, high in spans))]
    merged: list[tuple[int, int]] = []
    for low, high in spans:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged[::-1]


def _hits(session: Session, found: list[_Found]) -> Iterator[Hit]:
    entries = to_entries(session, cast("list[EntryRow]", found))  # they have its columns
    names = case_names(session, {row.case_id for row in found})
    for row, entry in zip(found, entries, strict=True):
        if not entry.sealed:
            number, title = names.get(row.case_id, ("", ""))
            day = date.fromisoformat(row.day)
            yield Hit(entry, row.case_id, number, title, row.hearing_title, day)
