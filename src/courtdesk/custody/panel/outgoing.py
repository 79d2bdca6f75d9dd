"""What leaves the vault from here, and what comes back to be held against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFileDialog, QWidget

from courtdesk.custody.imports import fingerprint_on
from courtdesk.custody.model import DeedFilter, PaperVerdict, Receipt
from courtdesk.custody.panel.deeds import HEAD, cells
from courtdesk.custody.service import CustodyService
from courtdesk.custody.sheet import receipt_sheet
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.paper.save import save
from courtdesk.paper.spreadsheet import csv_of
from courtdesk.vault import backup
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_MOST_DEEDS = 100_000


class Outgoing:
    """Receipts, printouts and tables of one panel, and what a backup would give."""

    def __init__(self, panel: QWidget, desk: Desk) -> None:
        self._panel = panel
        self._desk = desk
        self._custody = CustodyService(desk.vault)

    def make_receipt(self) -> None:
        """Write the end-of-day receipt."""
        vault, custody = self._desk.vault, self._custody
        target = self._target("receipt.pdf", "PDF (*.pdf)")
        if target is None:
            return

        def look() -> tuple[Receipt, Document]:
            receipt = custody.receipt()
            return receipt, receipt_sheet(receipt, Imprint.by(vault, now()))

        def pressed(receipt: Receipt, content: bytes) -> None:
            what = NewPrint("receipt", "Receipt of the record", receipt.head)

            def keep() -> None:
                Prints(vault).record(what, content)
                save(content, target)

            done = f"The receipt was written to “{target.name}”. Print it for the court’s file."
            self._ask(keep, lambda _: self._tell(done, tone=Tone.GREEN))

        def made(found: tuple[Receipt, Document]) -> None:
            receipt, document = found
            self._desk.press.make(
                press, document, then=lambda c: pressed(receipt, c), owner=self._panel
            )

        self._ask(look, made)

    def check_paper(self) -> None:
        """Hold a PDF against the record and say what came of it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._panel, "Printout to check", str(Path.home()), "PDF (*.pdf)"
        )
        if chosen:
            self._ask(lambda: self._verdict(Path(chosen)), self._on_verdict)

    def export_deeds(self, wanted: DeedFilter) -> None:
        """Write what was done, as the filter shows it, as a table."""
        vault, custody = self._desk.vault, self._custody
        target = self._target("what-was-done.csv", "CSV (*.csv)")
        if target is None:
            return

        def write() -> int:
            deeds = custody.deeds(wanted, _MOST_DEEDS)
            zone = ZoneInfo(vault.settings.zone)
            save(csv_of(HEAD, (cells(deed, zone) for deed in deeds)), target)
            vault.note("export", "", "what was done as .csv")
            return len(deeds)

        self._ask(
            write, lambda n: self._tell(f"{n} deeds were written to {target}.", tone=Tone.GREEN)
        )

    def look_into_backup(self) -> None:
        """Say what a backup would give."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._panel, "Backup to look into", str(Path.home())
        )
        if chosen:
            self._ask(lambda: backup.preview(Path(chosen)), self._on_preview)

    def _on_preview(self, seen: backup.Preview) -> None:
        users = ", ".join(seen.users)
        self._desk.show_notice(
            Message(
                f"The backup of {seen.made_at:%Y-%m-%d %H:%M} UTC holds “{seen.name}”, "
                f"{seen.size / 1e6:.1f} MB; every part is as it was written.",
                f"It opens for {users} with the passphrases of that day.",
                "To restore it, use “courtdesk restore”; to try it, “restore --drill”.",
                Tone.GREEN,
            )
        )

    def _verdict(self, path: Path) -> PaperVerdict:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise KnownError(f"“{path.name}” cannot be read. Check that it is there.") from error
        return self._custody.check_paper(fingerprint_on(content), content)

    def _on_verdict(self, verdict: PaperVerdict) -> None:
        zone = ZoneInfo(self._desk.vault.settings.zone)
        where = ""
        if verdict.at is not None:
            where = f"Link {verdict.link}, {verdict.at.astimezone(zone):%Y-%m-%d %H:%M:%S}."
        tone = Tone.GREEN if verdict.holds else Tone.RED
        self._desk.show_notice(Message(verdict.sentence, where, tone=tone))

    def _target(self, name: str, kind: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._panel, "Save as", str(Path.home() / name), kind
        )
        return Path(chosen) if chosen else None

    def _ask(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._desk.lane.ask(work, then, owner=self._panel)

    def _tell(self, happened: str, tone: Tone = Tone.RED) -> None:
        self._desk.show_notice(Message(happened, tone=tone))
