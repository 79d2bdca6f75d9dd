"""What a panel is to the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.actions import Action
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.vault.changes import Changed


class Panel(QWidget):
    """Base of every panel. A panel is made when it is first opened and dropped at the lock."""

    shortcuts_changed = Signal()
    """Emitted by a panel whose ``shortcuts`` are others now."""
    title_changed = Signal()
    """Emitted by a panel whose ``title`` or ``line`` is another now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def permitted(self, action: Action, needs: Ability = Ability.KEEP_RECORD) -> Action:
        """``action`` for those who may do it; the others are not offered it, and its key says why.

        ``needs`` is the ability that its service asks for.
        """
        if self.desk.vault.may(needs):
            return action

        def tell() -> None:
            from courtdesk.desk.widgets.chip import Tone
            from courtdesk.desk.widgets.notice import Message

            self.desk.show_notice(Message(self.desk.vault.refusal(needs), tone=Tone.AMBER))

        return replace(action, run=tell, offered=False)

    def title(self) -> str:
        """What the header shows; empty: the open case. Emit ``title_changed`` with another."""
        return ""

    def line(self) -> str:
        """What the header shows beside ``title``."""
        return ""

    def shortcuts(self) -> Sequence[Action]:
        """The actions that work while this panel is in front."""
        return ()

    def case_opened(self, case: CaseRef | None) -> None:
        """Another case is open now, or none. Also called once after the panel was made."""

    def changed(self, changed: Changed) -> None:
        """Something was saved; called for the panel in front, and for others when next shown."""

    def reveal(self, target: object) -> None:
        """Show ``target``, given to ``Desk.open_panel`` by a search hit or another panel."""

    def focus_first(self) -> None:
        """Put the keyboard where work starts; called each time the panel comes to the front."""
        self.setFocus()

    def leave(self) -> None:
        """The vault is about to be locked: save what is half typed. The lane still runs."""


@dataclass(frozen=True)
class PanelEntry:
    """A panel in the rail. ``group`` is empty, ``Courtroom``, ``Trial team`` or ``Office``."""

    name: str
    title: str
    group: str
    icon: str
    keys: str
    make: Callable[[Desk], Panel]
    needs: Ability = Ability.READ_RECORD
    """The panel is in the rail of those who may do this."""
