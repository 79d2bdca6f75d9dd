"""Room kept free for the moment when the disk is full: given up then, so that work can be ended.

It is made when the desk opens a vault and removed when it is locked.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

NAME = "reserve"
SIZE = 64 << 20
DEMO_SIZE = 1 << 20
_FACTOR = 4
_CHUNK = bytes(1 << 20)


def make(vault: Path, size: int = SIZE) -> bool:
    """Take the room, unless the disk has little left already; tells whether it is there."""
    path = vault / NAME
    try:
        if path.exists() and path.stat().st_size >= size:
            return True
        if shutil.disk_usage(vault).free < _FACTOR * size:
            return False
        fd = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(fd, 0, size)
            else:
                for _ in range(size // len(_CHUNK)):
                    os.write(fd, _CHUNK)
        finally:
            os.close(fd)
    except OSError:
        release(vault)
        return False
    return True


def release(vault: Path) -> bool:
    """Give the room back; tells whether there was any."""
    path = vault / NAME
    had = path.exists()
    # What cannot be removed cannot help; the disk's own error is told by whoever needed the room.
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return had
