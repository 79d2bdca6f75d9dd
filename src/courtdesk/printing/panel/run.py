"""Making the copies of a packet one after the other: each bears its number, each is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.errors import KnownError
from courtdesk.paper.binding import bind
from courtdesk.paper.booklet import bind_folded
from courtdesk.paper.packet import Packet
from courtdesk.printing.model import copy_words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from courtdesk.desk.context import Desk
    from courtdesk.desk.lanes import Ask
    from courtdesk.desk.pages import Document
    from courtdesk.printing.service import PacketService
    from courtdesk.printing.service.packets import Gathered


def copy_of(packet: Packet, number: int, of: int) -> Packet:
    """The packet as its copy ``number`` of ``of``."""
    return replace(packet, imprint=replace(packet.imprint, copy=copy_words(number, of)))


class CopyRun(QObject):
    """One run: every copy is made, goes where it is to go, and is noted in the history."""

    moved = Signal(int, int)
    """Copies done, copies in all."""
    ended = Signal(object)
    """``None``, or what stood in the way of the next copy; those before are done."""

    def __init__(
        self,
        desk: Desk,
        service: PacketService,
        gathered: Gathered,
        copies: int,
        *,
        folded: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._service = service
        self._gathered = gathered
        self._copies = copies
        self._make = bind_folded if folded else bind
        self._number = 0
        self._asked: Ask | None = None
        self._deliver: Callable[[bytes, Document, str], None] = lambda *_: None

    def to_files(self, target: Path) -> None:
        """Write each copy beside the others, whole or not at all."""

        def deliver(data: bytes, document: Document, copy: str) -> None:
            name = f"{target.stem}, {copy.lower()}.pdf" if copy else f"{target.stem}.pdf"
            file = target.with_name(name)
            done = lambda _: self._on_delivered(data, document, copy)  # noqa: E731
            self._desk.pages.do(lambda: _save(data, file), done, self._on_failed, self)

        self._deliver = deliver
        self._next()

    def to_printer(self, printer: QPrinter) -> None:
        """Print each copy."""
        from courtdesk.desk.printing import Printing

        def deliver(data: bytes, document: Document, copy: str) -> None:
            def on_ended(error: KnownError | None) -> None:
                if error is None:
                    self._on_delivered(data, document, copy)
                else:
                    self._on_failed(error)

            printing = Printing(self._desk.pages, document, printer, self)
            printing.ended.connect(on_ended)
            printing.start()

        self._deliver = deliver
        self._next()

    def stop(self) -> None:
        """Make no more copies."""
        if self._asked is not None:
            self._desk.press.stop(self._asked)
        self._end(None)

    def _next(self) -> None:
        self._number += 1
        if self._number > self._copies:
            self._end(None)
            return
        packet = copy_of(self._gathered.packet, self._number, self._copies)
        self._asked = self._desk.press.make(
            self._make, packet, then=self._on_made, failed=self._on_failed, owner=self
        )

    def _on_made(self, data: bytes) -> None:
        copy = copy_words(self._number, self._copies)
        then = lambda document: self._deliver(data, document, copy)  # noqa: E731
        self._desk.pages.open(data, then, self._on_failed, self)

    def _on_delivered(self, data: bytes, document: Document, copy: str) -> None:
        pages = len(document.sizes)
        self._desk.pages.drop(document)
        service, gathered = self._service, self._gathered
        self._desk.lane.ask(
            lambda: service.record(gathered, data, pages, copy), self._on_noted, owner=self
        )

    def _on_noted(self, _saved: object) -> None:
        self.moved.emit(self._number, self._copies)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._end(error)

    def _end(self, error: Exception | None) -> None:
        self.ended.emit(error)
        self.deleteLater()


def _save(data: bytes, target: Path) -> None:
    from courtdesk.paper.save import save

    save(data, target)
