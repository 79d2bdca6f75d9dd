"""What every page says about the document it belongs to.

A :class:`Masthead` is written by the author of a sheet and says what the document is; an
:class:`Imprint` is written by whoever prints it and says who printed what, when, from which
state of the record.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol
from zoneinfo import ZoneInfo

from courtdesk.paper.pseudonyms import Pseudonyms


class PaperSize(Enum):
    """Paper by name, with width and height in points (1/72 inch)."""

    A4 = ("a4", 595.28, 841.89)
    LETTER = ("letter", 612.0, 792.0)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.value[1]

    @property
    def height(self) -> float:
        """Height in points."""
        return self.value[2]

    @classmethod
    def named(cls, name: str) -> "PaperSize":
        """The size whose name in settings and on the command line is ``name``.

        Raises:
            ValueError: there is no such size.
        """
        for size in cls:
            if size.value[0] == name:
                return size
        raise ValueError(name)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the document is. All texts are plain; nothing in them is markup.

    ``court`` and ``case`` stand at the head of every page, ``edition`` and ``marking`` (such as
    PUBLIC, BENCH, SEALED) opposite. ``language`` is a BCP 47 tag.
    """

    court: str
    case: str
    title: str
    subtitle: str = ""
    edition: str = ""
    marking: str = ""
    language: str = "en"


class _Settings(Protocol):
    @property
    def paper(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def demo(self) -> bool: ...


class _User(Protocol):
    @property
    def name(self) -> str: ...


class _Head(Protocol):
    @property
    def hash(self) -> bytes: ...


class Issuer(Protocol):
    """Where a document comes from: an open vault, as far as paper needs to know it."""

    @property
    def settings(self) -> _Settings: ...
    @property
    def user(self) -> _User: ...
    def head(self) -> _Head: ...
    def pseudonyms(self, case_id: str) -> tuple[tuple[str, str], ...]: ...


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who printed the document, when, and from which state of the record.

    ``printed_at`` is aware; ``zone`` is the court's IANA zone, in which it is shown.
    ``fingerprint`` is the head of the record's chain in hexadecimal. ``remark`` is repeated on
    every page: a draft or a demonstration says there that it is one. ``copy`` is the copy's number,
    such as “Copy 2 of 5”. ``pseudonyms`` are put through in everything that the document says,
    when it is pressed. ``reveals`` is whether names stand in it for which others have a pseudonym.
    """

    paper: PaperSize
    printed_by: str
    printed_at: datetime
    zone: str
    fingerprint: str = ""
    remark: str = ""
    copy: str = ""
    pseudonyms: Pseudonyms = Pseudonyms()  # noqa: RUF009 - it is frozen
    reveals: bool = False

    @classmethod
    def by(
        cls, issuer: "Issuer", printed_at: datetime, case_id: str = "", *, real_names: bool = False
    ) -> "Imprint":
        """The imprint of what ``issuer``, an open vault, prints at ``printed_at``.

        Of a case whose id is given, its own pseudonyms are put through, else those of all cases.
        ``real_names`` is for copies whose readers may know them: a sealed edition.
        """
        settings = issuer.settings
        pseudonyms = issuer.pseudonyms(case_id)
        return cls(
            paper=PaperSize.named(settings.paper),
            printed_by=issuer.user.name,
            printed_at=printed_at,
            zone=settings.zone,
            fingerprint=issuer.head().hash.hex(),
            remark="Fictional demo case" if settings.demo else "",
            pseudonyms=Pseudonyms(() if real_names else pseudonyms),
            reveals=real_names and bool(pseudonyms),
        )

    @property
    def local_time(self) -> datetime:
        """``printed_at`` in the court's zone."""
        return self.printed_at.astimezone(ZoneInfo(self.zone))
