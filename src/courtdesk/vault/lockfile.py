"""The lock that keeps a second window away from a vault. The system drops it when we die."""

import os
import sys
from pathlib import Path

from courtdesk.vault.errors import CannotWrite, VaultInUse


class VaultLock:
    """An exclusive lock on ``vault.lock``, held until :meth:`release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock at once or refuse.

        Raises:
            VaultInUse: another process holds it.
            CannotWrite: the folder cannot be written.
        """
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotWrite(
                "The vault lies in a place that cannot be written, so it cannot be opened for "
                "work. Copy it to a folder of your own, or ask who manages the drive."
            ) from error
        try:
            _lock(self._fd)
        except OSError as error:
            os.close(self._fd)
            raise VaultInUse(
                "This vault is open in another window. Go on there, or close it first."
            ) from error

    def release(self) -> None:
        """Give the lock back; harmless when it was given back before."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
