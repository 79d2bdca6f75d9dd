"""The states of minutes: draft, certified, approved, amended; each frozen and numbered.

A frozen state is never changed. When the log is amended afterwards the minutes differ from it,
and say so, until they are amended themselves, with a number and a reason.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from courtdesk.hearing.model.errors import BadEntry


class MinutesState(StrEnum):
    """How far the minutes of a hearing have come."""

    DRAFT = "draft"
    CERTIFIED = "certified"
    APPROVED = "approved"
    AMENDED = "amended"


class Approval(StrEnum):
    """Who approves certified minutes in a court."""

    JUDGE = "judge"
    """The judge’s staff, in the judge’s name."""
    CLERK = "clerk"
    """Whoever keeps the record notes that the judge has approved."""
    NONE = "none"
    """Certified minutes need no approval."""


@dataclass(frozen=True)
class MinutesVersion:
    """A frozen state of a hearing's minutes.

    ``place`` counts the states from 1, ``amendment`` the amendments; 0 is the original. ``at`` is
    in UTC. ``sha256`` is over the frozen content, ``head`` the record's fingerprint before it.
    """

    id: str
    hearing_id: str
    place: int
    state: MinutesState
    amendment: int
    reason: str
    by: str
    role: str
    at: datetime
    sha256: bytes
    head: bytes

    @property
    def shown(self) -> str:
        """The state in words, with the number of an amendment."""
        if self.state is MinutesState.AMENDED:
            return f"Amendment No. {self.amendment}"
        words = self.state.value.capitalize()
        return f"{words} (amendment No. {self.amendment})" if self.amendment else words


@dataclass(frozen=True)
class MinutesStanding:
    """The frozen states so far, and whether the log says something else by now."""

    versions: tuple[MinutesVersion, ...] = ()
    differs: bool = False

    @property
    def newest(self) -> MinutesVersion | None:
        """The newest frozen state."""
        return self.versions[-1] if self.versions else None

    @property
    def state(self) -> MinutesState:
        """How far the minutes have come."""
        return self.versions[-1].state if self.versions else MinutesState.DRAFT

    @property
    def amendment(self) -> int:
        """The number of the newest amendment; 0 for none."""
        return self.versions[-1].amendment if self.versions else 0


@dataclass(frozen=True)
class MinutesSettings:
    """What a court wants of its minutes: data of the court, never a rule of CourtDesk.

    ``certification`` is the statement that the clerk signs; ``language`` a second language of
    headings (a code that ``resources/minutes/headings.json`` knows), or empty.
    """

    certification: str
    approval: Approval = Approval.JUDGE
    language: str = ""


@dataclass(frozen=True)
class Headings:
    """The headings of minutes in a second language. ``words`` maps the English ones."""

    code: str
    name: str
    words: dict[str, str] = field(default_factory=dict)


def may_certify(standing: MinutesStanding) -> bool:
    """Whether the next state is the certificate."""
    return standing.state is MinutesState.DRAFT


def may_approve(standing: MinutesStanding, approval: Approval) -> bool:
    """Whether there is something to approve."""
    return approval is not Approval.NONE and standing.state in {
        MinutesState.CERTIFIED,
        MinutesState.AMENDED,
    }


def may_amend(standing: MinutesStanding) -> bool:
    """Whether there is something frozen that an amendment could replace."""
    return standing.state is not MinutesState.DRAFT


def checked_reason(reason: str) -> str:
    """The reason of an amendment, on one line.

    Raises:
        BadEntry: there is none.
    """
    words = " ".join(reason.split())
    if not words:
        raise BadEntry(
            "An amendment of the minutes needs a reason, such as “ruling at 10:12 corrected”. "
            "It is printed with its number."
        )
    return words
