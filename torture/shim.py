"""The shim between a program and its disk: built when needed, loaded by starting anew under it."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_SOURCE = Path(__file__).with_name("shim.c")
_LOADED = "COURTDESK_TORTURE_SHIM"


def missing() -> str | None:
    """Why there can be no shim here, or None."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if shutil.which("gcc") is None:
        return "needs gcc, which is not installed"
    return None


def run_under(module: str, arguments: Sequence[str]) -> tuple[int, str]:
    """Run ``python -m module`` with the shim loaded; its exit status and what it printed."""
    with tempfile.TemporaryDirectory(prefix="courtdesk-shim-") as folder:
        library = Path(folder) / "shim.so"
        subprocess.run(
            ["gcc", "-O2", "-Wall", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"],
            check=True,
        )
        environment = {**os.environ, "LD_PRELOAD": str(library), _LOADED: str(library)}
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


class Shim:
    """The shim that this process runs under."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[_LOADED])
        self._library.shim_counted.restype = ctypes.c_long

    def watch(self, folder: Path, trace: Path | None = None) -> None:
        """Watch what is done below ``folder`` from now on, and write it to ``trace``."""
        self._library.shim_watch(str(folder).rstrip("/").encode(), str(trace or "").encode())

    def arm(self, kind: str, at: int, error: int, *, for_good: bool) -> None:
        """Fail the ``at``-th operation of a kind with ``error``, and all later if ``for_good``.

        Kinds: ``O`` open for writing, ``W`` write, ``H`` write half, ``S`` sync, ``T`` truncate,
        ``U`` unlink, ``R`` rename.
        """
        self._library.shim_arm(
            ctypes.c_char(kind.encode()), ctypes.c_long(at), error, int(for_good)
        )

    def counted(self) -> int:
        """How many operations of the armed kind there were."""
        return int(self._library.shim_counted())

    def say(self, words: str) -> None:
        """Put ``words`` into the trace."""
        self._library.shim_say(words.encode())
