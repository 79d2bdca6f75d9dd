"""What recording costs, and how soon an entry of an eight-hour hearing can be heard.

Peers in the same run: capture and encoding alone, without encryption, disk, levels and reading
back (limit: 3 times); a plain FLAC or Opus file of the same sound for the click on an entry
(limits: 50 ms FLAC, 150 ms Opus for five decoded seconds).
Run: ``uv run python -m benchmarks.sound [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from courtdesk.sound.model import Codec
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import NewChunk, SegmentWriter

ROUNDS, QUICK_ROUNDS = 11, 3
RATE, CHANNELS = 48_000, 4
CHUNK = RATE // 2
KEY, ID = bytes(range(32)), "0" * 32
LIMITS = {Codec.FLAC: 50.0, Codec.OPUS: 150.0}
COST_LIMIT = 3.0
_FORMATS = {Codec.FLAC: ("FLAC", "PCM_16"), Codec.OPUS: ("OGG", "OPUS")}


def sound(seconds: int) -> np.ndarray:
    """Noise shaped like speech, in four channels."""
    dice = np.random.default_rng(3)
    frames = seconds * RATE
    swell = np.abs(np.sin(np.arange(frames) / RATE * 2.5))[:, None]
    return (dice.normal(0, 2500, (frames, CHANNELS)) * swell).astype(np.int16)


def write_hours(folder: Path, form: Codec, hours: float) -> None:
    """A recording of many hours: one encoded chunk, encrypted anew in each place."""
    content = codec.encode(sound(1)[:CHUNK].tobytes(), RATE, CHANNELS, form)
    writer = SegmentWriter(folder, ID, KEY, None)
    for number in range(round(hours * 7200)):
        first = number * CHUNK
        writer.append(NewChunk(ChunkKind.SOUND, first, CHUNK, first * 1_000_000 // RATE, content))
    writer.close()


def click(folder: Path, at: float) -> float:
    """Milliseconds from nothing known to five decoded seconds of the moment ``at``."""
    start = time.perf_counter()
    reader = SoundReader(folder, ID, KEY, CHANNELS)
    first = reader.sample_at(round(at * 1e6))
    span = reader.read(first, first + 5 * RATE)
    taken = (time.perf_counter() - start) * 1000
    assert len(span.samples) == 5 * RATE
    assert not span.gaps
    return taken


def plain_click(content: bytes, at: float) -> float:
    """The same of one plain file of five minutes in memory."""
    start = time.perf_counter()
    with soundfile.SoundFile(io.BytesIO(content)) as file:
        file.seek(round(at) % 240 * RATE)
        file.read(5 * RATE, dtype="int16")
    return (time.perf_counter() - start) * 1000


def plain_file(form: Codec) -> bytes:
    """Five minutes in one file."""
    out = io.BytesIO()
    container, subtype = _FORMATS[form]
    with soundfile.SoundFile(out, "w", RATE, CHANNELS, subtype, format=container) as file:
        minute = sound(60)
        for _ in range(5):
            file.write(minute)
    return out.getvalue()


def cost(seconds: int, folder: Path | None) -> float:
    """Processor seconds for encoding ``seconds`` of sound; with a folder, for all of it."""
    blocks = sound(seconds).reshape(-1, CHUNK, CHANNELS)
    writer = None if folder is None else SegmentWriter(folder, ID, KEY, None)
    start = time.process_time()
    for number, block in enumerate(blocks):
        content = codec.encode(block.tobytes(), RATE, CHANNELS, Codec.FLAC)
        if writer is None:
            continue
        scaled = block.astype(np.float32) / 32768
        np.abs(scaled).max(0)
        np.sqrt((scaled * scaled).mean(0))
        writer.append(NewChunk(ChunkKind.SOUND, number * CHUNK, CHUNK, number, content))
        if number % 4 == 0:
            codec.decode(content, 0, CHUNK)
    taken = time.process_time() - start
    if writer is not None:
        writer.close()
    return taken


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="half an hour and 3 rounds")
    options = parser.parse_args()
    rounds, hours = (QUICK_ROUNDS, 0.5) if options.quick else (ROUNDS, 8.0)
    broken = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ours, alone = [], []
        for number in range(rounds):
            ours.append(cost(10, folder / f"cost{number}"))
            alone.append(cost(10, None))
        ratio = statistics.median(ours) / statistics.median(alone)
        share = statistics.median(ours) / 10
        broken |= ratio > COST_LIMIT
        print(
            f"recording, 4 channels at 48 kHz: {ratio:.2f} × encoding alone, {share:.1%} of a core"
        )
        for form in Codec:
            write_hours(folder / form, form, hours)
            plain = plain_file(form)
            dice = np.random.default_rng(1)
            moments = [float(at) for at in dice.uniform(0, hours * 3600 - 6, rounds)]
            clicks = [(click(folder / form, at), plain_click(plain, at)) for at in moments]
            mine, peer = (statistics.median(times) for times in zip(*clicks, strict=True))
            broken |= mine > LIMITS[form]
            print(
                f"{form}, {hours:g} h: click to five seconds {mine:.1f} ms "
                f"({mine / peer:.2f} × a plain file of five minutes, limit {LIMITS[form]:g} ms)"
            )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
