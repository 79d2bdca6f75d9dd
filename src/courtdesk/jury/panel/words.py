"""How the panel words things."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.desk.widgets.chip import Tone
from courtdesk.jury.model.venire import STATUS_WORDS, Juror, JurorStatus
from courtdesk.jury.model.watch import BehaviourNote
from courtdesk.jury.panel.seat_face import SeatFace
from courtdesk.jury.panel.state import JuryState

_QUIET = {JurorStatus.SEATED, JurorStatus.VENIRE, JurorStatus.SWORN, JurorStatus.ALTERNATE}
_LEANS = {
    -3: "Strongly against",
    -2: "Against",
    -1: "Leans against",
    0: "Neutral",
    1: "Leans to us",
    2: "For us",
    3: "Strongly for us",
}
TONES = {
    "green": Tone.GREEN,
    "neutral": Tone.NEUTRAL,
    "amber": Tone.AMBER,
    "red": Tone.RED,
}


def clock(moment: datetime, zone: str) -> str:
    """Time of day in the court's zone."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M:%S}"


def day_and_clock(moment: datetime, zone: str) -> str:
    """Day and time in the court's zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b}, {local:%H:%M}"


def about(juror: Juror) -> str:
    """Age and occupation, as far as they are known."""
    details = juror.entry.details
    return " · ".join(part for part in (details.get("age"), details.get("occupation")) if part)


def signed(rating: int) -> str:
    """A rating with its sign."""
    return f"{rating:+d}".replace("-", "−") if rating else "0"


def rating_chip(rating: int | None) -> tuple[str, Tone]:
    """The words of a rating and their tone."""
    if rating is None:
        return "Not rated", Tone.NEUTRAL
    tone = Tone.GREEN if rating > 0 else Tone.NEUTRAL if rating == 0 else Tone.AMBER
    return _LEANS[rating], Tone.RED if rating < -1 else tone


def note_line(note: BehaviourNote, zone: str) -> str:
    """When and in what context something was seen."""
    parts = [clock(note.at, zone), note.context.shown]
    if note.context.recording_ms is not None:
        seconds = note.context.recording_ms // 1000
        parts.append(f"record {seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")
    return " · ".join(part for part in parts if part)


def faces(
    state: JuryState,
    keys: dict[str, str],
    chosen: str,
    marked: frozenset[str] = frozenset(),
    *,
    selecting: bool = False,
) -> dict[str, SeatFace]:
    """What each seat of a map shows. ``selecting``: whoever has not spoken yet is pointed out."""
    letters = {label: letter for letter, label in keys.items()}
    watch = state.watch
    last: dict[str, str] = {}
    for note in watch.notes if watch else ():
        last[note.juror_id] = note.words
    found = {}
    for label, juror in state.seated.items():
        quiet = juror.status in _QUIET
        found[label] = SeatFace(
            label=label,
            juror_id=juror.id,
            number=juror.number,
            name=juror.shown,
            line=about(juror),
            status="" if quiet else STATUS_WORDS[juror.status],
            last="" if selecting else last.get(juror.id, "").lower(),
            flags=watch.flags_of(juror.id) if watch else (),
            rating=watch.rating_of(juror.id) if watch else None,
            spoken=not selecting or watch is None or watch.has_spoken(juror.id),
            chosen=label == chosen,
            marked=label in marked,
            key=letters.get(label, ""),
        )
    return found
