"""Sealed portions: their words are in no clear column, no index, no page and no print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import BadEntry, Draft, Entry, EntryKind, Hearing, Step
from courtdesk.hearing.model.checker import Omission
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.checking import CheckService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.hearing.sheet import log_sheet, minutes_sheet
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault import files
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.pseudonyms import PseudonymBook
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.users import Users
from courtdesk.vault.verify import verify
from tests.cli.conftest import Run, passphrase_file, run
from tests.paper.documents import pages
from tests.vaults import CHEAP, PASSPHRASE, START, reopen, typed

__all__ = ["passphrase_file", "run"]
SECRET = "zanzibar"
ORDER = Order("Judge Okafor", "the witness is a child")
LATER = START + timedelta(hours=3)
READER = "nine brown otters under the bridge"
_PAGE, _RESERVE, _IV, _SALT = 4096, 80, 16, 16


@dataclass
class Bench:
    """A hearing at work, with services that open what is sealed."""

    vault: Vault
    hearings: HearingService
    seals: SealingService
    hearing: Hearing
    case: Case

    def type(self, text: str, after: float, kind: EntryKind = EntryKind.NOTE) -> Entry:
        return self.hearings.record(typed(self.hearing.id, text, after, kind)).value

    def closed(self, entry_id: str) -> Entry:
        """An entry as a reader sees it that opens nothing."""
        return HearingService(self.vault, CaseService(self.vault)).entry(entry_id)


@pytest.fixture
def bench(vault: Vault, cases: CaseService, case: Case, hearing: Hearing) -> Bench:
    load_tables()
    opened = HearingService(vault, cases, opens=True)
    return Bench(vault, opened, SealingService(vault), hearing, case)


@pytest.fixture
def told(bench: Bench) -> Entry:
    """An entry with the secret: amended, bookmarked, and speaking of an exhibit."""
    text = f"Offers State 14, photograph of {SECRET}"
    entry = bench.type(text, 60, EntryKind.EXHIBIT)
    again = f"Offers State 14, a photograph of {SECRET}"
    bench.hearings.amend(entry.id, again, SECRET, EntryKind.EXHIBIT, f"not {SECRET}", LATER)
    return bench.hearings.bookmark(entry.id, on=True).value


def plain_pages(vault: Vault) -> Iterator[bytes]:
    """Every page of the record's database and of its log, as the record's key reads them."""
    path = files.database(vault.path, Compartment.RECORD)
    key = vault.ring.derived(Compartment.RECORD, "database")
    raw = path.read_bytes()
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[32:] if log.exists() else b""
    chunks = [raw[at : at + _PAGE] for at in range(0, len(raw), _PAGE)]
    chunks += [frames[at + 24 : at + 24 + _PAGE] for at in range(0, len(frames), _PAGE + 24)]
    for number, chunk in enumerate(chunks):
        body = chunk[_SALT if number == 0 else 0 : _PAGE - _RESERVE]
        iv = chunk[_PAGE - _RESERVE : _PAGE - _RESERVE + _IV]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        yield decryptor.update(body)


def is_in_pages(vault: Vault, words: str) -> bool:
    return any(words.encode() in page for page in plain_pages(vault))


def test_sealing_takes_every_word_out_of_the_clear(bench: Bench, told: Entry) -> None:
    assert is_in_pages(bench.vault, SECRET)
    bench.seals.seal([told.id], ORDER)
    assert not is_in_pages(bench.vault, SECRET)
    assert not is_in_pages(bench.vault, "photograph")
    assert verify(bench.vault).ok


def test_what_is_sealed_later_is_gone_from_a_long_log_too(bench: Bench) -> None:
    for number in range(300):
        bench.type(f"Line {number} with some words that fill the page a little", 10 + number)
    secret = bench.type(f"{SECRET} " * 900, 400)
    for number in range(300):
        bench.type(f"Line {number} after it", 500 + number)
    bench.seals.seal([secret.id], ORDER)
    assert not is_in_pages(bench.vault, SECRET)
    assert verify(bench.vault).ok


def test_nobody_can_try_words_against_the_chain(bench: Bench, told: Entry) -> None:
    bench.seals.seal([told.id], ORDER)
    with bench.vault.read() as session:
        rows = (
            session.connection()
            .exec_driver_sql(
                "SELECT salt FROM audit_items WHERE kind = 'entries' AND object_id = ? "
                "ORDER BY seq, position",
                (told.id,),
            )
            .scalars()
            .all()
        )
    assert len(rows) > 2
    assert [salt is None for salt in rows[:-1]] == [True] * (len(rows) - 1)
    assert rows[-1] is not None


def test_who_may_see_it_reads_it_as_before(bench: Bench, told: Entry) -> None:
    bench.seals.seal([told.id], ORDER)
    sealed = bench.hearings.entry(told.id)
    assert sealed.sealed
    assert (sealed.text, sealed.speaker, sealed.kind) == (told.text, told.speaker, told.kind)
    assert sealed.amendments == told.amendments
    assert sealed.bookmarked
    assert sealed.seal is not None
    assert sealed.seal.reason == ORDER.reason
    assert bench.hearings.find(bench.hearing.id, SECRET)[0].id == told.id
    assert bench.hearings.counts(bench.hearing.id).by_kind[EntryKind.EXHIBIT] == 1
    found = bench.hearings.numbers(bench.hearing.id, frozenset({EntryKind.EXHIBIT}))
    assert list(found) == [told.number]


def test_everybody_else_sees_that_a_portion_is_sealed_and_by_whom(
    bench: Bench, told: Entry
) -> None:
    bench.seals.seal([told.id], ORDER)
    closed = bench.closed(told.id)
    assert (closed.closed, closed.text, closed.speaker, closed.amendments) == (True, "", "", ())
    assert closed.kind is EntryKind.NOTE
    assert closed.seal is not None
    assert closed.seal.ordered_by == "Judge Okafor"
    plain = HearingService(bench.vault, CaseService(bench.vault))
    assert not plain.find(bench.hearing.id, SECRET)


def test_a_role_without_the_key_can_neither_read_nor_unseal(bench: Bench, told: Entry) -> None:
    Users(bench.vault).add("A. Reader", Role.READ_ONLY, READER, params=CHEAP)
    seal = bench.seals.seal([told.id], ORDER).value
    folder = bench.vault.path
    bench.vault.close()
    reader = reopen(folder, READER)
    try:
        cases = CaseService(reader)
        hearings = HearingService(reader, cases, opens=True)
        assert hearings.entry(told.id).closed
        (known,) = SealingService(reader).seals(bench.hearing.id)
        assert (known.ordered_by, known.reason) == ("Judge Okafor", "")
        with pytest.raises(NotAllowed):
            SealingService(reader).unseal(seal.id, ORDER, LATER)
        with pytest.raises(NotAllowed):
            hearings.amend(told.id, "x", "", EntryKind.NOTE, "y", LATER)
        assert SECRET not in printed(reader, hearings, bench.hearing.id)
    finally:
        reader.close()


def printed(vault: Vault, hearings: HearingService, hearing_id: str) -> str:
    imprint = Imprint.by(vault, LATER)
    minutes = MinutesService(vault, hearings)
    made = (
        log_sheet(hearings.log_sheet(hearing_id), imprint),
        minutes_sheet(minutes.sheet(hearing_id), imprint),
    )
    return " ".join(" ".join(pages(press(document))) for document in made)


def test_prints_say_that_a_portion_is_sealed_and_nothing_more(bench: Bench, told: Entry) -> None:
    bench.seals.seal([told.id], ORDER)
    text = printed(bench.vault, bench.hearings, bench.hearing.id)
    assert SECRET not in text
    assert "09:05:00" not in text
    assert "sealed" in text
    shown = bench.hearings.log_sheet(bench.hearing.id, sealed=True)
    assert SECRET in " ".join(
        pages(press(log_sheet(shown, Imprint.by(bench.vault, LATER), sealed=True)))
    )


def test_unsealing_by_order_gives_everything_back(bench: Bench, told: Entry) -> None:
    links = bench.hearings.links(told.id)
    assert links
    seal = bench.seals.seal([told.id], ORDER).value
    exhibits = ExhibitService(bench.vault, CaseService(bench.vault))
    assert exhibits.exhibits(bench.case.id)[0].details.description == ""
    assert not bench.hearings.links(told.id)
    with pytest.raises(BadEntry, match="who ordered"):
        bench.seals.unseal(seal.id, Order(), LATER)
    lifted = bench.seals.unseal(seal.id, Order("Judge Okafor"), LATER).value
    assert lifted.lifted_by == "Judge Okafor"
    assert bench.closed(told.id) == told
    assert bench.hearings.links(told.id) == links
    assert SECRET in exhibits.exhibits(bench.case.id)[0].details.description
    assert bench.closed(bench.hearings.find(bench.hearing.id, SECRET)[0].id) == told
    with pytest.raises(BadEntry, match="already"):
        bench.seals.unseal(seal.id, Order("Judge Okafor"), LATER)
    assert verify(bench.vault).ok


def test_a_span_seals_what_is_typed_in_it_and_nothing_else(bench: Bench) -> None:
    before = bench.type("Open before", 10)
    bench.seals.begin(bench.hearing.id, START + timedelta(seconds=20))
    inside = bench.type(f"About {SECRET}", 30)
    bench.seals.end(bench.hearing.id, START + timedelta(seconds=40))
    begun_inside = bench.type(f"Begun before the end: {SECRET}", 35)
    after = bench.type("Open after", 50)
    assert [bench.closed(e.id).closed for e in (before, inside, begun_inside, after)] == [
        False,
        True,
        True,
        False,
    ]
    assert inside.text == f"About {SECRET}"
    assert not is_in_pages(bench.vault, SECRET)


def test_the_half_typed_line_is_sealed_with_its_portion(bench: Bench) -> None:
    draft = Draft(bench.hearing.id, new_id(), START, "", EntryKind.NOTE, f"half {SECRET}")
    bench.hearings.save_draft(draft)
    bench.seals.begin(bench.hearing.id, START)
    bench.vault.checkpoint()
    assert not is_in_pages(bench.vault, SECRET)
    assert bench.hearings.draft(bench.hearing.id) == draft
    bench.hearings.drop_draft(bench.hearing.id)
    assert bench.hearings.draft(bench.hearing.id) is None


def test_adjourning_ends_the_portion_and_no_other_begins(bench: Bench) -> None:
    bench.seals.begin(bench.hearing.id, START)
    with pytest.raises(BadEntry, match="already"):
        bench.seals.begin(bench.hearing.id, START)
    bench.hearings.take_step(bench.hearing.id, Step.ADJOURN, LATER, new_id())
    assert bench.seals.live(bench.hearing.id) is None
    with pytest.raises(BadEntry, match="not under way"):
        bench.seals.begin(bench.hearing.id, LATER)


def test_a_sealed_entry_is_amended_under_its_seal(bench: Bench, told: Entry) -> None:
    bench.seals.seal([told.id], ORDER)
    with pytest.raises(BadEntry, match="sealed already"):
        bench.seals.seal([told.id], ORDER)
    amended = bench.hearings.amend(
        told.id, f"Withdraws {SECRET}", "", EntryKind.NOTE, "wrong", LATER
    ).value
    assert (amended.sealed, len(amended.amendments)) == (True, 2)
    assert bench.hearings.entry(told.id) == amended
    bench.vault.checkpoint()
    assert not is_in_pages(bench.vault, SECRET)
    assert verify(bench.vault).ok


def test_certified_minutes_keep_sealed_words_for_those_who_may_see_them(
    bench: Bench, told: Entry
) -> None:
    bench.hearings.take_step(bench.hearing.id, Step.ADJOURN, LATER, new_id())
    minutes = MinutesService(bench.vault, bench.hearings)
    certified = minutes.certify(bench.hearing.id, LATER).value
    seal = bench.seals.seal([told.id], ORDER).value
    assert not is_in_pages(bench.vault, SECRET)
    assert not minutes.standing(bench.hearing.id).differs
    open_sheet = minutes.sheet(bench.hearing.id)
    assert all(SECRET not in entry.text for entry in open_sheet.entries)
    whole = minutes.sheet(bench.hearing.id, sealed=True)
    assert any(SECRET in entry.text for entry in whole.entries)
    approved = minutes.approve(bench.hearing.id, LATER).value
    assert approved.sha256 == certified.sha256
    bench.vault.checkpoint()
    assert not is_in_pages(bench.vault, SECRET)
    bench.seals.unseal(seal.id, Order("Judge Okafor"), LATER)
    assert any(SECRET in e.text for e in minutes.sheet(bench.hearing.id).entries)
    assert verify(bench.vault).ok


def test_the_checker_asks_for_the_order_that_nobody_named(bench: Bench, told: Entry) -> None:
    seal = bench.seals.seal([told.id], Order()).value
    checks = CheckService(bench.vault, CaseService(bench.vault))

    def open_matters() -> set[Omission]:
        return {found.omission for found in checks.checker(bench.hearing.id).findings()}

    assert Omission.NO_SEAL_ORDER in open_matters()
    bench.seals.name_order(seal.id, ORDER)
    assert Omission.NO_SEAL_ORDER not in open_matters()


def test_a_sealed_line_saved_twice_is_there_once(bench: Bench) -> None:
    bench.seals.begin(bench.hearing.id, START)
    new = typed(bench.hearing.id, SECRET, 5)
    first = bench.hearings.record(new).value
    assert bench.hearings.record(new).value == first
    assert len(bench.seals.entries(bench.hearing.id)) == 1


def test_the_vault_opens_again_with_what_is_sealed(
    bench: Bench, told: Entry, vault_folder: Path
) -> None:
    bench.seals.seal([told.id], ORDER)
    bench.vault.close()
    vault = reopen(vault_folder, PASSPHRASE)
    try:
        assert verify(vault).ok
        opened = HearingService(vault, CaseService(vault), opens=True)
        assert opened.entry(told.id).text == told.text
    finally:
        vault.close()


def test_the_sealed_supplement_is_for_those_who_may_see_it(
    run: Run, bench: Bench, told: Entry, vault_folder: Path, tmp_path: Path
) -> None:
    PseudonymBook(bench.vault).keep(bench.case.id, [("Quill", "Q.")])
    second = bench.type("Second, for Quill", 90)
    bench.seals.seal([told.id], ORDER)
    lifted = bench.seals.seal([second.id], Order("Judge Lund")).value
    bench.seals.unseal(lifted.id, Order("Judge Hale", "no longer needed"), LATER)
    bench.seals.seal([bench.type("Third, for Quill", 95).id], Order())
    Users(bench.vault).add("A. Reader", Role.READ_ONLY, READER, params=CHEAP)
    bench.vault.close()
    out = tmp_path / "sealed.pdf"
    case = ("--case", "2026-0417", "--out", out)
    assert run("export", "sealed", vault_folder, *case).status == 0
    text = " ".join(pages(out.read_bytes()))
    assert "SEALED" in text
    assert "PUBLIC" not in text
    assert SECRET in text
    assert "the witness is a child" in text
    assert "Judge Hale" in text
    assert "no longer needed" in text
    assert "Third, for Quill" in text
    assert "Second, for Quill" not in text
    assert run("export", "log", vault_folder, *case).status == 0
    text = " ".join(pages(out.read_bytes()))
    assert (SECRET in text, "Second, for Q." in text) == (False, True)
    assert run("export", "log", vault_folder, *case, "--edition", "sealed").status == 0
    text = " ".join(pages(out.read_bytes()))
    assert (SECRET in text, "Second, for Quill" in text) == (True, True)
    portions = run("list", "seals", vault_folder, "--json").document["seals"]
    assert [each["ordered_by"] for each in portions] == ["Judge Okafor", "Judge Lund", None]
    assert [each["unsealed_by"] for each in portions] == [None, "Judge Hale", None]
    assert "child" not in str(portions)
    reader = tmp_path / "reader.txt"
    reader.write_text(READER + "\n")
    for words in (("sealed",), ("log", "--edition", "sealed"), ("minutes", "--edition", "sealed")):
        refused = run("export", words[0], vault_folder, *case, *words[1:], passphrase=reader)
        assert (refused.status, "may not see sealed matter" in refused.err) == (1, True)
