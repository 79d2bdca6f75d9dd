"""A packet: several documents bound to one, in the words of a frozen value.

Everything can be pickled, so that a packet can be bound in a child process.
"""

from dataclasses import dataclass

from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint, Masthead


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a packet. ``about`` stands beside its title in the contents."""

    document: Document
    about: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that the packet does not hold, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Packet:
    """Documents in their order, and what is bound around them.

    ``tabs`` puts a numbered divider page before each document. ``duplex`` lets the cover, the
    contents, each divider and each document begin on a right-hand page. ``facts`` are shown on
    the cover.
    """

    masthead: Masthead
    imprint: Imprint
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cover: bool = True
    contents: bool = True
    tabs: bool = False
    duplex: bool = True
