"""The recorder when the world goes wrong: late blocks, a full disk, a lost device, a clock put."""

import io
import json
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import ClassVar

import numpy as np
import pytest

from courtdesk import __main__ as door
from courtdesk.sound.model import IncidentKind, NoSound, SoundPlan
from courtdesk.sound.recorder import __main__ as process
from courtdesk.sound.recorder import session as recording
from courtdesk.sound.recorder import start as starting
from courtdesk.sound.recorder.clock import SampleClock
from courtdesk.sound.recorder.device import Block, devices
from courtdesk.sound.recorder.live import Alert, Command, LiveFile, RecorderState
from courtdesk.sound.recorder.session import Session
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import NewChunk, SegmentWriter
from tests.sound.conftest import BEGAN_US, ID, KEY, speech
from tests.sound.test_recorder import until

RATE = 16_000
PLAN = SoundPlan(("Bench", "Witness"), "", RATE)
PLAN_TOLD = {**vars(PLAN), "channels": list(PLAN.channels)}
BLOCK = RATE // 50
CHUNK = RATE * recording.CHUNK_MS // 1000


class FakeMicrophones:
    """A device that the test speaks into. It can be pulled out."""

    opened: ClassVar[list["FakeMicrophones"]] = []
    plugged_in = True

    def __init__(self, _plan: SoundPlan, blocks: "SimpleQueue[Block]") -> None:
        if not self.plugged_in:
            raise NoSound("it is not there")
        self.active = True
        self.blocks = blocks
        self.opened.append(self)

    def close(self) -> None:
        self.active = False


class Running:
    """A session in a thread, and its clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.at = 1000.0
        self.session = Session(folder, ID, KEY, PLAN)
        self.live = LiveFile(folder)
        self.thread = threading.Thread(target=self.session.run)
        self.thread.start()

    def hear(self, samples: np.ndarray, *, overflowed: bool = False) -> None:
        microphones = FakeMicrophones.opened[-1]
        for first in range(0, len(samples), BLOCK):
            part = samples[first : first + BLOCK]
            self.at += len(part) / RATE
            microphones.blocks.put(Block(part.tobytes(), len(part), self.at, overflowed))
            overflowed = False

    def until_written(self, samples: int) -> None:
        """All whole chunks of so many samples; the rest is written at the end."""
        chunks = samples // CHUNK * CHUNK
        until(lambda: (told := self.live.read()) is not None and told.written >= chunks)

    def state(self, state: RecorderState) -> Callable[[], bool]:
        return lambda: (told := self.live.read()) is not None and told.state is state

    def stop(self) -> SoundReader:
        self.live.ask(Command.STOP)
        self.thread.join(20)
        assert not self.thread.is_alive()
        self.live.close()
        return SoundReader(self.folder, ID, KEY, 2)


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(recording, "Microphones", FakeMicrophones)
    monkeypatch.setattr(recording, "look_again", lambda: None)
    monkeypatch.setattr(recording, "_RETRY_SECONDS", 0.05)
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
    monkeypatch.setattr(recording, "_LET_GO_SECONDS", 0.05)
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


def test_a_recorder_that_is_not_let_in_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(starting, "_command", lambda: silent)
    monkeypatch.setattr(starting, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(NoSound, match="sound system does not answer"):
        starting.start(tmp_path / "r", ID, KEY, PLAN)


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


def test_blocks_that_are_late_are_not_taken_for_lost() -> None:
    clock = SampleClock(RATE, lambda: 0.0, lambda: 0.0)
    samples, at, found = 0, 0.0, 0
    for _ in range(3000):
        samples, at = samples + BLOCK, at + 0.02
        clock.arrived(samples, at)
        found += clock.lost()
    at += 15
    for _ in range(750):
        samples += BLOCK
        clock.arrived(samples, at)
        found += clock.lost()
    for _ in range(3000):
        samples, at = samples + BLOCK, at + 0.02
        clock.arrived(samples, at)
        found += clock.lost()
    assert found == 0


@pytest.mark.parametrize("drift", [0, 30e-6, -30e-6])
def test_an_entrys_place_is_right_within_a_millisecond_over_an_hour(drift: float) -> None:
    """Blocks that arrive up to 18 ms late, a card whose clock is off, an entry each 7 seconds."""
    dice = random.Random(1)  # noqa: S311 - lateness of blocks, no secret
    clock = SampleClock(RATE, lambda: 0.0, lambda: 0.0)
    errors = []
    for number in range(1, 3600 * 50):
        heard_at = number * 0.02 * (1 + drift)
        clock.arrived(number * BLOCK, heard_at + dice.uniform(0, 0.018))
        if number > 1500 and number % 350 == 0:
            errors.append(clock.utc_us(number * BLOCK) / 1000 - heard_at * 1000)
    assert max(errors) - min(errors) < 1


def test_the_first_seconds_are_placed_as_well_as_the_rest(tmp_path: Path) -> None:
    """The first chunks bear a time that is late; what came after them knows better."""
    sound = speech(20)
    writer = SegmentWriter(tmp_path / "r", ID, KEY, None)
    for number, first in enumerate(range(0, len(sound), RATE // 2)):
        part = sound[first : first + RATE // 2]
        late = max(0, 16_000 - 4000 * number)
        content = codec.encode(part.tobytes(), RATE, 2, PLAN.codec)
        utc = BEGAN_US + first * 1_000_000 // RATE + late
        writer.append(NewChunk(ChunkKind.SOUND, first, len(part), utc, content))
    writer.close()
    reader = SoundReader(tmp_path / "r", ID, KEY, 2)
    for seconds in (0.01, 0.3, 0.505, 1.2, 5, 19.9):
        assert abs(reader.sample_at(BEGAN_US + round(seconds * 1e6)) - seconds * RATE) <= 1


def test_a_clock_that_is_put_is_told_once() -> None:
    utc = [1000.0]
    clock = SampleClock(RATE, lambda: 0.0, lambda: utc[0])
    assert clock.jump() == 0
    utc[0] += 3600
    assert clock.jump() == 3600
    assert clock.jump() == 0


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


def test_the_frozen_program_is_its_own_recorder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the frozen program starts is understood by the door."""
    assert starting._command()[1:] == ["-m", "courtdesk.sound.recorder"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    executable, *words = starting._command()
    assert (executable, words) == (sys.executable, [door.RECORDER])
    asked = json.dumps(
        {"folder": "/nowhere/at/all/x", "id": ID, "key": "", "plan": {}}, ensure_ascii=False
    )
    told = subprocess.run(
        [sys.executable, "-m", "courtdesk", *words],
        input=asked + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "refused" in json.loads(told.stdout)


def test_without_portaudio_sound_is_off_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    with pytest.raises(NoSound, match="Sound is off"):
        devices()


class _Broken:
    def __init__(self, *_: object) -> None:
        pass

    def run(self) -> None:
        raise RuntimeError("the witness said her name")


def test_a_bug_of_the_recorder_is_written_down_without_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(status: int) -> None:
        raise SystemExit(status)

    asked = {"folder": str(tmp_path / ID), "id": ID, "key": "", "plan": PLAN_TOLD}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    monkeypatch.setattr(process.signal, "signal", lambda *_: None)
    monkeypatch.setattr(process.os, "umask", lambda _: None)
    monkeypatch.setattr(process.os, "_exit", leave)
    monkeypatch.setattr(process, "_come_first", lambda: None)
    monkeypatch.setattr(process, "_let_go", lambda: None)
    monkeypatch.setattr(recording, "Session", _Broken)
    with pytest.raises(SystemExit, match="1"):
        process.main()
    (log,) = tmp_path.rglob("courtdesk.log")
    told = log.read_text()
    assert "recorder builtins.RuntimeError at sound/recorder/__main__" in told
    assert "witness" not in told
