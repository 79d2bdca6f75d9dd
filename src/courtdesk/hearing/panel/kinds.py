"""How each kind of entry is marked: a word and the meaning of a colour."""

from courtdesk.desk.widgets.chip import Tone
from courtdesk.hearing.model import Entry, EntryKind, Step

_KINDS: dict[EntryKind, tuple[str, Tone]] = {
    EntryKind.APPEARANCE: ("Appearance", Tone.NEUTRAL),
    EntryKind.WITNESS: ("Witness", Tone.GREEN),
    EntryKind.EXHIBIT: ("Exhibit", Tone.VIOLET),
    EntryKind.OBJECTION: ("Objection", Tone.AMBER),
    EntryKind.MOTION: ("Motion", Tone.NEUTRAL),
    EntryKind.RULING: ("Ruling", Tone.BLUE),
    EntryKind.ORDER: ("Order", Tone.BLUE),
    EntryKind.PLEA: ("Plea", Tone.NEUTRAL),
    EntryKind.JURY: ("Jury", Tone.GREEN),
    EntryKind.ARGUMENT: ("Argument", Tone.NEUTRAL),
    EntryKind.NEXT_DATE: ("Next date", Tone.BLUE),
    EntryKind.COURSE: ("Course", Tone.AMBER),
}
_STEPS: dict[Step, tuple[str, Tone]] = {
    Step.START: ("On record", Tone.NEUTRAL),
    Step.GO_OFF_RECORD: ("Off record", Tone.AMBER),
    Step.GO_ON_RECORD: ("On record", Tone.NEUTRAL),
    Step.RECESS: ("Recess", Tone.AMBER),
    Step.RESUME: ("On record", Tone.NEUTRAL),
    Step.ADJOURN: ("Adjourned", Tone.NEUTRAL),
}
TONE_COLOURS: dict[Tone, tuple[str, str]] = {
    Tone.NEUTRAL: ("secondary", "neutral_pale"),
    Tone.BLUE: ("accent", "accent_pale"),
    Tone.GREEN: ("green", "green_pale"),
    Tone.AMBER: ("amber", "amber_pale"),
    Tone.RED: ("red", "red_pale"),
    Tone.VIOLET: ("violet", "violet_pale"),
}
"""The theme's names for the ink and the ground of each tone."""


def mark_of(entry: Entry) -> tuple[str, Tone] | None:
    """The word and tone that mark ``entry``; ``None`` for an ordinary note."""
    if entry.sealed:
        return "Sealed", Tone.RED
    if entry.step is not None:
        return _STEPS[entry.step]
    return _KINDS.get(entry.kind)


def kind_name(kind: EntryKind) -> str:
    """The kind as a word that begins a line: ``"Next date"``."""
    return kind.value.capitalize()


def kind_tone(kind: EntryKind) -> Tone:
    """The meaning of the kind's colour."""
    return _KINDS.get(kind, ("", Tone.NEUTRAL))[1]
