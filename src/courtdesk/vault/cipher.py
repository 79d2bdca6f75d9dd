"""A connection to a SQLCipher database, opened so that nothing leaks and nothing is lost.

WAL with synchronous=FULL: with NORMAL, acknowledged commits vanish on power loss. Temporary
tables stay in memory: on disk they would be plaintext. Transactions are begun explicitly
(``isolation_level=None``), since the driver's own leave half-migrated files.
"""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from courtdesk.vault.errors import CannotWrite, DamagedVault
from courtdesk.vault.kdf import wipe

_RAW_KEY_LENGTH = 67
_PLAIN_HEADER = b"SQLite format 3\x00"
CHECKPOINT_PAGES = 1000
_PRAGMAS = (
    "cipher_log_level = NONE",
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
    f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
)
_DENIED = frozenset({24, 25})  # SQLITE_ATTACH, SQLITE_DETACH: a second database could be plain


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """Open the database at ``path`` with a raw 256-bit key.

    Raises:
        DamagedVault: the file is missing, empty, cut, plain, or does not open with the key.
        CannotWrite: the file cannot be written.
    """
    _check_file(path, create=create)
    mode = "rwc" if create else "rw"
    try:
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=5)
    except dbapi2.Error as error:
        raise CannotWrite("The vault's database cannot be opened for writing.") from error
    try:
        _use_key(connection, key)
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables == 0 and not create:
            raise _damaged()  # rolled back to nothing: an empty file opens with any key
        if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
            raise _damaged()
        # SQLite opens what it cannot write for reading, and says so at the first write only.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("ROLLBACK")
    except dbapi2.OperationalError as error:
        connection.close()
        raise CannotWrite(
            "The vault's database cannot be written: the drive is full, read-only or in use. "
            "What was shown as saved is safe."
        ) from error
    except dbapi2.DatabaseError as error:
        connection.close()
        raise _damaged() from error
    except DamagedVault:
        connection.close()
        raise
    connection.set_authorizer(_authorize)
    return connection


def _check_file(path: Path, *, create: bool) -> None:
    if create:
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
    except OSError as error:
        raise _damaged() from error
    if len(start) < len(_PLAIN_HEADER) or start == _PLAIN_HEADER:
        raise _damaged()


def _use_key(connection: Any, key: bytes) -> None:
    raw = bytearray(b"x'" + key.hex().encode() + b"'")
    try:
        if len(raw) != _RAW_KEY_LENGTH:
            raise ValueError("a raw key has 32 bytes")
        connection.set_key(raw)
    finally:
        wipe(raw)


def _authorize(action: int, _1: object, _2: object, _3: object, _4: object) -> int:
    return 1 if action in _DENIED else 0


def _damaged() -> DamagedVault:
    return DamagedVault(
        "The vault's database is missing, damaged, or was exchanged, and cannot be read. "
        "Nothing was changed. Restore the vault from its newest backup."
    )
