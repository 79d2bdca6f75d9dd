"""The real desk with the hearing panel and its sound, on a real vault and a real sound server."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk import app as composition
from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.desk import rebirth
from courtdesk.desk.context import CaseRef
from courtdesk.desk.panel import PanelEntry
from courtdesk.desk.window import Window
from courtdesk.hearing.model import Entry, Hearing, HearingPlan
from courtdesk.hearing.panel import HearingPanel
from courtdesk.hearing.service import HearingService
from courtdesk.sound.model import Codec, SoundPlan
from courtdesk.sound.model.settings import SoundSettings
from courtdesk.sound.panel import listening
from courtdesk.sound.panel.keeper import SoundKeeper
from courtdesk.sound.panel.side import SoundSide
from courtdesk.sound.player.deck import Deck
from courtdesk.sound.service import FOLDER, SoundService, live_of, stop_recorder
from courtdesk.sound.service.settings import SoundSettingsService
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.writer import NewChunk, SegmentWriter
from courtdesk.vault.store import Vault
from tests.sound.conftest import RATE, speech
from tests.vaults import PASSPHRASE, START, reopen, typed

PLAN = SoundPlan(("Bench", "Witness"), "pulse", 48_000)
PATIENCE = 30_000


@dataclass
class Court:
    """A hearing that has not begun is open on the desk."""

    qtbot: QtBot
    window: Window
    folder: Path
    hearing_id: str

    @property
    def panel(self) -> HearingPanel:
        assert self.window.keeper.session is not None
        panel = self.window.keeper.session.frame.front
        assert isinstance(panel, HearingPanel)
        return panel

    @property
    def keeper(self) -> SoundKeeper:
        found = self.window.keeper.session.desk.findChild(SoundKeeper)
        assert isinstance(found, SoundKeeper)
        return found

    @property
    def side(self) -> SoundSide:
        found = self.panel.courtroom._sound
        assert isinstance(found, SoundSide)
        return found

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def focused(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        self.until(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def until(self, told: object) -> None:
        self.qtbot.waitUntil(told, timeout=PATIENCE)

    def shows(self, words: str) -> None:
        """Wait until the strip says so."""
        self.until(lambda: words in self.side.strip.state.text())

    def close(self) -> None:
        self.window.close()
        self.until(lambda: not self.window.isVisible())

    def log_on_disk(self) -> list[Entry]:
        """What the vault has, read by another opening of it after this one has ended."""
        self.close()
        vault = reopen(self.folder)
        try:
            return list(HearingService(vault, CaseService(vault)).window(self.hearing_id, 1, 99))
        finally:
            vault.close()


@pytest.fixture
def planned(vault: Vault, vault_folder: Path, case: Case) -> str:
    """A closed vault whose court records two channels; the id of a hearing that is planned."""
    hearings = HearingService(vault, CaseService(vault))
    planned = hearings.plan(case.id, HearingPlan("Jury trial, day 1", START.date())).value
    SoundSettingsService(vault).keep(replace(SoundSettings(), plan=PLAN))
    vault.close()
    return planned.id


def open_desk(qapp: QApplication, qtbot: QtBot, folder: Path, case: Case, hearing_id: str) -> Court:
    """Unlock the desk and open the hearing."""
    window = composition.make_window(qapp, folder)
    window.resize(1180, 700)
    with qtbot.waitSignal(window.unlock.painted):
        window.show()
        window.activateWindow()
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None, timeout=PATIENCE)
    made = Court(qtbot, window, folder, hearing_id)
    window.keeper.session.desk.set_case(CaseRef(case.id, case.details.title))
    made.until(lambda: made.panel.courtroom.session.hearing_id == hearing_id)
    made.until(lambda: window.keeper.lane.is_idle)
    return made


@pytest.fixture
def hearing_panel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = PanelEntry(
        "hearing", "Hearing", "Courtroom", "gavel", "Ctrl+3", composition._hearing_panel
    )
    monkeypatch.setattr(composition, "_panels", lambda _vault=None: (entry,))
    monkeypatch.setattr(rebirth, "begin_anew", lambda *_: None)  # it would replace the test run


@pytest.fixture
def court(
    qapp: QApplication,
    qtbot: QtBot,
    hearing_panel_alone: None,
    planned: str,
    vault_folder: Path,
    case: Case,
) -> Iterator[Court]:
    made = open_desk(qapp, qtbot, vault_folder, case, planned)
    yield made
    made.close()
    made.window.deleteLater()
    stop_recorder(vault_folder / FOLDER)
    qtbot.waitUntil(lambda: live_of(vault_folder / FOLDER) is None, timeout=PATIENCE)


class Ear:
    """Headphones that keep what they hear and are faster than time."""

    heard: ClassVar[list[np.ndarray]] = []

    def open(self, _rate: int) -> None:
        return

    def write(self, sound: np.ndarray) -> None:
        self.heard.append(sound)
        threading.Event().wait(0.005)

    def cut(self) -> None:
        return

    def close(self) -> None:
        return


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> type[Ear]:
    """What the desk plays is heard here."""
    Ear.heard.clear()
    monkeypatch.setattr(listening, "Deck", lambda: Deck(Ear))
    return Ear


@pytest.fixture
def recorded(vault: Vault, vault_folder: Path, hearing: Hearing) -> str:
    """A closed vault with a minute of sound of a hearing, and entries in its log."""
    service = SoundService(vault)
    prepared = service.prepare(hearing.id, SoundPlan(("Bench", "Witness"), rate=RATE)).value
    writer = SegmentWriter(prepared.folder, prepared.id, prepared.key, None)
    sound, size = speech(60), RATE // 2
    for first in range(0, len(sound), size):
        content = codec.encode(sound[first : first + size].tobytes(), RATE, 2, Codec.FLAC)
        utc = round(START.timestamp() * 1e6) + first * 1_000_000 // RATE
        writer.append(NewChunk(ChunkKind.SOUND, first, size, utc, content))
    writer.append(NewChunk(ChunkKind.END, len(sound), 0, 0))
    writer.close()
    service.take_up(prepared.id)
    hearings = HearingService(vault, CaseService(vault))
    for after in (5, 20, 40):
        hearings.record(typed(hearing.id, f"The witness speaks, {after}", after))
    vault.close()
    return hearing.id


@pytest.fixture
def heard_court(
    qapp: QApplication,
    qtbot: QtBot,
    hearing_panel_alone: None,
    no_microphone: None,
    ear: type[Ear],
    recorded: str,
    vault_folder: Path,
    case: Case,
) -> Iterator[Court]:
    """The desk with a hearing that was recorded."""
    made = open_desk(qapp, qtbot, vault_folder, case, recorded)
    yield made
    made.close()
    made.window.deleteLater()
