"""Pages read back: every value once, nothing cut, the same bytes for the same document."""

import pickle
import re
from itertools import pairwise

import pytest

from courtdesk.paper.blocks import (
    Facts,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Ruled,
    Signatures,
    Space,
    Together,
    bold,
    plain,
)
from courtdesk.paper.imprint import PaperSize
from courtdesk.paper.press import press
from tests.paper.documents import document, needs_pdftotext, pages, pressed, table, text_of


def test_every_page_says_what_it_belongs_to_and_its_number() -> None:
    read = pages(pressed(table(*(("09:00:00", "The Court", f"Line {n}.") for n in range(120)))))
    assert len(read) > 2
    for number, page in enumerate(read, start=1):
        assert "Superior Court · Department 6" in page
        assert "2026-CR-0417 · State v. Landry" in page
        assert "Hearing log" in page
        assert "PUBLIC" in page
        assert "Clerk’s edition" in page
        assert f"Page {number} of {len(read)}" in page
        assert "Printed 23 November 2026, 16:42 (Europe/Dublin) by A. Reyes" in page
        assert "Record 9f3a 77c1" in page


def test_a_tables_head_returns_on_each_page() -> None:
    read = pages(pressed(table(*(("09:00:00", "The Court", f"Line {n}.") for n in range(120)))))
    assert all("Time Speaker Entry" in page for page in read)


@needs_pdftotext
def test_every_row_is_printed_once() -> None:
    rows = [(f"09:{n // 60:02d}:{n % 60:02d}", f"Speaker{n}x", f"Entry{n}x.") for n in range(300)]
    text = text_of(pressed(table(*rows)))
    for time, speaker, entry in rows:
        assert (text.count(time), text.count(speaker), text.count(entry)) == (1, 1, 1)


def test_a_divided_row_has_two_lines_on_either_page_and_says_that_it_goes_on() -> None:
    rows = [("09:00:00", "The Court", "line\n" * count + "end.") for count in range(40)]
    read = pages(pressed(table(*rows)))
    divided = 0
    for page, following in pairwise(read):
        begun = page.split("09:00:00 The Court ")[-1]
        if "end." not in begun:
            divided += 1
            ended = following.split("Time Speaker Entry ")[1].split("end.")[0] + "end."
            assert begun.count("line") >= 2
            assert ended.count("line") >= 1
            assert "continued" in following
    assert divided


def test_a_short_row_is_not_divided() -> None:
    rows = [("09:00:00", "The Court", f"first{n}\nsecond{n}\nthird{n}") for n in range(60)]
    for page in pages(pressed(table(*rows))):
        first, third = re.findall(r"first(\d+)", page), re.findall(r"third(\d+)", page)
        assert first == third


@pytest.mark.parametrize("before", range(40, 60))
def test_a_heading_is_never_left_alone(before: int) -> None:
    filling = [Paragraph(f"Filling {n}.") for n in range(before)]
    last = ("10:00:00", "A", "B")
    for page in pages(pressed(*filling, Heading("Exhibits"), table(("09:00:00", "A", "B"), last))):
        if "Exhibits" in page:
            assert "09:00:00" in page
            assert "10:00:00" in page


def test_an_entry_of_100_000_characters_is_whole() -> None:
    words = " ".join(f"word{n}" for n in range(12_000))
    assert len(words) > 100_000
    read = pages(
        pressed(table(("09:00:00", "The Court", words), ("09:00:01", "Witness", "After.")))
    )
    found = re.findall(r"word\d+", " ".join(read))
    assert found == words.split()
    assert "After." in read[-1]


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_word_of_300_characters_is_whole_and_stays_in_its_column(paper: PaperSize) -> None:
    import pypdfium2

    word = "".join(chr(ord("a") + n % 26) for n in range(300))
    data = press(document(table(("09:00:00", "The Court", word)), paper=paper))
    assert word in pages(data)[0].replace(" ", "")
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].get_textpage()
        rightmost = max(page.get_charbox(n)[2] for n in range(page.count_chars()))
    assert rightmost <= paper.width - 50


def test_markup_is_text() -> None:
    assert "<b>&amp; </para> %s {x}" in pages(pressed(Paragraph("<b>&amp; </para> %s {x}")))[0]


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(Paragraph("Żółć, 王芳, محمد"), table(("09:00:00", "A", "B")))
    assert press(made) == press(pickle.loads(pickle.dumps(made)))  # noqa: S301 — our own


def test_another_document_has_another_identity() -> None:
    first, second = pressed(Paragraph("one")), pressed(Paragraph("two"))
    identities = [re.search(rb"/ID\[<(\w+)>", data) for data in (first, second)]
    assert identities[0]
    assert identities[1]
    assert identities[0][1] != identities[1][1]


def test_pages_are_reported_as_they_are_finished() -> None:
    seen: list[int] = []
    data = press(document(Paragraph("one"), NewPage(), Paragraph("two")), seen.append)
    assert seen == [1, 2]
    assert len(pages(data)) == 2


def test_all_blocks_are_printed() -> None:
    data = pressed(
        Heading("Appearances"),
        Facts((("Judge", "Okafor"), ("Recorder", "Adair"), ("Room", "")), columns=2),
        Items(("First order.", "Second order."), numbered=True),
        Paragraph((bold("Today."), plain(" Dr. Haas."))),
        Space(20),
        Ruled(3, "Notes by hand"),
        Together((Paragraph("I certify this."), Signatures(("Clerk", "Date")))),
    )
    text = pages(data)[0]
    for value in ("Appearances", "Judge", "Okafor", "Adair", "Room", "1.", "Second order."):
        assert text.count(value) == 1
    for value in ("Today. Dr. Haas.", "Notes by hand", "I certify this.", "Clerk Date"):
        assert value in text


def test_an_empty_table_says_so() -> None:
    from dataclasses import replace

    assert "No entry yet." in pages(pressed(replace(table(), if_empty="No entry yet.")))[0]


def test_a_title_of_500_characters_is_whole_on_the_first_page() -> None:
    title = " ".join(f"Title{n}" for n in range(72))
    read = pages(pressed(Paragraph("x"), title=title))
    assert title in read[0]
