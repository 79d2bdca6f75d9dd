"""Runs “make run” on a virtual screen until its window is seen, then ends it.

    python3 checks/window.py

Standard library only; needs Xvfb and xdotool. Exit status 1 if no window came.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PATIENCE = 300.0
"""Seconds, since the first run makes the environment and installs libraries."""


def main() -> int:
    """Tell whether the window came."""
    lacking = [tool for tool in ("Xvfb", "xdotool", "make") if not shutil.which(tool)]
    if lacking:
        print(f"“make run” is not tried: {', '.join(lacking)} not installed")
        return 0
    with virtual_screen() as display, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DISPLAY": display}
        started = time.monotonic()
        command = ["make", "run", f"ARGS={folder}/demo.courtdesk"]
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, start_new_session=True
        ) as running:
            seen = wait_for_window(running, environment) and stays(running)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)
    seconds = time.monotonic() - started
    print(f"“make run”: {'a window came' if seen else 'NO window came'} within {seconds:.0f} s")
    return 0 if seen else 1


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """An X server of its own; gives the display's name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def wait_for_window(running: subprocess.Popen[bytes], environment: dict[str, str]) -> bool:
    """Whether a visible window of CourtDesk comes while the program runs."""
    search = ["xdotool", "search", "--onlyvisible", "--name", "CourtDesk"]
    deadline = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < deadline:
        if subprocess.run(search, env=environment, capture_output=True, check=False).stdout:
            return True
        time.sleep(0.25)
    return False


def stays(running: subprocess.Popen[bytes]) -> bool:
    """Whether the program still runs after a moment."""
    try:
        running.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
