"""After a lock the process begins anew, so that nothing of the vault stays in its memory.

Closing a database and wiping keys leaves copies of texts on the heap (measured: hundreds, after
500 rows); a process that replaced itself has none. Only the vault's path and the user's id are
handed over. What records in a process of its own goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def command(vault: Path, user_id: str) -> list[str]:
    """The command line that shows the vault's unlock window."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-P", "-m", "courtdesk"]
    return [*program, "open", str(vault), "--user", user_id]


def begin_anew(vault: Path, user_id: str) -> None:
    """Replace this process by one that shows the unlock window. Returns only if that failed."""
    words = command(vault, user_id)
    sys.stdout.flush()
    if sys.platform == "win32":  # exec would leave the console a dead parent
        subprocess.Popen(words, close_fds=True)
        os._exit(0)
    os.execv(words[0], words)  # noqa: S606 - our own program, no shell wanted
