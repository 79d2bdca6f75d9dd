"""The dialog that corrects an entry: what is on record, what it should say, and why."""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.hearing.model import TYPED_KINDS, Entry, EntryKind
from courtdesk.hearing.panel.composer import utc_now
from courtdesk.hearing.panel.deeds import Correction, Deeds
from courtdesk.hearing.panel.kinds import kind_name

_NO_REASON = "Say why, such as “misheard”. The reason is printed with the amendment."
_OLD_HEIGHT = 110


class AmendDialog(Dialog):
    """Shows the whole text of an entry and asks for its correction. The old text stays in sight.

    Enter amends, Shift+Enter begins a new line.
    """

    def __init__(
        self,
        parent: QWidget,
        deeds: Deeds,
        entry: Entry,
        speakers: Iterable[str],
        zone: tzinfo,
        now: Callable[[], datetime] = utc_now,
        quoted: Callable[[str], int] | None = None,
    ) -> None:
        """``quoted`` gives the number of the sealed entry that words are of; 0 for none."""
        local = entry.at.astimezone(zone)
        super().__init__(parent, f"Amend entry {entry.number:,} of {local:%H:%M:%S}", "Amend")
        self._deeds = deeds
        self._quoted = quoted
        self._entry = entry
        self._now = now
        self._old = QPlainTextEdit(entry.text)
        self._text = QPlainTextEdit(entry.text)
        self._speaker = Choice()
        self._kind = Choice()
        self._reason = QLineEdit()
        self._reason_field = Field("Reason", self._reason)
        self._quotation = Text("", "wrong", wrap=True)
        self._quotation.hide()
        self._lay_out()
        self._fill(speakers)
        self.primary.clicked.connect(self._on_amend)
        if quoted is not None and not entry.sealed:
            self._text.textChanged.connect(self._on_typed)
            self._reason.textChanged.connect(self._on_typed)
            self._on_typed()
        self._text.setFocus()

    @property
    def corrected(self) -> QPlainTextEdit:
        """Where the correction is typed."""
        return self._text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the text amends, as it commits in the composer."""
        if (
            watched is self._text
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._on_amend()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.body.addWidget(Field("On record", self._old))
        self.body.addWidget(Field("Corrected", self._text), 1)
        self.body.addWidget(FieldRow(Field("Speaker", self._speaker), Field("Kind", self._kind)))
        self.body.addWidget(self._reason_field)
        self.body.addWidget(self._quotation)
        self.resize(640, 470)

    def _fill(self, speakers: Iterable[str]) -> None:
        entry = self._entry
        self._old.setReadOnly(True)
        self._old.setMaximumHeight(_OLD_HEIGHT)
        for edit in (self._old, self._text):
            edit.setTabChangesFocus(True)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.installEventFilter(self)
        typed = QLineEdit()
        typed.setAccessibleName("Speaker")
        self._speaker.setLineEdit(typed)
        self._speaker.addItems(list(dict.fromkeys([entry.speaker, *speakers, ""])))
        kinds = TYPED_KINDS if entry.kind is not EntryKind.COURSE else (EntryKind.COURSE,)
        for kind in kinds:
            self._kind.addItem(kind_name(kind), kind)
        self._kind.setCurrentIndex(kinds.index(entry.kind))
        self._reason.setPlaceholderText("Why it is amended, such as “misheard”")

    def _on_typed(self) -> None:
        """Say that the amendment quotes what is sealed; it is not held up."""
        if self._quoted is None:
            return
        typed = (self._text.toPlainText(), self._reason.text())
        number = next(filter(None, map(self._quoted, typed)), 0)
        self._quotation.setText(
            f"This quotes sealed entry {number:,}; the amendment is open." if number else ""
        )
        self._quotation.setVisible(bool(number))

    def _on_amend(self) -> None:
        if not self.primary.isEnabled():
            return
        reason = self._reason.text().strip()
        self._reason_field.show_wrong("" if reason else _NO_REASON)
        self.show_wrong("")
        if not reason:
            self._reason.setFocus()
            return
        self.primary.setEnabled(False)
        correction = Correction(
            self._text.toPlainText(),
            self._speaker.currentText().strip(),
            EntryKind(self._kind.currentData()),
            reason,
            self._now(),
        )
        self._deeds.amend(self._entry, correction, self.accept, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "The amendment was not saved. Try once more.")
