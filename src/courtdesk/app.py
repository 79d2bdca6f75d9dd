"""Composition root of the desk: the one file that knows every panel.

Importing it is cheap: Qt and the desk are imported by ``run``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from courtdesk.desk.backups import BackupKeeper
    from courtdesk.desk.context import Desk
    from courtdesk.desk.door import NewVault
    from courtdesk.desk.furniture import Attendant, Furniture
    from courtdesk.desk.panel import Panel, PanelEntry
    from courtdesk.desk.search import Finder
    from courtdesk.desk.settings import DeskSettings
    from courtdesk.desk.theme import Theme
    from courtdesk.desk.window import Window
    from courtdesk.sound.panel.keeper import SoundKeeper
    from courtdesk.vault.header import HeaderSummary
    from courtdesk.vault.store import Vault

_SUBJECTS = ("cases", "sound", "hearing", "exhibits", "briefing", "jury", "witnesses", "printing")
"""Subjects with a panel."""
_BESIDE = (
    "sound.panel.keeper",
    "sound.panel.side",
    "hearing.service.sound_log",
    "custody.panel.recovered",
    "desk.backups",
)
"""What works beside the panels as soon as a vault is open."""


def run(
    vault: Path | None,
    *,
    passphrase: str | None = None,
    user: str | None = None,
    demo: bool = False,
) -> int:
    """Open the desk and return when its window is closed.

    ``vault``: the one to offer; without it, the one opened last. With a ``passphrase`` it is
    opened at once, for ``user`` (id or name) or the first one. ``demo`` without a vault opens
    the demo, which is made if it is missing.
    """
    gc.disable()  # until _warm ends: what is loaded stays, and looking through it costs a tenth
    from PySide6.QtWidgets import QApplication

    app = QApplication([sys.argv[0], "-style", "fusion"])
    window = make_window(app, vault, user or "")
    if demo and vault is None:
        window.unlock.painted.connect(window.unlock.demo_wanted)
    elif passphrase:
        window.unlock.painted.connect(lambda: window.unlock.unlock(passphrase))
    window.show()
    return app.exec()


def serve_press() -> None:
    """Be the press's child until its parent ends: for the frozen program, which is one file."""
    from courtdesk.desk import presswork

    presswork.serve()


def make_window(app: QApplication, vault: Path | None = None, user: str = "") -> Window:
    """The desk's window, not yet shown. After its first paint it gets its keeper."""
    from courtdesk.desk import fonts
    from courtdesk.desk.settings import DeskSettings
    from courtdesk.desk.theme import Theme
    from courtdesk.desk.window import Window

    app.setApplicationName("CourtDesk")
    fonts.install(app)
    settings = DeskSettings()
    theme = Theme(app, settings.scheme)
    window = Window(settings)
    window.unlock.choose(vault or settings.last_vault, user)
    window.unlock.painted.connect(lambda: _wake(app, window, theme, settings))
    return window


def _wake(app: QApplication, window: Window, theme: Theme, settings: DeskSettings) -> None:
    from courtdesk.desk.keeper import Keeper
    from courtdesk.failures import FailureLog

    window.keeper = Keeper(
        app,
        window,
        door=VaultDoor(),
        furniture=_furniture(),
        theme=theme,
        settings=settings,
        log=FailureLog(),
    )


class VaultDoor:
    """The desk's ``Door`` to real vaults."""

    def header(self, path: Path) -> HeaderSummary:
        from courtdesk.vault.header import read_header

        return read_header(path)

    def public_passphrase(self, header: HeaderSummary) -> str:
        from courtdesk import demo

        return demo.PASSPHRASE if header.demo else ""

    def warm(self) -> None:
        for subject in _SUBJECTS:
            import_module(f"courtdesk.{subject}.service")
        from courtdesk import vault
        from courtdesk.hearing.service.lexicon import lexicon

        vault.warm()
        lexicon()

    def open(self, path: Path, user_id: str, passphrase: str) -> Vault:
        from courtdesk import vault

        return vault.open_vault(path, user_id, passphrase)

    def create(self, new: NewVault) -> Vault:
        from courtdesk.vault.opening import create_vault
        from courtdesk.vault.roles import Role
        from courtdesk.vault.settings import VaultSettings

        settings = VaultSettings(new.path.stem, new.zone, new.paper)
        return create_vault(new.path, settings, new.user, Role(new.role), new.passphrase)

    def demo(self) -> Path:
        from courtdesk import demo
        from courtdesk.demo.making import make

        path = demo.place(None)
        if not path.exists():
            make(path)
        return path


def _panels(vault: Vault | None = None) -> Sequence[PanelEntry]:
    """The rail, in its order. The modules of panels are imported here, after the first paint."""
    from courtdesk.briefing.panel import TodayPanel
    from courtdesk.desk.panel import PanelEntry
    from courtdesk.exhibits.panel import ExhibitsPanel
    from courtdesk.hearing.panel import FindPanel
    from courtdesk.jury.panel import JuryPanel
    from courtdesk.printing.panel import PrintCentre
    from courtdesk.vault.roles import COURT_ROLES, Ability
    from courtdesk.witnesses.panel import WitnessesPanel

    is_court = vault is None or vault.user.role in COURT_ROLES
    with_jury = "Courtroom" if is_court else "Trial team"
    return (
        PanelEntry("today", "Today", "", "calendar-days", "Ctrl+1", TodayPanel),
        PanelEntry("cases", "Cases", "", "folder-open", "Ctrl+2", _cases_panel),
        PanelEntry("hearing", "Hearing", "Courtroom", "gavel", "Ctrl+3", _hearing_panel),
        PanelEntry("find", "Find", "Courtroom", "search", "Ctrl+Shift+F", FindPanel),
        PanelEntry("exhibits", "Exhibits", "Courtroom", "package", "Ctrl+4", ExhibitsPanel),
        PanelEntry("jury", "Jury", with_jury, "users", "Ctrl+5", JuryPanel),
        PanelEntry(
            "witnesses",
            "Witnesses",
            "Trial team",
            "user",
            "Ctrl+6",
            WitnessesPanel,
            Ability.TEAM_WORK,
        ),
        PanelEntry("printing", "Print centre", "Office", "printer", "Ctrl+9", PrintCentre),
        PanelEntry("custody", "Vault & users", "Office", "lock", "Ctrl+0", _custody_panel),
    )


def _cases_panel(desk: Desk) -> Panel:
    from courtdesk.cases.panel import CaseExport, CasesPanel
    from courtdesk.hearing.panel.outcomes_card import OutcomesCard
    from courtdesk.printing.casefile import gathering, packing

    export = CaseExport(
        gather=lambda vault, case_id, sealed: gathering.gather(vault, case_id, sealed=sealed),
        packed=packing.packed,
        tell=lambda vault, gathered, archive: packing.tell(vault, gathered, archive, ".zip"),
    )
    return CasesPanel(desk, export, OutcomesCard(desk))


def _hearing_panel(desk: Desk) -> Panel:
    from courtdesk.hearing.panel import HearingPanel
    from courtdesk.sound.panel.side import SoundSide

    return HearingPanel(desk, sound=SoundSide(desk, _sound_keeper(desk)))


def _custody_panel(desk: Desk) -> Panel:
    from courtdesk.custody.panel import CustodyPanel

    return CustodyPanel(desk, _backup_keeper(desk))


def _backup_keeper(desk: Desk) -> BackupKeeper:
    """The one that writes this desk's backups; the demo's only when it is asked."""
    from courtdesk.desk.backups import EVERY_MS, BackupKeeper

    known = desk.findChild(BackupKeeper)
    if isinstance(known, BackupKeeper):
        return known
    return BackupKeeper(desk, 0 if desk.vault.settings.demo else EVERY_MS)


def _sound_keeper(desk: Desk) -> SoundKeeper:
    """The one that keeps the recordings of this desk."""
    from courtdesk.hearing.service.sound_log import SoundLog
    from courtdesk.sound.panel.keeper import SoundKeeper

    known = desk.findChild(SoundKeeper)
    return known if isinstance(known, SoundKeeper) else SoundKeeper(desk, SoundLog(desk.vault))


def _finders(vault: Vault) -> Sequence[Finder]:
    """What Ctrl+K searches."""
    from courtdesk.cases.service import CaseService
    from courtdesk.desk.search import Hit
    from courtdesk.hearing.model.finding import EntryPlace, FindRequest
    from courtdesk.hearing.service.finding import FindService
    from courtdesk.vault.roles import Ability

    cases, entries = CaseService(vault), FindService(vault)

    def find_cases(words: str) -> list[Hit]:
        return [
            Hit(line.title, line.number, "Case", "cases", line.id)
            for line in cases.cases(words, limit=8)
        ]

    def find_entries(words: str) -> list[Hit]:
        return [
            Hit(
                " ".join(hit.entry.text[:90].split()),
                f"{hit.case_title} · {hit.hearing_title}",
                "Log",
                "hearing",
                EntryPlace(hit.case_id, hit.entry.hearing_id, hit.entry.number),
            )
            for hit in entries.find(FindRequest(words), limit=5).hits
        ]

    if not vault.may(Ability.TEAM_WORK):
        return (find_cases, find_entries)
    from courtdesk.witnesses.service import WitnessFinder

    witnesses = WitnessFinder(vault, cases)

    def find_witnesses(words: str) -> list[Hit]:
        return [
            Hit(hit.name, hit.detail, "Witness", "witnesses", hit.file_id)
            for hit in witnesses.find(words)
        ]

    return (find_cases, find_witnesses, find_entries)


def _roles() -> Sequence[tuple[str, str]]:
    from courtdesk.vault.roles import Role

    return [(role.value, role.shown) for role in Role]


def _attendants(desk: Desk) -> Sequence[Attendant]:
    from courtdesk.custody.panel.recovered import Recovered
    from courtdesk.vault import reserve

    vault = desk.vault
    size = reserve.DEMO_SIZE if vault.settings.demo else reserve.SIZE
    desk.lane.ask(lambda: reserve.make(vault.path, size))
    return (Recovered(desk), _sound_keeper(desk), _backup_keeper(desk))


def _last_rites(vault: Vault) -> None:
    """Write the last backup of the session; a failure is noted for the next one."""
    from datetime import UTC, datetime

    from courtdesk.vault import reserve, rotation

    reserve.release(vault.path)
    rotation.end(vault)
    if vault.settings.demo:
        return
    for wrong in rotation.back_up(vault, vault.backup_places, datetime.now(UTC)):
        vault.note("backup.failed", "", wrong[:200])


def _warm() -> Generator[object]:
    """Load the desk and the panels, and let Qt do what it does at the first time."""
    try:
        from courtdesk.desk import session, warmth

        yield session
        for subject in _SUBJECTS:
            yield import_module(f"courtdesk.{subject}.panel")
        for module in _BESIDE:
            yield import_module(f"courtdesk.{module}")

        yield from warmth.make_classes()
        yield from warmth.draw(entry.icon for entry in _panels())
    finally:
        gc.freeze()  # what was loaded stays: no collection looks through it again
        gc.enable()


def _warm_press() -> None:
    """Make a page for nobody. In the press's child."""
    from courtdesk.paper.press import warm

    warm()


def _furniture() -> Furniture:
    from courtdesk.desk.furniture import Furniture
    from courtdesk.desk.rebirth import begin_anew

    return Furniture(
        entries=_panels,
        finders=_finders,
        roles=_roles,
        warm=_warm,
        attendants=_attendants,
        last_rites=_last_rites,
        begin_anew=begin_anew,
        warm_press=_warm_press,
    )
