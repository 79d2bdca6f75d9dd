"""The order of call: who is to be called when, by whom, for how long, and who is reached when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courtdesk.witnesses.model.sittings import CourtClock, Sitting
from courtdesk.witnesses.model.witness import BadWitness, Record, Side


class Manner(StrEnum):
    """How a witness testifies."""

    LIVE = "live"
    VIDEO = "by video"
    READ = "read"


class Standing(StrEnum):
    """Where a called witness stands. From sworn to excused the hearing's log decides."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    SWORN = "sworn"
    ON_THE_STAND = "on the stand"
    EXCUSED = "excused"
    RELEASED = "released"

    @property
    def is_live(self) -> bool:
        """Whether the witness is sworn and not yet excused."""
        return self in {Standing.SWORN, Standing.ON_THE_STAND}

    @property
    def over(self) -> bool:
        """Whether the witness has been heard."""
        return self in {Standing.EXCUSED, Standing.RELEASED}


@dataclass(frozen=True)
class Call:
    """One place in the order of call. One file may have several: both sides, or a recall.

    ``day`` and ``sitting`` are where it is planned; ``heard`` names the log entry of the
    appearance that fulfilled it. Moments are UTC, ``minutes`` an estimate.
    """

    id: str
    file_id: str
    side: Side
    position: int
    minutes: int = 30
    manner: Manner = Manner.LIVE
    day: date | None = None
    sitting: str = ""
    recall: bool = False
    arrived_at: datetime | None = None
    released_at: datetime | None = None


@dataclass(frozen=True)
class Heard:
    """What came of a call: when it began and ended (UTC), and the time on the stand.

    ``phase`` is the examination that the log told last (direct, cross …); empty before the first.
    """

    began: datetime
    ended: datetime | None
    on_stand: timedelta
    phase: str = ""


@dataclass(frozen=True)
class Reached:
    """When a call is expected to begin and end (UTC), and why that cannot be, if it cannot."""

    begins: datetime | None
    ends: datetime | None
    conflict: str = ""


def standing(call: Call, heard: Heard | None) -> Standing:
    """Where the witness of a call stands."""
    if call.released_at is not None:
        return Standing.RELEASED
    if heard is not None:
        if heard.ended is not None:
            return Standing.EXCUSED
        return Standing.ON_THE_STAND if heard.phase else Standing.SWORN
    return Standing.ARRIVED if call.arrived_at is not None else Standing.EXPECTED


def fulfilled(calls: Sequence[Call], appearances: Iterable[tuple[str, Heard]]) -> dict[str, Heard]:
    """Which call each appearance (file id, times) fulfilled: the file's calls in their order.

    An appearance for which no call is left prolongs the file's last one.
    """
    waiting: dict[str, list[Call]] = {}
    for call in sorted(calls, key=lambda each: each.position):
        waiting.setdefault(call.file_id, []).append(call)
    found: dict[str, Heard] = {}
    last: dict[str, str] = {}
    for file_id, heard in appearances:
        queue = waiting.get(file_id, [])
        if queue:
            last[file_id] = queue.pop(0).id
            found[last[file_id]] = heard
        elif file_id in last:
            before = found[last[file_id]]
            found[last[file_id]] = Heard(
                before.began, heard.ended, before.on_stand + heard.on_stand, heard.phase
            )
    return found


def forecast(
    calls: Sequence[Call],
    heard: Mapping[str, Heard],
    records: Mapping[str, Record],
    sittings: Sequence[Sitting],
    now: datetime,
    zone: str,
) -> dict[str, Reached]:
    """When each call is reached, if the court goes on from ``now`` as estimated.

    The court sits as ``sittings`` say; whoever is planned for a later day is not reached before it.
    """
    clock = CourtClock(sittings, now, ZoneInfo(zone))
    found: dict[str, Reached] = {}
    for call in sorted(calls, key=lambda each: each.position):
        done = heard.get(call.id)
        if done is not None and (done.ended is not None or call.released_at):
            found[call.id] = Reached(done.began, done.ended)
            continue
        if call.released_at is not None:
            found[call.id] = Reached(None, None)
            continue
        left = timedelta(minutes=call.minutes)
        if done is not None:
            left = max(left - done.on_stand, timedelta())
        else:
            clock.not_before(call.day, call.sitting)
        begins = done.began if done else clock.at
        # Whoever is on the stand is heard now, also outside the usual hours.
        ends = now + left if done and clock.at > now else clock.spend(left)
        found[call.id] = Reached(
            begins, ends, conflict(call, records.get(call.file_id, Record()), begins, zone)
        )
    return found


def conflict(call: Call, record: Record, begins: datetime | None, zone: str) -> str:
    """What stands against the day planned, or else the day foreseen; empty if nothing."""
    foreseen = begins.astimezone(ZoneInfo(zone)).date() if begins else None
    for day, words in ((call.day, "planned"), (foreseen, "expected")):
        if day is not None and any(away.covers(day) for away in record.away):
            return f"away on {day.day} {day:%b}, {words} then"
    return ""


def remaining(calls: Iterable[Call], heard: Mapping[str, Heard], side: Side) -> timedelta:
    """The estimated time on the stand that a side's witnesses still need."""
    left = timedelta()
    for call in calls:
        done = heard.get(call.id)
        if call.side is not side or call.released_at or (done and done.ended):
            continue
        spent = done.on_stand if done else timedelta()
        left += max(timedelta(minutes=call.minutes) - spent, timedelta())
    return left


def moved(calls: Sequence[Call], call_id: str, to: int) -> tuple[str, ...]:
    """The ids of the calls in their new order, with one moved to the place ``to`` (from 0).

    Raises:
        BadWitness: the call is none of them.
    """
    order = [call.id for call in sorted(calls, key=lambda each: each.position)]
    if call_id not in order:
        raise BadWitness("This witness is no longer in the order of call.")
    order.remove(call_id)
    order.insert(max(0, min(to, len(order))), call_id)
    return tuple(order)
