"""A checklist in a dialog: for whom, and what was done; Space ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from courtdesk.desk.widgets.text import Text
from courtdesk.jury.panel.ask import Ask, AskDialog


class ChecklistDialog(AskDialog):
    """Its answers hold for each item’s key “yes” or “no”, beside those of the fields above."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        asks: Sequence[Ask],
        items: Sequence[tuple[str, str, str]],
    ) -> None:
        """``items``: key, title, the words that are said."""
        super().__init__(parent, title, "Save", asks)
        self.setMinimumSize(560, 560)
        self.boxes: dict[str, QCheckBox] = {}
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for key, words, said in items:
            box = QCheckBox(words)
            box.setAccessibleDescription(said)
            box.setChecked(True)
            self.boxes[key] = box
            column.addWidget(box)
            column.addWidget(Text(said, "small", wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Items")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(listed)
        self.body.insertWidget(len(asks), area, 1)

    def ticked(self) -> tuple[str, ...]:
        """The keys of what is ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())
