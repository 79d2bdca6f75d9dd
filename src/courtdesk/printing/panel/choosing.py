"""What goes into the packet: every document there is, and those that were chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from courtdesk.catalogue import Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.text import Text
from courtdesk.printing.panel.lists import KindList, PacketList

_WIDTH = 236


class Choosing(QWidget):
    """Two lists, one above the other; Enter in the upper one adds to the lower one."""

    def __init__(self, kinds: Sequence[Kind], sealed: Mapping[str, str]) -> None:
        """``sealed``: by a kind's name, its edition with sealed matter."""
        super().__init__()
        self.kinds = KindList()
        self.kinds.show_kinds(kinds)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter documents")
        self.filter.setAccessibleName("Filter documents")
        self.packet = PacketList({kind.name: kind for kind in kinds}, sealed)
        self._chosen = Card("In the packet", padded=False)
        self._lay_out()
        self.kinds.taken.connect(self.packet.take)
        self.filter.textChanged.connect(self.kinds.filter)

    def add_to_packet_head(self, button: QWidget) -> None:
        """Put a button beside the title of the packet."""
        self._chosen.add_action(button)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        every = Card("Documents", padded=False)
        every.setFixedWidth(_WIDTH)
        filter_line = QHBoxLayout()
        filter_line.setContentsMargins(10, 8, 10, 8)
        filter_line.addWidget(self.filter)
        every.body.addLayout(filter_line)
        every.body.addWidget(self.kinds)
        chosen = self._chosen
        chosen.setFixedWidth(_WIDTH)
        chosen.body.addWidget(self.packet)
        hint = Text("Alt+↑ ↓ moves, Del removes, Space: every hearing", "small", wrap=True)
        hint.setContentsMargins(10, 6, 10, 8)
        chosen.body.addWidget(hint)
        column.addWidget(every, 3)
        column.addWidget(chosen, 2)
