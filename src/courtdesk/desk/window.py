"""The one window: the unlock page, or the desk of an open vault.

Loaded before the first paint, so it does not name ``Qt`` (see ``unlock.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget

from courtdesk.desk.unlock import UnlockPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from courtdesk.desk.keeper import Keeper
    from courtdesk.desk.settings import DeskSettings

_WIDTH, _HEIGHT = 1440, 900
_LEAST_WIDTH, _LEAST_HEIGHT = 900, 560


class Window(QWidget):
    """Holds the pages. What happens on them is the keeper's, who comes after the first paint."""

    def __init__(self, settings: DeskSettings) -> None:
        super().__init__()
        self._settings = settings
        self.keeper: Keeper | None = None
        self.unlock = UnlockPage()
        self.pages = QStackedLayout(self)
        self.pages.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.unlock)
        self.setWindowTitle("CourtDesk")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        if not self.restoreGeometry(settings.geometry):
            self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(self.screen().availableSize()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.keeper is None or self.keeper.may_close():
            self._settings.geometry = self.saveGeometry()
            event.accept()
        else:
            event.ignore()
