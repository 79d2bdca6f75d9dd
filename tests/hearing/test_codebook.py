"""What a clerk types in short, and what goes on the record."""

import pytest

from courtdesk.hearing.model import BadEntry, EntryKind
from courtdesk.hearing.model.codebook import (
    Code,
    CodeBook,
    checked_code,
    codes_from_csv,
    codes_to_csv,
)
from courtdesk.hearing.service.codes import CodeService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.store import Vault


@pytest.fixture(scope="module")
def book() -> CodeBook:
    return CodeBook(lexicon().codes, lexicon().parties)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("wit id's st15, tod chart", "Witness identifies State 15, time of death chart"),
        ("sw Dr. Lena Haas, pathologist", "Witness sworn: Dr. Lena Haas, pathologist"),
        ("ob hearsay", "Objection: hearsay"),
        ("ob", "Objection"),
        ("sw Ofc. Bell", "Witness sworn: Ofc. Bell"),
        ("ov; st14 rcv", "Overruled; State 14 received"),
        ("ofr def-c, call log", "Offers Def. C, call log"),
        ("rfd def C: no foundation", "Def. C: no foundation refused"),
        ("def C rfd: no foundation", "Def. C refused: no foundation"),
        ("1000/1058", "Jury discharged"),
        ("\\wit stays as typed", "Wit stays as typed"),
        ("No further questions", "No further questions"),
        ("they went to st marks at 15 past", "they went to st marks at 15 past"),
        ("", ""),
        ("  ", "  "),
        (";;", ";;"),
    ],
)
def test_short_forms_become_the_line(book: CodeBook, typed: str, text: str) -> None:
    assert book.expand(typed).text == text


def test_each_beginning_of_a_line_can_be_expanded(book: CodeBook) -> None:
    line = "sw Dr. {x}; wit id's st15 (def-c) \\wit; {} ob, ov; ; 1000/1058;"
    for end in range(len(line)):
        assert isinstance(book.expand(line[:end]).text, str)


def test_what_is_written_out_stays_as_it_is(book: CodeBook) -> None:
    for code in lexicon().codes:
        if "{}" not in code.phrase:
            assert book.expand(code.phrase).text == code.phrase, code.short


def test_a_code_that_means_two_things_offers_both() -> None:
    book = CodeBook([Code("jd", "Jury discharged"), Code("jd", "Judgment debtor sworn")], {})
    first, second = book.expand("jd"), book.expand("jd", pick=1)
    assert [code.phrase for code in first.choices] == ["Jury discharged", "Judgment debtor sworn"]
    assert (first.text, second.text) == ("Jury discharged", "Judgment debtor sworn")


def test_a_code_says_what_kind_its_line_is(book: CodeBook) -> None:
    assert book.expand("xx").kind is EntryKind.WITNESS
    assert book.expand("plain words").kind is None


def test_codes_survive_a_file(tmp_path: object) -> None:
    codes = (
        Code("ob", "Objection: {}, “so”", EntryKind.OBJECTION, court="Court 4", since="2026-01-01"),
        Code("wit", "witness", anywhere=True),
    )
    assert codes_from_csv(codes_to_csv(codes)) == codes


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "short,phrase\nob,\n", "short,phrase,kind\nob,Objection,riddle\n", ""],
)
def test_a_file_without_codes_is_refused_whole(text: str) -> None:
    with pytest.raises(BadEntry, match="Nothing was imported"):
        codes_from_csv(text)


def test_a_code_cannot_take_a_step_of_the_hearing() -> None:
    with pytest.raises(BadEntry, match="keys of their own"):
        checked_code(Code("rr", "Recess", EntryKind.COURSE))


def test_the_courts_own_code_goes_before_the_shipped_one(vault: Vault) -> None:
    codes = CodeService(vault)
    saved = codes.save(Code("ob", "Einspruch: {}", EntryKind.OBJECTION, court="Court 4")).value
    assert codes.book("Court 4").expand("ob hearsay").text == "Einspruch: hearsay"
    assert codes.book("Court 5").expand("ob hearsay").text == "Objection: hearsay"
    codes.remove(saved.id)
    assert codes.book("Court 4").expand("ob hearsay").text == "Objection: hearsay"


def test_importing_the_same_codes_twice_adds_them_once(vault: Vault) -> None:
    codes = CodeService(vault)
    text = "short,phrase,kind\nzz,Zebra crossing shown on the map,exhibit\n"
    assert codes.import_codes(text).value == 1
    assert codes.import_codes(text).value == 0
    assert [code.short for code in codes.own()] == ["zz"]
    assert "zz,Zebra crossing" in codes.export_codes()
