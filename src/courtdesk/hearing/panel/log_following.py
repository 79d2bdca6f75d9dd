"""The log of the open hearing, read to what follows it, with each entry that is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from courtdesk.hearing.model import Entry
from courtdesk.hearing.service.following import Follower

if TYPE_CHECKING:
    from courtdesk.hearing.panel.session import HearingSession

F = TypeVar("F", bound=Follower)


class Source(Protocol[F]):
    """A service that makes followers, and lets them read a log bit by bit."""

    def begin(self, hearing_id: str, /) -> F:
        """What follows the log of a hearing, and has not read it yet."""

    def follow(self, follower: F, hearing_id: str, after: int, /) -> int | None:
        """Read on behind entry ``after``; None at the end of the log."""


class LogFollowing(QObject, Generic[F]):
    """Entries that are recorded while the log is still being read are followed after it."""

    followed = Signal(object)
    """The follower, when it has read the log, and with each entry from then on."""

    def __init__(self, session: HearingSession, source: Source[F], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._source = source
        self._missed: list[Entry] = []
        self.follower: F | None = None

    def forget(self) -> None:
        """Another hearing is open; its log is read when it is shown."""
        self.follower = None
        self._missed.clear()

    def read(self) -> None:
        """Read the log from its beginning."""
        hearing_id = self._session.hearing_id
        if hearing_id:
            self.follower = None
            self._session.read(
                lambda: self._source.begin(hearing_id),
                lambda made: self._read_on(hearing_id, made, 0),
            )

    def take_in(self, entry: Entry) -> None:
        """An entry as it is on disk now: a new one, or a newer version."""
        if self.follower is None:
            self._missed.append(entry)
        elif entry.hearing_id == self._session.hearing_id:
            self.follower.put(entry)
            self.followed.emit(self.follower)

    def _read_on(self, hearing_id: str, made: F, after: int | None) -> None:
        """Read the log bit by bit, so that a typed line never waits for it."""
        if after is not None:
            self._session.read(
                lambda: self._source.follow(made, hearing_id, after),
                lambda read: self._read_on(hearing_id, made, read),
            )
            return
        for entry in self._missed:
            made.put(entry)
        self._missed.clear()
        self.follower = made
        self.followed.emit(made)
