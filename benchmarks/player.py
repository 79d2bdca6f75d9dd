"""How soon an entry of an eight-hour recording is heard, and what listening costs.

Click on an entry to five decoded seconds, through the player's own parts, from a recording that
is not open yet (limits: 50 ms FLAC, 150 ms Opus) and from the one that is; the peer in the same
run is a plain file of five minutes in memory. Then the share of a core that playing takes at
1.5 times its speed, and the time to the whole overview from kept peaks.
Run: ``uv run python -m benchmarks.player [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np

from benchmarks.sound import (
    CHANNELS,
    ID,
    KEY,
    LIMITS,
    QUICK_ROUNDS,
    RATE,
    ROUNDS,
    plain_click,
    plain_file,
    write_hours,
)
from courtdesk.sound.model import Codec
from courtdesk.sound.panel.waveform import Waveform
from courtdesk.sound.player.source import Source
from courtdesk.sound.player.stretch import Stretch
from courtdesk.sound.store.peaks import PeakReader
from courtdesk.sound.store.reader import SoundReader

_SPEED = 1.5


def click(source: Source | None, folder: Path, at: float) -> tuple[float, Source]:
    """Milliseconds from a click on the moment ``at`` to five seconds that can be heard."""
    start = time.perf_counter()
    source = source or Source(SoundReader(folder, ID, KEY, CHANNELS))
    first = source.sample_at(round(at * 1e6))
    sound = source.read(first, 5 * RATE)
    taken = (time.perf_counter() - start) * 1000
    assert np.abs(sound).max() > 0
    return taken, source


def listening(folder: Path, seconds: int) -> float:
    """The share of a core that playing four channels faster takes."""
    source = Source(SoundReader(folder, ID, KEY, CHANNELS))
    stretch = Stretch(RATE, source.read)
    start, heard = time.process_time(), 0
    while heard < seconds * RATE:
        heard += len(stretch.next(_SPEED))
    return (time.process_time() - start) / seconds


def overview(folder: Path) -> tuple[float, float]:
    """Seconds to all peaks, made and then read, and milliseconds to their picture."""
    reader = PeakReader(SoundReader(folder, ID, KEY, CHANNELS))
    for number in range(reader.segments):
        reader.segment(number)
    start = time.perf_counter()
    wave = Waveform(0, CHANNELS)
    for number in range(reader.segments):
        wave.put(reader.segment(number))
    read = time.perf_counter() - start
    start = time.perf_counter()
    wave.columns(wave.began_us, wave.ended_us, 1200, (True,) * CHANNELS)
    return read, (time.perf_counter() - start) * 1000


def measure(form: Codec, folder: Path, hours: float, rounds: int) -> bool:
    """Print the clicks of one codec; whether the limit holds."""
    with patch.object(os, "fsync"):  # the store is made quickly; it is read as ever
        write_hours(folder, form, hours)
    plain = plain_file(form)
    dice = np.random.default_rng(1)
    cold, warm, peer = [], [], []
    for at in dice.uniform(0, hours * 3600 - 12, rounds):
        taken, source = click(None, folder, float(at))
        cold.append(taken)
        warm.append(click(source, folder, float(at) + 6)[0])
        peer.append(plain_click(plain, float(at)))
    mine, known, other = (statistics.median(times) for times in (cold, warm, peer))
    print(
        f"{form}, {hours:g} h: click to five seconds {mine:.1f} ms, {known:.1f} ms where it is "
        f"open ({mine / other:.2f} × a plain file of five minutes; limit {LIMITS[form]:g} ms)"
    )
    return mine <= LIMITS[form]


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="3 rounds; the hours stay eight")
    options = parser.parse_args()
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    kept = True
    with tempfile.TemporaryDirectory() as scratch:
        for form in Codec:
            kept &= measure(form, Path(scratch) / form, 8.0, rounds)
        flac = Path(scratch) / Codec.FLAC
        share = listening(flac, 5 if options.quick else 30)
        print(f"listening at {_SPEED} ×, four channels: {share:.1%} of a core")
        short = Path(scratch) / "short"
        with patch.object(os, "fsync"):
            write_hours(short, Codec.FLAC, 1 / 6 if options.quick else 1.0)
        read, picture = overview(short)
        print(
            f"overview from kept peaks: {read:.2f} s in the background, {picture:.1f} ms to paint"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
