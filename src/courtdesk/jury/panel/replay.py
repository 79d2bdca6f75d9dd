"""Replay: who sat where at any moment, move by move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.moves import Move, replayed
from courtdesk.jury.panel.chart import SeatingChart
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.words import day_and_clock, faces
from courtdesk.vault.times import now


class Replay(Dialog):
    """A slider over the moves; the chart shows the moment after each."""

    def __init__(self, parent: QWidget, state: JuryState, moves: Sequence[Move], zone: str) -> None:
        super().__init__(parent, "Replay a moment", "Close")
        self.setMinimumSize(860, 560)
        self._state, self._moves, self._zone = state, moves, zone
        self._moments = sorted({m.at for m in moves} | {m.undone_at for m in moves if m.undone_at})
        self._words = Text("", "strong", wrap=True)
        self._chart = SeatingChart()
        self._chart.show_layout(state.layout, (), from_bench=False)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName("Moment")
        self._slider.setRange(0, len(self._moments))
        self._slider.valueChanged.connect(self._show)
        self.body.addWidget(self._words)
        self.body.addWidget(self._chart, 1)
        self.body.addWidget(self._slider)
        self.primary.clicked.connect(self.accept)
        self._slider.setValue(len(self._moments))
        self._show(len(self._moments))
        self._slider.setFocus()

    def _show(self, place: int) -> None:
        state = self._state
        at = self._moments[place] if place < len(self._moments) else now()
        then = replayed(state.jurors, self._moves, state.strikes, state.rules, at)
        shown = replace(state, jurors=then.jurors)
        self._chart.show_faces(faces(shown, {}, ""))
        left = " · ".join(f"{state.rules.labels[side]} {n}" for side, n in then.left.items())
        when = day_and_clock(at, self._zone) if place < len(self._moments) else "Now"
        self._words.setText(f"{when}. Strikes left: {left}.")
