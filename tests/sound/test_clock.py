"""When a sample was heard: late blocks, a card that drifts, a clock that is put."""

import random
from pathlib import Path

import pytest

from courtdesk.sound.recorder.clock import SampleClock
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import NewChunk, SegmentWriter
from tests.sound.conftest import BEGAN_US, ID, KEY, RATE, speech
from tests.sound.recorders import BLOCK, PLAN


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


def test_a_clock_that_is_nudged_or_drifts_is_followed_without_a_word() -> None:
    put = 0.0
    clock = SampleClock(RATE, lambda: 0.0, lambda: 1000.0 + put)
    clock.arrived(BLOCK, 0.0)
    first = clock.utc_us(0)
    put = 0.3
    assert clock.jump() == 0
    assert clock.utc_us(0) - first == 300_000
    for _ in range(400):
        put += 0.003
        assert clock.jump() == 0
    assert clock.utc_us(0) - first == pytest.approx(1_500_000, abs=3_000)


def test_a_clock_that_is_put_is_told_once() -> None:
    utc = [1000.0]
    clock = SampleClock(RATE, lambda: 0.0, lambda: utc[0])
    assert clock.jump() == 0
    utc[0] += 3600
    assert clock.jump() == 3600
    assert clock.jump() == 0
