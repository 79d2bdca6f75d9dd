"""How witnesses are said on screen."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtdesk.desk.widgets.chip import Tone
from courtdesk.witnesses.model.calls import Standing
from courtdesk.witnesses.model.overview import CallLine, Weight
from courtdesk.witnesses.model.witness import Support, WitnessFile

TONES = {
    Weight.LIVE: Tone.RED,
    Weight.BLOCKED: Tone.RED,
    Weight.DUE: Tone.AMBER,
    Weight.READY: Tone.GREEN,
    Weight.ON_COURSE: Tone.BLUE,
    Weight.OVER: Tone.NEUTRAL,
}


def short_day(day: date) -> str:
    """A day such as “3 Nov”."""
    return f"{day.day} {day:%b}"


def due_words(due: date | None, today: date, *, done: bool) -> tuple[str, str]:
    """When an item is due, and the colour that says the same."""
    if due is None:
        return "", "secondary"
    if done:
        return short_day(due), "secondary"
    if due == today:
        return "today", "amber"
    if due < today:
        return f"overdue {short_day(due)}", "red"
    return short_day(due), "secondary"


def length(span: timedelta) -> str:
    """A length such as “2 h 40” or “35 min”."""
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes >= 60 else f"{minutes} min"


def role(file: WitnessFile) -> str:
    """What a witness is."""
    return file.record.role or file.kind.value


def below(line: CallLine, side: str) -> str:
    """The second line of a witness in the order of call."""
    done = f"checklist {line.tally.all.done}/{line.tally.all.items}"
    if line.call is None:
        return f"not in the order of call · {done}"
    parts = [side, done, f"est. {line.call.minutes} min"]
    if line.call.recall:
        parts.insert(1, "recalled")
    return " · ".join(parts)


def when(line: CallLine, now: datetime, zone: str) -> str:
    """The third line: how long on the stand, or when the witness is expected."""
    if line.heard is not None:
        return f"{length(line.actual)} on the stand"
    if line.conflict:
        return line.conflict
    if line.standing is Standing.RELEASED or line.reached is None or line.reached.begins is None:
        return ""
    local, today = (at.astimezone(ZoneInfo(zone)) for at in (line.reached.begins, now))
    day = "" if local.date() == today.date() else f"{local:%a} {short_day(local.date())}, "
    arrived = "here · " if line.standing is Standing.ARRIVED else ""
    return f"{arrived}expected {day}{local:%H:%M}"


def support_words(support: Support) -> str:
    """Support and safety in a few lines."""
    lines = []
    for measure in support.measures:
        days = (("asked", measure.asked_on), ("granted", measure.granted_on))
        said = [f"{word} {short_day(day)}" for word, day in days if day]
        said += [f"arranged: {measure.arranged}"] if measure.arranged else []
        lines.append(f"{measure.name}: {', '.join(said) or measure.state}")
    for label, text in (
        ("", support.needs),
        ("Waits in", support.waiting),
        ("Escort:", support.escort),
        ("Companion:", support.companion),
        ("Contact:", support.contact),
        ("Before:", support.before),
        ("During:", support.during),
        ("After:", support.after),
        ("Debrief:", support.debrief),
    ):
        if text:
            lines.append(f"{label} {text}".strip())
    return "\n".join(lines)
