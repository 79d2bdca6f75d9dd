"""``python -m courtdesk.sound.recorder``: started by the desk, which hands the key over a pipe.

One line of JSON on standard input says what to record; one line on standard output says that the
first sound is awaited, or why it is not. After that the desk may end: nothing here waits for it.
"""

import base64
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from courtdesk.errors import KnownError
from courtdesk.failures import FailureLog
from courtdesk.sound.model import Codec, NoSound, SoundPlan
from courtdesk.vault.errors import VaultInUse
from courtdesk.vault.lockfile import VaultLock

_LOCK = "recorder.lock"


def main() -> int:
    """Record until told to stop, and end the process; 1 if it could not begin."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    os.umask(0o077)
    _come_first()
    asked = json.loads(sys.stdin.readline())
    try:
        lock = _lock(Path(asked["folder"]).parent)
        from courtdesk.sound.recorder.session import Session

        session = Session(
            Path(asked["folder"]), asked["id"], base64.b64decode(asked["key"]), _plan(asked["plan"])
        )
    except KnownError as error:
        _answer({"refused": str(error)})
        return 1
    except OSError:
        _answer({"refused": "The disk does not take the recording. Free some space, try again."})
        return 1
    _answer({"pid": os.getpid()})
    _let_go()
    try:
        session.run()
    except Exception as error:  # noqa: BLE001 - a bug: nobody above would hear of it
        log = FailureLog()
        log.write("recorder", error)
        log.close()
        os._exit(1)
    lock.release()
    # PortAudio lets go of everything as Python ends, and waits for a sound system that hangs.
    os._exit(0)


def _come_first() -> None:
    """Ask the system for the processor before others, where it grants that to its user."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(-10)


def _lock(folder: Path) -> VaultLock:
    try:
        return VaultLock(folder / _LOCK)
    except VaultInUse as error:
        raise NoSound(
            "A recording of this vault is running already. Stop it before you begin another."
        ) from error


def _plan(given: dict[str, Any]) -> SoundPlan:
    return SoundPlan(
        tuple(given["channels"]),
        given["device"],
        given["rate"],
        Codec(given["codec"]),
        given["second_copy"],
    )


def _answer(content: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def _let_go() -> None:
    """Close the pipes to the desk, so that neither its end nor a full pipe matters."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
