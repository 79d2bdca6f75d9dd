"""A checklist in a dialog: for whom, and what was done; Space ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

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
        self.boxes: dict[str, QCheckBox] = {}
        for place, (key, words, said) in enumerate(items):
            box = QCheckBox(words)
            box.setAccessibleDescription(said)
            box.setChecked(True)
            self.boxes[key] = box
            self.body.insertWidget(len(asks) + 2 * place, box)
            self.body.insertWidget(len(asks) + 2 * place + 1, Text(said, "small", wrap=True))

    def ticked(self) -> tuple[str, ...]:
        """The keys of what is ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())
