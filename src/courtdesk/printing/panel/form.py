"""How the packet is made: for whom, how many copies, what is bound around the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from courtdesk.catalogue import Reader
from courtdesk.desk.widgets.form import Choice, Field
from courtdesk.desk.widgets.text import Text
from courtdesk.paper.packet import LeftOut
from courtdesk.printing.model import MOST_COPIES, Preset

_READERS = {
    Reader.BENCH: "Bench",
    Reader.CLERK: "Clerk’s office",
    Reader.COUNSEL: "Counsel (our team)",
    Reader.PUBLIC: "Public",
}
_BOXES = {
    "cover": "Cover",
    "contents": "Contents",
    "tabs": "Numbered dividers",
    "duplex": "For printing on both sides",
}


class PacketForm(QWidget):
    """The choices about a packet; says when one of them is another now."""

    changed = Signal()
    preset_chosen = Signal(object)

    def __init__(self, *, of_the_team: bool) -> None:
        super().__init__()
        self._presets: Sequence[Preset] = ()
        self._preset = Choice()
        self._reader = Choice()
        for reader, title in _READERS.items():
            if of_the_team or reader is not Reader.COUNSEL:
                self._reader.addItem(title, reader)
        if of_the_team:
            self._reader.setCurrentIndex(list(_READERS).index(Reader.COUNSEL))
        self._copies = QSpinBox()
        self._copies.setRange(1, MOST_COPIES)
        self._copies.lineEdit().setTextMargins(7, 0, 0, 0)
        self._boxes = {name: QCheckBox(title) for name, title in _BOXES.items()}
        self._booklet = QCheckBox("Booklet, to be folded")
        self._left = Text("", "small", wrap=True)
        self._lay_out()
        self._preset.activated.connect(self._on_preset)
        self._reader.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._copies.valueChanged.connect(lambda _count: self.changed.emit())
        for box in (*self._boxes.values(), self._booklet):
            box.toggled.connect(lambda _on: self.changed.emit())

    @property
    def reader(self) -> Reader:
        """Whom the packet is for."""
        return Reader(self._reader.currentData())

    @property
    def copies(self) -> int:
        """How many numbered copies are wanted."""
        return self._copies.value()

    @property
    def folded(self) -> bool:
        """Whether a booklet is wanted."""
        return self._booklet.isChecked()

    def choose_reader(self, reader: Reader) -> None:
        """Make the packet for ``reader``."""
        self._reader.setCurrentIndex(self._reader.findData(reader))

    def show_presets(self, presets: Sequence[Preset], current: str) -> None:
        """Offer ``presets``; the one with the title ``current`` is shown as chosen."""
        self._presets = presets
        self._preset.clear()
        self._preset.addItems([preset.title for preset in presets])
        self._preset.setCurrentText(current)

    def show_preset(self, preset: Preset) -> None:
        """Set the boxes as ``preset`` says."""
        self.blockSignals(True)
        for name, box in self._boxes.items():
            box.setChecked(getattr(preset, name))
        self.blockSignals(False)

    def filled(self, preset: Preset) -> Preset:
        """``preset`` with what the boxes say; one document alone has no cover and no contents."""
        ticked: dict[str, Any] = {name: box.isChecked() for name, box in self._boxes.items()}
        if len(preset.items) < 2:
            ticked |= {"cover": False, "contents": False, "tabs": False}
        return replace(preset, **ticked)

    def show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Say what the packet does not hold, and why."""
        lines = [f"{each.title}: {each.reason}" for each in left_out]
        self._left.setText("\n".join(["Left out of this edition", *lines]) if lines else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Field("Packet", self._preset))
        column.addWidget(Field("Edition", self._reader))
        column.addWidget(Field("Copies", self._copies))
        for box in (*self._boxes.values(), self._booklet):
            column.addWidget(box)
        column.addWidget(self._left)
        column.addStretch(1)

    def _on_preset(self, place: int) -> None:
        self.preset_chosen.emit(self._presets[place])


def scrolled(form: PacketForm) -> QScrollArea:
    """The form where a low window scrolls it instead of crushing its fields."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName("How it is made")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    form.setObjectName("scrolled")
    area.setWidget(form)
    return area
