"""The unlock window: which vault, who are you, the passphrase.

It is the first thing that is painted, and is measured against a bare window. So until its first
paint it is made of plain widgets, and neither this module nor what it imports names ``Qt``: that
namespace alone costs a tenth of the start. ``wake`` comes after the paint.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.forms.ui_unlock import Ui_UnlockForm
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from courtdesk.desk.door import Door
    from courtdesk.desk.lanes import VaultLane
    from courtdesk.vault.store import Vault

    FolderChooser = Callable[[QWidget, str], str]

_WELCOME = (
    "Everything CourtDesk keeps lies in a vault: one encrypted folder on this computer. "
    "Make one, open one that you have, or look around in the demo case first."
)
_BROKE = (
    "The vault could not be opened, because CourtDesk made a mistake. Nothing in the vault was "
    "changed. Try again; if it stays so, restart CourtDesk."
)


class UnlockPage(QFrame):
    """Shows a vault and asks the lane to open it; the key is derived there, nothing freezes.

    Call ``choose`` before it is shown.
    """

    painted = Signal()
    """Once, right after the first paint."""
    opened = Signal(object)
    """The chosen vault, open."""
    new_vault_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, choose_folder: FolderChooser | None = None) -> None:
        super().__init__()
        self.setObjectName("unlockPage")
        self._door: Door | None = None
        self._lane: VaultLane | None = None
        self._choose_folder = choose_folder or _ask_for_folder
        self._path: Path | None = None
        self._wanted_user: str | None = None
        self._readable = False
        self._is_painted = False
        self._has_sheet = False
        self.public_passphrase = ""
        """Of the chosen vault, if it is no secret."""
        self._card = QFrame(self)
        self._form = Ui_UnlockForm()
        self._form.setupUi(self._card)
        self._card.setObjectName("unlockCard")
        self._lay_out()

    @property
    def path(self) -> Path | None:
        """The chosen vault."""
        return self._path

    def wake(self, door: Door, lane: VaultLane) -> None:
        """Start to work: read the vault's header, listen to the keyboard."""
        from courtdesk.desk.unlockwork import tie

        self._door = door
        self._lane = lane
        tie(self, self._form)
        self._read_header()

    def choose(self, path: Path | None, user: str = "") -> None:
        """Show the vault at ``path``; without one, the ways to get one.

        ``user`` is the id or the name of the user to begin with.
        """
        form = self._form
        self._path = path
        self._wanted_user = user
        self._readable = path is not None
        self.public_passphrase = ""
        form.who.clear()
        self._show_what_is_asked(has_sheet=False)
        self.show_working("")
        self._show_notice("")
        form.line.setText("" if path else _WELCOME)
        form.vault.setText(path.name if path else "")
        form.vault.setToolTip("")
        self._show_state()
        self.focus_first()
        self._read_header()

    def focus_first(self) -> None:
        """Put the keyboard where the next thing is to be typed."""
        form = self._form
        if self._readable:
            form.passphrase.setFocus()
        elif self._path is not None:
            form.change.setFocus()
        else:
            form.unlock.setFocus()

    def unlock(self, passphrase: str = "") -> None:
        """Open the chosen vault with ``passphrase``, or with what was typed."""
        door, lane, path = self._door, self._lane, self._path
        user_id = self._form.who.currentData()
        secret = passphrase or self._form.passphrase.text()
        if door is None or lane is None or path is None or user_id is None:
            return
        if not secret:
            self.show_wrong(
                "Type what stands on the sheet." if self._has_sheet else "Type your passphrase."
            )
            return
        if self._has_sheet and not passphrase and not _is_code(secret):
            self.show_wrong("That is no sheet’s code: compare it with the paper, group by group.")
            return
        self.show_working("Opening…")
        lane.ask(lambda: door.open(path, user_id, secret), self._on_opened, self._on_refused, self)

    def unlock_or_choose(self) -> None:
        """What the primary button does."""
        if self._path is None:
            self.change()
        else:
            self.unlock()

    def change(self) -> None:
        """Ask for another vault."""
        start = self._path.parent if self._path is not None else Path.home()
        if folder := self._choose_folder(self, str(start)):
            self.choose(Path(folder))

    def forget(self) -> None:
        """Empty the passphrase, and hide what will be typed; Undo cannot bring it back."""
        field = self._form.passphrase
        field.setText("")
        field.setEchoMode(field.EchoMode.Password)
        self._form.reveal.setText("Show")

    def ask_for_sheet(self) -> None:
        """Ask for the code of a recovery sheet in the passphrase’s place, or again for that."""
        self._show_what_is_asked(has_sheet=not self._has_sheet)
        self.show_wrong("")
        self._form.passphrase.setFocus()

    def reveal(self) -> None:
        """Show the passphrase, or hide it again."""
        field = self._form.passphrase
        hidden = field.echoMode() == field.EchoMode.Password
        field.setEchoMode(field.EchoMode.Normal if hidden else field.EchoMode.Password)
        self._form.reveal.setText("Hide" if hidden else "Show")

    def show_working(self, words: str) -> None:
        """Show that the lane is at it; empty: it is not any more."""
        self.show_wrong("")
        self._card.setEnabled(not words)
        self._show_state()
        if words:
            self._name_unlock(words)

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong, below the passphrase."""
        self._form.wrong.setText(sentence)
        self._form.wrong.setVisible(bool(sentence))
        self._form.passphrase.setAccessibleDescription(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)

    def _read_header(self) -> None:
        """Say who may open the vault, once the page is awake."""
        path, form = self._path, self._form
        if path is None or self._door is None:
            return
        form.vault.setToolTip(str(path))
        try:
            header = self._door.header(path)
        except KnownError as refusal:
            self._readable = False
            form.line.setText("This vault cannot be opened.")
            self._show_state()
            self.show_wrong(str(refusal))
            self.focus_first()
            return
        form.line.setText(header.name)
        for user in header.users:
            form.who.addItem(f"{user.name} · {user.role_title}", user.id)
        names = [user.name for user in header.users]
        wanted = self._wanted_user
        place = names.index(wanted) if wanted in names else form.who.findData(wanted)
        form.who.setCurrentIndex(max(place, 0))
        self.public_passphrase = self._door.public_passphrase(header)
        if self.public_passphrase:
            self._show_notice(
                "This is the demo: people and events are invented, and its passphrase is "
                f"public: {self.public_passphrase}"
            )

    def _show_notice(self, text: str) -> None:
        self._form.notice.setText(text)
        self._form.notice.setVisible(bool(text))

    def _show_state(self) -> None:
        form, chosen = self._form, self._path is not None
        form.fields.setVisible(chosen)
        form.who.setEnabled(self._readable)
        form.passphrase.setEnabled(self._readable)
        form.unlock.setEnabled(self._readable or not chosen)
        form.unlockKey.setVisible(chosen)
        may_recover = self._readable and not self.public_passphrase
        form.recover.setVisible(may_recover)
        form.recoverDot.setVisible(may_recover)
        self._name_unlock("Unlock" if chosen else "Open a vault…")

    def _show_what_is_asked(self, *, has_sheet: bool) -> None:
        form, self._has_sheet = self._form, has_sheet
        self.forget()
        if has_sheet:
            self.reveal()
        form.passphraseLabel.setText("Code of your recovery sheet" if has_sheet else "Passphrase")
        form.passphrase.setAccessibleName(form.passphraseLabel.text())
        form.passphrase.setPlaceholderText("Nine groups of four" if has_sheet else "")
        form.recover.setText("Use my passphrase" if has_sheet else "Use a recovery sheet")

    def _name_unlock(self, words: str) -> None:
        self._form.unlockWords.setText(words)
        self._form.unlock.setAccessibleName(words)

    def _on_opened(self, vault: Vault) -> None:
        self.forget()  # the rest of the page is set right by the next choose: nobody sees it now
        self.opened.emit(vault)

    def _on_refused(self, error: Exception) -> None:
        self.show_working("")
        self.show_wrong(str(error) if isinstance(error, KnownError) else _BROKE)
        self._form.passphrase.setFocus()
        self._form.passphrase.selectAll()


def _is_code(text: str) -> bool:
    from courtdesk.vault.recovery import code_in

    return code_in(text) is not None


def _ask_for_folder(parent: QWidget, start: str) -> str:
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getExistingDirectory(parent, "Choose a vault (a .courtdesk folder)", start)
