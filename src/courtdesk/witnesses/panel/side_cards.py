"""The cards at the right: support and safety, the outline, the arguments that it serves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.witnesses.model.outline import Phase, arguments, minutes_of
from courtdesk.witnesses.model.overview import FileView
from courtdesk.witnesses.model.witness import conflicts
from courtdesk.witnesses.panel.outline_list import OutlineList
from courtdesk.witnesses.panel.words import support_words

_SUPPORT = 250


class SideCards(QWidget):
    """What is known of the witness in hand beside the checklist."""

    def __init__(self, support: Action, question: Action, stand: Action) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._support_card = Card("Support and safety")
        self._support_card.add_action(_link(support, "Change"))
        self._support = Text("", wrap=True)
        self._support.setObjectName("scrolled")
        self._support.setAlignment(Qt.AlignmentFlag.AlignTop)
        rolled = QScrollArea()
        rolled.setAccessibleName("Support and safety")
        rolled.setWidgetResizable(True)
        rolled.setWidget(self._support)
        self._support_card.body.addWidget(rolled)
        self._support_card.setMaximumHeight(_SUPPORT)
        self._outline_card = Card("Examination outline", padded=False)
        self._minutes = Elided("", "small", least=0)
        line = QHBoxLayout()
        line.setContentsMargins(14, 6, 8, 6)
        line.addWidget(self._minutes, 1)
        line.addWidget(_link(question, "Add"))
        line.addWidget(_link(stand, "Stand"))
        self._outline_card.body.addLayout(line)
        self._none = Text(
            "No question yet. F7 adds the first: what it proves, where the answer stands, "
            "which exhibit it needs.",
            "secondary",
            wrap=True,
        )
        self._none.setContentsMargins(14, 4, 13, 12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.outline = OutlineList()
        self._outline_card.body.addWidget(self._none, 1)
        self._outline_card.body.addWidget(self.outline, 1)
        self._serves_card = Card("Supports arguments")
        self._serves = Text("", wrap=True)
        self._serves_card.body.addWidget(self._serves)
        column.addWidget(self._support_card, 2)
        column.addWidget(self._outline_card, 3)
        column.addWidget(self._serves_card)

    def show_view(self, view: FileView) -> None:
        """Show what belongs to a witness."""
        said = support_words(view.file.support)
        if view.file.withheld:
            said = f"{said}\nThe rest is seen by those who look after this witness.".strip()
        self._support.setText(said or "Nothing asked for. F4 notes measures, fears and needs.")
        minutes = ((phase.value, minutes_of(view.questions, phase)) for phase in Phase)
        self._minutes.set_whole(" · ".join(f"{name} {n} min" for name, n in minutes if n))
        self.outline.show_questions(view.questions)
        self.outline.setVisible(bool(view.questions))
        self._none.setVisible(not view.questions)
        found = len(conflicts(view.file.record))
        serves = " · ".join(arguments(view.questions)) or "None named in the outline."
        told = "1 conflict" if found == 1 else f"{found} conflicts"
        lines = [serves]
        if found:
            lines.append(f"{told} between statements")
        if view.loose:
            lines.append(f"Not in the register of exhibits: {', '.join(view.loose)}")
        self._serves.setText("\n".join(lines))


def _link(action: Action, text: str) -> Button:
    made = Button(text, action.keys, Kind.LINK)
    made.setAccessibleName(action.title)
    made.clicked.connect(lambda _checked=False: action.run())
    return made
