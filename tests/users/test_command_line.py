"""``courtdesk users`` as a court's IT scripts it."""

import json
from pathlib import Path

import pytest

from courtdesk.cli import main
from courtdesk.vault import kdf
from tests.users.conftest import PASSPHRASES, QUICK


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command as a user, whose new passphrase comes from a file too."""
    monkeypatch.setattr(kdf, "measured", lambda: QUICK)

    def passphrase_file(text: str) -> str:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        file.write_text(text + "\n", encoding="utf-8")
        return str(file)

    def run(*words: str, by: str = "A. Reyes", passphrase: str = "", new: str = "") -> int:
        given = [*words, "--passphrase-file", passphrase_file(passphrase or PASSPHRASES[by])]
        if new:
            given += ["--new-passphrase-file", passphrase_file(new)]
        return main(given)

    return run


@pytest.fixture
def vault(tmp_path: Path, run) -> str:
    path = str(tmp_path / "office.courtdesk")
    assert run("new", path, "--user", "A. Reyes", "--role", "clerk") == 0
    return path


def test_users_are_added_listed_and_removed(vault, run, capsys) -> None:
    add = ("users", "add", vault, "--name", "J. Marsh", "--role", "jury-coordinator")
    assert run(*add, new=PASSPHRASES["J. Marsh"]) == 0
    assert run("list", "cases", vault, "--user", "J. Marsh", by="J. Marsh") == 0
    capsys.readouterr()
    assert run("users", "list", vault, "--json", "--user", "A. Reyes") == 0
    listed = json.loads(capsys.readouterr().out)["users"]
    assert [(user["name"], user["compartments"]) for user in listed] == [
        ("A. Reyes", ["record", "sealed"]),
        ("J. Marsh", ["record", "team"]),
    ]
    assert run("users", "remove", vault, "--name", "J. Marsh") == 1
    assert "lost for good" in capsys.readouterr().err
    assert run("users", "remove", vault, "--name", "J. Marsh", "--give-up-their-work") == 0
    assert run("list", "cases", vault, by="J. Marsh") == 3


def test_a_coordinator_beside_a_clerk_adds_no_case(vault, run, capsys) -> None:
    add = ("users", "add", vault, "--name", "J. Marsh", "--role", "jury-coordinator")
    assert run(*add, new=PASSPHRASES["J. Marsh"]) == 0
    case = ("case", "add", vault, "--number", "CR-1", "--title", "State v. Doe")
    assert run(*case, by="J. Marsh") == 1
    assert "keep the record" in capsys.readouterr().err
    assert run(*case) == 0


def test_a_coordinator_alone_adds_a_case(tmp_path, run) -> None:
    path = str(tmp_path / "team.courtdesk")
    new = ("new", path, "--user", "J. Marsh", "--role", "jury-coordinator")
    assert run(*new, by="J. Marsh") == 0
    case = ("case", "add", path, "--number", "CR-1", "--title", "State v. Doe")
    assert run(*case, by="J. Marsh") == 0


def test_a_changed_passphrase_holds_from_then_on(vault, run) -> None:
    assert run("users", "passphrase", vault, new="a plain new set of words") == 0
    assert run("list", "cases", vault) == 3
    assert run("list", "cases", vault, passphrase="a plain new set of words") == 0
    assert run("users", "passphrase", vault, passphrase="a plain new set of words", new="no") == 1
