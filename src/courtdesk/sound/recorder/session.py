"""One recording from its first sample to its end."""

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np

from courtdesk.sound.model import Codec, IncidentKind, NoSound, SoundPlan
from courtdesk.sound.recorder.clock import WINDOW_SECONDS, SampleClock
from courtdesk.sound.recorder.device import Block, Microphones, look_again
from courtdesk.sound.recorder.live import Alert, Command, Live, LiveFile, RecorderState
from courtdesk.sound.store import chunk, codec
from courtdesk.sound.store.chunk import HEADER_BYTES, ChunkKind
from courtdesk.sound.store.writer import NewChunk, SegmentWriter

CHUNK_MS = 320  # whole frames of Opus, and time enough to write within a second
_LEAD_SECONDS = 0.08  # what Opus needs to settle, RFC 7845 section 4.2
_TELL_SECONDS = 0.1
_RETRY_SECONDS = 1.0
_DEVICE_SECONDS = 5.0  # a busy computer delivers late; a device that is gone delivers never
_SILENT_SECONDS = 10.0
_SILENT_PEAK = 10 ** (-60 / 20)
_VERIFY_EVERY = 4
_LOW_DISK = 2 << 30
_KEPT_CHUNKS = 375


class Session:
    """Records by ``plan`` into ``folder`` until it is told to stop."""

    def __init__(self, folder: Path, recording_id: str, key: bytes, plan: SoundPlan) -> None:
        self._id, self._key, self._plan, self._folder = recording_id, key, plan, folder
        copy = Path(plan.second_copy) if plan.second_copy else None
        self._writer = SegmentWriter(folder, recording_id, key, copy)
        self._live = LiveFile(folder, create=True)
        self._blocks: SimpleQueue[Block] = SimpleQueue()
        self._clock = SampleClock(plan.rate)
        self._frame_bytes = 2 * len(plan.channels)
        self._pending: list[NewChunk] = []
        self._pcm, self._tail = bytearray(), b""
        self._heard = self._written = self._verified = self._verified_us = 0
        self._alerts = 0
        self._told = 0.0
        self._last_block = time.monotonic()
        self._gap_since = 0
        self._before_loss: float | None = None
        self._dropped: NewChunk | None = None
        self._retry_at = 0.0
        self._state = RecorderState.STARTING
        self._peaks = self._loudness = (0.0,) * len(plan.channels)
        self._loud_at = [time.monotonic()] * len(plan.channels)
        self._copy_told = False
        self._warm()
        self._microphones: Microphones | None = Microphones(plan, self._blocks)

    def _warm(self) -> None:
        """Load the codec and the cipher before the first sound has to be written."""
        silence = bytes(self._frame_bytes * self._plan.rate * CHUNK_MS // 1000)
        content = codec.encode(silence, self._plan.rate, len(self._plan.channels), self._plan.codec)
        header = chunk.Header(ChunkKind.END, 0, 0, 0, 0, 0, 0, bytes(32))
        chunk.encrypt(bytes(chunk.KEY_BYTES), self._id, header, content)

    def run(self) -> None:
        """Record; returns when the desk asked to stop."""
        self._state = RecorderState.RECORDING
        self._last_block = time.monotonic()
        while (command := self._live.command) is not Command.STOP:
            try:
                block = self._blocks.get(timeout=_TELL_SECONDS)
            except Empty:
                self._look_for_device()
            else:
                self._take(block, command)
            self._tell()
        self._end()

    def _take(self, block: Block, command: Command) -> None:
        self._last_block = time.monotonic()
        self._measure(block)
        if command is Command.PAUSE:
            if self._state is not RecorderState.PAUSED:
                self._cut(RecorderState.PAUSED)
            return
        if block.overflowed and self._state is RecorderState.RECORDING:
            self._before_loss = self._clock.offset
            self._clock.interrupted()
            self._alerts |= Alert.LOST
        self._heard += block.frames
        self._clock.arrived(self._heard, block.at)
        if self._state is not RecorderState.RECORDING:
            self._go_on(block)
        self._pcm += block.pcm
        size = self._plan.rate * CHUNK_MS // 1000 * self._frame_bytes
        while len(self._pcm) >= size:
            pcm = bytes(self._pcm[:size])
            del self._pcm[:size]
            self._queue(pcm)
            self._tell_loss()
        self._write()

    def _go_on(self, block: Block) -> None:
        """Sound again after a pause, or from a device that came back."""
        kind = (
            IncidentKind.PAUSED if self._state is RecorderState.PAUSED else IncidentKind.DEVICE_GONE
        )
        first = self._heard - block.frames
        began = self._gap_since
        self._report(kind, first, began, (self._clock.utc_us(first) - began) / 1e6)
        self._state = RecorderState.RECORDING

    def _cut(self, state: RecorderState) -> None:
        """Write what was heard so far; what comes next does not follow without a gap."""
        self._gap_since = self._clock.utc_us(self._heard)
        if self._pcm:
            self._queue(bytes(self._pcm))
            self._pcm.clear()
        self._tail = b""
        self._clock.interrupted()
        self._state = state
        self._write()

    def _queue(self, pcm: bytes) -> None:
        frames = len(pcm) // self._frame_bytes
        first = self._queued_until()
        lead = b""
        if self._plan.codec is Codec.OPUS:
            lead = self._tail
            keep = round(_LEAD_SECONDS * self._plan.rate) * self._frame_bytes
            self._tail = pcm[-keep:]
        content = codec.encode(
            lead + pcm, self._plan.rate, len(self._plan.channels), self._plan.codec
        )
        new = NewChunk(
            ChunkKind.SOUND,
            first,
            frames,
            self._clock.utc_us(first),
            content,
            len(lead) // self._frame_bytes,
        )
        self._pending.append(new)

    def _queued_until(self) -> int:
        if self._pending:
            return self._pending[-1].first + self._pending[-1].frames
        return self._written

    def _report(
        self, kind: IncidentKind, sample: int, utc_us: int, seconds: float, detail: str = ""
    ) -> None:
        content = {
            "kind": kind.value,
            "sample": sample,
            "utc_us": utc_us,
            "seconds": round(seconds, 6),
            "detail": detail,
        }
        at = self._queued_until()
        self._pending.append(
            NewChunk(ChunkKind.INCIDENT, at, 0, utc_us, json.dumps(content).encode())
        )

    def _tell_loss(self) -> None:
        rate = self._plan.rate
        if missing := self._clock.lost():
            self._alerts |= Alert.LOST
            sample = max(0, self._queued_until() - round(WINDOW_SECONDS * rate))
            at = self._clock.utc_us(sample)
            self._report(IncidentKind.LOST, sample, at, missing / rate, f"{missing} samples")
        if self._before_loss is None or self._clock.offset is None:
            return
        lost = max(0, round(self._before_loss - self._clock.offset))
        sample = self._queued_until()
        at = self._clock.utc_us(sample)
        self._report(IncidentKind.LOST, sample, at, lost / self._plan.rate, f"{lost} samples")
        self._before_loss = None

    def _write(self) -> None:
        while self._pending:
            try:
                self._writer.append(self._pending[0])
            except OSError:
                self._alerts |= Alert.DISK_FULL
                self._drop_oldest()
                return
            done = self._pending.pop(0)
            self._written = done.first + done.frames
            self._alerts &= ~Alert.DISK_FULL
            self._tell_dropped()
            if done.kind is ChunkKind.SOUND and self._writer.chunks % _VERIFY_EVERY == 0:
                self._verify(done)
        if self._writer.copy_failed and not self._copy_told:
            self._copy_told = True
            self._alerts |= Alert.COPY_FAILED
            self._report(
                IncidentKind.COPY_FAILED, self._written, self._clock.utc_us(self._written), 0
            )

    def _drop_oldest(self) -> None:
        """Keep two minutes in memory while the disk refuses; what is older is lost, and told.

        The first is the one that the disk will be asked to take again, so the second goes.
        """
        if len(self._pending) <= _KEPT_CHUNKS:
            return
        gone = self._pending.pop(1)
        if gone.kind is not ChunkKind.SOUND:
            return
        before = self._dropped
        self._dropped = gone if before is None else replace(before, frames=_until(gone, before))

    def _tell_dropped(self) -> None:
        if self._dropped is None:
            return
        gone, self._dropped = self._dropped, None
        seconds = gone.frames / self._plan.rate
        self._report(IncidentKind.DISK_FULL, gone.first, gone.utc_us, seconds)

    def _verify(self, done: NewChunk) -> None:
        """Read the newest chunk back from the disk and decode it."""
        path, start, length = self._writer.last
        with path.open("rb") as file:
            file.seek(start)
            written = file.read(length)
        header = chunk.read_header(written)
        if header is None:
            return
        try:
            content = chunk.decrypt(self._key, self._id, header, written[HEADER_BYTES:])
            codec.decode(content, header.lead, header.frames)
        except NoSound:
            return
        self._verified = done.first + done.frames
        self._verified_us = time.time_ns() // 1000

    def _measure(self, block: Block) -> None:
        samples = np.frombuffer(block.pcm, np.int16).reshape(-1, len(self._plan.channels))
        scaled = samples.astype(np.float32) / 32768
        peaks = np.abs(scaled).max(0)
        self._peaks = tuple(float(peak) for peak in peaks)
        self._loudness = tuple(float(level) for level in np.sqrt((scaled * scaled).mean(0)))
        if (peaks >= 0.9999).any():
            self._alerts |= Alert.CLIPPED
        now = time.monotonic()
        for number, peak in enumerate(self._peaks):
            if peak > _SILENT_PEAK:
                self._loud_at[number] = now
        quiet = any(now - at > _SILENT_SECONDS for at in self._loud_at)
        self._alerts = self._alerts | Alert.SILENT if quiet else self._alerts & ~Alert.SILENT

    def _look_for_device(self) -> None:
        quiet = time.monotonic() - self._last_block
        gone = self._microphones is None or not self._microphones.active
        if not gone and quiet < _DEVICE_SECONDS:
            return
        if self._state is RecorderState.RECORDING:
            self._cut(RecorderState.NO_DEVICE)
        if self._microphones is not None:
            self._microphones.close()
            self._microphones = None
        if time.monotonic() < self._retry_at:
            return
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        with suppress(NoSound):  # it is looked for again and again
            look_again()
            self._microphones = Microphones(self._plan, self._blocks)
            self._last_block = time.monotonic()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told < _TELL_SECONDS:
            return
        self._told = now
        if jump := self._clock.jump():
            self._alerts |= Alert.CLOCK_JUMPED
            at = self._queued_until()
            self._report(IncidentKind.CLOCK_JUMPED, at, self._clock.utc_us(at), jump)
        low = shutil.disk_usage(self._folder).free < _LOW_DISK
        self._alerts = self._alerts | Alert.DISK_LOW if low else self._alerts & ~Alert.DISK_LOW
        self._publish()

    def _publish(self) -> None:
        self._live.tell(
            Live(
                self._id,
                os.getpid(),
                self._plan.rate,
                self._state,
                self._alerts,
                self._heard,
                self._written,
                self._verified,
                time.time_ns() // 1000,
                self._verified_us,
                self._peaks,
                self._loudness,
            )
        )

    def _end(self) -> None:
        if self._microphones is not None:
            self._microphones.close()
        while not self._blocks.empty():
            self._take(self._blocks.get(), Command.RECORD)
        self._cut(RecorderState.ENDED)
        at = self._queued_until()
        self._pending.append(NewChunk(ChunkKind.END, at, 0, self._clock.utc_us(at)))
        self._write()
        self._writer.close()
        self._publish()
        self._live.close()


def _until(last: NewChunk, first: NewChunk) -> int:
    return last.first + last.frames - first.first
