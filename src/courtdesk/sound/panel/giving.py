"""Gives sound out: noted on the vault's lane, written on another, its papers made in the press."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.paper.imprint import Imprint
from courtdesk.sound.model import (
    Contents,
    Form,
    LogLine,
    NoSound,
    Paper,
    SealedSound,
)
from courtdesk.sound.panel.errand import Errand, GivenUp
from courtdesk.sound.service.giving import HandOver, SoundGiving
from courtdesk.sound.sheet import giving_papers
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_PATIENCE = 0.1


@dataclass(frozen=True)
class Wish:
    """What is to be given out, where to, and how. ``first`` and ``last`` are UTC.

    Without a ``passphrase`` a folder is written that anyone can hear.
    """

    hearing_id: str
    first: datetime | None
    last: datetime | None
    sealed: SealedSound
    form: Form
    target: Path
    passphrase: str | None


@dataclass(frozen=True)
class _Prepared:
    handing: HandOver
    lines: tuple[LogLine, ...]
    imprint: Imprint


class Giving(QObject):
    """One hand-over. Its owner is the dialog; the lock ends it."""

    written = Signal(object)
    """The ``Contents``."""
    failed = Signal(object)
    given_up = Signal()

    _papers_wanted = Signal(object)

    def __init__(self, desk: Desk, keeper: SoundKeeper, wish: Wish, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._keeper, self.wish = desk, keeper, wish
        self.errand = Errand()
        self._prepared: _Prepared | None = None
        self._made: SimpleQueue[tuple[Paper, ...] | Exception] = SimpleQueue()
        self._papers: tuple[Paper, ...] = ()
        self._papers_wanted.connect(self._on_papers_wanted)
        keeper.leaving.connect(self.errand.cancel)

    def begin(self) -> None:
        """Look whether the place is free, note it in the audit chain, then write."""
        target = self.wish.target

        def look() -> None:
            if os.path.lexists(target):
                raise NoSound(f"“{target.name}” exists already. Choose another name.")

        self._keeper.carrying.ask(look, lambda _: self._prepare(), self.failed.emit, owner=self)

    def _prepare(self) -> None:
        vault, log, wish = self._desk.vault, self._keeper.log, self.wish

        def prepare() -> _Prepared:
            order, lines = log.order(wish.hearing_id, wish.first, wish.last, wish.sealed, wish.form)
            encrypted = wish.passphrase is not None
            handing = SoundGiving(vault).prepare(order, encrypted=encrypted)
            return _Prepared(handing, lines, Imprint.by(vault, now()))

        if self.errand.cancelled:
            self.given_up.emit()
        else:
            self._desk.lane.ask(prepare, self._on_prepared, self.failed.emit, owner=self)

    def _on_prepared(self, prepared: _Prepared) -> None:
        self._prepared = prepared
        wish, errand = self.wish, self.errand

        def write() -> Contents | None:
            try:
                errand.check()
                return prepared.handing.write(
                    wish.target, wish.passphrase, self._papers_of, errand.heard
                )
            except GivenUp:
                return None

        if not self._keeper.stopped:
            self._keeper.carrying.ask(write, self._on_written, self.failed.emit, owner=self)

    def _papers_of(self, contents: Contents) -> tuple[Paper, ...]:
        """On the carrying lane: have the press make the papers, and wait for them."""
        self._papers_wanted.emit(contents)
        while True:
            try:
                made = self._made.get(timeout=_PATIENCE)
            except Empty:
                self.errand.check()
                continue
            if isinstance(made, Exception):
                raise made
            return made

    def _on_papers_wanted(self, contents: Contents) -> None:
        prepared = self._prepared
        assert prepared is not None  # noqa: S101 - the writing began with it
        self._desk.press.make(
            giving_papers,
            contents,
            prepared.lines,
            prepared.imprint,
            then=self._on_papers_made,
            failed=self._made.put,
            owner=self,
        )

    def _on_papers_made(self, papers: tuple[Paper, ...]) -> None:
        self._papers = papers
        self._made.put(papers)

    def _on_written(self, contents: Contents | None) -> None:
        if contents is None:
            self.given_up.emit()
            return
        vault, prepared = self._desk.vault, self._prepared
        assert prepared is not None  # noqa: S101 - it was written from it
        edition, fingerprint = contents.order.sealed_sound.value, prepared.imprint.fingerprint
        pages = [paper for paper in self._papers if paper.name.endswith(".pdf")]

        def record() -> None:
            for paper in pages:
                what = NewPrint("sound", paper.name, fingerprint, edition)
                Prints(vault).record(what, paper.content)

        self._desk.lane.ask(
            record, lambda _: self.written.emit(contents), self.failed.emit, owner=self
        )
