"""What a kind of document is: each subject lists the kinds that it can print in its ``documents``.

The command line and the print centre know documents only through :class:`Kind`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from courtdesk.errors import KnownError
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


class Reader(StrEnum):
    """Whom paper is for. Whoever hands a packet to one of them must know that it is fit."""

    BENCH = "bench"
    CLERK = "clerk"
    COUNSEL = "counsel"
    """The trial team that keeps its work in this vault, not the other side's."""
    PUBLIC = "public"


COURT = frozenset({Reader.BENCH, Reader.CLERK})
EVERYBODY = frozenset(Reader)
TEAM = frozenset({Reader.COUNSEL})
NOT_THE_PUBLIC = EVERYBODY - {Reader.PUBLIC}


class Need(StrEnum):
    """What has to be named before a document can be made."""

    CASE = "case"
    HEARING = "hearing"
    DAY = "day"
    WITNESS = "witness"


@dataclass(frozen=True)
class Wanted:
    """Of what a document is wanted. Empty: the usual one, where the kind has such.

    ``case`` is the case's number, ``hearing`` and ``witness`` are ids (a witness's name does).
    """

    case: str = ""
    hearing: str = ""
    date: datetime.date | None = None
    edition: str = ""
    witness: str = ""
    blank: bool = False
    sealed: bool = False
    draft: bool = False

    @classmethod
    def among(cls, options: Any) -> "Wanted":
        """What the options of a command line ask for."""
        given = {name: getattr(options, name, None) for name in cls.__dataclass_fields__}
        return cls(**{name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True)
class Edition:
    """A form of a document, and who may read what stands in it.

    ``compartment`` is the one in whose print history it belongs.
    """

    name: str
    title: str
    readers: frozenset[Reader]
    compartment: Compartment = Compartment.RECORD
    may: Ability = Ability.READ_RECORD
    """What its maker must be able to do, beyond what the kind asks for."""


def only(
    readers: frozenset[Reader], compartment: Compartment = Compartment.RECORD
) -> tuple[Edition, ...]:
    """The one edition of a kind that has no others."""
    return (Edition("", "", readers, compartment),)


@dataclass(frozen=True)
class Kind:
    """A kind of document. ``name`` is stable: it is the command line's.

    The first of ``editions`` is the usual one. ``make`` reads one snapshot of the vault and
    returns the document; it raises a ``KnownError`` where the document cannot be made.
    """

    name: str
    title: str
    group: str
    make: "Callable[[Vault, Wanted], Document]"
    needs: tuple[Need, ...]
    editions: tuple[Edition, ...]
    may: Ability = Ability.READ_RECORD

    def edition(self, name: str) -> Edition:
        """The edition called ``name``; the usual one for an empty name.

        Raises:
            KnownError: there is none of that name.
        """
        for edition in self.editions:
            if name in {edition.name, ""}:
                return edition
        known = ", ".join(edition.name for edition in self.editions if edition.name)
        raise KnownError(
            f"There is no edition “{name}” of “{self.title}”. "
            + (f"The editions: {known}." if known else "It has one edition only: name none.")
        )

    def offered(self, vault: "Vault") -> tuple[Edition, ...]:
        """The editions that the vault's user can make; none where the kind is not for the role.

        The team's editions are offered to those who hold the team's key.
        """
        if not vault.may(self.may):
            return ()
        return tuple(
            each
            for each in self.editions
            if each.compartment in vault.compartments and vault.may(each.may)
        )

    def home(self, vault: "Vault", wanted: Wanted) -> Compartment:
        """In whose print history the document belongs."""
        compartment = self.edition(wanted.edition).compartment
        return compartment if compartment in vault.compartments else Compartment.RECORD

    def made(self, vault: "Vault", wanted: Wanted) -> "Document":
        """The document.

        Raises:
            NotAllowed: the user's role may not.
            KnownError: something that it needs is not named, or is not there.
        """
        vault.require(self.may)
        edition = self.edition(wanted.edition)
        vault.require(edition.may)
        return self.make(vault, replace(wanted, edition=edition.name))
