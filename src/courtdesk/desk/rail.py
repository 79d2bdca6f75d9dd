"""The dark rail at the left: the panels in their groups, and the lock."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.icons import paint_icon
from courtdesk.desk.keys import short_caption, spoken
from courtdesk.desk.panel import PanelEntry
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.text import Text

WIDTH = 188


class Rail(QFrame):
    """Buttons of the panels; ``wanted`` carries the panel's name."""

    wanted = Signal(str)
    lock_wanted = Signal()

    def __init__(self, lock_keys: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 17, 0, 10)
        column.setSpacing(0)
        name = Text("CourtDesk")
        name.setObjectName("railName")
        column.addWidget(name)
        column.addSpacing(18)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("scrolled")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(10, 0, 10, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        area.setWidget(page)
        column.addWidget(area, 1)
        lock = RailButton("Lock", "lock", lock_keys)
        lock.setCheckable(False)
        lock.clicked.connect(self.lock_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 4, 10, 0)
        foot.addWidget(lock)
        column.addLayout(foot)

    def show_entries(self, entries: Sequence[PanelEntry]) -> None:
        """Show the panels of a vault's user, in their groups."""
        for group, members in groupby(entries, lambda entry: entry.group):
            if group:
                title = Text(group.upper())
                title.setObjectName("railGroup")
                self._add(title)
            for entry in members:
                self._add(self._button(entry))

    def show_current(self, name: str) -> None:
        """Mark the panel in front."""
        for known, button in self._buttons.items():
            button.setChecked(known == name)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _button(self, entry: PanelEntry) -> RailButton:
        button = self._buttons[entry.name] = RailButton(entry.title, entry.icon, entry.keys)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(entry.name))
        return button


class RailButton(QPushButton):
    """Icon, title, key. Painted, for the rail has its own ground."""

    def __init__(self, title: str, icon: str, keys: str) -> None:
        super().__init__(title.replace("&", "&&"))
        self._title = title
        self._icon = icon
        self._keys = short_caption(keys)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(spoken(keys))
        self.setToolTip(f"{title} ({spoken(keys)})" if keys else title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, 34)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 34)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        active, hot = self.isChecked(), self.underMouse() or self.isDown()
        if active or hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown["rail_active" if active else "rail_hover"])
            painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(shown["rail_accent"], 2))
            painter.drawRoundedRect(rect, 6, 6)
        middle = rect.center().y()
        sign = "rail_accent" if active else "rail_dim"
        paint_icon(painter, self._icon, QRectF(10, middle - 8, 16, 16), shown[sign])
        painter.setFont(font(13, QFont.Weight.Medium if active else QFont.Weight.Normal))
        painter.setPen(shown["rail_active_ink" if active else "rail_ink"])
        painter.drawText(rect.adjusted(34, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(font(11))
        painter.setPen(shown["rail_dim"])
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -9, 0), right, self._keys)
