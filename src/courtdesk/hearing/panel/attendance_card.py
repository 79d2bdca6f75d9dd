"""Who is present, for whom and how, and when they came and left."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.hearing.model import Appearance
from courtdesk.hearing.model.attendance import ABSENT, Attended

MOST_ROWS = 6
_ROW = 20


class AttendanceCard(Card):
    """The attendance as the log says it; before the hearing, as it is planned."""

    edit_wanted = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__("Present")
        self._zone = zone
        self._shown: tuple[Attended, ...] | None = None
        self._most = MOST_ROWS
        self._count = Chip()
        self.add_chip(self._count)
        edit = Button("Edit", "Ctrl+E", Kind.LINK)
        edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        edit.clicked.connect(self.edit_wanted)
        self.add_action(edit)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setAccessibleName("Who is present")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setContentsMargins(13, 8, 8, 10)
        self.body.addWidget(self._area)
        self.show_people(())

    def show_people(self, people: Sequence[Appearance]) -> None:
        """Show who is expected, until the log has been read."""
        self.show_attendance(tuple(Attended(person, person.manner) for person in people))

    def show_attendance(self, attended: tuple[Attended, ...]) -> None:
        """Show the attendance as it stands."""
        if attended == self._shown:
            return
        self._shown = attended
        here = sum(one.is_here for one in attended)
        self._count.show_state(str(here), Tone.GREEN if here else Tone.NEUTRAL)
        page = self._rows(attended)
        self._area.setWidget(page)
        page.setAutoFillBackground(False)  # a scroll area turns it on
        self._fit()

    def give_rows(self, most: int) -> None:
        """How many people there is room for; the others are reached by scrolling."""
        if most != self._most:
            self._most = most
            self._fit()

    def _fit(self) -> None:
        rows = max(min(len(self._shown or ()), self._most), 1)
        self._area.setFixedHeight(_ROW * rows + 2)

    def _rows(self, attended: Sequence[Attended]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        if not attended:
            grid.addWidget(Text("Nobody is on the list of appearances yet.", "small"), 0, 0)
        for row, one in enumerate(attended):
            grid.addWidget(Elided(_who(one), "small"), row, 0)
            state = Text(self._state(one), "small" if one.is_here else "secondary")
            grid.addWidget(state, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(len(attended), 1)
        return page

    def _state(self, one: Attended) -> str:
        """How present, and since when or until when."""
        if not one.stays:
            return one.manner or "in person"
        last = one.stays[-1]
        how = f"{one.manner} " if one.manner in {"video", "telephone"} else ""
        if last.until is None:
            oath = "" if not one.interprets else "sworn · " if one.sworn else "no oath · "
            return f"{oath}{how}{self._local(last.came)}"
        if one.manner in ABSENT:
            return f"{one.manner} {self._local(last.until)}"
        return f"{self._local(last.came)}–{self._local(last.until)}"

    def _local(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.hour}:{local:%M}"


def _who(one: Attended) -> str:
    person = one.person
    parts = [person.name]
    if one.interprets:
        parts.append(f"interpreter ({one.language})" if one.language else "interpreter")
    elif person.for_whom and person.for_whom != person.name:
        parts.append(person.for_whom)
    elif person.role and person.role != person.name:
        parts.append(person.role)
    return ", ".join(parts)
