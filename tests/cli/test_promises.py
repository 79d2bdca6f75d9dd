"""What scripts rely on: commands, JSON shapes, exit statuses."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from courtdesk.errors import ExitStatus
from tests.cli.conftest import Run
from tests.samples import sample
from tests.vaults import CLERK, PASSPHRASE

LOG = (
    "Start (s),Stop (s),Speaker,Role,Text\n0,4,A. Roe,Judge,Good morning\n4,9.5,B. Doe,,שלום <b>\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "Argument.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


@pytest.fixture
def filled(run: Run, vault_folder: Path, log: Path) -> Path:
    """A vault with one case and one imported hearing."""
    added = run(
        *("case", "add", vault_folder, "--number", "13-1339", "--title", "Spokeo v. Robins"),
        *("--court", "Supreme Court", "--room", "1", "--judge", "Roe", "--kind", "civil"),
    )
    assert (added.status, added.err) == (0, "")
    imported = run(
        *("import", "hearing", vault_folder, log, "--case", "13-1339"),
        *("--start", "2026-07-06T09:00"),
    )
    assert (imported.status, imported.out, imported.err) == (
        0,
        "2 entries by 2 speakers imported.\n",
        "",
    )
    return vault_folder


def test_list_cases_has_its_shape(run: Run, filled: Path) -> None:
    assert run("list", "cases", filled, "--json").document == {
        "cases": [
            {
                "number": "13-1339",
                "title": "Spokeo v. Robins",
                "kind": "civil",
                "court": "Supreme Court",
                "room": "1",
                "judge": "Roe",
                "status": "open",
            }
        ]
    }


def test_list_hearings_has_its_shape(run: Run, filled: Path) -> None:
    (hearing,) = run("list", "hearings", filled, "--json", "--case", "13-1339").document["hearings"]
    assert hearing["case"] == "13-1339"
    assert hearing["title"] == "Argument"
    assert hearing["entries"] == 2
    assert hearing["started"] == "2026-07-06T09:00:00.000+01:00"
    assert hearing["ended"] == "2026-07-06T09:00:09.500+01:00"


def test_list_entries_has_its_shape_and_the_order_of_the_record(run: Run, filled: Path) -> None:
    (hearing,) = run("list", "hearings", filled, "--json").document["hearings"]
    entries = run("list", "entries", filled, "--json").document["entries"]
    fixed = ("hearing", "time", "speaker", "kind", "text", "sealed", "amended")
    assert [tuple(entry[key] for key in fixed) for entry in entries] == [
        (
            hearing["id"],
            "2026-07-06T09:00:00.000+01:00",
            "A. Roe",
            "note",
            "Good morning",
            False,
            False,
        ),
        (
            hearing["id"],
            "2026-07-06T09:00:04.000+01:00",
            "B. Doe",
            "note",
            "שלום <b>",
            False,
            False,
        ),
    ]
    assert len({entry["id"] for entry in entries}) == 2
    assert all(datetime.fromisoformat(entry["time"]).utcoffset() for entry in entries)


def test_lists_can_be_narrowed_to_a_hearing(run: Run, filled: Path) -> None:
    (hearing,) = run("list", "hearings", filled, "--json").document["hearings"]
    some = run("list", "entries", filled, "--json", "--hearing", hearing["id"]).document
    assert len(some["entries"]) == 2
    assert run("list", "entries", filled, "--json", "--hearing", "x").document == {"entries": []}


def test_lists_for_people_are_tables(run: Run, filled: Path, vault_template: Path) -> None:
    table = run("list", "cases", filled).out
    assert "number" in table.splitlines()[0]
    assert "Spokeo v. Robins" in table.splitlines()[1]
    assert run("list", "hearings", vault_template).out == "No hearings.\n"


def test_verify_says_that_all_is_well(run: Run, filled: Path) -> None:
    verdict = run("verify", filled, "--json")
    assert verdict.status == ExitStatus.DONE
    document = verdict.document
    assert (document["ok"], document["findings"]) == (True, [])
    assert document["entries"] >= 3
    assert len(document["head"]) == 64
    assert run("verify", filled).out.startswith("The record is intact")


def test_a_backup_restores_to_the_same_record(run: Run, filled: Path, tmp_path: Path) -> None:
    before = run("list", "entries", filled, "--json").out
    archive, restored = tmp_path / "court.backup", tmp_path / "restored.courtdesk"
    assert run("backup", filled, archive).status == ExitStatus.DONE
    assert run("restore", archive, restored, passphrase=None).status == ExitStatus.DONE
    assert run("list", "entries", restored, "--json").out == before
    assert run("verify", restored).status == ExitStatus.DONE
    assert run("restore", archive, restored, passphrase=None).status == ExitStatus.REFUSED


def test_new_makes_a_vault_with_its_settings(run: Run, tmp_path: Path) -> None:
    made = run(
        *("new", tmp_path / "Annex", "--user", "J. Doe", "--role", "judges-staff"),
        *("--paper", "letter", "--zone", "America/Chicago"),
    )
    assert (made.status, made.err) == (ExitStatus.DONE, "")
    users = run("list", "users", tmp_path / "Annex.courtdesk", "--json").document["users"]
    assert [user["name"] for user in users] == ["J. Doe"]
    again = run("new", tmp_path / "Annex", "--user", "J. Doe", "--role", "clerk")
    assert again.status == ExitStatus.REFUSED
    assert "exists already" in again.err


@pytest.mark.parametrize(
    ("more", "says"),
    [(("--zone", "Dublin/Europe"), "no time zone"), (("--zone", "../etc/passwd"), "no time zone")],
)
def test_new_with_a_bad_setting_leaves_nothing_behind(
    run: Run, tmp_path: Path, more: tuple[str, ...], says: str
) -> None:
    made = run("new", tmp_path / "Annex", "--user", "J. Doe", "--role", "clerk", *more)
    assert (made.status, says in made.err) == (ExitStatus.REFUSED, True)
    assert not (tmp_path / "Annex.courtdesk").exists()


def test_a_weak_passphrase_makes_no_vault(run: Run, tmp_path: Path) -> None:
    weak = tmp_path / "weak.txt"
    for words in ("too short", "password12345678", "aaaaaaaaaaaaaaaaaaaa", ""):
        weak.write_text(words)
        made = run("new", tmp_path / "A", "--user", "J", "--role", "clerk", passphrase=weak)
        assert made.status == ExitStatus.REFUSED
        assert not (tmp_path / "A.courtdesk").exists()


def test_a_wrong_passphrase_and_a_wrong_user_are_status_3(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("eight grey herons over the weir\n")
    for command in (("list", "cases"), ("verify",), ("backup",)):
        extra = (tmp_path / "b",) if command == ("backup",) else ()
        outcome = run(*command, filled, *extra, passphrase=wrong)
        assert outcome.status == ExitStatus.WRONG_PASSPHRASE
        assert outcome.out == ""
        assert len(outcome.err.splitlines()) == 1
    assert not (tmp_path / "b").exists()
    assert run("list", "cases", filled, "--user", "Nobody").status == ExitStatus.WRONG_PASSPHRASE
    assert run("list", "cases", filled, "--user", CLERK.upper()).status == ExitStatus.DONE


def test_the_passphrase_may_come_by_standard_input(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed = tmp_path / "typed"
    typed.write_text(PASSPHRASE + "\r\n", newline="")
    with typed.open() as keyboard:
        monkeypatch.setattr(sys, "stdin", keyboard)
        outcome = run("list", "cases", filled, "--passphrase-file", "-", passphrase=None)
    assert outcome.status == ExitStatus.DONE


def test_without_a_terminal_and_a_file_the_passphrase_is_asked_for_in_words(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        outcome = run("list", "cases", filled, passphrase=None)
    assert outcome.status == ExitStatus.REFUSED
    assert "--passphrase-file" in outcome.err


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b""])
def test_a_passphrase_file_that_cannot_be_read_opens_nothing(
    run: Run, filled: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    outcome = run("list", "cases", filled, passphrase=file)
    assert outcome.status in {ExitStatus.REFUSED, ExitStatus.WRONG_PASSPHRASE}
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ("list", "gossip", "v"),
        ("case", "add", "v", "--number", "1"),
        ("case", "add", "v", "--number", "1", "--title", "t", "--kind", "strange"),
        ("import", "hearing", "v", "f"),
        ("import", "hearing", "v", "f", "--case", "1", "--start", "yesterday"),
        ("new", "v", "--user", "x", "--role", "king"),
        ("--nonsense",),
    ],
)
def test_a_misused_command_is_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, passphrase=None).status == ExitStatus.USAGE


def test_a_refused_import_says_the_row_and_leaves_no_hearing(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    for content, says in (
        (LOG + "9,3,C,,too early\n", "row 3: it starts at 9, after its end at 3."),
        (LOG + "x,y\n", "row 3"),
        ("", "empty"),
        ("who,what\nA,B\n", "which column"),
        ("Start (s),Text\n", "no entries"),
    ):
        bad.write_text(content)
        outcome = run("import", "hearing", filled, bad, "--case", "13-1339")
        assert (outcome.status, says in outcome.err) == (ExitStatus.REFUSED, True), outcome.err
    for arguments in ((tmp_path / "missing.csv", "--case", "13-1339"), (bad, "--case", "99")):
        assert run("import", "hearing", filled, *arguments).status == ExitStatus.REFUSED
    assert len(run("list", "hearings", filled, "--json").document["hearings"]) == 1


def test_a_real_hearing_imports_and_lists(run: Run, filled: Path) -> None:
    file = sample("hearings", "2015.13-1339-t01.csv")
    imported = run(
        "import", "hearing", filled, file, "--case", "13-1339", "--start", "2015-11-02T10:00"
    )
    assert imported.out == "307 entries by 11 speakers imported.\n"
    hearing = run("list", "hearings", filled, "--json").document["hearings"][-1]
    assert (hearing["started"], hearing["entries"]) == ("2015-11-02T10:00:00.000+00:00", 307)
    listed = run("list", "entries", filled, "--json", "--hearing", hearing["id"]).document
    assert len({entry["speaker"] for entry in listed["entries"]}) == 11


def test_the_demo_is_made_once_and_opens_with_its_public_passphrase(
    run: Run, tmp_path: Path
) -> None:
    vault = tmp_path / "Demo.courtdesk"
    made = run("demo", tmp_path / "Demo", "--no-window", passphrase=None)
    assert made.status == ExitStatus.DONE
    secret = tmp_path / "demo.txt"
    secret.write_text(made.out.rsplit("public: ", 1)[1].strip())
    assert run("verify", vault, passphrase=secret).status == ExitStatus.DONE
    entries = run("list", "entries", vault, "--json", passphrase=secret).out
    assert len(json.loads(entries)["entries"]) > 50
    assert run("demo", vault, "--no-window", passphrase=None).status == ExitStatus.DONE
    assert run("list", "entries", vault, "--json", passphrase=secret).out == entries


def test_a_command_without_a_window_imports_no_qt(
    vault_folder: Path, passphrase_file: Path
) -> None:
    script = (
        "import sys; from courtdesk.__main__ import main; status = main(sys.argv[1:]);"
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    words = ["list", "cases", str(vault_folder), "--passphrase-file", str(passphrase_file)]
    subprocess.run([sys.executable, "-c", script, *words], check=True, capture_output=True)
