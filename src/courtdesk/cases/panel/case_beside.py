"""What the cases panel knows of the card beside it; the composition root hands it in."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from courtdesk.cases.model import Case
from courtdesk.vault.changes import Changed


class CaseBeside(Protocol):
    """A card that says more of the open case."""

    @property
    def card(self) -> QWidget: ...
    def open(self, case: Case) -> None: ...
    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere, while the panel is in front."""
