"""The course of a hearing: its states, the steps between them, and its clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from courtdesk.hearing.model.errors import BadEntry


class HearingState(StrEnum):
    """Where a hearing stands."""

    NOT_STARTED = "not started"
    ON_RECORD = "on record"
    OFF_RECORD = "off record"
    RECESS = "recess"
    ADJOURNED = "adjourned"


RUNNING = frozenset({HearingState.ON_RECORD, HearingState.OFF_RECORD, HearingState.RECESS})
"""The states of a hearing that has begun and is not over."""


class Step(StrEnum):
    """What moves a hearing from one state to the next."""

    START = "start"
    GO_OFF_RECORD = "go off record"
    GO_ON_RECORD = "go on record"
    RECESS = "recess"
    RESUME = "resume"
    ADJOURN = "adjourn"


_STEPS: dict[tuple[HearingState, Step], HearingState] = {
    (HearingState.NOT_STARTED, Step.START): HearingState.ON_RECORD,
    (HearingState.ON_RECORD, Step.GO_OFF_RECORD): HearingState.OFF_RECORD,
    (HearingState.ON_RECORD, Step.RECESS): HearingState.RECESS,
    (HearingState.ON_RECORD, Step.ADJOURN): HearingState.ADJOURNED,
    (HearingState.OFF_RECORD, Step.GO_ON_RECORD): HearingState.ON_RECORD,
    (HearingState.OFF_RECORD, Step.RECESS): HearingState.RECESS,
    (HearingState.OFF_RECORD, Step.ADJOURN): HearingState.ADJOURNED,
    (HearingState.RECESS, Step.RESUME): HearingState.ON_RECORD,
    (HearingState.RECESS, Step.ADJOURN): HearingState.ADJOURNED,
}

STEP_WORDS: dict[Step, str] = {
    Step.START: "Hearing starts. On the record",
    Step.GO_OFF_RECORD: "Off the record",
    Step.GO_ON_RECORD: "Back on the record",
    Step.RECESS: "Court in recess",
    Step.RESUME: "Court resumes. On the record",
    Step.ADJOURN: "Hearing adjourned",
}


@dataclass(frozen=True)
class Clock:
    """How long a hearing has been on and off the record.

    ``on_record`` and ``off_record`` are what had passed at ``since``, the moment of the last
    step; whichever the state says is still running is added by :meth:`read`.
    """

    state: HearingState
    started_at: datetime | None = None
    since: datetime | None = None
    on_record: timedelta = timedelta()
    off_record: timedelta = timedelta()

    def read(self, now: datetime) -> tuple[timedelta, timedelta]:
        """Time on and off the record at ``now`` (UTC); never shrinking."""
        if self.since is None:
            return self.on_record, self.off_record
        running = max(now - self.since, timedelta())
        if self.state is HearingState.ON_RECORD:
            return self.on_record + running, self.off_record
        if self.state in {HearingState.OFF_RECORD, HearingState.RECESS}:
            return self.on_record, self.off_record + running
        return self.on_record, self.off_record


def after(state: HearingState, step: Step) -> HearingState:
    """The state that ``step`` leads to.

    Raises:
        BadEntry: the step is not possible in that state.
    """
    reached = _STEPS.get((state, step))
    if reached is None:
        raise BadEntry(f"The hearing is {state}: “{step}” is not possible now.")
    return reached


def possible(state: HearingState) -> tuple[Step, ...]:
    """The steps that ``state`` allows, in the order of their keys."""
    return tuple(step for (from_state, step) in _STEPS if from_state is state)


def advance(clock: Clock, step: Step, at: datetime) -> Clock:
    """``clock`` after ``step`` at ``at`` (UTC).

    Raises:
        BadEntry: the step is not possible in that state.
    """
    reached = after(clock.state, step)
    on_record, off_record = clock.read(at)
    return Clock(reached, clock.started_at or at, at, on_record, off_record)
