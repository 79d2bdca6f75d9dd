"""Who opens the desk, locks it, covers it, and ends it only when all is saved."""

from __future__ import annotations

import gc
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from courtdesk.desk.clipboard import ClipboardGuard
from courtdesk.desk.hooks import Hooks
from courtdesk.desk.lanes import VaultLane
from courtdesk.desk.quiet import NEUTRAL_TITLE, Quiet
from courtdesk.desk.watch import Watch
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.door import Door, NewVault
    from courtdesk.desk.frame import Frame
    from courtdesk.desk.furniture import Furniture
    from courtdesk.desk.newvault import NewVaultDialog
    from courtdesk.desk.session import Session
    from courtdesk.desk.settings import DeskSettings
    from courtdesk.desk.theme import Theme
    from courtdesk.desk.widgets.notice import Message
    from courtdesk.desk.window import Window
    from courtdesk.failures import FailureLog
    from courtdesk.vault.store import Vault

_SOON_MS = 250
"""After the unlock; the desk was painted by then, if it is in sight at all."""
_NOT_MADE = "CourtDesk made a mistake, and nothing was made. Try once more."


class Keeper(QObject):
    """Made after the first paint of the unlock page, which it wakes."""

    warmed = Signal()
    """All is loaded that the unlocked desk needs."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        *,
        door: Door,
        furniture: Furniture,
        theme: Theme,
        settings: DeskSettings,
        log: FailureLog,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._unlock = window.unlock
        self._door = door
        self._furniture = furniture
        self._theme = theme
        self._settings = settings
        self._session: Session | None = None
        self._frame: Frame | None = None
        self._is_ending = False
        self._trouble = False
        self.hooks = Hooks(log, self)
        self.hooks.install()
        self.lane = VaultLane(self)
        self.quiet = Quiet(app, window)
        self.watch = Watch(app, self)
        self._clipboard = ClipboardGuard(app.clipboard(), self)
        self._connect()
        theme.follow_system()
        self._unlock.wake(door, self.lane)
        self.lane.ask(door.warm, lambda _: self._warm_on(furniture.warm()))

    @property
    def session(self) -> Session | None:
        """The open vault's desk, if one is open."""
        return self._session

    def lock(self) -> None:
        """Drop the panels, close the vault, show the unlock page."""
        session, self._session = self._session, None
        if session is None:
            return
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        self.watch.end()
        self.lane.release()
        self._trouble = False
        self._window.setWindowTitle(NEUTRAL_TITLE)
        self._window.pages.setCurrentWidget(self._unlock)
        self._window.repaint()
        session.leave()
        self._window.pages.removeWidget(session.frame)
        session.drop()
        self._unlock.choose(self._unlock.path, session.user_id)
        self._unlock.show_working("Locking…")
        self._clipboard.clear()
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
        path, begin_anew = self._unlock.path, self._furniture.begin_anew
        if begin_anew and path is not None and not self._is_ending and not self._trouble:
            self._settings.geometry = self._window.saveGeometry()
            self._settings.sync()
            self.quiet.uncover()
            begin_anew(path, user_id)
        self._unlock.show_working("")
        self._unlock.focus_first()
        gc.collect()

    def _on_not_closed(self, error: Exception) -> None:
        self._unlock.show_working("")
        self._on_refused(error)

    def show_message(self, message: Message) -> None:
        """Show a notice wherever the user is."""
        if self._session is not None:
            self._session.frame.notices.add(message)
        else:
            parts = (message.happened, message.safe, message.next_step)
            self._unlock.show_wrong(" ".join(part for part in parts if part))

    def open_demo(self) -> None:
        """Make the demo vault if it is missing, and open it."""
        self._unlock.show_working("Making the demo case…")
        self.lane.ask(self._door.demo, self._on_demo_made, self._on_not_made, self._unlock)

    def may_close(self) -> bool:
        """Whether all is saved and closed. If not, it is done, and the window closed after."""
        if self._is_ending and self._session is None and self.lane.is_idle:
            self.lane.close()
            self.hooks.remove()
            return True
        self._is_ending = True
        self._trouble = False
        self.lock()
        self.lane.ask(lambda: None, lambda _: self._on_all_saved())
        return False

    def _connect(self) -> None:
        self.watch.due.connect(lambda _: self.lock())
        self._unlock.opened.connect(self._on_opened)
        self._unlock.new_vault_wanted.connect(self._on_new_vault_wanted)
        self._unlock.demo_wanted.connect(self.open_demo)
        self.lane.refused.connect(self._on_refused)
        self.lane.broke.connect(self._on_broke)
        self.lane.changed.connect(self._on_changed)
        self.hooks.told.connect(self.show_message)
        self._theme.changed.connect(self._on_theme_changed)

    def _warm_on(self, steps: Generator[object]) -> None:
        """Load what the unlocked desk needs, a step at a time, so that typing goes between.

        On this thread, for Qt's classes are made when they are first named, and by one thread.
        """
        if self._session is not None or self._is_ending:
            steps.close()
        elif next(steps, steps) is not steps:
            QTimer.singleShot(0, self, lambda: self._warm_on(steps))
        else:
            self._frame = self._made_frame()
            self._frame.grab()  # on nothing: what is done at a first paint is done
            self.warmed.emit()

    def _made_frame(self) -> Frame:
        from courtdesk.desk.frame import Frame

        frame = Frame()
        self._window.pages.addWidget(frame)
        frame.resize(self._window.size())
        return frame

    def _on_opened(self, vault: Vault) -> None:
        from courtdesk.desk.session import Session

        frame, self._frame = self._frame or self._made_frame(), None
        session = self._session = Session(
            vault, frame, lane=self.lane, furniture=self._furniture, theme=self._theme
        )
        if not vault.settings.demo and self._unlock.path is not None:
            self._settings.last_vault = self._unlock.path
        frame.lock_wanted.connect(self.lock)
        frame.quiet_wanted.connect(self.quiet.cover)
        for lane in (session.press, session.pages):
            lane.refused.connect(self._on_refused)
            lane.broke.connect(self._on_broke)
        frame.painted.connect(self.lane.release)
        QTimer.singleShot(_SOON_MS, frame, lambda: self._on_settled(session))
        self._window.pages.setCurrentWidget(frame)
        self.lane.hold()
        session.open_first()

    def _on_settled(self, session: Session) -> None:
        """The desk is seen, or minimised: watch for idleness, for which the system is asked."""
        self.lane.release()
        if session is self._session:
            self.watch.begin(session.vault.settings.idle_minutes)

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
            self._window.close()

    def _on_new_vault_wanted(self) -> None:
        from courtdesk.desk.newvault import NewVaultDialog

        dialog = NewVaultDialog(self._window, self._furniture.roles())
        dialog.wanted.connect(lambda new: self._make_vault(new, dialog))
        dialog.open()

    def _make_vault(self, new: NewVault, dialog: NewVaultDialog) -> None:
        dialog.show_working(True)

        def made(vault: Vault) -> None:
            dialog.accept()
            self._unlock.choose(new.path)
            self._on_opened(vault)

        def failed(error: Exception) -> None:
            dialog.show_working(False)
            dialog.show_wrong(str(error) if isinstance(error, KnownError) else _NOT_MADE)

        self.lane.ask(lambda: self._door.create(new), made, failed, self)

    def _on_demo_made(self, path: Path) -> None:
        self._unlock.show_working("")
        self._unlock.choose(path)
        if self._unlock.public_passphrase:
            self._unlock.unlock(self._unlock.public_passphrase)

    def _on_not_made(self, error: Exception) -> None:
        self._unlock.show_working("")
        self._unlock.show_wrong(str(error) if isinstance(error, KnownError) else _NOT_MADE)
