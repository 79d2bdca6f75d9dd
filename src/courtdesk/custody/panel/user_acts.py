"""What a person does about users: each act with its dialog, its work on the lane, its answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from courtdesk.custody.panel.dialogs import (
    AddUserDialog,
    PassphraseDialog,
    RetypeDialog,
    SettingsDialog,
)
from courtdesk.custody.sheet import recovery_sheet
from courtdesk.desk.dialog import Dialog, confirm
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.paper.save import save
from courtdesk.vault.recovery import new_code
from courtdesk.vault.roles import Ability, Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.times import now
from courtdesk.vault.users import UserLine, Users

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_BROKE = "CourtDesk made a mistake, and nothing was changed. Try once more."


class UserActs:
    """The acts of one panel."""

    def __init__(self, panel: QWidget, desk: Desk) -> None:
        self._panel = panel
        self._desk = desk
        self._users = Users(desk.vault)

    def add(self) -> None:
        """Ask for a user and add them."""
        if not self._desk.vault.may(Ability.MANAGE_USERS):
            self._tell("Your role in this vault may not add users.", "Ask who manages them.")
            return
        dialog = AddUserDialog(self._panel)

        def wanted(name: str, key: str, passphrase: str) -> None:
            role = Role(key)
            done = f"{name} was added as {role.shown}."
            self._do(dialog, lambda: self._users.add(name, role, passphrase), done)

        dialog.wanted.connect(wanted)
        dialog.open()

    def change_passphrase(self) -> None:
        """Ask for a new passphrase and set it."""
        vault = self._desk.vault
        dialog = PassphraseDialog(self._panel, vault.user.name, recovered=vault.recovered)
        dialog.wanted.connect(
            lambda old, new: self._do(
                dialog,
                lambda: self._users.change_passphrase(old, new),
                "Your passphrase was changed. The old one no longer opens this vault.",
            )
        )
        dialog.open()

    def make_sheet(self) -> None:
        """Write a recovery sheet, then let it count once it was retyped."""
        vault = self._desk.vault
        chosen, _ = QFileDialog.getSaveFileName(
            self._panel, "Recovery sheet", str(Path.home() / "recovery-sheet.pdf"), "PDF (*.pdf)"
        )
        if not chosen:
            return
        code = new_code()

        def document_made(imprint: Imprint) -> None:
            sheet = recovery_sheet(code, vault.user.name, vault.settings.name, imprint)
            self._desk.press.make(press, sheet, then=made, owner=self._panel)

        def made(content: bytes) -> None:
            try:
                save(content, Path(chosen))
            except KnownError as error:
                self._tell(str(error))
                return
            self._retype(code, Path(chosen).name)

        self._desk.lane.ask(lambda: Imprint.by(vault, now()), document_made, owner=self._panel)

    def grant(self, line: UserLine) -> None:
        """Give a user the keys that they wait for."""
        done = f"{line.user.name} was given the keys of their role."
        self._desk.lane.ask(
            lambda: self._users.grant(line.user.id),
            lambda _: self._tell(done, tone=Tone.GREEN),
            owner=self._panel,
        )

    def remove(self, line: UserLine) -> None:
        """Ask once, then remove a user and change the keys."""
        name = line.user.name
        asked = confirm(
            self._panel,
            f"Remove {name}?",
            "The vault gets new keys, and their passphrase opens it no longer. What they wrote "
            "stays. Backups made before today still open with their passphrase.",
            f"Remove {name}",
        )
        done = f"{name} was removed, and the vault has new keys."
        asked.accepted.connect(
            lambda: self._desk.lane.ask(
                lambda: self._users.remove(line.user.id),
                lambda _: self._tell(done, tone=Tone.GREEN),
                owner=self._panel,
            )
        )

    def change_settings(self, then: Callable[[], None]) -> None:
        """Ask for settings and keep them."""
        vault = self._desk.vault
        dialog = SettingsDialog(self._panel, vault.settings)

        def wanted(settings: VaultSettings) -> None:
            told = "The settings were saved. The idle time holds from the next unlock."
            self._do(dialog, lambda: vault.change_settings(settings), told, then)

        dialog.wanted.connect(wanted)
        dialog.open()

    def _retype(self, code: str, file_name: str) -> None:
        dialog = RetypeDialog(self._panel, file_name)
        dialog.wanted.connect(
            lambda typed: self._do(
                dialog,
                lambda: self._users.keep_recovery(code, typed),
                "The recovery sheet counts from now on. Lock it away, and delete its file.",
            )
        )
        dialog.open()

    def _do(
        self,
        dialog: Dialog,
        work: Callable[[], object],
        done: str,
        then: Callable[[], None] | None = None,
    ) -> None:
        dialog.primary.setEnabled(False)

        def finished(_: object) -> None:
            dialog.accept()
            self._tell(done, tone=Tone.GREEN)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            dialog.primary.setEnabled(True)
            dialog.show_wrong(str(error) if isinstance(error, KnownError) else _BROKE)

        self._desk.lane.ask(work, finished, failed, dialog)

    def _tell(self, happened: str, next_step: str = "", tone: Tone = Tone.RED) -> None:
        self._desk.show_notice(Message(happened, next_step=next_step, tone=tone))
