"""The dialogs about users and settings. Each hands over what was typed; its owner closes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.newvault import strength
from courtdesk.desk.widgets.edit import PassphraseEdit
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.segments import SegmentBar
from courtdesk.desk.widgets.text import Text
from courtdesk.vault.kdf import check_passphrase
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import IDLE_MINUTES, VaultSettings


class NewPassphrase(QWidget):
    """Two fields for a new passphrase, and how strong it is."""

    def __init__(self, dialog: Dialog) -> None:
        super().__init__()
        self.first = PassphraseEdit()
        self._again = PassphraseEdit()
        self._bar = SegmentBar()
        self._words = Text("", "small")
        dialog.body.addWidget(
            FieldRow(Field("New passphrase", self.first), Field("The same once more", self._again))
        )
        dialog.body.addWidget(self._bar)
        dialog.body.addWidget(self._words)
        self.first.textChanged.connect(self._on_typed)
        self._on_typed()

    def checked(self, user: str) -> str:
        """What was typed.

        Raises:
            WeakPassphrase: it is not accepted.
            ValueError: the two differ.
        """
        check_passphrase(self.first.text(), user=user)
        if self.first.text() != self._again.text():
            raise ValueError("The two passphrases are not the same. Type them once more.")
        return self.first.text()

    def _on_typed(self) -> None:
        words, share, tone = strength(self.first.text())
        self._bar.show_parts(words, [(share, tone)])
        self._words.setText(words)


class AddUserDialog(Dialog):
    """Asks for a name, a role and the new user's own passphrase."""

    wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Add a user", "Add the user")
        self.setMinimumWidth(560)
        self._name = QLineEdit()
        self._name.setPlaceholderText("J. Marsh")
        self._role = Choice()
        for role in Role:
            self._role.addItem(role.shown, role.value)
        self.body.addWidget(FieldRow(Field("Name", self._name), Field("Role", self._role)))
        self.body.addWidget(
            Text(
                "Let them type the passphrase themselves: nobody else should ever know it. They "
                "get the keys of their role that you hold. The trial team’s key is made, or "
                "given, by the team alone.",
                "secondary",
                wrap=True,
            )
        )
        self._passphrase = NewPassphrase(self)
        self.primary.clicked.connect(self._on_add)
        self._name.setFocus()

    def _on_add(self) -> None:
        name = " ".join(self._name.text().split())
        if not name:
            self.show_wrong("Type the new user’s name.")
            self._name.setFocus()
            return
        try:
            passphrase = self._passphrase.checked(name)
        except Exception as wrong:  # noqa: BLE001 - its sentence is shown
            self.show_wrong(str(wrong))
            self._passphrase.first.setFocus()
            return
        self.wanted.emit(name, self._role.currentData(), passphrase)


class PassphraseDialog(Dialog):
    """Asks for the present passphrase, unless a recovery sheet stood for it, and a new one."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, user: str, *, recovered: bool) -> None:
        super().__init__(parent, "Change your passphrase", "Change it")
        self.setMinimumWidth(560)
        self._user = user
        self._old = PassphraseEdit()
        self._recovered = recovered
        if recovered:
            self.body.addWidget(
                Text("You came in by a recovery sheet. Choose a new passphrase now.", wrap=True)
            )
        else:
            self.body.addWidget(Field("Present passphrase", self._old))
        self._passphrase = NewPassphrase(self)
        self.primary.clicked.connect(self._on_change)
        (self._passphrase.first if recovered else self._old).setFocus()

    def _on_change(self) -> None:
        try:
            new = self._passphrase.checked(self._user)
        except Exception as wrong:  # noqa: BLE001 - its sentence is shown
            self.show_wrong(str(wrong))
            return
        self.wanted.emit("" if self._recovered else self._old.text(), new)


class RetypeDialog(Dialog):
    """Asks for what the printed recovery sheet says: only a sheet that can be read counts."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(parent, "Confirm the recovery sheet", "Confirm")
        self.setMinimumWidth(560)
        self._code = QLineEdit()
        self._code.setPlaceholderText("Nine groups of four")
        self.body.addWidget(
            Text(
                f"Print “{file_name}”, delete the file, and type what the paper says. The sheet "
                "counts from then on; an earlier one does not.",
                wrap=True,
            )
        )
        self.body.addWidget(Field("The nine groups", self._code))
        self.primary.clicked.connect(lambda: self.wanted.emit(self._code.text()))
        self._code.setFocus()


class SettingsDialog(Dialog):
    """Asks for what holds for the whole vault."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, settings: VaultSettings) -> None:
        super().__init__(parent, "Settings of the vault", "Save")
        self.setMinimumWidth(480)
        self._settings = settings
        self._idle = QSpinBox()
        self._idle.setRange(IDLE_MINUTES.start, IDLE_MINUTES.stop - 1)
        self._idle.setSuffix(" min")
        self._idle.setValue(settings.idle_minutes)
        self._paper = Choice()
        self._paper.addItem("A4", "a4")
        self._paper.addItem("US Letter", "letter")
        self._paper.setCurrentIndex(self._paper.findData(settings.paper))
        self._zone = QLineEdit(settings.zone)
        self.body.addWidget(
            FieldRow(
                Field("Lock when idle for", self._idle, "1 to 30 minutes"),
                Field("Paper", self._paper),
            )
        )
        self.body.addWidget(
            Field("Time zone of the court", self._zone, "Such as Europe/Dublin or America/Chicago")
        )
        self.primary.clicked.connect(self._on_save)
        self._idle.setFocus()

    def _on_save(self) -> None:
        from dataclasses import replace

        self.wanted.emit(
            replace(
                self._settings,
                idle_minutes=self._idle.value(),
                paper=self._paper.currentData(),
                zone=self._zone.text().strip(),
            )
        )
