"""The one window: the unlock page, or the desk of an open vault."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QStackedLayout, QWidget

from courtdesk.desk.lanes import VaultLane
from courtdesk.desk.quiet import NEUTRAL_TITLE, Quiet
from courtdesk.desk.unlock import UnlockPage
from courtdesk.desk.watch import Watch
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.desk.door import Door, NewVault
    from courtdesk.desk.hooks import Hooks
    from courtdesk.desk.newvault import NewVaultDialog
    from courtdesk.desk.panel import PanelEntry
    from courtdesk.desk.search import Finder
    from courtdesk.desk.session import Session
    from courtdesk.desk.settings import DeskSettings
    from courtdesk.desk.theme import Theme
    from courtdesk.vault.store import Vault

SIZE = QSize(1440, 900)
SMALLEST = QSize(900, 560)

_NOT_MADE = "CourtDesk made a mistake, and nothing was made. Try once more."


@dataclass(frozen=True)
class Furniture:
    """What ``app.py`` puts on the desk."""

    entries: Callable[[Vault], Sequence[PanelEntry]]
    """The panels that the user of an open vault may see."""
    finders: Callable[[Vault], Sequence[Finder]]
    """What searches an open vault."""
    roles: Callable[[], Sequence[tuple[str, str]]]
    """Key and title of the roles that a new vault's first user may have."""
    attendants: Callable[[Desk], Sequence[Attendant]] = lambda _: ()
    """What works beside the panels from unlock to lock."""
    last_rites: Callable[[Vault], None] = lambda _: None
    """What is done to a vault before it is closed, on its lane."""
    begin_anew: Callable[[Path, str], None] | None = None
    """Replaces the process after a lock, given the vault's path and the user's id."""
    warm_press: Callable[[], None] | None = None
    """Picklable; imports in the press's child what making pages needs."""


class Attendant(Protocol):
    """Something that works from unlock to lock."""

    def stop(self) -> None:
        """The lock is near; the vault's lane still runs."""


class Window(QWidget):
    """Shows one of two pages, locks, covers itself, and ends only when all is saved."""

    def __init__(
        self,
        app: QApplication,
        door: Door,
        furniture: Furniture,
        *,
        theme: Theme,
        settings: DeskSettings,
        hooks: Hooks,
    ) -> None:
        super().__init__()
        self._app = app
        self._door = door
        self._furniture = furniture
        self._theme = theme
        self._settings = settings
        self.hooks = hooks
        self._session: Session | None = None
        self._is_ending = False
        self._trouble = False
        self.lane = VaultLane(self)
        self.quiet = Quiet(app, self)
        self.watch = Watch(app, self)
        self.unlock = UnlockPage(door, self.lane)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.unlock)
        self.setWindowTitle(NEUTRAL_TITLE)
        self.setMinimumSize(SMALLEST)
        if not self.restoreGeometry(settings.geometry):
            self.resize(SIZE.boundedTo(self.screen().availableSize()))
        self._connect()

    @property
    def session(self) -> Session | None:
        """The open vault's desk, if one is open."""
        return self._session

    def lock(self) -> None:
        """Drop the panels, close the vault, show the unlock page."""
        session, self._session = self._session, None
        if session is None:
            return
        for dialog in self._app.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        self.watch.end()
        self._trouble = False
        self.setWindowTitle(NEUTRAL_TITLE)
        self._stack.setCurrentWidget(self.unlock)
        self.repaint()
        session.leave()
        self._stack.removeWidget(session.frame)
        session.drop()
        self.unlock.choose(self.unlock.path, session.user_id)
        self.unlock.show_working("Locking…")
        vault, last_rites = session.vault, self._furniture.last_rites

        def close() -> None:
            try:
                last_rites(vault)
            finally:
                vault.close()

        user_id = session.user_id
        self.lane.ask(close, lambda _: self._on_closed(user_id), self._on_not_closed)

    def _on_closed(self, user_id: str) -> None:
        """The vault is closed. Unless something has to be said, begin anew with an empty memory."""
        path, begin_anew = self.unlock.path, self._furniture.begin_anew
        if begin_anew and path is not None and not self._is_ending and not self._trouble:
            self._settings.geometry = self.saveGeometry()
            self._settings.sync()
            self.quiet.uncover()
            begin_anew(path, user_id)
        self.unlock.show_working("")
        self.unlock.focus_first()
        gc.collect()

    def _on_not_closed(self, error: Exception) -> None:
        self.unlock.show_working("")
        self._on_refused(error)

    def show_message(self, message: Message) -> None:
        """Show a notice wherever the user is."""
        if self._session is not None:
            self._session.frame.notices.add(message)
        else:
            parts = (message.happened, message.safe, message.next_step)
            self.unlock.show_wrong(" ".join(part for part in parts if part))

    def open_demo(self) -> None:
        """Make the demo vault if it is missing, and open it."""
        self.unlock.show_working("Making the demo case…")
        self.lane.ask(self._door.demo, self._on_demo_made, self._on_not_made, self.unlock)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_ending and self._session is None and self.lane.is_idle:
            self._settings.geometry = self.saveGeometry()
            self.lane.close()
            event.accept()
            return
        event.ignore()
        self._is_ending = True
        self._trouble = False
        self.lock()
        self.lane.ask(lambda: None, lambda _: self._on_all_saved())

    def _connect(self) -> None:
        self.watch.due.connect(lambda _: self.lock())
        self.unlock.opened.connect(self._on_opened)
        self.unlock.painted.connect(self._on_unlock_painted)
        self.unlock.new_vault_wanted.connect(self._on_new_vault_wanted)
        self.unlock.demo_wanted.connect(self.open_demo)
        self.lane.refused.connect(self._on_refused)
        self.lane.broke.connect(self._on_broke)
        self.lane.changed.connect(self._on_changed)
        self.hooks.told.connect(self.show_message)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_unlock_painted(self) -> None:
        self.lane.ask(self._door.warm)

    def _on_opened(self, vault: Vault) -> None:
        from courtdesk.desk.session import Session

        session = self._session = Session(vault, self.lane, self._furniture, self._theme)
        if not vault.settings.demo and self.unlock.path is not None:
            self._settings.last_vault = self.unlock.path
        frame = session.frame
        frame.lock_wanted.connect(self.lock)
        frame.quiet_wanted.connect(self.quiet.cover)
        frame.title_changed.connect(self._on_title_changed)
        session.press.refused.connect(self._on_refused)
        session.press.broke.connect(self._on_broke)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        self.watch.begin(vault.settings.idle_minutes)
        session.open_first()

    def _on_title_changed(self, title: str) -> None:
        self.setWindowTitle(f"{title} – {NEUTRAL_TITLE}" if title else NEUTRAL_TITLE)

    def _on_changed(self) -> None:
        if self._session is not None:
            self._session.tell_saved()

    def _on_refused(self, error: Exception) -> None:
        self._trouble = True
        if self._session is not None:
            self._session.tell_refused(error)
        self.hooks.tell(error)

    def _on_broke(self, error: Exception) -> None:
        self._trouble = True
        self.hooks.tell(error)

    def _on_theme_changed(self) -> None:
        self._settings.scheme = self._theme.chosen

    def _on_all_saved(self) -> None:
        if self._trouble:
            self._is_ending = False
        else:
            self.close()

    def _on_new_vault_wanted(self) -> None:
        from courtdesk.desk.newvault import NewVaultDialog

        dialog = NewVaultDialog(self, self._furniture.roles())
        dialog.wanted.connect(lambda new: self._make_vault(new, dialog))
        dialog.open()

    def _make_vault(self, new: NewVault, dialog: NewVaultDialog) -> None:
        dialog.show_working(True)

        def made(vault: Vault) -> None:
            dialog.accept()
            self.unlock.choose(new.path)
            self._on_opened(vault)

        def failed(error: Exception) -> None:
            dialog.show_working(False)
            dialog.show_wrong(str(error) if isinstance(error, KnownError) else _NOT_MADE)

        self.lane.ask(lambda: self._door.create(new), made, failed, self)

    def _on_demo_made(self, path: Path) -> None:
        self.unlock.show_working("")
        self.unlock.choose(path)
        if self.unlock.public_passphrase:
            self.unlock.unlock(self.unlock.public_passphrase)

    def _on_not_made(self, error: Exception) -> None:
        self.unlock.show_working("")
        self.unlock.show_wrong(str(error) if isinstance(error, KnownError) else _NOT_MADE)
