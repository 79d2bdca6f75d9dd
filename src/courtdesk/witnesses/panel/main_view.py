"""The three columns of the panel: order of call, checklist, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.witnesses.model.overview import CallLine, FileView, Overview, Weight, state_of
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.panel.check_list import CheckList
from courtdesk.witnesses.panel.link_bar import LinkBar
from courtdesk.witnesses.panel.order_list import About, OrderList
from courtdesk.witnesses.panel.side_cards import SideCards
from courtdesk.witnesses.panel.words import TONES, length, role

_WIDE = 1060
"""From this width on the columns have their full room."""
_ROOMY = 1290
"""From this width on the buttons show their keys; F1 lists them in any case."""


class MainView(QWidget):
    """Shows an overview and the view of one witness; its owner connects the lists."""

    def __init__(self, actions: Mapping[str, Action]) -> None:
        super().__init__()
        self._shown: tuple[FileView, date] | None = None
        self.order = OrderList()
        self.checklist = CheckList()
        self.link = LinkBar(actions["link"].keys)
        self.side = SideCards(actions["support"], actions["question"], actions["stand"])
        self._remaining = Text("", "secondary", wrap=True)
        self._remaining.setContentsMargins(14, 10, 13, 10)
        self._order_card = Card("Order of call", padded=False)
        self._hint = Text("drag, or Alt+↑ ↓", "small")
        self._order_card.add_action(self._hint)
        self._order_card.add_action(_link(actions["new"], "New"))
        for widget, stretch in ((self.link, 0), (self.order, 1), (self._remaining, 0)):
            self._order_card.body.addWidget(widget, stretch)
        self._check_card = Card("", padded=False)
        self._name = Elided("", "title", least=90)
        self._role = Elided("", "secondary", least=0)
        self._state = Chip()
        for part in (self._name, self._role, self._state):
            self._check_card.add_chip(part)
        self._buttons = (
            (actions["template"], Button.of(actions["template"])),
            (actions["print"], Button.of(actions["print"], Kind.PRIMARY)),
        )
        for _, button in self._buttons:
            self._check_card.add_action(button)
        self._check_card.body.addWidget(self.checklist)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._order_card)
        row.addWidget(self._check_card, 1)
        row.addWidget(self.side)

    def show_overview(
        self, overview: Overview, sides: dict[Side, str], chosen: tuple[str, str], about: About
    ) -> None:
        """Show the order of call, and ask about the log's witnesses whom nobody has linked."""
        self.order.show_overview(overview, sides, chosen, about)
        appearance, proposed = overview.unlinked[-1] if overview.unlinked else (None, "")
        self.link.show_appearance(appearance, proposed, overview.files)
        left = (
            f"{sides[side]}: {length(overview.remaining(side))}"
            for side in Side
            if overview.remaining(side) > timedelta()
        )
        self._remaining.setText(f"Remaining time on the stand, {', '.join(left) or 'none'}")

    def show_view(self, view: FileView, line: CallLine | None, about: About) -> None:
        """Show one witness."""
        self._name.set_whole(view.file.person.shown)
        self._role.set_whole(role(view.file))
        text, weight = state_of(line, about.today) if line else ("", Weight.OVER)
        self._state.setVisible(bool(text))
        self._state.show_state(text, TONES[weight])
        if (view, about.today) != self._shown:  # a move in the order leaves the file as it is
            self._shown = (view, about.today)
            self.checklist.show_view(view, about.today)
            self.side.show_view(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        for action, button in self._buttons:
            button.set_keys(action.keys if self.width() >= _ROOMY else "")
        self._role.setVisible(wide)
        self._hint.setVisible(wide)
        self._order_card.setFixedWidth(330 if wide else 284)
        self.side.setFixedWidth(330 if wide else 250)


def facts(overview: Overview) -> tuple[str, ...]:
    """What the status line says of the witnesses."""
    count = len(overview.files)
    live = sum(line.standing.is_live for line in overview.lines)
    blocked = sum(bool(line.tally.blocked or line.conflict) for line in overview.lines)
    said = [f"{count} witness" if count == 1 else f"{count} witnesses"]
    if live:
        said.append(f"{live} on the stand")
    if blocked:
        said.append(f"{blocked} blocked")
    return (" · ".join(said),)


def _link(action: Action, text: str) -> Button:
    made = Button(text, action.keys, Kind.LINK)
    made.setAccessibleName(action.title)
    made.clicked.connect(lambda _checked=False: action.run())
    return made
