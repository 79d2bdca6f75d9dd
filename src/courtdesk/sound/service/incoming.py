"""Use case: a recording that was made elsewhere is kept as ours are, encrypted and chained."""

import json
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from courtdesk.sound.model import Codec, ImportPlan, NoSound, Recording
from courtdesk.sound.service.recordings import FOLDER, SoundService
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import KEY_BYTES, ChunkKind
from courtdesk.sound.store.writer import NewChunk, SegmentWriter
from courtdesk.sound.tables import OriginRow, RecordingRow
from courtdesk.vault.changes import Saved
from courtdesk.vault.files import cannot_write
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms

_STAGING = ".importing-"
_CHUNK_SECONDS = 2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Incoming:
    """An import that has begun. :meth:`write` may run on any thread."""

    id: str
    plan: ImportPlan
    folder: Path
    key: bytes = field(repr=False)

    def write(
        self, blocks: Iterable[bytes], heard: Callable[[float], None] = lambda _: None
    ) -> None:
        """Encrypt ``blocks`` of interleaved 16-bit samples; ``heard`` is told the seconds done.

        Whatever ``blocks`` or ``heard`` raise ends the import and leaves nothing.

        Raises:
            CannotWrite: the disk refused.
        """
        try:
            self._write(blocks, heard)
        except OSError as error:
            self.drop()
            raise cannot_write(error) from error
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Give the import up."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, blocks: Iterable[bytes], heard: Callable[[float], None]) -> None:
        plan = self.plan
        frame = 2 * len(plan.channels)
        size = _CHUNK_SECONDS * plan.rate * frame
        began_us = (plan.started_at - _EPOCH) // timedelta(microseconds=1)
        writer = SegmentWriter(self.folder, self.id, self.key, None)
        first, left = 0, b""

        def append(kind: ChunkKind, pcm: bytes) -> None:
            content = codec.encode(pcm, plan.rate, len(plan.channels), Codec.FLAC) if pcm else b""
            at = began_us + first * 1_000_000 // plan.rate
            writer.append(NewChunk(kind, first, len(pcm) // frame, at, content))

        try:
            for block in blocks:
                left += block
                while len(left) >= size:
                    append(ChunkKind.SOUND, left[:size])
                    first, left = first + size // frame, left[size:]
                    heard(first / plan.rate)
            if left:
                append(ChunkKind.SOUND, left)
                first += len(left) // frame
            append(ChunkKind.END, b"")
        finally:
            writer.close()


class SoundImports:
    """Imports recordings into one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._audio = vault.path / FOLDER

    def prepare(self, plan: ImportPlan) -> Incoming:
        """Begin an import: write its sound next, then :meth:`keep` it.

        Raises:
            NoSound: the same file was imported to this hearing before.
            NotAllowed: the user may not keep the record.
        """
        self._vault.require(Ability.KEEP_RECORD)
        known = (
            select(OriginRow.id)
            .join(RecordingRow, RecordingRow.id == OriginRow.id)
            .where(OriginRow.sha256 == plan.origin.sha256)
            .where(RecordingRow.hearing_id == plan.hearing_id)
        )
        with self._vault.read() as session:
            if session.scalars(known).first() is not None:
                raise NoSound("This file was imported to this hearing already.")
        for left in self._audio.glob(f"{_STAGING}*"):
            shutil.rmtree(left, ignore_errors=True)
        recording_id = new_id()
        folder = self._audio / f"{_STAGING}{recording_id}"
        return Incoming(recording_id, plan, folder, secrets.token_bytes(KEY_BYTES))

    def keep(self, incoming: Incoming) -> Saved[Recording]:
        """Take what was written into the record.

        Raises:
            CannotWrite: the disk refused.
        """
        plan, folder = incoming.plan, self._audio / incoming.id
        row = RecordingRow(
            id=incoming.id,
            hearing_id=plan.hearing_id,
            device="",
            rate=plan.rate,
            codec=Codec.FLAC.value,
            channels=json.dumps(plan.channels),
            second_copy="",
            key=incoming.key,
            started_at_ms=to_ms(plan.started_at),
            ended_at_ms=None,
        )
        origin = plan.origin
        source = OriginRow(id=incoming.id, file=origin.file, form=origin.form, sha256=origin.sha256)
        try:
            incoming.folder.rename(folder)
        except OSError as error:
            incoming.drop()
            raise cannot_write(error) from error
        # Should the commit fail, the files stay: it may have reached the disk all the same.
        with self._vault.write("recording.import") as unit:
            unit.add(row, source)
            unit.commit()
        taken = SoundService(self._vault).take_up(incoming.id)
        return Saved(taken.value.recording, taken.changed)
