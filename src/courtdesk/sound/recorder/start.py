"""Starting the recorder, and finding one that runs."""

import base64
import json
import subprocess
import sys
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
    answer = process.stdout.readline()
    process.stdout.close()
    told = json.loads(answer) if answer else {"refused": "The recorder could not be started."}
    if "refused" in told:
        process.wait()
        raise NoSound(str(told["refused"]))
    return process


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
