"""The dialog that hands everything of a case out, as one ZIP of open formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.text import Text
from courtdesk.desk.widgets.working import WorkingBar
from courtdesk.errors import KnownError
from courtdesk.paper.save import save
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.vault.store import Vault

_WHAT = (
    "Log, attendance, exhibits, parties and what is public of the jury, as CSV and JSON, with the "
    "papers as PDF, a list of all files with their SHA-256, and a readme. The file is not "
    "encrypted: whoever has it can read it."
)


@dataclass(frozen=True)
class CaseExport:
    """How a case's file is made: gathered from the vault, packed in the press, told to the record.

    ``gather`` takes the vault, the case's id and whether sealed matter is wanted.
    """

    gather: Callable[[Vault, str, bool], Any]
    packed: Callable[[Any], bytes]
    tell: Callable[[Vault, Any, bytes], None]


class ExportDialog(Dialog):
    """Asks where to, and whether with sealed portions; writes the file whole or not at all."""

    def __init__(self, parent: QWidget, desk: Desk, case: CaseRef, export: CaseExport) -> None:
        super().__init__(parent, f"Export everything of {case.title}", "Export")
        self.setMinimumWidth(560)
        self._desk = desk
        self._case = case
        self._export = export
        self._file = EditWithButton()
        self._file.set_button("Choose…", "Choose the file")
        self._file.setPlaceholderText("A file that ends in .zip")
        self._file.button.clicked.connect(self._on_choose)
        self._sealed = QCheckBox("With sealed portions and real names")
        self._sealed.setVisible(desk.vault.may(Ability.SEE_SEALED))
        self._progress = WorkingBar()
        self.body.addWidget(Text(_WHAT, wrap=True))
        self.body.addWidget(Field("File", self._file))
        self.body.addWidget(self._sealed)
        self.body.addWidget(self._progress)
        self.primary.clicked.connect(self._on_export)
        self._file.setFocus()

    def _on_choose(self) -> None:
        chosen = QFileDialog.getSaveFileName(self, "Export the case", "case.zip", "ZIP (*.zip)")[0]
        if chosen:
            self._file.setText(chosen)

    def _on_export(self) -> None:
        typed = self._file.text().strip()
        if not typed:
            self.show_wrong("Say where the file is to be written.")
            return
        target = Path(typed).expanduser()
        if target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        self.show_wrong("")
        self._wait(True)
        vault, case_id, sealed = self._desk.vault, self._case.id, self._sealed.isChecked()
        self._desk.lane.ask(
            lambda: self._export.gather(vault, case_id, sealed),
            lambda gathered: self._pack(gathered, target),
            self._on_failed,
            owner=self,
        )

    def _pack(self, gathered: Any, target: Path) -> None:
        self._desk.press.make(
            self._export.packed,
            gathered,
            then=lambda archive: self._save(gathered, archive, target),
            failed=self._on_failed,
            owner=self,
        )

    def _save(self, gathered: Any, archive: bytes, target: Path) -> None:
        self._desk.pages.do(
            lambda: save(archive, target),
            lambda _: self._tell(gathered, archive, target),
            self._on_failed,
            self,
        )

    def _tell(self, gathered: Any, archive: bytes, target: Path) -> None:
        vault = self._desk.vault
        self._desk.lane.ask(
            lambda: self._export.tell(vault, gathered, archive),
            lambda _: self._on_told(target),
            self._on_failed,
            owner=self,
        )

    def _on_told(self, target: Path) -> None:
        self._desk.status.saved(f"“{target.name}” is written")
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._wait(False)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "The case was not exported. Try once more.")

    def _wait(self, on: bool) -> None:
        self._progress.setVisible(on)
        self.primary.setEnabled(not on)
