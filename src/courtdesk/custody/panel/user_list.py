"""The list of users: who they are, what they open, what they wait for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.vault.keys import Compartment
from courtdesk.vault.users import UserLine

_LINE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 54
_WORDS = {
    Compartment.RECORD: "the record",
    Compartment.SEALED: "sealed matter",
    Compartment.TEAM: "the team’s work",
}


def opens(line: UserLine) -> str:
    """What a user opens and waits for, in a sentence's words."""
    told = "Opens " + ", ".join(_WORDS[c] for c in _WORDS if c in line.compartments)
    if line.waits_for:
        told += "; waits for " + ", ".join(_WORDS[c] for c in _WORDS if c in line.waits_for)
    return told


class UserList(QListWidget):
    """One row a user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Users")
        self.setItemDelegate(_Row(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_users(self, lines: tuple[UserLine, ...]) -> None:
        """Show ``lines``; who was chosen stays chosen."""
        before = self.current()
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.user.name}, {line.user.role.shown}. {opens(line)}")
            item.setData(_LINE, line)
            self.addItem(item)
            if before is not None and before.user.id == line.user.id:
                self.setCurrentItem(item)
        if self.currentItem() is None and lines:
            self.setCurrentRow(0)

    def current(self) -> UserLine | None:
        """The chosen user."""
        item = self.currentItem()
        found = item.data(_LINE) if item is not None else None
        return found if isinstance(found, UserLine) else None


class _Row(QStyledItemDelegate):
    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: UserLine = index.data(_LINE)
        shown, box = colours(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, shown["selection"])
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), shown["accent"])
        painter.setPen(QPen(shown["line"]))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(14, 8, -13, -8)
        name = line.user.name + ("  (you)" if line.is_you else "")
        strong = font(13, QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(shown["ink"])
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(font(12))
        painter.setPen(shown["secondary"])
        right = line.user.role.shown
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, right)
        sheet = "recovery sheet" if line.has_recovery else "no recovery sheet"
        below = QFontMetrics(font(12)).elidedText(
            f"{opens(line)} · {sheet}", Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, below)
        painter.restore()
