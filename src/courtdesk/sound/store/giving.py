"""Writing sound out in the clear, for someone who asked for it: WAV, FLAC or Ogg/Opus."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from courtdesk.sound.model import NoSound, Problem
from courtdesk.sound.store.reader import SoundReader

_FORMATS = {".wav": ("RF64", "PCM_16"), ".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "OPUS")}
SUFFIXES = tuple(_FORMATS)
_SECONDS = 30


@dataclass(frozen=True)
class GivenOut:
    """What was written: samples ``first`` to ``last``, its hash, and what is silent in it."""

    first: int
    last: int
    sha256: str
    gaps: tuple[Problem, ...]


def give_out(reader: SoundReader, target: Path, first: int, last: int) -> GivenOut:
    """Write a span to ``target``, which is replaced only when the file is complete.

    Raises:
        NoSound: the target's name says no known format, the recording has no such span, or the
            disk refused.
    """
    import soundfile

    if target.suffix.lower() not in _FORMATS:
        raise NoSound(f"Sound is written as {', '.join(SUFFIXES)}. Name the file accordingly.")
    first, last = max(first, 0), min(last, reader.samples)
    if first >= last:
        raise NoSound("The recording has no sound at that time. Nothing was written.")
    form, subtype = _FORMATS[target.suffix.lower()]
    beside = target.with_name(target.name + ".part")
    gaps: list[Problem] = []
    try:
        fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w+b") as file:
            rate, channels = reader.rate, reader.channels
            with soundfile.SoundFile(file, "w", rate, channels, subtype, format=form) as out:
                for start in range(first, last, rate * _SECONDS):
                    span = reader.read(start, min(start + rate * _SECONDS, last))
                    gaps += span.gaps
                    out.write(span.samples)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        beside.replace(target)
    except (OSError, soundfile.LibsndfileError) as error:
        raise NoSound("The file cannot be written there. Choose another place.") from error
    finally:
        beside.unlink(missing_ok=True)
    return GivenOut(first, last, digest, tuple(gaps))
