"""The print centre's dialogs: a packet's name, a password, a certificate, who has a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit import EditWithButton, PassphraseEdit
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.text import Text
from courtdesk.paper.signature import Certificate


class LineDialog(Dialog):
    """Asks for one line; its owner closes it when the thing is done."""

    wanted = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, label: str, verb: str, text: str = "", hint: str = ""
    ) -> None:
        super().__init__(parent, title, verb)
        self.setMinimumWidth(440)
        self._line = QLineEdit(text)
        self._line.selectAll()
        self.body.addWidget(Field(label, self._line, hint))
        self.primary.clicked.connect(lambda: self.wanted.emit(self._line.text()))
        self._line.setFocus()


class PasswordDialog(Dialog):
    """Asks for the password of a copy, twice."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Copy with a password", "Save the copy…")
        self.setMinimumWidth(460)
        self.body.addWidget(
            Text(
                "A second file that opens with this password alone (AES-256), for e-mail. Tell "
                "the password by another way. The archival file stays as it is.",
                wrap=True,
            )
        )
        self._first, self._again = PassphraseEdit(), PassphraseEdit()
        self.body.addWidget(Field("Password", self._first, "At least 10 characters"))
        self.body.addWidget(Field("Once more", self._again))
        self.primary.clicked.connect(self._on_wanted)
        self._first.setFocus()

    def _on_wanted(self) -> None:
        if self._first.text() != self._again.text():
            self.show_wrong("The two passwords differ.")
        else:
            self.wanted.emit(self._first.text())


class SignDialog(Dialog):
    """Asks for a certificate file and what opens it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Signed copy", "Save the copy…")
        self.setMinimumWidth(460)
        self.body.addWidget(
            Text(
                "A second file, signed with a certificate (.p12 or .pfx). It shows that no byte "
                "was changed since, and who signed. No network is asked.",
                wrap=True,
            )
        )
        self._file = EditWithButton()
        self._file.set_button("Choose…", "Choose the certificate file")
        self._file.button.clicked.connect(self._on_choose)
        self._passphrase = PassphraseEdit()
        self.body.addWidget(Field("Certificate file", self._file))
        self.body.addWidget(Field("Its passphrase", self._passphrase))
        self.primary.clicked.connect(self._on_wanted)
        self._file.setFocus()

    def _on_choose(self) -> None:
        wanted = "Certificates (*.p12 *.pfx)"
        chosen = QFileDialog.getOpenFileName(self, "Certificate file", "", wanted)[0]
        if chosen:
            self._file.setText(chosen)

    def _on_wanted(self) -> None:
        try:
            content = Path(self._file.text()).expanduser().read_bytes()
        except OSError:
            self.show_wrong("The certificate file cannot be read. Choose another.")
            return
        self.wanted.emit(Certificate(content, self._passphrase.text()))
