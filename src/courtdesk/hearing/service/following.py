"""The log of a hearing, read to what follows it."""

from typing import Protocol

from sqlalchemy import or_, select

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.hearing.service.reading import to_entries
from courtdesk.hearing.service.sealed_words import Opener
from courtdesk.hearing.tables import EntryRow
from courtdesk.vault.store import Vault

_AT_ONCE = 200


class Follower(Protocol):
    """What takes notice of each entry, such as a checker."""

    def put(self, entry: Entry) -> None:
        """Take notice of an entry."""


class Following:
    """Reads logs to followers; with ``opens``, sealed words too, for who may see them.

    Call it on the thread that opened the vault.
    """

    def __init__(self, vault: Vault, *, opens: bool) -> None:
        self._vault = vault
        self._opener = Opener.of(vault) if opens else None

    def read_whole(self, hearing_id: str, follower: Follower) -> None:
        """Let ``follower`` follow the log of a hearing so far."""
        after: int | None = 0
        while after is not None:
            after = self.read_on(hearing_id, follower, after)

    def read_on(self, hearing_id: str, follower: Follower, after: int) -> int | None:
        """Let ``follower`` read on behind entry ``after``, a few hundred lines at most.

        Returns the number of the last entry read, or None at the end of the log. Who watches a
        long log reads it so, bit by bit, and nobody else waits for the vault.
        """
        telling = (
            select(EntryRow)
            .where(EntryRow.hearing_id == hearing_id)
            .where(or_(EntryRow.kind != EntryKind.NOTE.value, EntryRow.text == ""))
            .where(EntryRow.number > after)
            .order_by(EntryRow.number)
            .limit(_AT_ONCE)
        )
        with self._vault.read() as session:
            entries = to_entries(session, session.scalars(telling).all(), self._opener)
        for entry in entries:
            follower.put(entry)
        return entries[-1].number if len(entries) == _AT_ONCE else None
