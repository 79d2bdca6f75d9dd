"""The two lists of the print centre: every document there is, and those of the packet in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from courtdesk.catalogue import Kind, Need
from courtdesk.desk.fonts import font
from courtdesk.printing.model import Item

_DATA = Qt.ItemDataRole.UserRole


class KindList(QTreeWidget):
    """Every document that the user can make. Enter, Space or a double click takes it."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Kind, QTreeWidgetItem]] = []
        self._groups: dict[str, QTreeWidgetItem] = {}
        self.setAccessibleName("Documents")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(10)
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(self._take)

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """List ``kinds`` below the names of their groups."""
        self.clear()
        self._rows.clear()
        for kind in kinds:
            if kind.group not in self._groups:
                self._groups[kind.group] = QTreeWidgetItem(self, [kind.group])
                self._groups[kind.group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                self._groups[kind.group].setFont(0, font(12, QFont.Weight.DemiBold))
            row = QTreeWidgetItem(self._groups[kind.group], [kind.title])
            row.setData(0, _DATA, kind.name)
            row.setToolTip(0, "Add it to the packet")
            self._rows.append((kind, row))
        self.expandAll()
        if self._rows:
            self.setCurrentItem(self._rows[0][1])

    def filter(self, words: str) -> None:
        """Show those whose title or group holds ``words``."""
        wanted = words.casefold().split()
        shown = set()
        for kind, row in self._rows:
            text = f"{kind.group} {kind.title}".casefold()
            row.setHidden(not all(word in text for word in wanted))
            if not row.isHidden():
                shown.add(kind.group)
        for name, group in self._groups.items():
            group.setHidden(name not in shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        item = self.currentItem()
        if event.key() in keys and item is not None:
            self._take(item)
        else:
            super().keyPressEvent(event)

    def _take(self, item: QTreeWidgetItem) -> None:
        if name := item.data(0, _DATA):
            self.taken.emit(name)


class PacketList(QListWidget):
    """The documents of the packet in their order: moved by dragging or with Alt and an arrow."""

    changed = Signal()

    def __init__(
        self, kinds: dict[str, Kind], sealed: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """``sealed``: by a kind's name, the edition with sealed matter that the user can make."""
        super().__init__(parent)
        self._kinds = kinds
        self._sealed = sealed
        self.setAccessibleName("In the packet")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def packed(self) -> tuple[Item, ...]:
        """What the packet holds, in order."""
        return tuple(self.item(row).data(_DATA) for row in range(self.count()))

    def show_items(self, items: Sequence[Item]) -> None:
        """Show ``items``, without those of which the user knows nothing."""
        self.clear()
        for item in items:
            self._add(item)
        self.setCurrentRow(0)

    def take(self, kind: str) -> None:
        """Add a document at the end."""
        self._add(Item(kind))
        self.setCurrentRow(self.count() - 1)
        self.changed.emit()

    def toggle_every(self) -> None:
        """Of every hearing, or of the newest alone, for the document that is chosen."""
        row = self.currentRow()
        if row < 0 or not self.takes_every:
            return
        item: Item = self.item(row).data(_DATA)
        self._show(self.item(row), Item(item.kind, item.edition, not item.every))
        self.changed.emit()

    def turn_edition(self) -> None:
        """The sealed edition in place of the usual one, or back, for the document chosen."""
        if self.takes_sealed:
            current = self.currentItem()
            item: Item = current.data(_DATA)
            edition = "" if self.is_sealed else self._sealed[item.kind]
            self._show(current, replace(item, edition=edition))
            self.changed.emit()

    @property
    def takes_sealed(self) -> bool:
        """Whether the document that is chosen has an edition with sealed matter."""
        current = self.currentItem()
        return current is not None and current.data(_DATA).kind in self._sealed

    @property
    def is_sealed(self) -> bool:
        """Whether the document that is chosen is wanted with sealed matter."""
        current = self.currentItem()
        return current is not None and self._is_sealed(current.data(_DATA))

    @property
    def chosen_title(self) -> str:
        """What the document that is chosen is called."""
        current = self.currentItem()
        return "" if current is None else self._kinds[current.data(_DATA).kind].title

    @property
    def takes_every(self) -> bool:
        """Whether the document that is chosen can be of every hearing."""
        current = self.currentItem()
        return current is not None and Need.HEARING in self._kinds[current.data(_DATA).kind].needs

    def move_chosen(self, steps: int) -> None:
        """Move the chosen document up (negative) or down."""
        row = self.currentRow()
        there = row + steps
        if row >= 0 and 0 <= there < self.count():
            self.insertItem(there, self.takeItem(row))
            self.setCurrentRow(there)
            self.changed.emit()

    def remove(self) -> None:
        """Take the chosen document out of the packet."""
        row = self.currentRow()
        if row >= 0:
            self.takeItem(row)
            self.changed.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle_every()
        else:
            super().keyPressEvent(event)

    def _add(self, item: Item) -> None:
        if item.kind in self._kinds:
            self._show(QListWidgetItem(self), item)

    def _show(self, row: QListWidgetItem, item: Item) -> None:
        kind = self._kinds[item.kind]
        about = ""
        if item.every:
            about = ", every hearing"
        elif Need.WITNESS in kind.needs:
            about = ", each witness"
        sealed = ", sealed edition" if self._is_sealed(item) else ""
        row.setText(f"{kind.title}{sealed}{about}")
        row.setData(_DATA, item)

    def _is_sealed(self, item: Item) -> bool:
        return bool(item.edition) and item.edition == self._sealed.get(item.kind)
