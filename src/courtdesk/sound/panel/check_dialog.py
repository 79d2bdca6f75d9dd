"""The check before court: speak into each microphone, see what was heard, print it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.text import Text
from courtdesk.sound.model.check import SoundCheck
from courtdesk.sound.model.course import Course
from courtdesk.sound.panel.meters import FRAME_MS, Meters
from courtdesk.sound.service import FOLDER
from courtdesk.sound.service.checking import SECONDS, Trial

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_KIND = "sound-check"


class CheckDialog(Dialog):
    """Begins at once. The one button prints the result; Esc ends the check."""

    def __init__(
        self, parent: QWidget, desk: Desk, keeper: SoundKeeper, course: Course | None
    ) -> None:
        super().__init__(parent, "Sound check", "Print the result")
        self._desk, self._keeper, self._course = desk, keeper, course
        self._over = parent
        self.check: SoundCheck | None = None
        self.words = Text(wrap=True)
        self.meters = Meters()
        self.found = Text(wrap=True)
        self.found.hide()
        for widget in (self.words, self.meters, self.found):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setMinimumWidth(560)
        self.primary.setEnabled(False)
        self.primary.clicked.connect(self._on_print)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._on_frame)
        audio = desk.vault.path / FOLDER
        again = not keeper.holds_output()
        self._trial = Trial(keeper.settings.plan, audio, keeper.settings.mains, again=again)
        self._on_frame()
        self._frames.start()
        self.finished.connect(self._on_finished)
        keeper.lane.ask(self._trial.run, self._on_checked, self._on_failed, owner=self)

    def _on_frame(self) -> None:
        left = round(self._trial.left)
        names = self._keeper.settings.plan.channels
        self.meters.show_levels(names, self._trial.peaks)
        self.words.setText(
            f"Speak into each microphone in turn, its name will do. {left} of {SECONDS:.0f} "
            "seconds are left."
        )

    def _on_checked(self, check: SoundCheck) -> None:
        self._frames.stop()
        self.check = check
        self.words.setText(
            "✓ Everything was heard, written and read back."
            if check.good
            else "▲ Not everything is in order."
        )
        self.words.set_role("strong")
        lines = [
            f"{'✓' if channel.good else '▲'} {channel.name}: {channel.words}, "
            f"peak {channel.peak_db:.0f} dB"
            for channel in check.channels
        ]
        same = "as it was heard" if check.read_back else "NOT as it was heard"
        lines.append(f"{'✓' if check.read_back else '▲'} Encrypted, read back from the disk {same}")
        if check.lost:
            lines.append(f"▲ The device dropped {check.lost} blocks")
        lines.append(f"Room on the disk for about {check.hours_left:,.0f} hours")
        if check.copy:
            lines.append(f"{'✓' if check.copy_good else '▲'} {check.copy}")
        self.found.setText("\n".join(lines))
        self.found.show()
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._frames.stop()
        self.meters.hide()
        self.words.setText("The sound could not be checked.")
        self.show_wrong(str(error))

    def _on_finished(self) -> None:
        self._trial.cancelled = True

    def _on_print(self) -> None:
        check = self.check
        if check is not None:
            self.accept()
            CheckPrint(self._over, self._desk, check, self._course).open()


class CheckPrint(Dialog):
    """The printed result."""

    def __init__(
        self, parent: QWidget, desk: Desk, check: SoundCheck, course: Course | None
    ) -> None:
        super().__init__(parent, "Sound check", "Close")
        self.resize(920, 760)
        self._desk, self._check, self._course = desk, check, course
        self._fingerprint = ""
        self.preview = Preview(desk, self)
        self.body.addWidget(self.preview, 1)
        self.cancel.hide()
        self.primary.clicked.connect(self.accept)
        self.primary.setAutoDefault(False)
        self._bind()
        self.preview.saved.connect(self._on_left_the_vault)
        self.preview.printed.connect(self._on_left_the_vault)
        self._make()

    def _bind(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        for action in self.preview.page_actions():
            for keys in QKeySequence.listFromString(action.keys):
                QShortcut(keys, self, action.run)

    def _make(self) -> None:
        from courtdesk.paper.imprint import Imprint
        from courtdesk.sound.sheet import check_pages

        vault, check, course = self._desk.vault, self._check, self._course
        court, case = (course.court, course.case) if course else (vault.path.stem, "")

        def imprinted(imprint: Imprint) -> None:
            self._fingerprint = imprint.fingerprint
            name = f"Sound check {check.at.date().isoformat()}"
            self.preview.make(name, check_pages, check, court, case, imprint)

        self._desk.lane.ask(lambda: Imprint.by(vault, datetime.now(UTC)), imprinted, owner=self)

    def _on_left_the_vault(self) -> None:
        """Keep in the print history what was printed or written to a file."""
        from courtdesk.vault.prints import NewPrint, Prints

        document, vault = self.preview.document, self._desk.vault
        if document is None:
            return
        what = NewPrint(_KIND, "Sound check", self._fingerprint, pages=len(document.sizes))
        data = document.data
        self._desk.lane.ask(lambda: Prints(vault).record(what, data), owner=self)
