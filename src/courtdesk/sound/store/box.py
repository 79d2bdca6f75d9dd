"""What sound goes out in: a ZIP under AES-256, or a folder in the clear; whole, or not there."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from courtdesk.sound.model import NoSound

MIN_PASSPHRASE = 20
"""WinZip's AES stretches a passphrase by 1,000 rounds only, so that it has to be long itself."""

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DIGITS, _GROUP = 25, 5


class Box(Protocol):
    """Takes files; they stand under their name once :meth:`close` has returned."""

    def put(self, name: str, content: bytes) -> None:
        """Add a file."""

    def close(self) -> None:
        """Everything is in it."""

    def drop(self) -> None:
        """Leave nothing; harmless after :meth:`close`."""


def new_passphrase() -> str:
    """A fresh passphrase of 123 random bits, in groups that can be read out on the telephone."""
    digits = "".join(secrets.choice(_ALPHABET) for _ in range(_DIGITS))
    return "-".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


class EncryptedZip:
    """A ZIP whose files are encrypted by WinZip's AES-256 (AE-2). Their names are not.

    Raises:
        NoSound: the passphrase is too short.
        OSError: the disk refused.
    """

    def __init__(self, target: Path, passphrase: str) -> None:
        import pyzipper

        if len(passphrase) < MIN_PASSPHRASE:
            raise NoSound(
                f"The passphrase of an archive needs at least {MIN_PASSPHRASE} characters, since "
                "a ZIP file does little to slow down who guesses. Let CourtDesk make one."
            )
        self._target = target
        self._beside = target.with_name(target.name + ".part")
        fd = os.open(self._beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(fd, "w+b")
        self._zip: Any = pyzipper.AESZipFile(
            self._file, "w", compression=pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES
        )
        self._zip.setpassword(passphrase.encode())
        self._zip.setencryption(pyzipper.WZ_AES, nbits=256, force_wz_aes_version=2)

    def put(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._zip.writestr(name, content)

    def close(self) -> None:
        """Everything is in it."""
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._beside.replace(self._target)

    def drop(self) -> None:
        """Leave nothing."""
        with suppress(OSError, ValueError):
            self._zip.close()
        self._file.close()
        self._beside.unlink(missing_ok=True)


class Folder:
    """A folder in the clear, for who was warned and wants it so.

    Raises:
        NoSound: something stands at ``target`` already.
        OSError: the disk refused.
    """

    def __init__(self, target: Path) -> None:
        if target.exists():
            raise NoSound(f"“{target.name}” exists already. Choose another name.")
        self._target = target
        self._beside = target.with_name(target.name + ".part")
        self._beside.mkdir(mode=0o700)

    def put(self, name: str, content: bytes) -> None:
        """Add a file."""
        fd = os.open(self._beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Everything is in it."""
        self._beside.rename(self._target)

    def drop(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self._beside, ignore_errors=True)
