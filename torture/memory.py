"""What can be read in the process's memory after the vault was closed, and after a lock.

A child works in a vault; its memory is then read from outside. A lock closes the vault and begins
the process anew; closing alone is measured beside it, to show why.
"""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from torture import counts, scribe

_CHILD = """
import os, random, sys
from pathlib import Path
from courtdesk.desk.rebirth import begin_anew
from courtdesk.vault.keys import Compartment
from torture import scribe

vault = scribe.open_here(Path(sys.argv[1]))
hearings = scribe.hearings_of(vault)
word = os.read(0, 25).decode()
for number in range(500):
    line = scribe.new_line(sys.argv[2], random.Random(number))
    saved = hearings.record(line).value
    hearings.amend(saved.id, f"{word} {number}", word, saved.kind, word, saved.at)
hearings.find(sys.argv[2], word)
hearings.log_sheet(sys.argv[2])
print(*(bytes(vault.ring.key(c)).hex() for c in vault.compartments),
      vault.ring.derived(Compartment.RECORD, "database").hex(), vault.user.id, flush=True)
os.read(0, 1)
path, user = vault.path, vault.user.id
vault.close()
del vault, hearings, line, saved, word
print("closed", flush=True)
os.read(0, 1)
begin_anew(path, user)
"""


def main(wanted: int) -> None:
    """Lock ``wanted`` times and print the counts as JSON."""
    tally = counts.Tally("memory after lock", wanted)
    for number in range(wanted):
        with tempfile.TemporaryDirectory(prefix="courtdesk-memory-") as name:
            path = Path(name) / "court.courtdesk"
            hearing = scribe.make_vault(path)
            found = _trial(path, hearing)
        after = found["locked"]
        tally.run(f"lock {number}", sound=not any(after.values()), why=after)
        control = found["open"]
        if not (control["entry text"] and control["keys"]):
            tally.run("control", sound=False, why="what is there while open was not found")
        for stage, hits in found.items():
            for what, count in hits.items():
                tally.add(f"{stage}: copies of {what}", count)
    tally.print()


def _trial(path: Path, hearing: str) -> dict[str, dict[str, int]]:
    word = "q" + secrets.token_hex(12)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), hearing],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(path.parent)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(word.encode())
        child.stdin.flush()
        *keys, _user = child.stdout.readline().split()
        needles = {
            "keys": [form for key in keys for form in (bytes.fromhex(key.decode()), key)],
            "passphrase": _forms(scribe.PASSPHRASE),
            "entry text": _forms(word),
        }
        found = {"open": _copies(child.pid, needles)}
        _go_on(child)
        child.stdout.readline()
        found["closed"] = _copies(child.pid, needles)
        _go_on(child)
        _wait_for_new_program(child.pid)
        found["locked"] = _copies(child.pid, needles)
        return found
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()


def _go_on(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin is not None
    child.stdin.write(b"g")
    child.stdin.flush()


def _wait_for_new_program(pid: int) -> None:
    """Until the process has replaced itself and has had time to show its window."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if b"open" in words and b"-c" not in words:
            time.sleep(3)
            return
        time.sleep(0.05)
    raise TimeoutError("the process did not begin anew")


def _forms(text: str) -> list[bytes]:
    return [text.encode("utf-8"), text.encode("utf-16-le")]


def _copies(pid: int, needles: dict[str, list[bytes]]) -> dict[str, int]:
    found = dict.fromkeys(needles, 0)
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if "r" not in rights or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            for what, forms in needles.items():
                found[what] += sum(content.count(form) for form in forms)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
