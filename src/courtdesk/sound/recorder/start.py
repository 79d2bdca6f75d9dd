"""Starting the recorder, and finding one that runs."""

import base64
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from courtdesk.sound.model import NoSound, SoundPlan
from courtdesk.sound.recorder.live import Live, LiveFile

_OWN_GROUP: dict[str, Any] = (
    {
        "creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        | getattr(subprocess, "HIGH_PRIORITY_CLASS", 0)
    }
    if sys.platform == "win32"
    else {"start_new_session": True}
)


_PATIENCE_SECONDS = 20.0
"""A sound system that has not let the recorder in by then hangs."""


def start(folder: Path, recording_id: str, key: bytes, plan: SoundPlan) -> "subprocess.Popen[str]":
    """Start the recorder; returns once it holds the device.

    The key goes through a pipe, never through arguments or the environment.

    Raises:
        NoSound: it could not begin, and why.
    """
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **_OWN_GROUP,
    )
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    asked = {
        "folder": str(folder),
        "id": recording_id,
        "key": base64.b64encode(key).decode(),
        "plan": {**vars(plan), "channels": list(plan.channels)},
    }
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.close()
    patience = threading.Timer(_PATIENCE_SECONDS, process.kill)
    patience.start()
    answer = process.stdout.readline()
    late = patience.finished.is_set()
    patience.cancel()
    process.stdout.close()
    if late:
        process.wait()
        raise NoSound(
            "The computer’s sound system does not answer. Unplug the microphone and plug it in "
            "again, or restart the computer; the log works without sound."
        )
    told = json.loads(answer) if answer else {"refused": "The recorder could not be started."}
    if "refused" in told:
        process.wait()
        raise NoSound(str(told["refused"]))
    return process


def is_alive(pid: int) -> bool:
    """Whether a recorder's process is still there, though it may say nothing.

    On Windows silence counts as its end: there the lock that it holds keeps a second one away.
    """
    if sys.platform == "win32":
        return False
    with suppress(ChildProcessError):  # it was begun by another desk
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command() -> list[str]:
    """The frozen program has no modules to run: it is its own recorder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--record-sound"]
    return [sys.executable, "-m", "courtdesk.sound.recorder"]


def running(audio: Path) -> Live | None:
    """The recorder of the vault whose sound lies in ``audio``, if one runs."""
    for folder in sorted(audio.glob("*/live"), reverse=True):
        with suppress(OSError):
            file = LiveFile(folder.parent)
            live = file.read()
            file.close()
            if live is not None and live.alive:
                return live
    return None
