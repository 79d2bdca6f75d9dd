"""Every page flipped and put back, the log cut at every frame, edits with the key, rollbacks.

Noticed means: CourtDesk refuses to open the vault, or its check finds something. What changes no
row and no search is counted apart. Clean vaults are opened as often and must raise no alarm.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.vault.tampering import (
    EDITS,
    FRAME_HEADER,
    PAGE,
    WAL_HEADER,
    History,
    findings,
    flip,
    make_history,
    put_page,
    record_of,
    replayed,
    with_key,
)
from tests.vaults import CHEAP, CLERK, PASSPHRASE, ZONE
from torture import counts

Harm = tuple[str, str, Path, Callable[[Path], object]]
_IN_PAGE = (0, 15, 1000, PAGE - 70, PAGE - 20)
"""Where a page is flipped: begin, salt of the first page, content, initial vector, HMAC."""


def main(clean_opens: int) -> None:
    """Do every harm once, open clean vaults ``clean_opens`` times, print the counts as JSON."""
    from courtdesk.vault.opening import create_vault
    from courtdesk.vault.roles import Role
    from courtdesk.vault.settings import VaultSettings

    with tempfile.TemporaryDirectory(prefix="courtdesk-tamper-") as name:
        folder = Path(name)
        template = folder / "template.courtdesk"
        settings = VaultSettings("Tamper", ZONE)
        create_vault(template, settings, CLERK, Role.CLERK, PASSPHRASE, params=CHEAP).close()
        history = make_history(template, folder)
        harms = list(_harms(history))
        tally = counts.Tally("tampering", len(harms) + clean_opens)
        copy = folder / "copy.courtdesk"
        whole = {path: record_of(_fresh(path, copy)) for path in (history.late, history.crashed)}
        for kind, where, source, harm in harms:
            harm(_fresh(source, copy))
            noticed = bool(findings(copy))
            without_effect = not noticed and _reads_like(copy, whole[source])
            tally.run(f"{kind}, {where}", sound=noticed or without_effect, why="not noticed")
            tally.add(f"{kind}: done", 1)
            tally.add(f"{kind}: noticed", noticed)
            tally.add(f"{kind}: without effect on any row or search", without_effect)
        _open_clean(tally, history, copy, clean_opens)
    tally.print()


def _harms(history: History) -> Iterator[Harm]:
    size = (history.late / "record.db").stat().st_size
    for page in range(size // PAGE):
        for at in _IN_PAGE:
            yield (
                *("page flipped", f"page {page}, byte {at}", history.late),
                lambda v, n=page * PAGE + at: flip(v / "record.db", n),  # type: ignore[misc]
            )
    for page, content in replayed(history.late, history.early):
        yield (
            *("page put back", f"page {page}", history.late),
            lambda v, n=page, c=content: put_page(v, n, c),  # type: ignore[misc]
        )
    yield from _log_harms(history)
    for what, statement in EDITS.items():
        yield (
            *("edit with the key", what, history.late),
            lambda v, s=statement: with_key(v, lambda raw: raw.execute(s)),  # type: ignore[misc]
        )
    yield "rollback", "database", history.late, lambda v: _put_back(history, v, "record.db")
    yield (
        *("rollback", "database, anchor removed", history.late),
        lambda v: (_put_back(history, v, "record.db"), (v / "record.head").unlink()),
    )
    yield (
        *("rollback", "database, anchor of noise", history.late),
        lambda v: (
            _put_back(history, v, "record.db"),
            (v / "record.head").write_bytes(os.urandom(144)),
        ),
    )


def _log_harms(history: History) -> Iterator[Harm]:
    wal = history.crashed / "record.db-wal"
    frame_size = PAGE + FRAME_HEADER
    frames = (wal.stat().st_size - WAL_HEADER) // frame_size
    for frame in range(frames):
        end = WAL_HEADER + frame * frame_size
        yield (
            *("log cut", f"at frame {frame}", history.crashed),
            lambda v, n=end: os.truncate(v / "record.db-wal", n),  # type: ignore[misc]
        )
        yield (
            *("log flipped", f"in frame {frame}", history.crashed),
            lambda v, n=end + 500: flip(v / "record.db-wal", n),  # type: ignore[misc]
        )
    yield "log removed", "", history.crashed, lambda v: (v / "record.db-wal").unlink()


def _put_back(history: History, vault: Path, name: str) -> None:
    shutil.copy(history.early / name, vault / name)


def _reads_like(vault: Path, whole: list[object]) -> bool:
    return record_of(vault) == whole


def _fresh(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(source, target))


def _open_clean(tally: counts.Tally, history: History, copy: Path, wanted: int) -> None:
    rnd = random.Random(3)
    for _ in range(wanted):
        source = rnd.choice((history.early, history.late, history.crashed))
        found = findings(_fresh(source, copy))
        tally.run(f"clean {source.name}", sound=not found, why=found)
        tally.add("clean opens", 1)
        tally.add("false alarms", bool(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
