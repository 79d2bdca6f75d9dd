"""The lines of the day's list: what each says, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from courtdesk.briefing.model import Briefing, DueItem, Matter, Need, OpenPoint, Task
from courtdesk.desk.widgets.chip import Tone
from courtdesk.hearing.model import HearingState

Thing = Matter | Need | DueItem | Task | OpenPoint
_LIVE = {
    HearingState.ON_RECORD: ("in session", Tone.RED),
    HearingState.OFF_RECORD: ("off the record", Tone.AMBER),
    HearingState.RECESS: ("in recess", Tone.AMBER),
    HearingState.ADJOURNED: ("adjourned", Tone.NEUTRAL),
}


@dataclass(frozen=True)
class Line:
    """A line: ``thing`` is what it stands for, None for a heading.

    ``matter`` is the matter that it belongs to; ``indent`` says that it stands below one.
    """

    text: str
    under: str = ""
    chip: str = ""
    tone: Tone = Tone.NEUTRAL
    thing: Thing | None = None
    matter: Matter | None = None
    indent: bool = False
    strong: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it heads what follows."""
        return self.thing is None and not self.indent

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(filter(None, (self.text, self.under, self.chip)))


def lines_of(briefing: Briefing) -> list[Line]:
    """The day: its matters with what they lack, what is due, open points, the days after it."""
    zone = ZoneInfo(briefing.zone)
    lines: list[Line] = []
    for matter in briefing.matters:
        lines.append(_matter(matter, zone))
        lines += _lacking(matter, briefing.day)
    if not briefing.matters:
        lines.append(Line("Nothing is set down for this day.", indent=True))
    due = [_due(item, briefing.day) for item in briefing.due]
    due += [_task(task, briefing.day) for task in briefing.tasks]
    lines += [Line("Due and overdue"), *due] if due else []
    points = [_point(point) for point in briefing.points]
    lines += [Line("Open from the last hearings"), *points] if points else []
    days: dict[date, list[Matter]] = {}
    for matter in briefing.following:
        days.setdefault(matter.starts_at.astimezone(zone).date(), []).append(matter)
    for day, matters in days.items():
        lines.append(Line(f"{day:%A} {day.day} {day:%B}"))
        lines += [_next(matter, zone) for matter in matters]
    return lines


def _matter(matter: Matter, zone: ZoneInfo) -> Line:
    at = matter.starts_at.astimezone(zone)
    chip, tone = _readiness(matter)
    under = matter.title
    if matter.since is not None and matter.state in _LIVE:
        under += f" · since {matter.since.astimezone(zone):%-H:%M}"
    title = f"{at:%-H:%M} {matter.case_title}"
    return Line(title, under, chip, tone, matter, matter, strong=True)


def _readiness(matter: Matter) -> tuple[str, Tone]:
    if matter.state in _LIVE:
        return _LIVE[matter.state]
    count = len(matter.missing)
    return (f"{count} missing", Tone.AMBER) if count else ("ready", Tone.GREEN)


def _lacking(matter: Matter, today: date) -> list[Line]:
    open_ = [need for need in matter.needs if need.done_at is None]
    lines = [_need(need, matter, today) for need in open_]
    other = matter.missing[len(open_) :]
    lines += [Line(words, matter=matter, indent=True) for words in other]
    return lines


def _need(need: Need, matter: Matter, today: date) -> Line:
    chip, tone = ("", Tone.NEUTRAL)
    if need.new.due_on is not None:
        chip, tone = _when(need.days_late(today), need.new.due_on)
    return Line(need.new.shown, need.new.owner, chip, tone, need, matter, indent=True)


def _due(item: DueItem, today: date) -> Line:
    what = item.deadline.what
    chip, tone = _when(item.days_late(today), what.due_on)
    under = " · ".join(filter(None, (item.case_title, what.owner)))
    return Line(what.text, under, chip, tone, item)


def _task(task: Task, today: date) -> Line:
    chip, tone = _when(task.days_late(today), task.due_on)
    under = " · ".join(filter(None, (f"witness {task.who}", task.owner)))
    return Line(task.text, under, chip, tone, task)


def _point(point: OpenPoint) -> Line:
    under = f"{point.case_title} · {point.day.day} {point.day:%b}, {point.where}"
    return Line(point.words, under, thing=point)


def _next(matter: Matter, zone: ZoneInfo) -> Line:
    at = matter.starts_at.astimezone(zone)
    return Line(f"{at:%-H:%M} {matter.case_title}", matter.title, thing=matter, matter=matter)


def _when(late: int, due_on: date) -> tuple[str, Tone]:
    if late > 0:
        return f"{late} day{'s' if late > 1 else ''} late", Tone.RED
    if late == 0:
        return "today", Tone.AMBER
    return f"{due_on.day} {due_on:%b}", Tone.NEUTRAL
