"""The unlock window: which vault, who are you, the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QWidget

from courtdesk.desk.forms.ui_unlock import Ui_UnlockForm
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Kind
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.door import Door
    from courtdesk.desk.lanes import VaultLane
    from courtdesk.vault.store import Vault

FolderChooser = Callable[[QWidget, str], str]

_WELCOME = (
    "Everything CourtDesk keeps lies in a vault: one encrypted folder on this computer. "
    "Make one, open one that you have, or look around in the demo case first."
)


class UnlockPage(QWidget):
    """Asks the lane to open the chosen vault; the key is derived there, so nothing freezes."""

    opened = Signal(object)
    """The chosen vault, open."""
    painted = Signal()
    """Once, right after the first paint."""
    new_vault_wanted = Signal()
    demo_wanted = Signal()

    def __init__(
        self, door: Door, lane: VaultLane, choose_folder: FolderChooser | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("unlockPage")
        self._door = door
        self._lane = lane
        self._choose_folder = choose_folder or _ask_for_folder
        self._path: Path | None = None
        self._readable = False
        self._is_painted = False
        self.public_passphrase = ""
        """Of the chosen vault, if it is no secret."""
        self._card = QFrame(self)
        self._form = Ui_UnlockForm()
        self._form.setupUi(self._card)
        self._card.setObjectName("unlockCard")
        self._card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(self)
        grid.addWidget(self._card, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._set_up()
        self.choose(None)

    def choose(self, path: Path | None, user: str = "") -> None:
        """Show the vault at ``path``; without one, the ways to get one.

        ``user`` is the id or the name of the user to begin with.
        """
        self._path = path
        self._readable = False
        self.public_passphrase = ""
        form = self._form
        form.who.clear()
        form.passphrase.forget()
        self.show_wrong("")
        self._show_notice("")
        if path is None:
            form.line.setText(_WELCOME)
        else:
            form.vault.setText(path.name)
            form.vault.setToolTip(str(path))
            self._read_header(path, user)
        self._show_state()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard where the next thing is to be typed."""
        form = self._form
        target: QWidget = form.passphrase if self._readable else form.unlock
        if self._path is not None and not self._readable:
            target = form.vault.button
        target.setFocus()

    def unlock(self, passphrase: str = "") -> None:
        """Open the chosen vault with ``passphrase``, or with what was typed."""
        path, user_id = self._path, self._form.who.currentData()
        secret = passphrase or self._form.passphrase.text()
        if path is None or user_id is None:
            return
        if not secret:
            self.show_wrong("Type your passphrase.")
            return
        self.show_working("Opening…")
        self._lane.ask(
            lambda: self._door.open(path, user_id, secret),
            self._on_opened,
            self._on_refused,
            self,
        )

    def show_working(self, words: str) -> None:
        """Show that the lane is at it; empty: it is not any more."""
        self.show_wrong("")
        self._card.setEnabled(not words)
        self._show_state()
        if words:
            self._form.unlock.set_text(words)

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong, below the passphrase."""
        self._form.wrong.setText(sentence)
        self._form.wrong.setVisible(bool(sentence))
        self._form.passphrase.setAccessibleDescription(sentence)

    @property
    def path(self) -> Path | None:
        """The chosen vault."""
        return self._path

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours()["backdrop"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 9))
        for spread in range(2, 34, 3):
            shadow = self._card.geometry().adjusted(-spread, -spread + 8, spread, spread + 8)
            painter.drawRoundedRect(shadow, 12 + spread, 12 + spread)

    def _set_up(self) -> None:
        form = self._form
        form.vault.set_button("Change…", "Choose another vault")
        form.vault.button.clicked.connect(self._on_change)
        form.passphrase.returnPressed.connect(self._on_unlock)
        form.passphrase.textEdited.connect(lambda: self.show_wrong(""))
        form.unlock.kind = Kind.PRIMARY
        form.unlock.setDefault(True)
        form.unlock.clicked.connect(self._on_unlock)
        for button, text, wanted in (
            (form.newVault, "New vault", self.new_vault_wanted),
            (form.tryDemo, "Try the demo case", self.demo_wanted),
        ):
            button.kind = Kind.LINK
            button.set_text(text)
            button.clicked.connect(wanted)

    def _read_header(self, path: Path, wanted: str) -> None:
        form = self._form
        try:
            header = self._door.header(path)
        except KnownError as refusal:
            form.line.setText("This vault cannot be opened.")
            self.show_wrong(str(refusal))
            return
        self._readable = True
        form.line.setText(header.name)
        for user in header.users:
            form.who.addItem(f"{user.name} · {user.role_title}", user.id)
        names = [user.name for user in header.users]
        place = names.index(wanted) if wanted in names else form.who.findData(wanted)
        form.who.setCurrentIndex(max(place, 0))
        self.public_passphrase = public = self._door.public_passphrase(header)
        if public:
            self._show_notice(
                f"This is the demo: people and events are invented, and its passphrase is "
                f"public: {public}"
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
        form.unlock.set_text("Unlock" if chosen else "Open a vault…")
        form.unlock.set_keys("Return" if chosen else "")

    def _on_change(self) -> None:
        start = self._path.parent if self._path is not None else Path.home()
        if folder := self._choose_folder(self, str(start)):
            self.choose(Path(folder))

    def _on_unlock(self) -> None:
        if self._path is None:
            self._on_change()
        else:
            self.unlock()

    def _on_opened(self, vault: Vault) -> None:
        self.show_working("")
        self._form.passphrase.forget()
        self.opened.emit(vault)

    def _on_refused(self, error: Exception) -> None:
        self.show_working("")
        if isinstance(error, KnownError):
            self.show_wrong(str(error))
        else:
            self.show_wrong(
                "The vault could not be opened, because CourtDesk made a mistake. "
                "Nothing in the vault was changed. Try again; if it stays so, restart CourtDesk."
            )
        self._form.passphrase.setFocus()
        self._form.passphrase.selectAll()


def _ask_for_folder(parent: QWidget, start: str) -> str:
    return QFileDialog.getExistingDirectory(parent, "Choose a vault (a .courtdesk folder)", start)
