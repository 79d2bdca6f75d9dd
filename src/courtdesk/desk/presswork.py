"""What runs inside the press's child process: it reads work, does it, writes what came of it."""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any, BinaryIO

ARGUMENT = "--press"
"""A frozen program that is started with this argument alone runs ``serve``."""

NICENESS = 10
"""Typing goes first (POSIX; Windows sets the priority when the process is made)."""


def serve() -> None:
    """Do work from standard input until it ends. Standard output carries answers alone."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    work = sys.stdin.buffer
    while (message := receive(work)) is not None:
        send(answers, _answer(message))


def _answer(message: bytes) -> bytes:
    from courtdesk.errors import KnownError  # the process first lowers its priority

    try:
        function, arguments = pickle.loads(message)  # noqa: S301 - our parent's own pipe
        return pickle.dumps(("made", function(*arguments)))
    except KnownError as refusal:
        return pickle.dumps(("refused", str(refusal)))
    except Exception as error:  # noqa: BLE001 - told to the parent, without content
        from courtdesk.failures import describe

        return pickle.dumps(("broke", describe(error)))


def send(pipe: BinaryIO | Any, message: bytes) -> None:
    """Write one message."""
    pipe.write(len(message).to_bytes(8, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO | Any) -> bytes | None:
    """Read one message; ``None`` at the end of the stream, also in the middle of a message."""
    size = pipe.read(8)
    if len(size) < 8:
        return None
    length = int.from_bytes(size, "big")
    message: bytes = pipe.read(length)
    return message if len(message) == length else None


if __name__ == "__main__":
    serve()
