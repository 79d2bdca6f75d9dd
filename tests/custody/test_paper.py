"""Printouts and receipts held against the record they came from."""

import shutil
from pathlib import Path

import pytest

from courtdesk.cli.subjects import load_tables
from courtdesk.custody.model import DeedFilter
from courtdesk.custody.service import CustodyService
from courtdesk.custody.sheet import receipt_sheet, recovery_sheet
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.paper.reading import fingerprint_of
from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.recovery import new_code
from courtdesk.vault.times import now
from courtdesk.vault.verify import verify
from tests.vaults import reopen, typed


def printed(vault) -> bytes:
    document = receipt_sheet(CustodyService(vault).receipt(), Imprint.by(vault, now()))
    content = press(document)
    what = NewPrint("receipt", document.masthead.title, document.imprint.fingerprint)
    Prints(vault).record(what, content)
    return content


def test_a_printout_is_found_in_the_chain_with_its_bytes(vault, hearing) -> None:
    link = vault.head().seq
    content = printed(vault)
    verdict = CustodyService(vault).check_paper(fingerprint_of(content), content)
    assert verdict.holds
    assert (verdict.link, verdict.title, verdict.printed_by) == (
        link,
        "Receipt of the record",
        "A. Clerk",
    )


def test_a_printout_whose_file_was_changed_is_told(vault, hearing) -> None:
    content = printed(vault) + b"\n% added later\n"
    verdict = CustodyService(vault).check_paper(fingerprint_of(content), content)
    assert verdict.belongs
    assert not verdict.holds
    assert "changed" in verdict.sentence


def test_a_printout_of_another_vault_does_not_belong(vault, vault_template, tmp_path) -> None:
    content = printed(vault)
    other = reopen(Path(shutil.copytree(vault_template, tmp_path / "other.courtdesk")))
    try:
        verdict = CustodyService(other).check_paper("ab" * 32, content)
        assert not verdict.belongs
        assert "does not belong" in verdict.sentence
    finally:
        other.close()


def test_the_fingerprint_is_read_from_the_foot_where_the_metadata_is_gone(vault) -> None:
    import io

    import pikepdf

    content = printed(vault)
    with pikepdf.open(io.BytesIO(content)) as document:
        del document.docinfo
        stripped = io.BytesIO()
        document.save(stripped)
    assert fingerprint_of(stripped.getvalue()) == fingerprint_of(content) != ""


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4\nbroken"])
def test_a_file_without_a_fingerprint_is_told(vault, content) -> None:
    verdict = CustodyService(vault).check_paper(fingerprint_of(content), content)
    assert not verdict.belongs
    assert "no fingerprint" in verdict.sentence


def test_a_receipt_holds_as_long_as_nothing_before_it_is_gone(vault, hearings, hearing) -> None:
    receipt = CustodyService(vault).receipt()
    assert dict(receipt.counts)["Hearings"] == 1
    hearings.record(typed(hearing.id, "Good morning", 5))
    assert CustodyService(vault).check_receipt(f" {receipt.code}\n").holds


def test_a_rollback_of_vault_and_anchor_is_seen_by_the_receipt(
    vault, vault_folder, hearings, hearing, tmp_path
) -> None:
    vault.close()
    earlier = shutil.copytree(vault_folder, tmp_path / "earlier")
    later = reopen(vault_folder)
    later.note("backup")
    receipt = CustodyService(later).receipt()
    later.close()
    shutil.rmtree(vault_folder)
    shutil.copytree(earlier, vault_folder)
    rolled_back = reopen(vault_folder)
    try:
        load_tables()
        assert verify(rolled_back).ok
        assert not CustodyService(rolled_back).check_receipt(receipt.code).holds
    finally:
        rolled_back.close()


def test_what_is_no_receipt_is_refused(vault) -> None:
    with pytest.raises(KnownError, match="receipt"):
        CustodyService(vault).check_receipt("courtdesk receipt 1 abc")


def test_a_missing_anchor_is_noticed_and_stays_on_record(vault, vault_folder, hearing) -> None:
    vault.close()
    (vault_folder / "record.head").unlink()
    opened = reopen(vault_folder)
    assert any("missing" in finding.what for finding in verify(opened).findings)
    opened.close()
    again = reopen(vault_folder)
    try:
        deeds = CustodyService(again).deeds(DeedFilter(words="missing"))
        assert [deed.action for deed in deeds] == ["vault.anchor-missing"]
    finally:
        again.close()


def test_a_cut_log_is_told_by_the_anchor(vault, vault_folder, tmp_path) -> None:
    vault.close()
    earlier = (vault_folder / "record.db").read_bytes()
    opened = reopen(vault_folder)
    opened.note("backup")
    opened.close()
    (vault_folder / "record.db").write_bytes(earlier)
    with pytest.raises(DamagedVault, match="shorter"):
        reopen(vault_folder)


def test_deeds_say_who_did_what_newest_first(vault, hearings, hearing) -> None:
    hearings.record(typed(hearing.id, "Good morning", 5))
    deeds = CustodyService(vault).deeds()
    assert deeds[0].user == "A. Clerk"
    assert deeds[0].words.startswith("recorded an entry")
    assert [deed.link for deed in deeds] == sorted((d.link for d in deeds), reverse=True)
    only = CustodyService(vault).deeds(DeedFilter(words="opened case"))
    assert [deed.action for deed in only] == ["case.open"]
    assert CustodyService(vault).deeds(limit=2, before=deeds[1].link) == deeds[2:4]


def test_a_recovery_sheet_fits_one_page_and_shows_every_group(vault) -> None:
    import pypdfium2

    code = new_code()
    content = press(recovery_sheet(code, "A. Clerk", "Court 4", Imprint.by(vault, now())))
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert all(group in text for group in code.split("-"))
