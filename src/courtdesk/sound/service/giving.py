"""Use case: a hearing's sound is given to who transcribes it."""

from courtdesk.sound.model import (
    NoSound,
    Omission,
    Order,
    Recording,
    SealedSound,
    Source,
)
from courtdesk.sound.service.recordings import SoundService
from courtdesk.sound.store import chunk
from courtdesk.sound.store.box import new_passphrase
from courtdesk.sound.store.handing import HandOver
from courtdesk.sound.store.reader import SoundReader
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault

__all__ = ["HandOver", "SoundGiving", "new_passphrase"]

_NOT_HEARD = frozenset({"samples lost", "paused", "device gone", "disk full", "broken off"})


class SoundGiving:
    """Gives sound of one vault out. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sound = SoundService(vault)

    def prepare(self, order: Order, *, encrypted: bool) -> HandOver:
        """Note in the audit chain what is to be given out; write it next, on any thread.

        Raises:
            NoSound: the hearing has no recording, or its files are missing.
            NotAllowed: the user may not keep the record, or asks for sealed sound without the
                key to what is sealed.
        """
        self._vault.require(Ability.KEEP_RECORD)
        if order.sealed_sound is SealedSound.INCLUDED:
            self._vault.ring.derived(Compartment.SEALED, "items")
        recordings = self._sound.recordings(order.hearing_id)[::-1]
        if not recordings:
            raise NoSound("This hearing has no recording. Nothing was written.")
        readers = [(each, self._sound.open(each.id)) for each in recordings]
        sources = tuple((_source(each, reader), reader) for each, reader in readers)
        self._vault.note("recording.give-out", order.hearing_id, _told(order, encrypted))
        missed = tuple(gap for each in recordings for gap in _interruptions(each, order))
        return HandOver(order, sources, missed)


def _source(recording: Recording, reader: SoundReader) -> Source:
    *_, last = reader.placed()
    head = chunk.link(last.header.previous, reader.written(last))
    plan = recording.plan
    origin = recording.origin
    return Source(
        recording.id,
        recording.started_at,
        plan.channels,
        plan.rate,
        head.hex(),
        f"Imported from “{origin.file}”, SHA-256 {origin.sha256}" if origin else "",
    )


def _told(order: Order, encrypted: bool) -> str:
    edges = [
        edge.isoformat(timespec="seconds") if edge else "" for edge in (order.first, order.last)
    ]
    span = f"{edges[0] or 'its beginning'} to {edges[1] or 'its end'}"
    way = "encrypted" if encrypted else "in the clear"
    return f"from {span}, {order.form}, sealed passages {order.sealed_sound}, {way}"


def _interruptions(recording: Recording, order: Order) -> list[Omission]:
    return [
        Omission(each.kind.value, each.at, each.seconds)
        for each in recording.incidents
        if each.kind.value in _NOT_HEARD
        and (order.first is None or each.at >= order.first)
        and (order.last is None or each.at < order.last)
    ]
