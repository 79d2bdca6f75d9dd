"""Wrong passphrases: counted per user, and after five the next try has to wait.

The count lies in the clear beside the key file, since nobody is signed in when it grows. It slows
whoever sits at the window; someone with a copy of the files is slowed by Argon2id alone. At the
next unlock the count goes into the audit chain and starts anew.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path

from courtdesk.vault import files
from courtdesk.vault.errors import CannotWrite, TooManyTries
from courtdesk.vault.times import from_ms, to_ms

FREE = 5
_FIRST_WAIT_MS = 30_000
_LONGEST_WAIT_MS = 15 * 60_000
_SOMEBODY = "somebody"
_MAX_FILE = 1 << 16
_LATEST_MS = 1 << 45
"""Some 1,100 years after 1970: a damaged file must not ask for an impossible date."""


def check(vault: Path, user_id: str | None, now: datetime) -> None:
    """Refuse a try that comes too early.

    Raises:
        TooManyTries: five or more were wrong, and the wait is not over.
    """
    waiting = wait_ms(vault, user_id, now)
    if waiting > 0:
        seconds = -(-waiting // 1000)
        told = f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
        raise TooManyTries(
            f"There were {FREE} or more wrong passphrases in a row. Wait {told}, then try again; "
            "a recovery sheet opens the vault too."
        )


def wait_ms(vault: Path, user_id: str | None, now: datetime) -> int:
    """How long the next try has to wait, in milliseconds; 0 if it need not."""
    count, last = _read(vault).get(user_id or _SOMEBODY, (0, 0))
    if count < FREE:
        return 0
    wait = min(_FIRST_WAIT_MS << min(count - FREE, 10), _LONGEST_WAIT_MS)
    passed = to_ms(now) - last
    return max(0, wait - passed) if passed >= 0 else wait


def note(vault: Path, user_id: str | None, now: datetime) -> None:
    """Count a wrong passphrase."""
    known = _read(vault)
    count, _ = known.get(user_id or _SOMEBODY, (0, 0))
    known[user_id or _SOMEBODY] = (count + 1, to_ms(now))
    # A folder that cannot be written cannot be opened for work either, and says so then.
    with contextlib.suppress(CannotWrite):
        files.write_whole(vault / files.TRIES, json.dumps(known).encode())


def counted(vault: Path) -> dict[str, tuple[int, datetime]]:
    """Per user id, how many tries were wrong since the last unlock, and when the last was."""
    return {user: (count, from_ms(last)) for user, (count, last) in _read(vault).items()}


def forget(vault: Path) -> None:
    """Start counting anew."""
    (vault / files.TRIES).unlink(missing_ok=True)


def _read(vault: Path) -> dict[str, tuple[int, int]]:
    path = vault / files.TRIES
    try:
        if path.stat().st_size > _MAX_FILE:
            return {}
        return {
            str(user): (int(count), min(max(int(last), 0), _LATEST_MS))
            for user, (count, last) in json.loads(path.read_bytes()).items()
        }
    except (OSError, ValueError, OverflowError, TypeError, AttributeError, RecursionError):
        return {}
