"""The cards at the left: backups and settings."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.vault.settings import VaultSettings


class FactsCard(Card):
    """Labels with their values, and buttons below."""

    def __init__(self, title: str, labels: tuple[str, ...], actions: tuple[Action, ...]) -> None:
        super().__init__(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._values: dict[str, Elided] = {}
        for row, label in enumerate(labels):
            value = self._values[label] = Elided("")
            grid.addWidget(Text(label, "secondary"), row, 0)
            grid.addWidget(value, row, 1)
        self.body.addLayout(grid)
        if actions:
            self.body.addWidget(button_row(*actions))

    def show_values(self, **values: str) -> None:
        """Show values by their label in lower case, with ``_`` for a space."""
        for label, widget in self._values.items():
            widget.set_whole(values.get(label.lower().replace(" ", "_"), ""))


def button_row(*actions: Action) -> QWidget:
    """Buttons side by side, at the left."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 4, 0, 0)
    line.setSpacing(8)
    for action in actions:
        line.addWidget(Button.of(action))
    line.addStretch(1)
    return row


def moment_words(moment: datetime | None, zone: str) -> str:
    """When a backup was written."""
    if moment is None:
        return "none yet"
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y, %H:%M}"


def settings_words(settings: VaultSettings) -> dict[str, str]:
    """The settings as the card shows them."""
    return {
        "locks_after": f"{settings.idle_minutes} minutes without a key or a click",
        "paper": "A4" if settings.paper == "a4" else "US Letter",
        "time_zone": settings.zone,
    }
