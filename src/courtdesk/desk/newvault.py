"""The dialog that makes a vault: its name and place, its first user, paper and time zone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.door import NewVault
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.edit import EditWithButton, PassphraseEdit
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.segments import SegmentBar
from courtdesk.desk.widgets.text import Text

LEAST_LENGTH = 15
"""Characters of a passphrase that is the only thing one proves who one is with: NIST SP 800-63B
rev. 4 (2025), 3.1.1.2."""

_RULE = (
    f"At least {LEAST_LENGTH} characters. A sentence of four or more words is easy to keep in "
    "mind. Nobody can open the vault without it, and nobody can send it to you."
)
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


class NewVaultDialog(Dialog):
    """Checks what was typed and hands over a ``NewVault``; its owner closes it when it is made."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, roles: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "New vault", "Make the vault")
        self.setMinimumWidth(540)
        self._is_working = False
        self._name = QLineEdit()
        self._name.setPlaceholderText("Department 6")
        self._folder = EditWithButton()
        self._folder.setText(_documents())
        self._folder.set_button("Change…", "Choose the folder")
        self._folder.button.clicked.connect(self._on_change_folder)
        self._user = QLineEdit()
        self._user.setPlaceholderText("A. Reyes")
        self._role = Choice()
        for key, title in roles:
            self._role.addItem(title, key)
        self._first = PassphraseEdit()
        self._again = PassphraseEdit()
        self._strength = SegmentBar()
        self._strength_words = Text("", "small")
        self._paper = Choice()
        self._paper.addItem("A4", "a4")
        self._paper.addItem("US Letter", "letter")
        self._paper.setCurrentIndex(self._paper.findData(_usual_paper()))
        self._zone = _zone_choice()
        self._lay_out()
        self._first.textChanged.connect(self._on_passphrase_typed)
        self._on_passphrase_typed()
        self.primary.clicked.connect(self._on_make)
        self._name.setFocus()

    def show_working(self, working: bool) -> None:
        """Hold everything still while the vault is made; it cannot be cancelled then."""
        self._is_working = working
        self.cancel.setEnabled(not working)
        self.primary.setEnabled(not working)
        self.primary.set_text("Making the vault…" if working else "Make the vault")

    def reject(self) -> None:
        if not self._is_working:
            super().reject()

    def _lay_out(self) -> None:
        self._fields = {
            "name": Field("Name of the vault", self._name, "Court, department or trial team"),
            "folder": Field("Folder it lies in", self._folder),
            "user": Field("Your name", self._user, "As it stands beside what you write"),
            "role": Field("Your role", self._role),
            "first": Field("Passphrase", self._first),
            "again": Field("The same once more", self._again),
            "paper": Field("Paper", self._paper),
            "zone": Field("Time zone of the court", self._zone),
        }
        for left, right in (("name", "folder"), ("user", "role"), ("first", "again")):
            self.body.addWidget(FieldRow(self._fields[left], self._fields[right]))
        strong = QVBoxLayout()
        strong.setSpacing(4)
        strong.addWidget(self._strength)
        strong.addWidget(self._strength_words)
        strong.addWidget(Text(_RULE, "small", wrap=True))
        self.body.addLayout(strong)
        self.body.addWidget(FieldRow(self._fields["paper"], self._fields["zone"]))

    def _on_passphrase_typed(self) -> None:
        words, share, tone = strength(self._first.text())
        self._strength.show_parts(words, [(share, tone)])
        self._strength_words.setText(words)

    def _on_change_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, "Folder for the new vault", self._folder.text()
        )
        if folder:
            self._folder.setText(folder)

    def _on_make(self) -> None:
        wrong = self._wrong()
        for key, field in self._fields.items():
            field.show_wrong(wrong.get(key, ""))
        self.show_wrong("")
        if wrong:
            self._fields[next(iter(wrong))].widget.setFocus()
            return
        name = self._name.text().strip()
        self.wanted.emit(
            NewVault(
                path=Path(self._folder.text()).expanduser() / f"{name}.courtdesk",
                user=self._user.text().strip(),
                role=self._role.currentData(),
                passphrase=self._first.text(),
                paper=self._paper.currentData(),
                zone=self._zone.currentText(),
            )
        )

    def _wrong(self) -> dict[str, str]:
        wrong: dict[str, str] = {}
        name, folder = self._name.text().strip(), Path(self._folder.text()).expanduser()
        if not name:
            wrong["name"] = "Give the vault a name."
        elif _NOT_IN_NAMES & set(name) or name.startswith("."):
            wrong["name"] = 'A name may not begin with a dot or hold any of \\ / : * ? " < > |'
        elif (folder / f"{name}.courtdesk").exists():
            wrong["name"] = "A vault of this name lies there already. Choose another name."
        if not folder.is_dir():
            wrong["folder"] = "There is no such folder. Choose one that exists."
        if not self._user.text().strip():
            wrong["user"] = "Type your name."
        if len(self._first.text()) < LEAST_LENGTH:
            wrong["first"] = strength(self._first.text())[0]
        elif self._first.text() != self._again.text():
            wrong["again"] = "The two are not the same. Type it once more."
        if self._zone.findText(self._zone.currentText()) < 0:
            wrong["zone"] = "Choose a time zone from the list, such as Europe/Dublin."
        return wrong


def strength(passphrase: str) -> tuple[str, float, Tone]:
    """What can be said of a passphrase in words, as a share of a bar, and as a tone."""
    missing = LEAST_LENGTH - len(passphrase)
    share = min(len(passphrase) / 28, 1.0)
    if missing > 0:
        more = "1 more character" if missing == 1 else f"{missing} more characters"
        return f"{more} needed", share, Tone.RED
    if len(set(passphrase)) < 8:
        return "Long enough, but it repeats a few characters: easy to guess", share, Tone.AMBER
    if len(passphrase) < 20:
        return "Long enough", share, Tone.AMBER
    return ("Good" if len(passphrase) < 28 else "Very good"), share, Tone.GREEN


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _usual_paper() -> str:
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if american else "a4"


def _zone_choice() -> Choice:
    choice = Choice()
    choice.setEditable(True)
    choice.setInsertPolicy(Choice.InsertPolicy.NoInsert)
    names = [bytes(zone.data()).decode("ascii") for zone in QTimeZone.availableTimeZoneIds()]
    choice.addItems([name for name in names if "/" in name or name == "UTC"])
    choice.setCurrentText(bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii"))
    completer = QCompleter(choice.model(), choice)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    choice.setCompleter(completer)
    return choice
