"""The waveform in small: right, kept encrypted, and made anew where it was lost."""

from pathlib import Path

import numpy as np

from courtdesk.sound.panel.waveform import Waveform
from courtdesk.sound.store.hum import mains_hum
from courtdesk.sound.store.peaks import BINS_A_SECOND, PeakReader, peaks_of
from courtdesk.sound.store.reader import SoundReader
from tests.sound.conftest import BEGAN_US, ID, KEY, RATE, speech, write


def test_a_row_is_the_highest_peak_of_a_twentieth_of_a_second() -> None:
    sound = np.zeros((RATE, 2), np.int16)
    sound[RATE // 2, 1] = -32768
    rows = peaks_of(sound, RATE)
    assert rows.shape == (BINS_A_SECOND, 2)
    assert rows[10, 1] == 255
    assert rows.sum() == 255


def test_the_peaks_of_a_closed_segment_are_kept_encrypted_and_read_again(tmp_path: Path) -> None:
    write(tmp_path / "a", speech(30))
    made = PeakReader(SoundReader(tmp_path / "a", ID, KEY, 2)).segment(0)
    kept = tmp_path / "a" / "000000.peaks"
    assert kept.stat().st_mode & 0o077 == 0
    bins = b"".join(each.bins.tobytes() for each in made)
    assert bins[:64] not in kept.read_bytes()
    again = PeakReader(SoundReader(tmp_path / "a", ID, KEY, 2)).segment(0)
    assert [each.utc_us for each in again] == [each.utc_us for each in made]
    assert all(np.array_equal(one.bins, other.bins) for one, other in zip(made, again, strict=True))
    kept.write_bytes(kept.read_bytes()[:-9])
    fresh = PeakReader(SoundReader(tmp_path / "a", ID, KEY, 2)).segment(0)
    assert len(fresh) == len(made)


def test_a_segment_that_still_grows_is_not_kept(tmp_path: Path) -> None:
    write(tmp_path / "a", speech(5), end=False)
    assert PeakReader(SoundReader(tmp_path / "a", ID, KEY, 2)).segment(0)
    assert not list((tmp_path / "a").glob("*.peaks"))


def test_a_loud_moment_stands_in_its_column() -> None:
    sound = np.zeros((10 * RATE, 1), np.int16)
    sound[7 * RATE : 7 * RATE + 100] = 30000
    wave = Waveform(BEGAN_US, 1)
    from courtdesk.sound.service.peaks import Peaks

    wave.put([Peaks(BEGAN_US, peaks_of(sound, RATE))])
    columns = wave.columns(BEGAN_US, BEGAN_US + 10_000_000, 100, (True,))
    assert max(columns) == columns[70] > 200
    assert sum(columns) == columns[70]
    assert wave.columns(BEGAN_US, BEGAN_US + 10_000_000, 100, (False,)) == [0] * 100


def test_hum_is_told_from_speech_and_50_from_60_hertz() -> None:
    time = np.arange(2 * RATE) / RATE
    hum = sum(np.sin(2 * np.pi * 50 * n * time) * 2000 / n for n in (1, 2, 3))
    sixty = sum(np.sin(2 * np.pi * 60 * n * time) * 2000 / n for n in (1, 2))
    voice = speech(2, 1)[:, 0]
    sound = np.stack([hum, voice, sixty + voice * 0.1, hum * 0.0], axis=1).astype(np.int16)
    assert mains_hum(sound, RATE, (50, 60)) == (50, 0, 60, 0)
    assert mains_hum(sound, RATE, (60,)) == (0, 0, 60, 0)
