"""Work in a child process that may be killed at any moment; it says what it did line by line."""

import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path

Say = Callable[[str], object]
BUG = "bug: "
_PATIENCE = 60.0


def run(work: Callable[[Say], None], *, kill_after: float | None = None) -> list[str]:
    """Fork, run ``work(say)`` in the child, and return the lines that it said.

    ``kill_after`` counts seconds from the child's first line to ``kill -9``. A child that is
    silent for a minute is killed and said to have hung. What it raises is a line that begins with
    :data:`BUG`.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(work, writer)
    os.close(writer)
    said = b""
    deadline: float | None = None
    last = time.monotonic() + _PATIENCE
    while True:
        until = last if deadline is None else min(deadline, last)
        ready, _, _ = select.select([reader], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            break
        some = os.read(reader, 1 << 16)
        if not some:
            break
        said += some
        last = time.monotonic() + _PATIENCE
        if deadline is None and kill_after is not None:
            deadline = time.monotonic() + kill_after
    hung = time.monotonic() >= last
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while some := os.read(reader, 1 << 16):
        said += some
    os.close(reader)
    lines = said.decode(errors="replace").split("\n")[:-1]
    return [*lines, f"{BUG}it hung"] if hung else lines


def _child(work: Callable[[Say], None], writer: int) -> None:
    status = 1
    try:
        work(lambda words: os.write(writer, f"{words}\n".encode()))
        status = 0
    except BaseException as error:  # noqa: BLE001 - the parent counts it
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        where = ", ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        told = f"{type(error).__name__}: {error} at {where}".replace("\n", " ")
        os.write(writer, f"{BUG}{told}\n".encode(errors="replace"))
    finally:
        os._exit(status)
