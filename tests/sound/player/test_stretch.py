"""Another speed keeps the pitch, and passes through the recording at that speed."""

import numpy as np
import pytest

from courtdesk.sound.player.stretch import Stretch

RATE = 16_000


def voice(seconds: float, pitch: float) -> np.ndarray:
    """A tone with overtones, like a vowel."""
    time = np.arange(round(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * pitch * n * time + n) / n for n in (1, 2, 3)).astype(np.float32)


def reading(sound: np.ndarray):
    def read(first: int, count: int) -> np.ndarray:
        out = np.zeros(count, np.float32)
        begin, end = max(first, 0), min(first + count, len(sound))
        if end > begin:
            out[begin - first : end - first] = sound[begin:end]
        return out

    return read


def pitch_of(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.fft.rfftfreq(len(sound), 1 / RATE)[spectrum.argmax()])


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("pitch", [110.0, 220.0, 350.0])
def test_the_pitch_stays(speed: float, pitch: float) -> None:
    stretch = Stretch(RATE, reading(voice(12, pitch)))
    stretch.go_to(RATE)
    sound = np.concatenate([stretch.next(speed) for _ in range(100)])
    assert abs(pitch_of(sound) - pitch) < pitch * 0.01
    assert abs((stretch.place - RATE) / len(sound) - speed) < 0.02
    assert np.isclose(sound.std(), voice(1, pitch).std(), rtol=0.1)


def test_at_its_own_speed_every_sample_comes_as_it_is() -> None:
    sound = voice(3, 150)
    stretch = Stretch(RATE, reading(sound))
    stretch.go_to(500)
    heard = np.concatenate([stretch.next(1.0) for _ in range(50)])
    assert np.array_equal(heard, sound[500 : 500 + len(heard)])


def test_a_change_of_speed_in_mid_sentence_makes_no_click() -> None:
    stretch = Stretch(RATE, reading(voice(10, 200)))
    speeds = [1.0] * 10 + [1.5] * 10 + [0.75] * 10 + [1.5] * 10
    sound = np.concatenate([stretch.next(speed) for speed in speeds])
    largest = np.abs(np.diff(voice(1, 200))).max()
    assert np.abs(np.diff(sound[40:])).max() < largest * 1.5
