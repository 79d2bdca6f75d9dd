"""When the court sits: the parts of its usual day, and days that are otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from courtdesk.witnesses.model.witness import BadWitness

_HORIZON = 400


@dataclass(frozen=True)
class Sitting:
    """A part of the court's day, such as morning 09:00 to 12:30, in the court's zone.

    With a ``day`` it holds for that day alone, in place of the usual ones; where it ends as it
    begins, the court does not sit on that day.
    """

    name: str
    begins: time
    ends: time
    day: date | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it says that the court does not sit."""
        return self.day is not None and self.begins == self.ends


def checked_sittings(sittings: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """``sittings`` in their order, days of their own last.

    Raises:
        BadWitness: one has no name, ends before it begins, or overlaps another of its day.
    """
    order = sorted(sittings, key=lambda s: (s.day is not None, s.day or date.min, s.begins))
    for sitting in order:
        if not sitting.name.strip() and not sitting.is_closed:
            raise BadWitness("Name each sitting, such as “morning”.")
        if sitting.ends <= sitting.begins and not sitting.is_closed:
            raise BadWitness(f"The sitting “{sitting.name}” ends before it begins.")
    for one, other in pairwise(order):
        if one.day == other.day and other.begins < one.ends:
            raise BadWitness(f"“{one.name}” and “{other.name}” are at the same time.")
    if not any(sitting.day is None for sitting in order):
        raise BadWitness("A usual day needs a sitting at least. Days of their own come after it.")
    return tuple(order)


def on_day(sittings: Sequence[Sitting], day: date) -> tuple[Sitting, ...]:
    """The sittings of one day: its own, or else the usual ones of a weekday."""
    own = [sitting for sitting in sittings if sitting.day == day]
    if own:
        return tuple(sitting for sitting in own if not sitting.is_closed)
    if day.weekday() > 4:
        return ()
    return tuple(sitting for sitting in sittings if sitting.day is None)


class CourtClock:
    """Goes through the court's sittings, minute by minute of them."""

    def __init__(self, sittings: Sequence[Sitting], now: datetime, zone: ZoneInfo) -> None:
        self._sittings = sorted(sittings, key=lambda each: each.begins)
        self._zone = zone
        self.at = now
        self._settle()

    def not_before(self, day: date | None, sitting: str) -> None:
        """Go to the beginning of a sitting of a day, if that is still ahead."""
        if day is None:
            return
        wanted = (s.begins for s in on_day(self._sittings, day) if s.name == sitting)
        self.at = max(self.at, self._moment(day, next(wanted, time())))
        self._settle()

    def spend(self, length: timedelta) -> datetime:
        """Pass ``length`` of sitting time; the moment at which it is spent."""
        for _ in range(_HORIZON):
            room = self._end() - self.at
            if length <= room:
                break
            length -= room
            self.at = self._end()
            self._settle()
        self.at += length
        spent = self.at
        self._settle()
        return spent

    def _end(self) -> datetime:
        local = self.at.astimezone(self._zone)
        return next(
            self._moment(local.date(), s.ends)
            for s in on_day(self._sittings, local.date())
            if s.begins <= local.time() < s.ends
        )

    def _settle(self) -> None:
        """Go to the next moment at which the court sits."""
        for _ in range(_HORIZON):
            local = self.at.astimezone(self._zone)
            for sitting in on_day(self._sittings, local.date()):
                if local.time() < sitting.begins:
                    self.at = self._moment(local.date(), sitting.begins)
                    return
                if local.time() < sitting.ends:
                    return
            self.at = self._moment(local.date() + timedelta(days=1), time())

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone).astimezone(ZoneInfo("UTC"))
