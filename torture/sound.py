"""The recorder against a real sound server: killed again and again, and minutes without a loss.

Every sample must be where ``parec`` has it, at first beside a process that takes all it can of a
core; the recording goes on until the places of an hour's entries can be held against each other.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from courtdesk.sound.model import NoSound, ProblemKind, SoundPlan
from courtdesk.sound.recorder.live import Command, LiveFile
from courtdesk.sound.recorder.start import running, start
from courtdesk.sound.store.reader import SoundReader
from torture import counts, soundserver

RATE, CHANNELS = 48_000, 4
PLAN = SoundPlan(("Bench", "Witness", "State", "Defence"), "pulse", RATE)
KEY = bytes(range(32))
_FRAME = 2 * CHANNELS
_STEP = 30 * RATE


def main(kills: int, minutes: float, whole: float) -> None:
    """Kill ``kills`` recorders, record ``whole`` minutes, of which ``minutes`` beside a hog, and
    print the counts as JSON.
    """
    tally = counts.Tally("sound", kills + 1)
    if lacking := soundserver.missing():
        print(f'{{"ok": true, "skipped": "{lacking}"}}')
        return
    with tempfile.TemporaryDirectory(prefix="courtdesk-sound-") as name:
        folder = Path(name)
        with soundserver.serving(folder, CHANNELS):
            with soundserver.speaking(folder, kills * 8 + 30):
                for number in range(kills):
                    _kill(folder / f"kill{number}", number, tally)
            if minutes:
                _long(folder / "long", minutes, max(minutes, whole), tally)
    tally.print()


def _kill(audio: Path, number: int, tally: counts.Tally) -> None:
    audio.mkdir()
    identity = f"{number:032x}"
    process = start(audio / identity, identity, KEY, PLAN)
    time.sleep(random.Random(number).uniform(1.5, 4.5))
    live = running(audio)
    process.kill()
    at_us = time.time_ns() // 1000
    process.wait()
    if live is None:
        tally.run(f"kill {number}", sound=False, why="it told nothing")
        return
    heard = live.heard + (at_us - live.told_us) * RATE // 1_000_000
    try:
        reader = SoundReader(audio / identity, identity, KEY, CHANNELS)
    except NoSound:  # killed before its first chunk
        tally.run(f"kill {number}", sound=heard <= RATE, why=f"{heard} samples, and none kept")
        return
    lost = max(0, heard - reader.samples) / RATE
    bad = [each for each in reader.verify()[1] if each.kind is not ProblemKind.CUT]
    sound = lost <= 1 and not bad and reader.samples >= live.written
    tally.run(f"kill {number}", sound=sound, why=f"{lost:.2f} s lost, {bad}")
    tally.counts["most lost, s"] = round(max(tally.counts.get("most lost, s", 0), lost), 3)
    tally.add("chunks unreadable", len(bad))
    tally.add("chunks written", sum(1 for _ in reader.placed()))


def _long(audio: Path, minutes: float, whole: float, tally: counts.Tally) -> None:
    audio.mkdir()
    identity, seconds = "f" * 32, minutes * 60
    raw = audio / "parec.raw"
    with soundserver.speaking(audio, whole * 60 + 30), ExitStack() as beside:
        hog = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        beside.callback(_end, hog)
        # Both peers stay to the end: the server's clock changes with who listens.
        peer = subprocess.Popen(
            [sys.executable, "-m", "torture.capture", str(CHANNELS)], stdin=subprocess.PIPE
        )
        beside.callback(_end, peer)
        words = ["parec", "-d", "mic", "--format=s16le", f"--rate={RATE}", f"--channels={CHANNELS}"]
        words.append("--channel-map=front-left,front-right,rear-left,rear-right")
        with raw.open("wb") as out:
            beside.callback(_end, subprocess.Popen(words, stdout=out))
        time.sleep(3)
        process = start(audio / identity, identity, KEY, PLAN)
        time.sleep(min(60, seconds / 4))
        first = (_memory(process.pid), _processor(process.pid), _processor(peer.pid))
        began = time.monotonic()
        time.sleep(max(0, seconds - min(60, seconds / 4)))
        last = (_memory(process.pid), _processor(process.pid), _processor(peer.pid))
        lasted = time.monotonic() - began
        _end(hog)
        time.sleep((whole - minutes) * 60)
        grown = _memory(process.pid) / first[0] - 1
        file = LiveFile(audio / identity)
        file.ask(Command.STOP)
        file.close()
        process.wait(30)
        time.sleep(3)
    reader = SoundReader(audio / identity, identity, KEY, CHANNELS)
    lost, compared = _compare(reader, raw)
    incidents = [each["kind"] for each in reader.incidents()]
    problems = reader.verify()[1]
    share, alone = (last[1] - first[1]) / lasted, (last[2] - first[2]) / lasted
    spread = _spread(reader)
    sound = (lost == 0, not incidents, not problems, share < 0.25, share <= 3 * alone, grown < 0.05)
    tally.run(
        f"{whole:g} minutes",
        sound=all((*sound, spread <= 1)),
        why=f"{lost} samples unlike parec's, {incidents}, {problems}, {share:.1%} of a core, "
        f"{share / alone:.2f} x, memory {grown:+.1%}, spread {spread:.2f} ms",
    )
    tally.add("minutes beside a hog", minutes)
    tally.add("minutes beside parec", whole)
    tally.add("samples like parec's", compared - lost)
    tally.add("samples unlike parec's", lost)
    tally.add("per cent of a core", round(100 * share, 1))
    tally.add("times capture and encoding alone", round(share / alone, 2))
    tally.add("memory grown, per cent", round(100 * grown, 2))
    tally.add("spread of an entry's place, ms", round(spread, 3))


def _compare(reader: SoundReader, raw: Path) -> tuple[int, int]:
    """How many of our samples are not where parec has them, and how many were compared."""
    size = raw.stat().st_size // _FRAME * _FRAME
    theirs = np.memmap(raw, np.int16, "r", shape=(size // _FRAME, CHANNELS))
    early = reader.read(0, min(20 * RATE, reader.samples)).samples
    loud = int(np.abs(early[:, 0].astype(int)).argmax())
    probe = early[loud : loud + 64].tobytes()
    window = theirs[: 60 * RATE].tobytes()
    at = window.find(probe)
    if at < 0 or at % _FRAME:
        return reader.samples, reader.samples
    shift = at // _FRAME - loud
    begin, end = max(0, -shift), min(reader.samples, len(theirs) - shift)
    unlike = 0
    for first in range(begin, end, _STEP):
        ours = reader.read(first, min(first + _STEP, end)).samples
        other = theirs[first + shift : first + shift + len(ours)]
        unlike += int((ours != other).any(axis=1).sum())
    return unlike, end - begin


def _spread(reader: SoundReader) -> float:
    """By how many milliseconds the places of an entry a second stray from their line.

    The line's slope is the card's own clock.
    """
    begin, end = reader.utc_us(0), reader.utc_us(reader.samples - 1)
    moments = np.arange(begin + 1_000_000, end, 1_000_000)
    places = np.array([reader.sample_at(int(moment)) for moment in moments]) * 1000 / RATE
    heard = (moments - begin) / 1000
    slope, height = np.polyfit(heard, places - heard, 1)
    return float(np.ptp(places - heard - (slope * heard + height)))


def _memory(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _processor(pid: int) -> float:
    """Processor seconds that a process has used."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
