"""The list of cases: a title, what identifies it, and its next hearing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.cases.model import CaseLine
from courtdesk.cases.panel.words import KINDS, short_moment
from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 56


class CaseList(QListView):
    """Shows :class:`CaseLine` rows; ``chosen`` brings the one that the keys or mouse stand on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cases")
        self._model = _Lines(self)
        self._zone = "UTC"
        self.setModel(self._model)
        self._rows = _Row(self)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_lines(self, lines: tuple[CaseLine, ...], zone: str, chosen_id: str) -> None:
        """Show ``lines``; the one with ``chosen_id`` stays chosen without being announced."""
        self._rows.zone = zone
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_lines(lines)
        for row, line in enumerate(lines):
            if line.id == chosen_id:
                self.setCurrentIndex(self._model.index(row, 0))
        self.selectionModel().blockSignals(blocked)

    def line(self, row: int) -> CaseLine | None:
        """The line in ``row``, if there is one."""
        found = self._model.index(row, 0).data(_LINE)
        return found if isinstance(found, CaseLine) else None

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(_LINE))


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[CaseLine, ...] = ()

    def show_lines(self, lines: tuple[CaseLine, ...]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            joined = f", consolidated with {line.lead_number}" if line.lead_number else ""
            return f"{line.title}, {line.number}{joined}"
        return None


class _Row(QStyledItemDelegate):
    zone = "UTC"

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(_LINE)
        shown = colours()
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, shown["selection"])
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), shown["accent"])
        painter.setPen(QPen(shown["line"]))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(14, 8, -13, -9)
        right = self._paint_next(painter, inner, line)
        self._text(painter, inner, line.title, font(13, QFont.Weight.DemiBold), "ink", right)
        joined = f"consolidated with {line.lead_number}" if line.lead_number else ""
        below = " · ".join(
            part for part in (line.number, joined, KINDS[line.kind], line.judge) if part
        )
        lower = inner.adjusted(0, inner.height() / 2, 0, 0)
        self._text(painter, lower, below, font(12), "secondary", 0)
        painter.restore()

    def _paint_next(self, painter: QPainter, box: QRectF, line: CaseLine) -> float:
        if line.next_hearing is None:
            return 0
        text = short_moment(line.next_hearing, self.zone)
        small = font(12, QFont.Weight.DemiBold)
        width = QFontMetrics(small).horizontalAdvance(text) + 18
        chip = QRectF(box.right() - width, box.top() - 1, width, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours()["accent_pale"])
        painter.drawRoundedRect(chip, 10, 10)
        painter.setPen(colours()["accent"])
        painter.setFont(small)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return width + 8

    def _text(
        self, painter: QPainter, box: QRectF, text: str, face: QFont, ink: str, right: float
    ) -> None:
        room = int(box.width() - right)
        painter.setFont(face)
        painter.setPen(colours()[ink])
        fitting = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(box.left(), box.top(), room, 18), fitting)
