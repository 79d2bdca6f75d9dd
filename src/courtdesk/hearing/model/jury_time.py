"""The jury's time: in court, out of it, deliberating; read from the log line by line."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.open_matters import Line

_BROUGHT_IN = frozenset({Act.JURY_IN, Act.JURY_SWORN, Act.VERDICT, Act.JURY_POLLED})


class JuryPlace(StrEnum):
    """Where the jury is."""

    IN = "in court"
    OUT = "out of court"
    DELIBERATING = "deliberating"


@dataclass(frozen=True)
class JuryPeriod:
    """The jury's time in one place. ``until`` is None while it lasts. Times are UTC."""

    place: JuryPlace
    since: datetime
    until: datetime | None = None

    def length(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted at ``now``."""
        return max((self.until or now) - self.since, timedelta())


class JuryTime:
    """Follows the log; a recess takes a jury out that sits in court, and the court's return back.

    Deliberation goes on through a recess; it ends with the jury's return, with its discharge, or
    when the hearing is adjourned.
    """

    def __init__(self) -> None:
        self.periods: list[JuryPeriod] = []
        self._in_before_recess = False

    def read(self, at: datetime, line: Line) -> None:
        """Take notice of a line made at ``at`` (UTC)."""
        if _ends(line):
            self._end(at)
        elif line.step is not None:
            self._step(at, line.step)
        elif (place := _place(line)) is not None:
            self._go(at, place)

    @property
    def _now(self) -> JuryPlace | None:
        running = self.periods and self.periods[-1].until is None
        return self.periods[-1].place if running else None

    def _step(self, at: datetime, step: Step) -> None:
        if step is Step.RECESS and self._now is JuryPlace.IN:
            self._go(at, JuryPlace.OUT)
            self._in_before_recess = True
        elif step is Step.RESUME and self._in_before_recess and self._now is JuryPlace.OUT:
            self._go(at, JuryPlace.IN)

    def _go(self, at: datetime, place: JuryPlace) -> None:
        self._in_before_recess = False
        if self._now is not place:
            self._end(at)
            self.periods.append(JuryPeriod(place, at))

    def _end(self, at: datetime) -> None:
        if self._now is not None:
            self.periods[-1] = replace(self.periods[-1], until=at)


def _place(line: Line) -> JuryPlace | None:
    acts = {done.act for done in line.acts}
    if Act.JURY_RETIRED in acts:
        return JuryPlace.DELIBERATING
    if Act.JURY_OUT in acts:
        return JuryPlace.OUT
    return JuryPlace.IN if acts & _BROUGHT_IN else None


def _ends(line: Line) -> bool:
    if line.step is not None:
        return line.step is Step.ADJOURN
    return any(
        done.act is Act.JURY_DISCHARGED and "juror" not in done.clause.casefold()
        for done in line.acts
    )
