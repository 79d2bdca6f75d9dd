"""The recorder when the world goes wrong: a full disk, a lost device, a system that hangs."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from courtdesk.sound.model import IncidentKind
from courtdesk.sound.recorder import hold
from courtdesk.sound.recorder import session as recording
from courtdesk.sound.recorder.live import Alert, RecorderState
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import NewChunk, SegmentWriter
from tests.sound.conftest import ID, KEY, RATE, speech
from tests.sound.recorders import BLOCK, FakeMicrophones, Running
from tests.sound.test_recorder import until


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(hold, "Microphones", FakeMicrophones)
    monkeypatch.setattr(hold, "look_again", lambda: None)
    monkeypatch.setattr(hold, "_RETRY_SECONDS", 0.05)
    monkeypatch.setattr(FakeMicrophones, "opened", [])
    monkeypatch.setattr(FakeMicrophones, "plugged_in", True)
    made = Running(tmp_path / "r")
    yield made
    if made.thread.is_alive():
        made.stop()


def kinds(reader: SoundReader) -> list[str]:
    return [str(told["kind"]) for told in reader.incidents()]


def test_what_is_heard_is_kept(running: Running) -> None:
    sound = speech(5)
    running.hear(sound)
    running.until_written(len(sound))
    reader = running.stop()
    assert np.array_equal(reader.read(0, len(sound)).samples, sound)
    assert kinds(reader) == []
    assert reader.verify()[1] == ()


def test_a_device_pulled_out_and_put_back_leaves_a_gap_that_is_told(running: Running) -> None:
    sound = speech(4)
    running.hear(sound[: 2 * RATE])
    running.until_written(2 * RATE)
    FakeMicrophones.plugged_in = False
    FakeMicrophones.opened[-1].active = False
    until(running.state(RecorderState.NO_DEVICE))
    running.at += 7
    FakeMicrophones.plugged_in = True
    until(lambda: len(FakeMicrophones.opened) == 2)
    running.hear(sound[2 * RATE :])
    running.until_written(4 * RATE)
    reader = running.stop()
    (told,) = reader.incidents()
    assert told["kind"] == IncidentKind.DEVICE_GONE
    assert told["sample"] == 2 * RATE
    assert float(str(told["seconds"])) == pytest.approx(7, abs=0.1)
    assert np.array_equal(reader.read(0, 4 * RATE).samples, sound)


def test_a_device_that_is_gone_to_the_end_is_told_with_its_span(running: Running) -> None:
    running.hear(speech(2))
    running.until_written(2 * RATE)
    FakeMicrophones.plugged_in = False
    FakeMicrophones.opened[-1].active = False
    until(running.state(RecorderState.NO_DEVICE))
    (told,) = running.stop().incidents()
    assert told["kind"] == IncidentKind.DEVICE_GONE
    assert told["sample"] == 2 * RATE


def test_a_sound_system_that_hangs_holds_up_neither_the_recorders_word_nor_its_end(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr(hold, "_LET_GO_SECONDS", 0.05)
    monkeypatch.setattr(FakeMicrophones, "close", lambda _: answers.wait(20))
    sound = speech(2)
    running.hear(sound)
    running.until_written(len(sound))
    FakeMicrophones.opened[-1].active = False
    until(running.state(RecorderState.NO_DEVICE))
    told = running.live.read()
    assert told is not None
    until(lambda: (later := running.live.read()) is not None and later.told_us > told.told_us)
    reader = running.stop()
    answers.set()
    assert reader.ended
    assert np.array_equal(reader.read(0, len(sound)).samples, sound)


def test_the_highest_peak_since_the_last_word_is_told(running: Running) -> None:
    loud, quiet = np.full((BLOCK, 2), (20_000, -32_768), np.int16), np.zeros((BLOCK, 2), np.int16)
    running.hear(np.concatenate([loud, quiet, quiet]))
    told: list[tuple[float, ...]] = []

    def falls_silent_again() -> bool:
        live = running.live.read()
        told.append((0.0, 0.0) if live is None else live.peaks)
        return max(told) > told[-1]

    until(falls_silent_again)
    assert max(told) == pytest.approx((20_000 / 32_768, 1.0))


def test_a_drive_that_cannot_be_read_leaves_the_recorder_running_and_nothing_verified(
    running: Running, tmp_path: Path
) -> None:
    sound = speech(6)
    running.hear(sound[:RATE])
    running.until_written(RATE)
    running.folder.rename(tmp_path / "away")
    running.hear(sound[RATE:])
    running.until_written(len(sound))
    until(lambda: (told := running.live.read()) is not None and told.alerts & Alert.DISK_LOW)
    told = running.live.read()
    assert told is not None
    assert told.verified == 0
    (tmp_path / "away").rename(running.folder)
    reader = running.stop()
    assert np.array_equal(reader.read(0, len(sound)).samples, sound)


def test_a_recording_that_was_deleted_ends_its_recorder(running: Running) -> None:
    running.hear(speech(1))
    running.until_written(RATE)
    shutil.rmtree(running.folder)
    running.thread.join(20)
    assert not running.thread.is_alive()
    running.live.close()


def test_a_loss_is_told_for_some_minutes_only(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_ALERT_SECONDS", 0.3)
    running.hear(speech(2), overflowed=True)
    until(lambda: (told := running.live.read()) is not None and told.alerts & Alert.LOST)
    until(lambda: (told := running.live.read()) is not None and not told.alerts & Alert.LOST)


def test_a_full_disk_loses_nothing_that_fits_into_memory(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = speech(6)
    running.hear(sound[:RATE])
    running.until_written(RATE)
    refused = _disk_full(monkeypatch)
    running.hear(sound[RATE : 4 * RATE])
    until(lambda: refused.count >= 3)
    refused.over = True
    running.hear(sound[4 * RATE :])
    running.until_written(len(sound))
    reader = running.stop()
    assert np.array_equal(reader.read(0, len(sound)).samples, sound)
    assert reader.verify()[1] == ()


def test_a_disk_that_stays_full_costs_the_oldest_and_tells_the_whole_span(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_KEPT_CHUNKS", 4)
    sound = speech(12)
    running.hear(sound[:RATE])
    running.until_written(RATE)
    refused = _disk_full(monkeypatch)
    running.hear(sound[RATE : 9 * RATE])
    until(lambda: (told := running.live.read()) is not None and told.heard >= 9 * RATE)
    refused.over = True
    running.hear(sound[9 * RATE :])
    running.until_written(len(sound))
    reader = running.stop()
    (told,) = reader.incidents()
    assert told["kind"] == IncidentKind.DISK_FULL
    first, seconds = int(str(told["sample"])), float(str(told["seconds"]))
    span = reader.read(0, len(sound))
    (gap,) = span.gaps
    assert (gap.first, gap.last) == (first, first + round(seconds * RATE))
    assert 6 < seconds < 8
    assert np.array_equal(span.samples[gap.last :], sound[gap.last :])
    assert np.array_equal(span.samples[: gap.first], sound[: gap.first])


class _Refused:
    count, over = 0, False


def _disk_full(monkeypatch: pytest.MonkeyPatch) -> _Refused:
    refused, real = _Refused(), SegmentWriter.append

    def append(writer: SegmentWriter, new: NewChunk) -> None:
        if not refused.over:
            refused.count += 1
            raise OSError(28, "full")
        real(writer, new)

    monkeypatch.setattr(SegmentWriter, "append", append)
    return refused


def test_samples_that_the_device_owns_to_have_lost_are_told(running: Running) -> None:
    sound = speech(6)
    running.hear(sound[: 3 * RATE])
    running.at += 0.25
    running.hear(sound[3 * RATE :], overflowed=True)
    running.until_written(len(sound))
    reader = running.stop()
    (told,) = reader.incidents()
    assert told["kind"] == IncidentKind.LOST
    assert float(str(told["seconds"])) == pytest.approx(0.25, abs=0.01)


def test_samples_that_silently_never_came_are_told(running: Running) -> None:
    sound = speech(80)
    running.hear(sound[: 40 * RATE])
    running.at += 0.3
    running.hear(sound[40 * RATE :])
    running.until_written(len(sound))
    reader = running.stop()
    (told,) = reader.incidents()
    assert told["kind"] == IncidentKind.LOST
    assert float(str(told["seconds"])) == pytest.approx(0.3, abs=0.01)
    assert 39 * RATE < int(str(told["sample"])) < 51 * RATE


def test_an_incident_that_is_damaged_does_not_stop_the_rest(running: Running) -> None:
    sound = speech(6)
    running.hear(sound[: 3 * RATE])
    running.at += 0.25
    running.hear(sound[3 * RATE :], overflowed=True)
    running.until_written(len(sound))
    reader = running.stop()
    (told,) = (each for each in reader.placed() if each.header.kind is ChunkKind.INCIDENT)
    path = reader.segments[0]
    content = bytearray(path.read_bytes())
    content[told.offset + 100] ^= 1
    path.write_bytes(content)
    again = SoundReader(path.parent, ID, KEY, 2)
    assert list(again.incidents()) == []
    assert again.verify()[1] != ()
