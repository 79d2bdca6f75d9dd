"""A hearing typed by keyboard alone in a real window survives the death of the process.

Needs Xvfb and xdotool; skipped where they are missing.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.demo import PASSPHRASE
from courtdesk.demo.making import make
from courtdesk.hearing.service import HearingService
from courtdesk.vault.opening import open_vault
from courtdesk.vault.store import Vault

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)

_PATIENCE = 150.0
_MOMENT = 5.0
_TRIES = 20
_LINES = ("juror seven asks for water", "bench notes the umbrella", "counsel confer at sidebar")
_HALF = "the witness points at the zeppelin"


@dataclass
class Desk:
    """A desk of its own process on a screen of its own."""

    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]
    vault: Path

    def keys(self, *arguments: str) -> str:
        """Run xdotool on the desk's screen."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def type_line(self, text: str, *, enter: bool) -> None:
        """Type ``text`` and wait until the vault has been written to and is at rest."""
        before = self.written()
        self.keys("type", "--delay", "15", text)
        if enter:
            self.keys("key", "Return")
        until(lambda: self.written() > before)
        at_rest(self.written)

    def written(self) -> int:
        log = self.vault / "record.db-wal"
        return log.stat().st_mtime_ns if log.exists() else 0


@pytest.fixture
def screen() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as lines:
        display = lines.readline().strip()
    try:
        yield f":{display}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def desk(screen: str, tmp_path: Path) -> Iterator[Desk]:
    vault = tmp_path / "Demo.courtdesk"
    make(vault)
    for folder in ("home", "tmp"):
        (tmp_path / folder).mkdir()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QT_", "XDG_", "WAYLAND"))
    }
    environment |= {
        "DISPLAY": screen,
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "courtdesk", "demo", str(vault)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    made = Desk(process, environment, vault)
    try:
        until(lambda: made.keys("search", "--onlyvisible", "--name", "CourtDesk") != "")
        yield made
    finally:
        process.kill()
        process.wait()


def test_what_was_saved_and_the_half_typed_line_survive_a_kill(desk: Desk, tmp_path: Path) -> None:
    _open_hearing(desk)
    for line in _LINES:
        desk.type_line(line, enter=True)
    desk.type_line(_HALF, enter=False)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    assert _places_of_plaintext(tmp_path, (*_LINES, _HALF)) == []
    with closing(open_vault(desk.vault, None, PASSPHRASE)) as vault:
        texts, draft = _kept(vault)
    assert texts[-len(_LINES) :] == list(_LINES)
    assert draft == _HALF


def _open_hearing(desk: Desk) -> None:
    """Go to the hearing and wait until its composer takes letters, which it keeps in the vault.

    Nothing else tells from outside: a window's title names no case and no panel.
    """
    window = desk.keys("search", "--onlyvisible", "--name", "CourtDesk").splitlines()[-1]
    for _ in range(_TRIES):
        desk.keys("windowfocus", "--sync", window)
        desk.keys("key", "ctrl+3")
        if all(_is_letter_kept(desk) for _ in range(3)):
            break
    else:
        pytest.fail("the composer took no letter")
    desk.keys("key", "ctrl+a", "BackSpace")
    at_rest(desk.written)


def _is_letter_kept(desk: Desk) -> bool:
    """Whether the vault was written to after a letter was typed; a desk that opens writes too."""
    at_rest(desk.written)
    before = desk.written()
    desk.keys("type", "x")
    return comes(lambda: desk.written() > before, _MOMENT)


def _kept(vault: Vault) -> tuple[list[str], str]:
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    trial = cases.case_numbered("2026-CR-0417")
    running = hearings.hearings(trial.id)[0]
    draft = hearings.draft(running.id)
    entries = hearings.window(running.id, 1, running.entries)
    return [entry.text for entry in entries], draft.text if draft else ""


def _places_of_plaintext(folder: Path, texts: tuple[str, ...]) -> list[str]:
    """Every file below ``folder`` that holds one of ``texts``, in UTF-8 or in Qt's UTF-16."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [
                f"{path.name}: {text}"
                for text in texts
                if text.encode() in content or text.encode("utf-16-le") in content
            ]
    return found


def until(condition: Callable[[], bool]) -> None:
    """Wait for ``condition`` as long as patience lasts."""
    assert comes(condition, _PATIENCE), "it never came"


def comes(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether ``condition`` becomes true within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        _let_others_work()
    return True


def at_rest(value: Callable[[], int]) -> None:
    """Wait until ``value`` has been the same for one and a half seconds."""
    same, last = 0, value()
    while same < 30:
        _let_others_work()
        now = value()
        same, last = (same + 1, last) if now == last else (0, now)


def _let_others_work() -> None:
    threading.Event().wait(0.05)  # another process is awaited: nothing of ours would signal


def test_the_search_for_plaintext_finds_it_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text(f"… {_HALF} …")
    assert _places_of_plaintext(tmp_path, (_HALF,)) == [f"leak: {_HALF}"]
