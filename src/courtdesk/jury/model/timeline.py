"""What was seen as maps over time: of each day juror by juror, and of one juror by who was heard.

Steps begin on the clock, so that captions stand on round times. What screen and paper draw of it
is in :mod:`courtdesk.jury.model.heatmap`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtdesk.jury.model.heatmap import HeatMap, heat_map
from courtdesk.jury.model.watch import BehaviourNote

_FINE, _COARSE, _COARSEST = (timedelta(minutes=n) for n in (5, 15, 30))
_FINE_UP_TO, _COARSE_UP_TO = timedelta(hours=4), timedelta(hours=12)
_HOUR = timedelta(hours=1)
_CAPTIONS = 9
_EVERY = (15, 30, 60, 120, 240)


@dataclass(frozen=True)
class DayMap:
    """The map of one day in the court's zone, and the steps that have a time above them."""

    day: date
    heat: HeatMap
    ticks: tuple[tuple[int, str], ...]

    @property
    def minutes(self) -> int:
        """How long a step is."""
        return int(self.heat.step.total_seconds() // 60)


RowOf = Callable[[BehaviourNote], str]
BY_JUROR: RowOf = lambda note: note.juror_id  # noqa: E731 - a name for a sort of row
BY_WITNESS: RowOf = lambda note: note.context.witness or "No witness"  # noqa: E731
BY_PARTY: RowOf = lambda note: note.context.party or "Nobody presenting"  # noqa: E731


def day_maps(
    rows: Sequence[tuple[str, str]],
    notes: Iterable[BehaviourNote],
    zone: str,
    row_of: RowOf = BY_JUROR,
    least: timedelta = timedelta(0),
) -> tuple[DayMap, ...]:
    """A map for each day on which something was noted, the earliest first.

    ``rows`` are (key, name); ``least`` is how long a map is at least.
    """
    local = ZoneInfo(zone)
    by_day: dict[date, list[BehaviourNote]] = {}
    for note in sorted(notes, key=lambda note: note.at):
        by_day.setdefault(note.at.astimezone(local).date(), []).append(note)
    return tuple(
        _day_map(day, rows, some, zone, row_of, least) for day, some in sorted(by_day.items())
    )


def juror_timeline(
    notes: Iterable[BehaviourNote], juror_id: str, row_of: RowOf, zone: str
) -> tuple[DayMap, ...]:
    """One juror's days, with a row for each witness or each party presenting."""
    own = [note for note in notes if note.juror_id == juror_id]
    rows = tuple((key, key) for key in dict.fromkeys(map(row_of, own)))
    return day_maps(rows, own, zone, row_of, _HOUR)


def _day_map(
    day: date,
    rows: Sequence[tuple[str, str]],
    notes: list[BehaviourNote],
    zone: str,
    row_of: RowOf,
    least: timedelta,
) -> DayMap:
    span = max(notes[-1].at - notes[0].at, least)
    step = _FINE if span <= _FINE_UP_TO else _COARSE if span <= _COARSE_UP_TO else _COARSEST
    start = _begun(notes[0].at, step)
    end = max(_begun(notes[-1].at, step) + step, start + least)
    heat = heat_map(rows, notes, start, end, step, row_of)
    return DayMap(day, heat, _ticks(heat, zone))


def _begun(at: datetime, step: timedelta) -> datetime:
    """When the step of ``at`` began, counted on the clock."""
    seconds = int(step.total_seconds())
    return at - timedelta(seconds=int(at.timestamp()) % seconds, microseconds=at.microsecond)


def _ticks(heat: HeatMap, zone: str) -> tuple[tuple[int, str], ...]:
    count = len(heat.levels[0]) if heat.levels else 0
    times = [(heat.start + n * heat.step).astimezone(ZoneInfo(zone)) for n in range(count)]
    for every in _EVERY:
        found = [
            (n, f"{at:%H:%M}")
            for n, at in enumerate(times)
            if (at.hour * 60 + at.minute) % every == 0
        ]
        if len(found) <= _CAPTIONS:
            break
    return tuple(found) or ((0, f"{times[0]:%H:%M}"),) if times else ()
