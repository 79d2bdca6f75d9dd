"""The speakers that F1 to F8 pick."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import cap_width, paint_cap
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import KeyCap
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import SPEAKER_KEYS, Appearance

_BUTTON = 32
_SPEAKER = "application/x-courtdesk-speaker"


class SpeakerStrip(Card):
    """A button for each speaker key, in two columns. The composer keeps the focus."""

    picked = Signal(object)
    """An ``Appearance``."""
    moved = Signal(str, int)
    """The appearance with this id was dragged to the key of another."""

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
        self._away: frozenset[str] = frozenset()

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
            button.dropped.connect(self.moved)
            self._grid.addWidget(button, place // 2, place % 2)
            self._buttons[person.id] = button
            button.show_away(person.id in self._away)
        self._none.setVisible(not self._people)

    def show_speaker(self, appearance_id: str) -> None:
        """Mark who speaks in the line that is typed."""
        for person_id, button in self._buttons.items():
            button.setChecked(person_id == appearance_id)

    def show_away(self, ids: Collection[str]) -> None:
        """Mark those who are not present now."""
        self._away = frozenset(ids)
        for person_id, button in self._buttons.items():
            button.show_away(person_id in self._away)

    def buttons(self) -> list["SpeakerButton"]:
        """The buttons, in the order of their keys."""
        return list(self._buttons.values())

    def with_key(self, key: int) -> Appearance | None:
        """Who has the speaker key ``key``."""
        return next((person for person in self._people if person.key == key), None)


class SpeakerButton(QPushButton):
    """A speaker's key and name; pressed while that person speaks.

    Dragged onto another, the two change keys.
    """

    dropped = Signal(str, int)
    """Who was dropped here, and the key that stands here."""

    def __init__(self, person: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self._away = False
        self._pressed_at = QPoint()
        self._key = f"F{person.key}"
        self._name = person.label.split(" (", 1)[0]
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{person.label}, {self._key}")
        self.setToolTip(person.label)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_away(self, away: bool) -> None:
        """Show whether the person is not present now."""
        if away != self._away:
            self._away = away
            self.setAccessibleDescription("not present" if away else "")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if (
            not event.buttons() & Qt.MouseButton.LeftButton
            or way < QApplication.startDragDistance()
        ):
            super().mouseMoveEvent(event)
            return
        self.setDown(False)
        carried = QMimeData()
        carried.setData(_SPEAKER, self._person.id.encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_SPEAKER):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        carried = bytes(event.mimeData().data(_SPEAKER).data()).decode()
        if carried and carried != self._person.id:
            self.dropped.emit(carried, self._person.key)
        event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        return QSize(130, _BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _BUTTON)

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
        words = f"{self._name} – away" if self._away else self._name
        painter.setPen(shown["secondary"] if self._away and not on else ink)
        name = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        box = QRectF(left, 0, room, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
