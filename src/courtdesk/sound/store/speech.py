"""Speech to words, offline, in a process of its own; the engine is optional.

The engine is PocketSphinx (BSD licence), whose package brings a small model of American English.
A court may name a folder with a model of its own: an acoustic model in ``acoustic``, a language
model ``language.lm.bin`` and a dictionary ``words.dict``, in PocketSphinx's forms.
"""

import importlib.util
import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.sound.model import NoSound

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples

RATE = 16_000
_CUT_HZ = 7_000
_TAPS = 63
Heard = tuple[float, float, str]
"""From and to, in seconds from the beginning, and the words."""


def is_there() -> bool:
    """Whether the engine is installed."""
    return importlib.util.find_spec("pocketsphinx") is not None


def check_is_there() -> None:
    """Go on, if the engine is installed.

    Raises:
        NoSound: it is not.
    """
    if not is_there():
        raise NoSound(
            "Drafts need a speech engine, which is not installed. Who looks after this computer "
            "can add it with the package “courtdesk[draft]”."
        )


def recognised(blocks: Iterable[bytes], model: Path | None = None) -> Iterator[Heard]:
    """What is said in ``blocks``: 16-bit samples of one channel, 16,000 a second.

    Raises:
        NoSound: the engine is not installed, or broke down.
    """
    check_is_there()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs, model and str(model)), daemon=True)
    child.start()
    theirs.close()
    try:
        for block in blocks:
            ours.send_bytes(block)
            yield from _answers(ours)
        ours.send_bytes(b"")
        yield from _answers(ours)
    except (EOFError, OSError, ValueError) as error:
        raise NoSound("The speech engine broke down. The recording is as it was.") from error
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()


def for_engine(samples: "Samples", rate: int, channel: int | None) -> bytes:
    """A block of a recording as the engine takes it; ``channel`` counts from 0, None mixes all."""
    import numpy as np

    chosen = samples.mean(1) if channel is None else samples[:, channel].astype(float)
    if rate > RATE:
        spread = np.arange(_TAPS) - _TAPS // 2
        low = np.sinc(2 * _CUT_HZ / rate * spread) * np.hamming(_TAPS)
        chosen = np.convolve(chosen, low / low.sum(), "same")
    count = len(chosen) * RATE // rate
    places = np.arange(count) * (rate / RATE)
    level = np.interp(places, np.arange(len(chosen)), chosen)
    return bytes(np.rint(level).clip(-32768, 32767).astype(np.int16).tobytes())


def _answers(pipe: Connection) -> Iterator[Heard]:
    for start, end, text in json.loads(pipe.recv_bytes()):
        yield float(start), float(end), str(text)


def _serve(pipe: Connection, model: str | None) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    from pocketsphinx import Decoder, Endpointer

    decoder = Decoder(**_config(model))
    endpointer = Endpointer(sample_rate=RATE)
    left = b""
    with suppress(EOFError, BrokenPipeError):
        while block := pipe.recv_bytes():
            left += block
            found: list[Heard] = []
            size = endpointer.frame_bytes
            while len(left) >= size:
                frame, left = left[:size], left[size:]
                found += _hear(decoder, endpointer, frame)
            pipe.send_bytes(json.dumps(found).encode())
        pipe.send_bytes(json.dumps(_end(decoder, endpointer, left)).encode())


def _config(model: str | None) -> dict[str, str]:
    if model is None:
        return {"loglevel": "FATAL"}
    folder = Path(model)
    return {
        "loglevel": "FATAL",
        "hmm": str(folder / "acoustic"),
        "lm": str(folder / "language.lm.bin"),
        "dict": str(folder / "words.dict"),
    }


def _hear(decoder: Any, endpointer: Any, frame: bytes) -> list[Heard]:
    was_speech = endpointer.in_speech
    speech = endpointer.process(frame)
    if speech is None:
        return []
    if not was_speech:
        decoder.start_utt()
    decoder.process_raw(speech)
    return [] if endpointer.in_speech else _words(decoder, endpointer)


def _end(decoder: Any, endpointer: Any, left: bytes) -> list[Heard]:
    was_speech = endpointer.in_speech
    speech = endpointer.end_stream(left)
    if not was_speech:
        return []
    if speech is not None:
        decoder.process_raw(speech)
    return _words(decoder, endpointer)


def _words(decoder: Any, endpointer: Any) -> list[Heard]:
    decoder.end_utt()
    best = decoder.hyp()
    if best is None or not best.hypstr.strip():
        return []
    return [(endpointer.speech_start, endpointer.speech_end, best.hypstr.strip())]
