"""The hearing panel on the real desk, on a real vault, without a screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk import app as composition
from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.desk.context import CaseRef
from courtdesk.desk.panel import PanelEntry
from courtdesk.desk.window import Window
from courtdesk.hearing.model import Entry, Hearing
from courtdesk.hearing.panel import HearingPanel
from courtdesk.hearing.panel.courtroom import Courtroom
from courtdesk.hearing.service import HearingService
from courtdesk.vault.store import Vault
from tests.desks import desk_window, unlocked
from tests.vaults import PASSPHRASE, START, reopen

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Clock:
    """The PC's clock in the hands of a test."""

    def __init__(self) -> None:
        self.moment = START + timedelta(minutes=10)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Court:
    """The panel at work, and the keyboard before it."""

    qtbot: QtBot
    window: Window
    panel: HearingPanel
    clock: Clock
    folder: Path
    hearing_id: str

    @property
    def room(self) -> Courtroom:
        return self.panel.courtroom

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focused(), text)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def focused(self) -> QWidget:
        """Who has the keyboard; offscreen, no window manager activates what a dialog left."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=20_000)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def commit(self, text: str) -> Entry:
        """Type a line, press Enter, and wait until it is on disk."""
        before = self.entries()
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.entries() == before + 1, timeout=20_000)
        entry = self.room.session.last_entry
        assert entry is not None
        return entry

    def entries(self) -> int:
        hearing = self.room.session.hearing
        return hearing.entries if hearing else 0

    def settled(self) -> bool:
        """Whether nothing is under way."""
        return self.window.keeper.lane.is_idle and not self.room.log.view.rows.reading

    def settle(self) -> None:
        self.room.log.view.viewport().repaint()
        self.qtbot.waitUntil(self.settled, timeout=20_000)

    def shown(self) -> list[str]:
        """The texts of the rows in sight."""
        view = self.room.log.view
        self.settle()
        found = (view.rows.entry(placed.row) for placed in view.placed())
        return [entry.text for entry in found if entry is not None]

    def on_disk(self) -> list[Entry]:
        """What the vault has, read by another opening of it after this one has ended."""
        self.close()
        vault = reopen(self.folder)
        try:
            return list(HearingService(vault, CaseService(vault)).window(self.hearing_id, 1, 1000))
        finally:
            vault.close()

    def close(self) -> None:
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=20_000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def closed_vault(hearing: Hearing, vault_folder: Path, vault: Vault) -> Path:
    """A closed vault with a case and a hearing that is on the record."""
    vault.close()
    return vault_folder


@pytest.fixture
def window(
    qapp: QApplication,
    qtbot: QtBot,
    closed_vault: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    no_microphone: None,
) -> Iterator[Window]:
    """The desk with the hearing panel alone, unlocked."""
    entry = PanelEntry(
        "hearing", "Hearing", "Courtroom", "gavel", "Ctrl+3", lambda d: HearingPanel(d, clock)
    )
    monkeypatch.setattr(composition, "_panels", lambda _vault=None: (entry,))
    with desk_window(qapp, qtbot, monkeypatch, closed_vault) as made:
        unlocked(made, qtbot, PASSPHRASE)
        yield made


@pytest.fixture
def court(
    window: Window, qtbot: QtBot, clock: Clock, closed_vault: Path, case: Case, hearing: Hearing
) -> Court:
    """The hearing is open and the composer has the keyboard."""
    assert window.keeper.session is not None
    panel = window.keeper.session.frame.front
    assert isinstance(panel, HearingPanel)
    made = Court(qtbot, window, panel, clock, closed_vault, hearing.id)
    window.keeper.session.desk.set_case(CaseRef(case.id, case.details.title))
    qtbot.waitUntil(lambda: panel.courtroom.session.hearing_id == hearing.id, timeout=20_000)
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is panel.courtroom.composer.edit, timeout=20_000
    )
    made.settle()
    return made
