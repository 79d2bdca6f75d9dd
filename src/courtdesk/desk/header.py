"""The header: the open case, the search, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from courtdesk.desk.fonts import font
from courtdesk.desk.icons import paint_icon
from courtdesk.desk.keys import caption, spoken
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import cap_width, paint_cap
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided

HEIGHT = 51


class Header(QFrame):
    """Two texts at the left; search and user at the right."""

    search_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, search_keys: str) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(9)
        self._title = Elided("", "title", least=280)
        self._line = Elided("", "secondary")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title)
        row.addWidget(self._line)
        row.addStretch(1)
        self._demo = Chip("Demo · fictional case", Tone.AMBER)
        self._demo.hide()
        row.addWidget(self._demo)
        search = _SearchBox(search_keys)
        search.clicked.connect(self.search_wanted)
        row.addWidget(search)
        self.user = UserChip()
        self.user.clicked.connect(self.menu_wanted)
        row.addWidget(self.user)

    def show_user(self, user: str, *, demo: bool) -> None:
        """Show who is signed in; say so if the vault is the demo."""
        self.user.show_user(user)
        self._demo.setVisible(demo)

    def show_texts(self, title: str, line: str) -> None:
        """Show the case, or the panel's own title where no case is concerned."""
        self._title.set_whole(title)
        self._line.set_whole(line)

    def texts(self) -> tuple[Elided, Elided]:
        """The two texts."""
        return self._title, self._line


class _SearchBox(QPushButton):
    """Looks like the field that it opens."""

    def __init__(self, keys: str) -> None:
        super().__init__("Search…")
        self._cap = caption(keys)
        self.setAccessibleName("Search and commands")
        self.setAccessibleDescription(spoken(keys))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(140)

    def sizeHint(self) -> QSize:
        return QSize(270, 33)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(shown["accent" if focused else "line"], 2 if focused else 1))
        painter.setBrush(shown["hover" if self.underMouse() else "card"])
        painter.drawRoundedRect(rect, 6, 6)
        middle = rect.center().y()
        paint_icon(painter, "search", QRectF(11, middle - 7, 14, 14), shown["secondary"])
        painter.setFont(font(13))
        painter.setPen(shown["secondary"])
        text = rect.adjusted(32, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, "Search…")
        width = cap_width(self._cap)
        cap = QRectF(rect.right() - width - 7, middle - 9, width, 18)
        paint_cap(painter, cap, self._cap, shown["secondary"])


class UserChip(QPushButton):
    """Who is signed in; opens the desk's menu."""

    def __init__(self) -> None:
        super().__init__()
        self._user = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_user(self, user: str) -> None:
        """Show ``user``, a name and a role."""
        self._user = user
        self.setText(user.replace("&", "&&"))
        self.setAccessibleName(f"Signed in: {user}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(_chip_font()).horizontalAdvance(self._user) + 38, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = shown["hover" if self.underMouse() else "neutral_pale"]
        painter.setPen(QPen(shown["accent"], 2) if self.hasFocus() else QPen(ground))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 11, 11)
        painter.setFont(_chip_font())
        painter.setPen(shown["secondary"])
        painter.drawText(rect.adjusted(11, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._user)
        arrow = QRectF(rect.right() - 20, rect.center().y() - 6, 12, 12)
        paint_icon(painter, "chevron-down", arrow, shown["secondary"])


def _chip_font() -> QFont:
    return font(12, QFont.Weight.DemiBold)
