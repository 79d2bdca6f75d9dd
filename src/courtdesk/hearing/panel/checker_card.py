"""The checker in sight: what the log leaves open, each finding leading to its entry."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model.checker import Finding, Omission

_SENTENCES = {
    Omission.NOT_EXCUSED: "Not excused: {}",
    Omission.NO_RULING_ON_OFFER: "No ruling: {}",
    Omission.NO_RULING_ON_OBJECTION: "No ruling: {}",
    Omission.NO_RULING_ON_MOTION: "No ruling: {}",
    Omission.NO_RESUMPTION: "Not resumed: {}",
    Omission.NO_APPEARANCE: "No appearance: {}",
    Omission.NO_PLEA: "No plea or disposition: {}",
    Omission.INTERPRETER_NOT_SWORN: "Interpreter not sworn: {}",
    Omission.NO_SEAL_ORDER: "No order for {}",
    Omission.NO_NEXT_DATE: "Open: {}",
}
_MOST_ROWS = 6


def sentence(finding: Finding) -> str:
    """A finding as it is shown."""
    return _SENTENCES[finding.omission].format(finding.what)


class CheckerCard(Card):
    """Shows what is due first, then what is merely open."""

    wanted = Signal(int)
    """The number of the entry that a finding points at."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__("To settle")
        self._chip = Chip()
        self.add_chip(self._chip)
        self._nothing = Text("Nothing is open.", "secondary")
        self.list = _Findings(self)
        self.list.chosen.connect(self.wanted)
        self.list.left.connect(self.left)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is open now."""
        due = [finding for finding in findings if finding.due]
        waiting = [finding for finding in findings if not finding.due]
        if due:
            self._chip.show_state(f"{len(due)} due", Tone.AMBER)
        elif waiting:
            self._chip.show_state(f"{len(waiting)} open", Tone.NEUTRAL)
        else:
            self._chip.show_state("clear", Tone.GREEN)
        self._nothing.setVisible(not findings)
        self.list.setVisible(bool(findings))
        self.list.show_findings((*due, *waiting))


class _Findings(QListWidget):
    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is to be settled")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.clear()
        for finding in findings:
            mark = "▲" if finding.due else "○"
            item = QListWidgetItem(f"{mark} {sentence(finding)}")
            item.setData(Qt.ItemDataRole.UserRole, finding.number)
            state = "due" if finding.due else "open"
            where = f", entry {finding.number}" if finding.number else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{sentence(finding)}, {state}{where}")
            item.setToolTip(f"{finding.omission.value.capitalize()}{where}")
            self.addItem(item)
        rows = min(len(findings), _MOST_ROWS)
        height = sum(max(self.sizeHintForRow(row), 20) for row in range(rows))
        self.setFixedHeight(height + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        number = item.data(Qt.ItemDataRole.UserRole)
        if number:
            self.chosen.emit(number)
