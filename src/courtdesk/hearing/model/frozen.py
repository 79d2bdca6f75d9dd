"""The content of minutes as it is frozen: text that reads back as the sheet that it was.

Only what minutes print is frozen: no narrative notes, no bookmarks, no clock that still runs.
Its fingerprint has a salt among it, so that nobody can try words against a printed fingerprint.
"""

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.minutes import MinutesStanding
from courtdesk.hearing.model.sheets import MinutesSheet

FORMAT = 1
_CLOSED = {"speaker": "", "text": "", "appearance_id": "", "amendments": [], "sealed": True}
_MILLISECOND = timedelta(milliseconds=1)


def minuted(sheet: MinutesSheet) -> MinutesSheet:
    """``sheet`` with nothing in it but what minutes are made of."""
    return replace(
        sheet,
        hearing=replace(sheet.hearing, entries=0),
        clock=replace(sheet.clock, since=None),
        entries=tuple(
            replace(entry, bookmarked=False, seal=None)
            for entry in sheet.entries
            if entry.sealed or entry.kind is not EntryKind.NOTE
        ),
        standing=MinutesStanding(),
    )


def says_the_same(one: MinutesSheet, other: MinutesSheet, *, wording: bool = False) -> bool:
    """Whether two minutes say the same of the hearing; with ``wording``, in the same words too.

    What is sealed in one of them for whoever reads it is left out of both. That an entry was
    sealed or unsealed since changes who may read it, not what was done.
    """
    closed = {entry.id for entry in (*one.entries, *other.entries) if entry.closed}
    return _compared(one, closed, wording) == _compared(other, closed, wording)


def to_content(sheet: MinutesSheet, salt: str) -> str:
    """``sheet`` as the text that is frozen and hashed."""
    return _dumped({"format": FORMAT, "salt": salt, "minutes": _plain(minuted(sheet))})


def from_content(content: str) -> MinutesSheet:
    """The sheet that was frozen."""
    sheet: MinutesSheet = _read(MinutesSheet, json.loads(content)["minutes"])
    return sheet


def closed_content(content: str, sealed: set[str]) -> str:
    """``content`` without the words of the entries that have these ids, and without its salt."""
    document = json.loads(content)
    document["salt"] = ""
    for entry in document["minutes"]["entries"]:
        if entry["id"] in sealed:
            entry.update(_CLOSED)
            if entry["step"] is None:
                entry["kind"] = EntryKind.NOTE.value
    return _dumped(document)


def _compared(sheet: MinutesSheet, closed: set[str], wording: bool) -> MinutesSheet:
    sheet = minuted(sheet)
    entries = tuple(e for e in sheet.entries if e.id not in closed)
    if wording:
        return replace(sheet, entries=entries)
    entries = tuple(replace(e, sealed=False) for e in entries if e.kind is not EntryKind.NOTE)
    return replace(sheet, entries=entries, certification="", language="", second=())


def _dumped(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return _plain_value(value)


def _plain_value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // _MILLISECOND
    return value.hex() if isinstance(value, bytes) else value


def _read(kind: Any, plain: Any) -> Any:
    if get_origin(kind) in {Union, UnionType}:
        known = [each for each in get_args(kind) if each is not type(None)]
        return None if plain is None else _read(known[0], plain)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), plain)
    return _read_dataclass(kind, plain) if is_dataclass(kind) else _read_value(kind, plain)


def _read_dataclass(kind: Any, plain: dict[str, Any]) -> Any:
    hints = _hints(kind)
    wanted = [f.name for f in fields(kind) if f.name in plain or _is_needed(f)]
    return kind(**{name: _read(hints[name], plain[name]) for name in wanted})


def _read_value(kind: Any, plain: Any) -> Any:
    if kind is timedelta:
        return plain * _MILLISECOND
    if kind is bytes:
        return bytes.fromhex(plain)
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(plain)
    return kind(plain) if issubclass(kind, Enum) else plain


def _read_tuple(kinds: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], each) for each in plain)
    return tuple(_read(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
