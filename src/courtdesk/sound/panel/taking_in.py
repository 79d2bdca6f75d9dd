"""Takes a recording in that was made elsewhere: read and decoded off the vault's lane."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.sound.imports import BadSound, SoundFile, plan_import
from courtdesk.sound.model import ImportPlan, Recording
from courtdesk.sound.panel.errand import Errand, GivenUp
from courtdesk.sound.service.incoming import Incoming, SoundImports

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper
    from courtdesk.vault.changes import Saved


@dataclass(frozen=True)
class Found:
    """What a file says of itself. ``exact`` tells whether 16 bits hold every sample of it."""

    path: Path
    form: str
    channels: int
    rate: int
    seconds: float
    exact: bool


def look_into(path: Path) -> Found:
    """What ``path`` holds.

    Raises:
        BadSound: it cannot be read as sound.
    """
    with closing(SoundFile(path)) as sound:
        told = sound.format
    seconds = told.frames / told.rate
    return Found(path, told.name, told.channels, told.rate, seconds, told.exact)


class TakingIn(QObject):
    """One import. Its owner is the dialog; the lock ends it."""

    kept = Signal(object)
    """The ``Recording``."""
    failed = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        desk: Desk,
        keeper: SoundKeeper,
        path: Path,
        about: tuple[str, datetime, tuple[str, ...]],
        parent: QObject,
    ) -> None:
        """``about``: the hearing's id, when the sound begins, and the channels' names."""
        super().__init__(parent)
        self._desk, self._keeper, self._path, self._about = desk, keeper, path, about
        self._service = SoundImports(desk.vault)
        self.errand = Errand()
        keeper.leaving.connect(self.errand.cancel)

    def begin(self) -> None:
        """Read the file's hash, then the sound, then keep it."""

        def plan() -> ImportPlan:
            with closing(SoundFile(self._path)) as sound:
                return plan_import(self._path, sound, *self._about)

        self._keeper.carrying.ask(plan, self._on_planned, self.failed.emit, owner=self)

    def _on_planned(self, plan: ImportPlan) -> None:
        service = self._service
        if self.errand.cancelled:
            self.given_up.emit()
        else:
            self._desk.lane.ask(
                lambda: service.prepare(plan), self._on_prepared, self.failed.emit, owner=self
            )

    def _on_prepared(self, incoming: Incoming) -> None:
        path, about, errand = self._path, self._about, self.errand

        def write() -> Incoming | None:
            try:
                errand.check()
                with closing(SoundFile(path)) as sound:
                    if plan_import(path, sound, *about) != incoming.plan:
                        raise BadSound(f"“{path.name}” was changed meanwhile. Choose it again.")
                    incoming.write(sound.blocks(), errand.heard)
            except GivenUp:
                return None
            return incoming

        if not self._keeper.stopped:
            self._keeper.carrying.ask(write, self._on_written, self.failed.emit, owner=self)

    def _on_written(self, incoming: Incoming | None) -> None:
        service = self._service
        if incoming is None:
            self.given_up.emit()
            return

        def kept(saved: Saved[Recording]) -> None:
            self.kept.emit(saved.value)

        self._desk.lane.ask(lambda: service.keep(incoming), kept, self.failed.emit, owner=self)
