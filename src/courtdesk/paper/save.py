"""Keeping a PDF in a file, whole or not at all.

The bytes are written beside the target, in its own folder, and take its name when all of them
are on the disk. Nothing goes to a folder for temporary files.
"""

import errno
import os
import secrets
from pathlib import Path

from courtdesk.errors import KnownError

_OWNER_ONLY = 0o600
_FULL = "The disk is full. Nothing was written; free some space or choose another disk."
_NO_FOLDER = "The folder “{folder}” does not exist. Choose another, or make it first."
_NOT_ALLOWED = (
    "You may not write to “{folder}”, or “{name}” is open elsewhere. Nothing was changed."
)
_UNFORESEEN = "“{name}” could not be written: {reason}. Nothing was changed."
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EISDIR: "“{name}” is a folder. Give the file a name inside it.",
    errno.EROFS: "“{folder}” is read-only. Choose another folder.",
    errno.ENAMETOOLONG: "The name of the file is too long. Choose a shorter one.",
}


class NotSaved(KnownError):
    """The file could not be written; what stood there before is untouched."""


def save(data: bytes, target: Path) -> None:
    """Writes ``data`` to ``target``, readable for its owner alone.

    Raises:
        NotSaved: the folder is missing, full or not open to writing, or the target is a folder.
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(data, part)
        try:
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        raise NotSaved(_sentence(error, target)) from error


def _write(data: bytes, part: Path) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Brings the new name itself to the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(error: OSError, target: Path) -> str:
    sentence = _SENTENCES.get(error.errno or 0, _UNFORESEEN)
    reason = (error.strerror or "unknown reason").lower()
    return sentence.format(name=target.name, folder=target.parent, reason=reason)
