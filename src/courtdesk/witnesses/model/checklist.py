"""Checklists in four stages, their templates, and the regimes that rule preparation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from courtdesk.witnesses.model.witness import BadWitness, WitnessKind

MAX_TEXT = 500


class Stage(StrEnum):
    """The four stages of a checklist."""

    BEFORE = "before trial"
    SESSION = "preparation session"
    DAY = "day of testimony"
    AFTER = "after testimony"


@dataclass(frozen=True)
class TemplateItem:
    """An item of a template. ``practice`` names what it does, where a regime may forbid that."""

    stage: Stage
    text: str
    practice: str = ""


@dataclass(frozen=True)
class Template:
    """The items for one kind of witness. ``own`` says that the team changed what was shipped."""

    kind: WitnessKind
    items: tuple[TemplateItem, ...]
    own: bool = False


@dataclass(frozen=True)
class Regime:
    """What a court's rules allow in preparation; data with source and effective date.

    ``forbids`` names practices; ``needs_presence`` asks to record who was in the room.
    ``verified_on`` is empty until someone has checked it for the court.
    """

    id: str
    title: str
    session_title: str
    notice: str
    source: str
    effective: date
    forbids: frozenset[str] = frozenset()
    needs_presence: bool = False
    verified_on: str = ""

    def allows(self, practice: str) -> bool:
        """Whether a step may exist here."""
        return practice not in self.forbids

    def stage_title(self, stage: Stage) -> str:
        """What a stage is called."""
        title = self.session_title if stage is Stage.SESSION else stage.value
        return title[:1].upper() + title[1:]


@dataclass(frozen=True)
class ItemText:
    """What a person types of an item. ``blocked`` says in two words what is missing."""

    text: str
    owner: str = ""
    due: date | None = None
    note: str = ""
    evidence: str = ""
    blocked: str = ""


@dataclass(frozen=True)
class Item:
    """An item of a witness's checklist. ``done_at`` is UTC."""

    id: str
    file_id: str
    stage: Stage
    position: int
    words: ItemText
    practice: str = ""
    done_at: datetime | None = None
    done_by: str = ""

    @property
    def done(self) -> bool:
        """Whether it is ticked."""
        return self.done_at is not None

    def overdue(self, today: date) -> bool:
        """Whether it is open after its day."""
        return not self.done and self.words.due is not None and self.words.due < today


@dataclass(frozen=True)
class Progress:
    """How many items are ticked, of how many."""

    done: int = 0
    items: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1; nothing to do counts as 0."""
        return self.done / self.items if self.items else 0.0


def progress(items: Iterable[Item]) -> Progress:
    """The progress over ``items``."""
    listed = list(items)
    return Progress(sum(item.done for item in listed), len(listed))


def allowed(template: Template, regime: Regime) -> tuple[TemplateItem, ...]:
    """The template's items that may exist under ``regime``."""
    return tuple(item for item in template.items if regime.allows(item.practice))


def missing(wanted: Iterable[TemplateItem], present: Iterable[Item]) -> tuple[TemplateItem, ...]:
    """The items of a changed template that a checklist lacks. What is there stays as it is."""
    known = {(item.stage, item.words.text.casefold()) for item in present}
    return tuple(item for item in wanted if (item.stage, item.text.casefold()) not in known)


def checked_item(words: ItemText) -> ItemText:
    """``words`` with blanks tidied.

    Raises:
        BadWitness: there is no text, or too much of it.
    """
    text = " ".join(words.text.split())
    if not text:
        raise BadWitness("An item needs a text: say what is to be done.")
    if len(text) > MAX_TEXT:
        raise BadWitness(f"The item has more than {MAX_TEXT} characters. Put the rest in its note.")
    return ItemText(
        text,
        words.owner.strip(),
        words.due,
        words.note.strip(),
        words.evidence.strip(),
        words.blocked.strip(),
    )


@dataclass(frozen=True)
class Session:
    """A preparation session: when (UTC), how long, who was in the room, what came of it.

    ``walked_through`` tells which part of the outline was walked through; ``tasks`` are added
    to the checklist as items of the team's own.
    """

    id: str
    file_id: str
    at: datetime
    minutes: int
    present: tuple[str, ...]
    covered: str = ""
    walked_through: str = ""
    difficulties: str = ""
    tasks: tuple[str, ...] = ()


def checked_session(session: Session, regime: Regime) -> Session:
    """``session``, if the regime allows it.

    Raises:
        BadWitness: nobody is named although the regime asks who was in the room, the outline was
            walked through where that is forbidden, or the length makes no sense.
    """
    if not 0 < session.minutes <= 24 * 60:
        raise BadWitness("Say how many minutes the session took.")
    if regime.needs_presence and not session.present:
        raise BadWitness(f"{regime.title}: name everyone who was in the room.")
    if session.walked_through and not regime.allows("outline"):
        raise BadWitness(
            f"{regime.title}: the evidence may not be walked through with the witness. "
            "Record what was explained of the court’s procedure."
        )
    return session
