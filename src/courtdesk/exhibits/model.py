"""The words of an exhibit: its party and number, its states, its custody.

An exhibit is named in court by party and number (“State 14”, “Def. C”). Numbers may have gaps
and may be letters; what identifies an exhibit is its id.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from courtdesk.errors import KnownError

MAX_DESCRIPTION = 2_000


class ExhibitState(StrEnum):
    """What became of an exhibit so far."""

    MARKED = "marked"
    FOR_IDENTIFICATION = "for identification"
    OFFERED = "offered"
    OBJECTED = "objected"
    ADMITTED = "admitted"
    ADMITTED_IN_PART = "admitted in part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DEMONSTRATIVE = "demonstrative"

    @property
    def is_open(self) -> bool:
        """Whether a ruling is still owed."""
        return self in {ExhibitState.OFFERED, ExhibitState.OBJECTED}


class BadExhibit(KnownError):
    """An exhibit, its state or a step of its custody cannot be kept as given."""


@dataclass(frozen=True)
class ExhibitDetails:
    """What is typed about an exhibit. Dates are of the court's calendar."""

    party: str
    number: str
    description: str = ""
    source: str = ""
    return_to: str = ""
    return_on: date | None = None
    destroy_on: date | None = None
    hazardous: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Exhibit:
    """An exhibit as it stands in the register."""

    id: str
    case_id: str
    details: ExhibitDetails
    state: ExhibitState
    state_note: str = ""

    @property
    def name(self) -> str:
        """How it is called in court."""
        return f"{self.details.party} {self.details.number}"


@dataclass(frozen=True)
class StateChange:
    """A state that an exhibit came to. ``entry_id`` is the line of the log that says so, if any."""

    state: ExhibitState
    at: datetime
    by: str
    note: str = ""
    entry_id: str = ""


@dataclass(frozen=True)
class CustodyStep:
    """An exhibit that changed hands, or its place. ``at`` is UTC."""

    id: str
    at: datetime
    from_whom: str
    to_whom: str
    place: str = ""
    authorised_by: str = ""
    condition: str = ""
    signed_by: str = ""


@dataclass(frozen=True)
class ExhibitRecord:
    """Everything about one exhibit."""

    exhibit: Exhibit
    history: tuple[StateChange, ...]
    custody: tuple[CustodyStep, ...]


@dataclass(frozen=True)
class ExhibitListSheet:
    """Everything that the printed exhibit list shows, read in one snapshot."""

    court: str
    case_number: str
    case_title: str
    records: tuple[ExhibitRecord, ...]
    zone: str
    together: str = ""
    """The case's number as it is said where it is consolidated with another; else empty."""


@dataclass(frozen=True)
class LabelStock:
    """A sheet of labels as its maker sells it. Lengths are millimetres from the upper left corner.

    ``across`` and ``down`` lead from the beginning of one label to that of the next.
    """

    name: str
    title: str
    paper: str
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows


@dataclass(frozen=True)
class LabelSheet:
    """Exhibits to be labelled; the labels begin at the ``first`` of the sheet, counted by rows."""

    case_number: str
    case_title: str
    exhibits: tuple[Exhibit, ...]
    stock: LabelStock
    first: int = 1


def checked_labels(sheet: LabelSheet) -> LabelSheet:
    """``sheet``, if it can be printed.

    Raises:
        BadExhibit: there is no exhibit, or the sheet has no such label.
    """
    if not sheet.exhibits:
        raise BadExhibit("There is no exhibit to label yet.")
    if not 1 <= sheet.first <= sheet.stock.count:
        raise BadExhibit(
            f"The sheet {sheet.stock.name} has the labels 1 to {sheet.stock.count}; "
            f"there is no label {sheet.first} to begin with."
        )
    return sheet


def checked_details(details: ExhibitDetails) -> ExhibitDetails:
    """``details`` as they are kept: blanks folded, the number without a sign before it.

    Raises:
        BadExhibit: party or number is missing, or the description is too long.
    """
    party = " ".join(details.party.split())
    number = " ".join(details.number.split()).removeprefix("No. ").removeprefix("#")
    if not party or not number:
        raise BadExhibit("An exhibit needs a party and a number, such as “State” and “14”.")
    if len(details.description) > MAX_DESCRIPTION:
        raise BadExhibit(f"The description is longer than {MAX_DESCRIPTION:,} characters.")
    if details.return_on and details.destroy_on and details.destroy_on < details.return_on:
        raise BadExhibit(
            "The exhibit is to be destroyed before it is to be returned. Check the dates."
        )
    return replace(details, party=party, number=number, description=details.description.strip())


def same_name(details: ExhibitDetails) -> tuple[str, str]:
    """What two exhibits must not share: party and number, however they are written."""
    return details.party.casefold(), details.number.casefold()


def next_number(taken: list[str]) -> str:
    """The number that follows those of a party: 15 after 14, D after C, 1 where there is none."""
    counted = [int(number) for number in taken if number.isdecimal()]
    if counted:
        return str(max(counted) + 1)
    letters = [number for number in taken if re.fullmatch(r"[A-Y]", number.upper())]
    return chr(ord(max(letters).upper()) + 1) if letters else "1"


def in_order(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """By party, then by number as people count: 9 before 10, A before B."""

    def key(exhibit: Exhibit) -> tuple[str, list[tuple[int, int, str]]]:
        parts = re.findall(r"\d+|\D+", exhibit.details.number)
        counted = [
            (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts
        ]
        return exhibit.details.party.casefold(), counted

    return tuple(sorted(exhibits, key=key))
