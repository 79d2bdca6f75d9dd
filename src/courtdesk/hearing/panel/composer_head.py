"""What stands above the line that is typed: who speaks, its kind, its time, and the keys."""

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.keys import short_caption
from courtdesk.desk.widgets.chip import Chip, KeyCap, Tone
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.panel.kinds import kind_name, kind_tone

_HINTS = (("Tab", "kind"), ("Ctrl+B", "bookmark"), ("Return", "commit"))


class ComposerHead(QWidget):
    """Chips at the left, a word now and then, key hints at the right."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._speaker = Chip()
        self._kind = Chip()
        self._time = Chip()
        self._mark = Chip("Bookmarked", Tone.BLUE)
        self._said = Elided("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._seal = Chip("", Tone.RED)
        self._seal.hide()
        self._hints: list[QWidget] = []
        for chip in (self._seal, self._speaker, self._kind, self._time, self._mark):
            row.addWidget(chip)
        row.addWidget(self._said, 1)
        row.addStretch()
        for keys, words in _HINTS:
            row.addSpacing(2)
            self._hints += [KeyCap(short_caption(keys)), Text(words, "small")]
            for hint in self._hints[-2:]:
                row.addWidget(hint)

    def show_line(
        self, speaker: str, key: int, kind: EntryKind, at: datetime | None, *, bookmarked: bool
    ) -> None:
        """Show what is known of the line; ``at`` (UTC) is its first keystroke."""
        if speaker:
            self._speaker.show_state(f"F{key} {speaker}" if key else speaker, Tone.BLUE)
        else:
            self._speaker.show_state("No speaker", Tone.NEUTRAL)
        self._kind.show_state(kind_name(kind), kind_tone(kind))
        if at is not None:
            local = at.astimezone(self._zone)
            what = "" if self._seal.text() else " · first keystroke"
            self._time.show_state(f"{local:%H:%M:%S}{what}", Tone.NEUTRAL)
        self._time.setVisible(at is not None)
        self._mark.setVisible(bookmarked)

    def show_seal(self, words: str) -> None:
        """Say that the line will be sealed; the hints give room to it. Nothing for no words."""
        self._seal.show_state(words, Tone.RED)
        self._seal.setVisible(bool(words))
        for hint in self._hints:
            hint.setVisible(not words)

    def say(self, words: str) -> None:
        """Say something beside the chips."""
        self._said.set_whole(words)
