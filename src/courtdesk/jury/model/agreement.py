"""Two observers compared: what both noted of one juror within one minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courtdesk.jury.model.watch import BehaviourNote


def observers(notes: Iterable[BehaviourNote]) -> tuple[str, ...]:
    """Who noted something, in the order of their first notes."""
    return tuple(dict.fromkeys(note.observer for note in notes))


@dataclass(frozen=True)
class Agreement:
    """What two observers noted of the same juror within the same minute."""

    minute: datetime
    juror_id: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Whether both saw at least one thing alike."""
        return not set(self.first).isdisjoint(self.second)


def compared(notes: Iterable[BehaviourNote], first: str, second: str) -> tuple[Agreement, ...]:
    """Minutes in which both observers noted something of the same juror."""
    seen: dict[tuple[datetime, str], dict[str, list[str]]] = {}
    for note in notes:
        minute = note.at.replace(second=0, microsecond=0)
        seen.setdefault((minute, note.juror_id), {}).setdefault(note.observer, []).append(
            note.words
        )
    return tuple(
        Agreement(minute, juror_id, tuple(by[first]), tuple(by[second]))
        for (minute, juror_id), by in sorted(seen.items())
        if first in by and second in by
    )
