"""A case's pseudonyms on all that leaves the vault; the record keeps the real names."""

from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.hearing.model import EntryKind, Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.vault.pseudonyms import BadPseudonym, PseudonymBook
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.paper.documents import pages
from tests.vaults import START, reopen, typed

__all__ = ["passphrase_file", "run"]
LATER = START + timedelta(hours=1)
NAME = "Jane Doe"


@pytest.fixture
def book(vault: Vault) -> PseudonymBook:
    return PseudonymBook(vault)


def test_every_copy_has_the_pseudonym_and_the_record_the_name(
    run: Run,
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    case: Case,
    hearing: Hearing,
    book: PseudonymBook,
    tmp_path: Path,
) -> None:
    entry = hearings.record(
        typed(hearing.id, f"Witness sworn: {NAME}; {NAME}’s oath", 30, EntryKind.WITNESS)
    ).value
    hearings.record(typed(hearing.id, f"Offers State 3, letter to {NAME}", 40, EntryKind.EXHIBIT))
    book.keep(case.id, [(NAME, "J.D."), ("", "")])
    vault.close()
    for kind, suffix in (
        ("log", "pdf"),
        ("log", "csv"),
        ("log", "json"),
        ("minutes", "pdf"),
        ("exhibits", "pdf"),
        ("witnesses-list", "pdf"),
    ):
        out = tmp_path / f"copy.{suffix}"
        done = run("export", kind, vault_folder, "--case", "2026-0417", "--out", out)
        assert done.status == 0, done.err
        data = out.read_bytes()
        text = " ".join(pages(data)) if suffix == "pdf" else data.decode()
        assert "Doe" not in text, kind
        assert "J.D." in text, kind
    for kind in ("log", "minutes"):
        out = tmp_path / f"sealed {kind}.pdf"
        words = ("--case", "2026-0417", "--edition", "sealed", "--out", out)
        done = run("export", kind, vault_folder, *words)
        assert done.status == 0, done.err
        read = pages(out.read_bytes())
        assert NAME in " ".join(read)
        assert all("SEALED" in page and "PUBLIC" not in page for page in read), kind
    listed = run("list", "pseudonyms", vault_folder, "--json").document["pseudonyms"]
    assert listed == [{"case": "2026-0417", "name": NAME, "pseudonym": "J.D."}]
    again = reopen(vault_folder)
    try:
        from courtdesk.cases.service import CaseService

        kept = HearingService(again, CaseService(again)).entry(entry.id)
        assert kept.text == f"Witness sworn: {NAME}; {NAME}’s oath"
    finally:
        again.close()


def test_a_list_that_says_nothing_is_refused(book: PseudonymBook, case: Case) -> None:
    for pairs, words in (
        ([("", "J.D.")], "nobody"),
        ([(NAME, " ")], "no pseudonym"),
        ([(NAME, "a"), ("jane  doe", "b")], "twice"),
    ):
        with pytest.raises(BadPseudonym, match=words):
            book.keep(case.id, pairs)
    assert book.of(case.id) == ()


def test_the_list_is_replaced_whole(vault: Vault, book: PseudonymBook, case: Case) -> None:
    book.keep(case.id, [(NAME, "J.D."), ("R. Roe", "R.R.")])
    book.keep(case.id, [("R. Roe", "R.")])
    assert book.of(case.id) == (("R. Roe", "R."),)
    assert vault.pseudonyms() == (("R. Roe", "R."),)
    assert vault.pseudonyms("another case") == ()
