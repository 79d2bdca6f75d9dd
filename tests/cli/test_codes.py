"""The code book and the checker's findings on the command line."""

from pathlib import Path

from courtdesk.hearing.model import EntryKind, Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run
from tests.vaults import typed


def test_the_code_book_goes_out_and_comes_in_again(
    run: Run, vault_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("short,phrase,kind\nzz,Zebra crossing,exhibit\n", encoding="utf-8")
    assert run("import", "codes", vault_folder, file).out == "1 codes imported.\n"
    first = run("list", "codes", vault_folder, "--json").document["codes"][0]
    assert (first["short"], first["kind"], first["own"]) == ("zz", "exhibit", True)
    out = tmp_path / "book.csv"
    assert run("export", "codes", vault_folder, "--out", out).status == 0
    assert "zz,Zebra crossing,exhibit" in out.read_text(encoding="utf-8")


def test_a_file_that_holds_no_codes_changes_nothing(
    run: Run, vault_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "codes.csv"
    file.write_bytes(b"short,phrase\nob,Objection\n\xff\xfe")
    refused = run("import", "codes", vault_folder, file)
    assert (refused.status, "Nothing was imported" in refused.err) == (1, True)
    book = run("list", "codes", vault_folder, "--json").document["codes"]
    assert not any(code["own"] for code in book)


def test_findings_say_what_is_open_and_where(
    run: Run, vault_folder: Path, vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    text = "Objection: hearsay"
    entry = hearings.record(typed(hearing.id, text, 5, EntryKind.OBJECTION)).value
    vault.close()
    (found,) = run("list", "findings", vault_folder, "--json").document["findings"]
    assert (found["finding"], found["entry"], found["due"]) == (
        "objection without ruling",
        entry.id,
        False,
    )
