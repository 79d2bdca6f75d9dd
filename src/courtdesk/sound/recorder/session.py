"""One recording from its first sample to its end."""

import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np

from courtdesk.sound.model import Codec, IncidentKind, NoSound, SoundPlan
from courtdesk.sound.recorder.clock import WINDOW_SECONDS, SampleClock
from courtdesk.sound.recorder.device import Block
from courtdesk.sound.recorder.hold import Hold
from courtdesk.sound.recorder.live import Alert, Command, Live, LiveFile, RecorderState
from courtdesk.sound.store import chunk, codec
from courtdesk.sound.store.chunk import HEADER_BYTES, ChunkKind
from courtdesk.sound.store.writer import NewChunk, SegmentWriter

CHUNK_MS = 320  # whole frames of Opus, and time enough to write within a second
_LEAD_SECONDS = 0.08  # what Opus needs to settle, RFC 7845 section 4.2
_TELL_SECONDS = 0.1
_DEVICE_SECONDS = 5.0  # a busy computer delivers late; a device that is gone delivers never
_ALERT_SECONDS = 300.0
"""So long it is told that sound was lost, or the clock put; a later time is told anew."""
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
        self._lasting: dict[Alert, float] = {}
        self._told = 0.0
        self._last_block = time.monotonic()
        self._gap_since = 0
        self._before_loss: float | None = None
        self._dropped: NewChunk | None = None
        self._state = RecorderState.STARTING
        self._peaks = np.zeros((2, len(plan.channels)), np.int32)
        self._copy_fails = False
        self._warm()
        self._hold = Hold(plan, self._blocks)

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
        while (command := self._live.command) is not Command.STOP and not self._live.removed:
            try:
                block = self._blocks.get(timeout=_TELL_SECONDS)
            except Empty:
                self._look_for_device()
            else:
                self._take(block, command)
            if self._hold.adopt():
                self._last_block = time.monotonic()
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
            self._alert(Alert.LOST)
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
            self._alert(Alert.LOST)
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
        if self._writer.copy_failed is not self._copy_fails:
            self._tell_copy(fails=self._writer.copy_failed)

    def _tell_copy(self, *, fails: bool) -> None:
        self._copy_fails = fails
        self._alerts = (
            self._alerts | Alert.COPY_FAILED if fails else self._alerts & ~Alert.COPY_FAILED
        )
        kind = IncidentKind.COPY_FAILED if fails else IncidentKind.COPY_BACK
        self._report(kind, self._written, self._clock.utc_us(self._written), 0)

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
        try:
            with path.open("rb") as file:
                file.seek(start)
                written = file.read(length)
            header = chunk.read_header(written)
            if header is None:
                return
            content = chunk.decrypt(self._key, self._id, header, written[HEADER_BYTES:])
            codec.decode(content, header.lead, header.frames)
        except (NoSound, OSError):  # it stays unverified, and the desk says so
            return
        self._verified = done.first + done.frames
        self._verified_us = time.time_ns() // 1000

    def _measure(self, block: Block) -> None:
        samples = np.frombuffer(block.pcm, np.int16).reshape(-1, len(self._plan.channels))
        loud = np.maximum(samples.max(0).astype(np.int32), -samples.min(0).astype(np.int32))
        self._peaks[1] = np.maximum(self._peaks[1], loud)

    def _look_for_device(self) -> None:
        quiet = time.monotonic() - self._last_block
        if not self._hold.lost and quiet < _DEVICE_SECONDS:
            return
        if self._state is RecorderState.RECORDING:
            self._cut(RecorderState.NO_DEVICE)
        self._hold.renew()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told < _TELL_SECONDS:
            return
        self._told = now
        for alert, at in tuple(self._lasting.items()):
            if now - at > _ALERT_SECONDS:
                del self._lasting[alert]
                self._alerts &= ~alert
        if jump := self._clock.jump():
            self._alert(Alert.CLOCK_JUMPED)
            at = self._queued_until()
            self._report(IncidentKind.CLOCK_JUMPED, at, self._clock.utc_us(at), jump)
        low = self._is_disk_low()
        self._alerts = self._alerts | Alert.DISK_LOW if low else self._alerts & ~Alert.DISK_LOW
        self._publish()

    def _alert(self, alert: Alert) -> None:
        """Tell of something that has happened; it is told for some minutes."""
        self._alerts |= alert
        self._lasting[alert] = time.monotonic()

    def _is_disk_low(self) -> bool:
        try:
            return shutil.disk_usage(self._folder).free < _LOW_DISK
        except OSError:  # a drive that is gone says nothing; writing to it does
            return True

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
                tuple(float(peak) for peak in self._peaks.max(0) / 32768),
            )
        )
        self._peaks = np.stack((self._peaks[1], np.zeros_like(self._peaks[1])))

    def _end(self) -> None:
        self._hold.let_go()
        while not self._blocks.empty():
            self._take(self._blocks.get(), Command.RECORD)
        if self._state is RecorderState.NO_DEVICE:
            began = self._gap_since
            seconds = (time.time_ns() // 1000 - began) / 1e6
            self._report(IncidentKind.DEVICE_GONE, self._heard, began, seconds)
        self._cut(RecorderState.ENDED)
        at = self._queued_until()
        self._pending.append(NewChunk(ChunkKind.END, at, 0, self._clock.utc_us(at)))
        self._write()
        self._writer.close()
        self._publish()
        self._live.close()


def _until(last: NewChunk, first: NewChunk) -> int:
    return last.first + last.frames - first.first
