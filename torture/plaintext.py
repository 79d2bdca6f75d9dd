"""Every byte that CourtDesk writes to any file is searched for what it must not show.

The shim writes down each write of the process, wherever it goes, deleted files included; then the
folders are searched as well. The control writes the same words to a plain database and must be
found.
"""

import contextlib
import io
import json
import os
import random
import secrets
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from courtdesk.cli import main as command_line
from courtdesk.hearing.model import Draft, EntryKind
from courtdesk.vault import backup, rotation
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from torture import counts, forked, scribe
from torture.forked import Say
from torture.shim import Shim

_ENTRIES = 20


def main(wanted: int) -> None:
    """Search the traces of ``wanted`` sessions, and of one control; print the counts as JSON."""
    shim = Shim()
    tally = counts.Tally("plaintext", wanted + 1)
    for number in range(wanted):
        hits, searched, bugs = _session(shim, plain=False)
        tally.run(f"session {number}", sound=not hits and not bugs, why=hits or bugs)
        tally.add("hits", len(hits))
        tally.add("bytes searched", searched)
    hits, _, _ = _session(shim, plain=True)
    tally.run("control", sound=bool(hits), why="the control was not found")
    tally.add("control: hits", len(hits))
    tally.print()


def _session(shim: Shim, *, plain: bool) -> tuple[list[str], int, list[str]]:
    with tempfile.TemporaryDirectory(prefix="courtdesk-traces-") as name:
        folder = Path(name)
        word = "q" + secrets.token_hex(12)
        said = forked.run(lambda say: _work(say, shim, folder, word, plain=plain))
        log = folder / "writes.trace"
        secret = [word, scribe.PASSPHRASE, *(line[4:] for line in said if line.startswith("key "))]
        hits = _search(folder, secret)
        searched = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        assert log.stat().st_size > 100_000 or plain
        return hits, searched, [line for line in said if line.startswith(forked.BUG)]


def _work(say: Say, shim: Shim, folder: Path, word: str, *, plain: bool) -> None:
    for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder / "home")
    (folder / "home").mkdir()
    tempfile.tempdir = None
    shim.watch(Path("/"), folder / "writes.trace")
    if plain:
        database = sqlite3.connect(folder / "plain.db")
        database.execute("CREATE TABLE entries (text)")
        database.execute("INSERT INTO entries VALUES (?)", (word,))
        database.commit()
        database.close()
        return
    path = folder / "court.courtdesk"
    hearing = scribe.make_vault(path)
    vault = scribe.open_here(path)
    for compartment in vault.compartments:
        say(f"key {bytes(vault.ring.key(compartment)).hex()}")
    hearings = scribe.hearings_of(vault)
    for number in range(_ENTRIES):
        line = scribe.new_line(hearing, random.Random(number))
        saved = hearings.record(line).value
        hearings.amend(saved.id, f"{word} {number}", word, EntryKind.NOTE, word, saved.at)
    hearings.save_draft(
        Draft(hearing, new_id(), datetime.now(UTC), word, EntryKind.NOTE, f"half typed {word}")
    )
    hearings.find(hearing, word)
    vault.checkpoint()
    snapshot = rotation.begin(vault, datetime.now(UTC))
    rotation.write(snapshot, folder / "backups")
    rotation.end(vault)
    vault.change_keys(frozenset({Compartment.RECORD}))
    vault.close()
    backup.archive(path, folder / "court.backup")
    _command_line(path, word)


def _command_line(vault: Path, word: str) -> None:
    # The passphrase comes by a pipe: a file of it would be found, and rightly.
    reader, writer = os.pipe()
    os.write(writer, f"{scribe.PASSPHRASE}\n".encode() * 2)
    os.close(writer)
    printed = io.TextIOWrapper(io.BytesIO())
    with open(reader, encoding="utf-8") as typed, contextlib.redirect_stdout(printed):  # noqa: PTH123
        sys.stdin = typed
        status = command_line(["list", "entries", str(vault), "--json", "--passphrase-file", "-"])
        printed.flush()
        shown = json.loads(printed.buffer.getvalue())  # type: ignore[attr-defined]
        assert status == 0
        assert any(word in entry["text"] for entry in shown["entries"])
        assert command_line(["verify", str(vault), "--passphrase-file", "-"]) == 0


def _search(folder: Path, secret: list[str]) -> list[str]:
    forms: dict[bytes, str] = {}
    for text in secret:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            forms[text.encode(encoding)] = encoding
        with contextlib.suppress(ValueError):
            forms[bytes.fromhex(text)] = "bytes of the key"
    return [
        f"{path.name}: {form}"
        for path in folder.rglob("*")
        if path.is_file()
        for needle, form in forms.items()
        if needle in path.read_bytes()
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]))
