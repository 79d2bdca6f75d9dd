"""Vaults and key files harmed at random: never a crash, always a sentence, within five seconds."""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from courtdesk.errors import KnownError
from torture import counts, forked, scribe
from torture.forked import BUG, Say

LIMIT = 5.0
_NASTY: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2**31, 2**63, 10**400, 1e308, float("inf"), float("nan")),
    *("", "x" * 70_000, "\ud800", "\0", "AAAA", "é", [], {}, [[]], {"": {}}, "owner", "argon2id"),
)


def main(wanted: int) -> None:
    """Open ``wanted`` harmed vaults and print the counts as JSON."""
    tally = counts.Tally("corrupt vaults", wanted)
    rnd = random.Random(13)
    with tempfile.TemporaryDirectory(prefix="courtdesk-corrupt-") as name:
        folder = Path(name)
        base = folder / "base.courtdesk"
        hearing = scribe.make_vault(base)
        slowest = 0.0
        for number in range(wanted):
            vault = scribe.fresh(base, folder / "run.courtdesk")
            where = _harm_header(vault, rnd) if number % 2 else _harm_file(vault, rnd)
            began = time.monotonic()
            said = forked.run(lambda say, v=vault: _use(v, hearing, say))  # type: ignore[misc]
            took = time.monotonic() - began
            slowest = max(slowest, took)
            outcome = said[-1] if said else f"{BUG}the process died"
            sound = not outcome.startswith(BUG) and took < LIMIT
            tally.run(f"{number}: {where}", sound=sound, why=f"{took:.1f} s, {outcome}")
            tally.add("crashed or raised", outcome.startswith(BUG))
            tally.add(outcome if sound else "broken", 1)
        tally.add("slowest, seconds", round(slowest, 2))
    tally.print()


def _use(vault: Path, hearing: str, say: Say) -> None:
    """What a person does with a vault: look at its users, open it, read, write, close."""
    from courtdesk.cli.subjects import load_tables
    from courtdesk.vault.header import read_header
    from courtdesk.vault.verify import verify

    load_tables()
    try:
        read_header(vault)
        opened = scribe.open_here(vault)
    except KnownError as error:
        say(f"refused: {type(error).__name__}")
        return
    try:
        hearings = scribe.hearings_of(opened)
        hearings.log_sheet(hearing)
        scribe.write(hearings, hearing, 2, random.Random(1), lambda _: None)
        found = bool(verify(opened).findings)
    except KnownError as error:
        say(f"told in use: {type(error).__name__}")
        return
    finally:
        try:
            opened.close()
        except KnownError:
            say("told on closing")
    say("opened, with findings" if found else "opened, whole")


def _harm_file(vault: Path, rnd: random.Random) -> str:
    path = rnd.choice(sorted(p for p in vault.iterdir() if p.is_file()))
    size = path.stat().st_size
    way = rnd.choice(("cut", "noise", "zeros", "grown", "removed", "exchanged", "folder"))
    if way == "cut":
        os.truncate(path, rnd.randrange(size + 1))
    elif way in {"noise", "zeros"} and size:
        at, length = rnd.randrange(size), rnd.choice((1, 16, 512, 4096, 40_000))
        with path.open("r+b") as file:
            file.seek(at)
            file.write(rnd.randbytes(length) if way == "noise" else bytes(length))
    elif way == "grown":
        with path.open("ab") as file:
            file.write(rnd.randbytes(rnd.choice((1, 5000))))
    elif way == "removed":
        path.unlink()
    elif way == "exchanged":
        other = rnd.choice(sorted(p for p in vault.iterdir() if p.is_file()))
        path.write_bytes(other.read_bytes())
    elif way == "folder":
        path.unlink()
        path.mkdir()
    return f"{path.name} {way}"


def _harm_header(vault: Path, rnd: random.Random) -> str:
    """Both copies changed alike, so that neither heals the other."""
    body = json.loads((vault / "keys.a").read_bytes())
    told = []
    for _ in range(rnd.choice((1, 1, 2, 5))):
        told.append(_change(body, rnd))
    text = json.dumps(body)
    if rnd.random() < 0.1:
        at = rnd.randrange(len(text))
        text = text[:at] + rnd.choice(("", "[" * 100_000, "\x00", "9" * 5000)) + text[at + 1 :]
        told.append("and its text")
    for name in ("keys.a", "keys.b"):
        (vault / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return ", ".join(told)


def _change(value: Any, rnd: random.Random, where: str = "key file") -> str:
    """Change something within a JSON value; where, in words."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return f"{where} left"
    key = rnd.choice(keys)
    inner = value[key]
    if isinstance(inner, dict | list) and inner and rnd.random() < 0.8:
        return _change(inner, rnd, f"{where}.{key}")
    if rnd.random() < 0.15 and isinstance(value, dict):
        del value[key]
        return f"{where}.{key} removed"
    if isinstance(inner, str) and inner and rnd.random() < 0.4:
        at = rnd.randrange(len(inner))
        value[key] = inner[:at] + rnd.choice("Aa0=/é") + inner[at + rnd.choice((0, 1)) :]
    else:
        value[key] = rnd.choice(_NASTY)
    return f"{where}.{key} = {str(value[key])[:24]!r}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
