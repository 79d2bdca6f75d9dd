"""The speakers that F1 to F8 pick, and who is present."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button, Kind, cap_width, paint_cap
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, KeyCap, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import SPEAKER_KEYS, Appearance

ABSENT = frozenset({"not present", "excused"})


class SpeakerStrip(Card):
    """A button for each speaker key, in two columns. The composer keeps the focus."""

    picked = Signal(object)
    """An ``Appearance``."""
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Speakers")
        self.add_action(KeyCap(f"F1–F{SPEAKER_KEYS}"))
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addLayout(self._grid)
        self._none = Text("Nobody has a speaker key yet.", "secondary", wrap=True)
        self.body.addWidget(self._none)
        self._buttons: dict[str, SpeakerButton] = {}
        self._people: tuple[Appearance, ...] = ()

    def show_people(self, people: Sequence[Appearance]) -> None:
        """Show those of ``people`` who have a key, in the order of the keys."""
        self._people = tuple(sorted((p for p in people if p.key), key=lambda person: person.key))
        for button in self._buttons.values():
            self._grid.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for place, person in enumerate(self._people):
            button = SpeakerButton(person)
            button.clicked.connect(lambda _=False, person=person: self.picked.emit(person))
            self._grid.addWidget(button, place // 2, place % 2)
            self._buttons[person.id] = button
        self._none.setVisible(not self._people)

    def show_speaker(self, appearance_id: str) -> None:
        """Mark who speaks in the line that is typed."""
        for person_id, button in self._buttons.items():
            button.setChecked(person_id == appearance_id)

    def buttons(self) -> list["SpeakerButton"]:
        """The buttons, in the order of their keys."""
        return list(self._buttons.values())

    def with_key(self, key: int) -> Appearance | None:
        """Who has the speaker key ``key``."""
        return next((person for person in self._people if person.key == key), None)


class SpeakerButton(QPushButton):
    """A speaker's key and name; pressed while that person speaks."""

    def __init__(self, person: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = f"F{person.key}"
        self._name = person.label.split(" (", 1)[0]
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{person.label}, {self._key}")
        self.setToolTip(person.label)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(130, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = "accent_pale" if on else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(shown["accent" if on else "line"], 1))
        painter.setBrush(shown[ground])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = shown["accent" if on else "ink"]
        wide = cap_width(self._key)
        paint_cap(painter, QRectF(7, self.height() / 2 - 9, wide, 18), self._key, ink)
        left = 7 + wide + 6
        room = self.width() - left - 4
        face = font()
        painter.setFont(face)
        painter.setPen(ink)
        name = QFontMetrics(face).elidedText(self._name, Qt.TextElideMode.ElideRight, int(room))
        box = QRectF(left, 0, room, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)


class PresentCard(Card):
    """Who takes part, for whom, and how; and who is missing."""

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Present")
        self._count = Chip()
        self.add_chip(self._count)
        edit = Button("Edit", "Ctrl+E", Kind.LINK)
        edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        edit.clicked.connect(self.edit_wanted)
        self.add_action(edit)
        self._words = Text("", "secondary", wrap=True)
        self.body.addWidget(self._words)

    def show_people(self, people: Sequence[Appearance]) -> None:
        """Show the appearances of the hearing."""
        here = [person for person in people if person.manner not in ABSENT]
        away = [person for person in people if person.manner in ABSENT]
        self._count.show_state(str(len(here)), Tone.GREEN if here else Tone.NEUTRAL)
        words = " · ".join(_presence(person) for person in here)
        if away:
            missing = " · ".join(f"{person.name} {person.manner}" for person in away)
            words = f"{words}\n{missing}" if words else missing
        self._words.setText(words or "Nobody is on the list of appearances yet.")


def _presence(person: Appearance) -> str:
    parts = [person.name]
    if person.for_whom and person.for_whom != person.name:
        parts.append(f"for {person.for_whom}")
    elif person.role:
        parts.append(person.role)
    if person.manner in {"video", "telephone"}:
        parts.append(f"by {person.manner}")
    elif person.manner not in {"", "in person"}:
        parts.append(person.manner)
    return ", ".join(parts)
