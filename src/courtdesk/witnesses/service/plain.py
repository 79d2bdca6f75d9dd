"""Frozen values of the model as JSON, and back.

Fields that are missing take their default, so that old rows are read after a field was added.
"""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_text(value: Any) -> str:
    """``value`` as one line of JSON; fields at their default are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_text(kind: type[T], text: str) -> T:
    """The value of ``kind`` that :func:`to_text` wrote."""
    return cast("T", _value(kind, json.loads(text)))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        present = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _plain(each) for f, each in present if each != _default(f)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_value(inner, each) for each in plain)
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        known = {name: _value(hints[name], each) for name, each in plain.items() if name in hints}
        return cast("type", kind)(**known)
    if kind in {date, datetime, time}:
        return kind.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain
