"""Packets before they are made: what is in them, for whom, in which form."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from courtdesk.errors import KnownError

MOST_COPIES = 500


class BadPacket(KnownError):
    """The packet cannot be made so."""


@dataclass(frozen=True)
class Item:
    """A document in a packet, by the stable name of its kind.

    ``edition`` is wished for: what the packet's readers may not see is not in it, whatever is
    wished. ``every``: of all hearings of the case, not of the newest alone. ``hearing`` and
    ``witness`` are ids; without a witness, a document of one witness is made of each.
    """

    kind: str
    edition: str = ""
    every: bool = False
    hearing: str = ""
    witness: str = ""


@dataclass(frozen=True)
class Preset:
    """A packet under a name. ``id`` is empty for those that are shipped."""

    name: str
    title: str
    items: tuple[Item, ...]
    cover: bool = True
    contents: bool = True
    tabs: bool = False
    duplex: bool = True
    id: str = ""

    def to_json(self) -> str:
        """The preset as it is kept."""
        kept = asdict(self)
        del kept["id"]
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def preset_from(kept: dict[str, Any], preset_id: str = "") -> Preset:
    """The preset that was kept or shipped. Keys that are not known are passed over."""
    known = {
        name: kept[name]
        for name in ("name", "title", "cover", "contents", "tabs", "duplex")
        if name in kept
    }
    names = Item.__dataclass_fields__
    items = tuple(
        Item(**{key: value for key, value in item.items() if key in names})
        for item in kept["items"]
    )
    return Preset(items=items, id=preset_id, **known)


def checked(preset: Preset) -> Preset:
    """``preset`` with its name trimmed.

    Raises:
        BadPacket: it has no name, or holds nothing.
    """
    title = " ".join(preset.title.split())
    if not title:
        raise BadPacket("Give the packet a name, such as “Monday morning”.")
    if not preset.items:
        raise BadPacket("The packet holds no document yet. Choose at least one.")
    return replace(preset, title=title, name=preset.name or title.casefold().replace(" ", "-"))


def copy_words(number: int, of: int) -> str:
    """What a copy says of itself; nothing where it is the only one."""
    return f"Copy {number} of {of}" if of > 1 else ""


def check_copies(copies: int) -> None:
    """Refuse a number of copies that nobody means.

    Raises:
        BadPacket: none, or very many.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise BadPacket(f"Give a number of copies from 1 to {MOST_COPIES}.")


@dataclass(frozen=True)
class HeldCopy:
    """A numbered copy that somebody has. Times are UTC."""

    id: str
    print_id: str
    number: str
    holder: str
    handed_at: datetime
    recalled_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def state(self) -> str:
        """Where the copy is, in a word."""
        if self.returned_at:
            return "returned"
        return "recalled" if self.recalled_at else "handed out"


@dataclass(frozen=True)
class Printed:
    """A document that left the vault, with who made it and who holds its copies."""

    id: str
    at: datetime
    by: str
    kind: str
    title: str
    edition: str
    copies: str
    pages: int
    fingerprint: str
    sha256: str
    of_the_team: bool
    held: tuple[HeldCopy, ...] = field(default=())
