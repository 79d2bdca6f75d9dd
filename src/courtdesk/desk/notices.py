"""The notices above the panel."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from courtdesk.desk.widgets.notice import Message, Notice

_MOST = 3


class Notices(QWidget):
    """Notices, the newest on top, the same one once; they stay until dismissed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: list[Notice] = []
        self.hide()

    def add(self, message: Message) -> None:
        """Show ``message``."""
        for notice in [shown for shown in self._shown if shown.message == message]:
            self._drop(notice)
        for notice in self._shown[_MOST - 1 :]:
            self._drop(notice)
        notice = Notice(message)
        notice.dismissed.connect(lambda: self._drop(notice))
        self._shown.insert(0, notice)
        self._column.insertWidget(0, notice)
        self.show()

    def messages(self) -> tuple[Message, ...]:
        """What is shown, the newest first."""
        return tuple(notice.message for notice in self._shown)

    def _drop(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))
