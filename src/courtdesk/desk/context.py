"""The desk as panels see it: lanes, actions, status, the open case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from courtdesk.desk.actions import Actions
    from courtdesk.desk.lanes import VaultLane
    from courtdesk.desk.pages import PageLane
    from courtdesk.desk.press import PressLane
    from courtdesk.desk.status import Status
    from courtdesk.desk.theme import Theme
    from courtdesk.desk.widgets.notice import Message
    from courtdesk.vault.store import Vault


@dataclass(frozen=True)
class CaseRef:
    """The open case: its id, and the two texts of the header."""

    id: str
    title: str
    line: str = ""


class Desk(QObject):
    """Handed to every panel. Lives from unlock to lock."""

    case_changed = Signal(object)
    """The open ``CaseRef``, or ``None``."""
    panel_wanted = Signal(str, object)
    notice_given = Signal(object)

    def __init__(
        self,
        vault: Vault,
        *,
        lane: VaultLane,
        press: PressLane,
        pages: PageLane,
        actions: Actions,
        status: Status,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.vault = vault
        self.lane = lane
        self.press = press
        self.pages = pages
        self.actions = actions
        self.status = status
        self.theme = theme
        self._case: CaseRef | None = None

    @property
    def case(self) -> CaseRef | None:
        """The open case, if any."""
        return self._case

    def set_case(self, case: CaseRef | None) -> None:
        """Open ``case`` for all panels; the same case with other texts renames it."""
        if case != self._case:
            self._case = case
            self.case_changed.emit(case)

    def open_panel(self, name: str, target: object = None) -> None:
        """Bring the panel ``name`` to the front, and let it reveal ``target``."""
        self.panel_wanted.emit(name, target)

    def show_notice(self, message: Message) -> None:
        """Show a notice above the panel until it is dismissed."""
        self.notice_given.emit(message)
