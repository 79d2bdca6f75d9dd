"""The deck: plays from a moment, takes orders at once, names damage, follows a recording."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from courtdesk.sound.model import NoSound
from courtdesk.sound.player.deck import Deck
from courtdesk.sound.store.reader import SoundReader
from tests.sound.conftest import BEGAN_US, ID, KEY, RATE, speech, write


class Ear:
    """An output that keeps what it hears, and lets the deck go on at the test's pace."""

    def __init__(self) -> None:
        self.heard: list[np.ndarray] = []
        self.room = threading.Semaphore(0)
        self.closed = False

    def open(self, rate: int) -> None:
        self.rate = rate

    def write(self, sound: np.ndarray) -> None:
        self.room.acquire(timeout=5)
        self.heard.append(sound)

    def cut(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def listen(self, blocks: int) -> np.ndarray:
        """The next blocks of 20 ms."""
        before = len(self.heard)
        self.room.release(blocks)
        until(lambda: len(self.heard) >= before + blocks)
        return np.concatenate(self.heard[before : before + blocks])


def until(told: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < deadline, "it did not come to pass"
        threading.Event().wait(0.005)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def deck(ear: Ear) -> Iterator[Deck]:
    made = Deck(lambda: ear)
    yield made
    ear.room.release(1000)
    made.close()
    assert ear.closed or not ear.heard


def mixed(sound: np.ndarray, *channels: int) -> np.ndarray:
    chosen = sound[:, list(channels)].astype(np.float32).sum(1)
    return (chosen / (32768 * len(channels) ** 0.5)).clip(-1, 1)


def test_it_plays_from_a_moment_what_was_recorded_then(
    tmp_path: Path, deck: Deck, ear: Ear
) -> None:
    sound = speech(20)
    write(tmp_path / "a", sound)
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    deck.play(BEGAN_US + 7_250_000)
    heard = ear.listen(50)
    first = round(7.25 * RATE)
    assert np.allclose(heard, mixed(sound[first : first + RATE], 0, 1), atol=1e-4)
    assert deck.state.playing
    assert abs(deck.state.at_us - (BEGAN_US + 8_250_000)) < 100_000


def test_one_channel_alone_is_heard(tmp_path: Path, deck: Deck, ear: Ear) -> None:
    sound = speech(5)
    write(tmp_path / "a", sound)
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    deck.hear((False, True))
    deck.play(BEGAN_US + 1_000_000)
    assert np.allclose(ear.listen(50), mixed(sound[RATE : 2 * RATE], 1), atol=1e-4)


def test_a_loop_comes_back_to_its_beginning(tmp_path: Path, deck: Deck, ear: Ear) -> None:
    write(tmp_path / "a", speech(10))
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    deck.loop((BEGAN_US + 3_000_000, BEGAN_US + 3_200_000))
    deck.play(BEGAN_US + 3_000_000)
    heard = ear.listen(40)
    span = len(heard) // 4
    assert np.allclose(heard[:span], heard[span : 2 * span])
    assert deck.state.loop_us == (BEGAN_US + 3_000_000, BEGAN_US + 3_200_000)


def test_a_damaged_chunk_is_silent_and_named_and_the_rest_plays(
    tmp_path: Path, deck: Deck, ear: Ear
) -> None:
    write(tmp_path / "a", speech(10))
    reader = SoundReader(tmp_path / "a", ID, KEY, 2)
    placed = list(reader.placed())[6]
    path = reader.segments[0]
    content = bytearray(path.read_bytes())
    content[placed.offset + 120] ^= 1
    path.write_bytes(bytes(content))
    deck.load(ID, reader)
    deck.play(BEGAN_US + 2_900_000)
    assert np.abs(ear.listen(5)).max() > 0
    silent = ear.listen(10)
    assert np.abs(silent[RATE // 50 :]).max() == 0
    assert deck.state.gap_us == (BEGAN_US + 3_000_000, BEGAN_US + 3_500_000)
    ear.listen(20)
    until(lambda: deck.state.gap_us is None)
    assert np.abs(ear.listen(5)).max() > 0


def test_a_drive_that_is_gone_is_said_and_it_plays_again_when_it_is_back(
    tmp_path: Path, deck: Deck, ear: Ear
) -> None:
    write(tmp_path / "a", speech(5))
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    until(lambda: deck.state.loaded == ID)
    (tmp_path / "a").rename(tmp_path / "away")
    deck.play(BEGAN_US + 1_000_000)
    until(lambda: "cannot be read" in deck.state.wrong)
    (tmp_path / "away").rename(tmp_path / "a")
    deck.play(BEGAN_US + 1_000_000)
    assert np.abs(ear.listen(20)).max() > 0
    assert deck.state.wrong == ""


def test_the_end_of_a_recording_that_goes_on_is_waited_for(
    tmp_path: Path, deck: Deck, ear: Ear
) -> None:
    write(tmp_path / "a", speech(2), end=False)
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    deck.grows(True)
    deck.play(BEGAN_US + 1_000_000)
    ear.room.release(100)
    until(lambda: len(ear.heard) >= 10)
    assert deck.state.playing
    deck.grows(False)
    until(lambda: not deck.state.playing)
    assert deck.state.sample == 2 * RATE


def test_what_a_listener_may_not_hear_is_silent(tmp_path: Path, deck: Deck, ear: Ear) -> None:
    write(tmp_path / "a", speech(5))
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2), ((2 * RATE, 3 * RATE),))
    deck.play(BEGAN_US + 1_900_000)
    heard = ear.listen(70)
    assert np.abs(heard[: RATE // 20]).max() > 0
    assert np.abs(heard[RATE // 10 : RATE // 10 + RATE]).max() == 0
    assert np.abs(heard[RATE // 10 + RATE :]).max() > 0


def test_without_headphones_it_says_so(tmp_path: Path) -> None:
    class Nothing(Ear):
        def open(self, _rate: int) -> None:
            raise NoSound("Nothing can be played: no headphones answer.")

    deck = Deck(Nothing)
    write(tmp_path / "a", speech(2))
    deck.load(ID, SoundReader(tmp_path / "a", ID, KEY, 2))
    deck.play()
    until(lambda: deck.state.wrong)
    assert "no headphones" in deck.state.wrong
    assert not deck.state.playing
    deck.close()


def test_another_key_is_refused_before_anything_plays(tmp_path: Path) -> None:
    write(tmp_path / "a", speech(2))
    with pytest.raises(NoSound, match="does not open the recording"):
        SoundReader(tmp_path / "a", ID, bytes(32), 2)
