"""What is given out, how, and where to: the form of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.sound.model import Form, Recording, SealedSound
from courtdesk.sound.panel.giving import Wish
from courtdesk.sound.panel.moments import length, moment_of
from courtdesk.sound.service.giving import new_passphrase

if TYPE_CHECKING:
    from courtdesk.sound.panel.keeper import SoundKeeper

_ARCHIVE, _CLEAR = "archive", "clear"
_WAYS = {_ARCHIVE: "An encrypted archive (ZIP)", _CLEAR: "A folder in the clear"}
_FORMS = {
    Form.FLAC: "FLAC, every sample",
    Form.OPUS: "Opus, a tenth of the size",
    Form.WAV: "WAV, for every program",
}
_SEALED = {
    SealedSound.SILENCED: "Silent, at the same length",
    SealedSound.LEFT_OUT: "Left out",
    SealedSound.INCLUDED: "Included",
}
_NO_TIME = "Type a time such as 10:31 or 10:31:04."


class GiveForm(QWidget):
    """The whole hearing's ``recordings``, or a ``span`` (UTC) of them, which is proposed.

    ``may_include`` is whether sealed passages may go out.
    """

    def __init__(
        self,
        keeper: SoundKeeper,
        recordings: tuple[Recording, ...],
        span: tuple[datetime, datetime] | None,
        *,
        may_include: bool,
    ) -> None:
        super().__init__()
        self._keeper, self._recordings = keeper, recordings
        self._began = min(each.started_at for each in recordings).astimezone(keeper.zone)
        self._make_fields(may_include=may_include)
        self._lay_out()
        self._propose(span)

    @property
    def seconds(self) -> float:
        """How long all recordings are together."""
        return sum(map(self._seconds, self._recordings))

    def _make_fields(self, *, may_include: bool) -> None:
        self.span, self.way, self.form, self.sealed = Choice(), Choice(), Choice(), Choice()
        self.span.addItem("The whole hearing", "all")
        self.span.addItem("From one time to another", "span")
        for way, words in _WAYS.items():
            self.way.addItem(words, way)
        for form, words in _FORMS.items():
            self.form.addItem(words, form.value)
        for sealed, words in _SEALED.items():
            if sealed is not SealedSound.INCLUDED or may_include:
                self.sealed.addItem(words, sealed.value)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.target = EditWithButton()
        self.target.set_button("Choose…", "Choose where it is written")
        self.target.button.clicked.connect(self._on_choose)
        self.span.currentIndexChanged.connect(lambda _: self._show_span())
        self.way.currentIndexChanged.connect(lambda _: self._show_way())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text(self._recorded(), "secondary", wrap=True))
        self._first_field = Field("From", self.first)
        self._last_field = Field("To", self.last)
        column.addWidget(FieldRow(Field("What", self.span), self._first_field, self._last_field))
        column.addWidget(FieldRow(Field("How", self.way), Field("Form", self.form)))
        sealed = "They begin five seconds before the seal, and are stated in log and certificate"
        column.addWidget(Field("Sealed passages", self.sealed, sealed))
        self._target_field = Field("Where", self.target)
        column.addWidget(self._target_field)

    def wish(self) -> Wish | None:
        """What the form says; None once it has said what is wrong."""
        first = self._edge(self.first, self._first_field)
        last = self._edge(self.last, self._last_field)
        typed = self.target.text().strip()
        self._target_field.show_wrong("" if typed else "Say where it is to be written.")
        part = self.span.currentData() == "span"
        if part and (first is None or last is None):
            return None
        if part and first is not None and last is not None and last <= first:
            self._last_field.show_wrong("The end lies before the beginning.")
            return None
        if not typed:
            self.target.setFocus()
            return None
        target = Path(typed).expanduser()
        archive = self.way.currentData() == _ARCHIVE
        if archive and target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        return Wish(
            self._recordings[0].hearing_id,
            first if part else None,
            last if part else None,
            SealedSound(self.sealed.currentData()),
            Form(self.form.currentData()),
            target,
            new_passphrase() if archive else None,
        )

    def _edge(self, edit: QLineEdit, field: Field) -> datetime | None:
        found = moment_of(edit.text(), self._began.date(), self._keeper.zone)
        field.show_wrong(_NO_TIME if found is None and edit.isEnabled() else "")
        return None if found is None else found.astimezone(UTC)

    def _propose(self, span: tuple[datetime, datetime] | None) -> None:
        ends = [each.ended_at or datetime.now(UTC) for each in self._recordings]
        first, last = span or (self._began, max(ends))
        if span is not None:
            first -= timedelta(seconds=self._keeper.settings.lead_seconds)
            last += timedelta(seconds=1)
            self.span.setCurrentIndex(1)
        self.first.setText(self._typed(first))
        self.last.setText(self._typed(last))
        self.way.setCurrentIndex(0)
        self._show_span()
        self._show_way()

    def _typed(self, moment: datetime) -> str:
        """A moment as the fields take it: with its day if that is not the hearing's."""
        local = moment.astimezone(self._keeper.zone)
        same = local.date() == self._began.date()
        return f"{local:%H:%M:%S}" if same else f"{local:%Y-%m-%d %H:%M:%S}"

    def _recorded(self) -> str:
        seconds = self.seconds
        channels = ", ".join(self._recordings[0].plan.channels)
        day = f"{self._began:%a} {self._began.day} {self._began:%b %Y}"
        return f"Recorded from {self._began:%H:%M:%S} on, {day}: {length(seconds)} · {channels}"

    def _seconds(self, recording: Recording) -> float:
        """How long it is; one that runs is longer than the record knows yet."""
        look = self._keeper.look
        runs = look.recording_id == recording.id
        return look.seconds if runs else recording.samples / recording.plan.rate

    def _show_span(self) -> None:
        part = self.span.currentData() == "span"
        self.first.setEnabled(part)
        self.last.setEnabled(part)

    def _show_way(self) -> None:
        archive = self.way.currentData() == _ARCHIVE
        folder = "A new folder; nobody needs a passphrase to hear it"
        self.target.setPlaceholderText("A file that ends in .zip" if archive else folder)

    def _on_choose(self) -> None:
        archive = self.way.currentData() == _ARCHIVE
        name, kind = ("sound.zip", "ZIP (*.zip)") if archive else ("sound", "")
        chosen = QFileDialog.getSaveFileName(self, "Give out sound", str(Path.home() / name), kind)[
            0
        ]
        if chosen:
            self.target.setText(chosen)
