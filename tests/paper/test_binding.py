"""A packet is one document: numbered through, tagged in the order of reading, archival."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from courtdesk.errors import KnownError
from courtdesk.paper.binding import bind
from courtdesk.paper.blocks import Document, Heading, NewPage, Paragraph
from courtdesk.paper.booklet import booklet, spreads
from courtdesk.paper.packet import LeftOut, Packet, Part
from courtdesk.paper.pseudonyms import Pseudonyms
from tests.paper.documents import document, needs_preflight, pages, table, verdict

ROWS = [(f"09:{n % 60:02d}:00", "The Court", f"entry {n}") for n in range(90)]


def packet(**changes: object) -> Packet:
    """Three documents of one, three and one pages."""
    first = document(Heading("Order of the day"), Paragraph("Calls the case"), title="Calendar")
    second = document(table(*ROWS), title="Hearing log", edition="")
    third = document(Paragraph("Signed for"), title="Exhibit list")
    made = Packet(
        first.masthead,
        first.imprint,
        tuple(Part(each) for each in (first, second, third)),
        facts=(("Judge", "Hon. M. Okafor"),),
        left_out=(LeftOut("Juror ratings", "The trial team’s work product."),),
    )
    return replace(made, masthead=replace(first.masthead, title="Morning packet"), **changes)


def beginnings(data: bytes) -> dict[str, int]:
    """The page (from 1) to which each bookmark of the first level leads."""
    with pikepdf.open(_file(data)) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return {entry.title: numbers[_target(entry).objgen] for entry in outline.root}


def _file(data: bytes) -> object:
    import io

    return io.BytesIO(data)


def _target(entry: pikepdf.OutlineItem) -> pikepdf.Object:
    return entry.destination[0]


def test_the_contents_name_the_page_on_which_each_document_begins() -> None:
    data = bind(packet())
    shown = pages(data)
    begins = beginnings(data)
    assert list(begins) == ["Morning packet", "Contents", "Calendar", "Hearing log", "Exhibit list"]
    for title in ("Calendar", "Hearing log", "Exhibit list"):
        page = begins[title]
        assert title in shown[page - 1]
        assert f"Page {page} of {len(shown)}" in shown[page - 1]
    listed = shown[begins["Contents"] - 1]
    assert f"1 Calendar Clerk’s edition {begins['Calendar']}" in listed
    assert f"3 Exhibit list Clerk’s edition {begins['Exhibit list']}" in listed


def test_pages_are_numbered_through_without_a_gap() -> None:
    shown = pages(bind(packet()))
    for number, text in enumerate(shown, start=1):
        assert f"Page {number} of {len(shown)}" in text


@pytest.mark.parametrize("tabs", [False, True])
def test_each_document_begins_on_a_right_hand_page(tabs: bool) -> None:
    assert all(page % 2 == 1 for page in beginnings(bind(packet(tabs=tabs))).values())


def test_printed_on_one_side_nothing_is_left_blank() -> None:
    one_sided = pages(bind(packet(duplex=False)))
    assert not any("left blank" in text for text in one_sided)
    assert sum("left blank" in text for text in pages(bind(packet()))) > 0


def test_a_divider_stands_before_each_document_and_bookmarks_name_it_once() -> None:
    data = bind(packet(tabs=True))
    begins = beginnings(data)
    shown = pages(data)
    assert list(begins).count("Hearing log") == 1
    divider = shown[begins["Hearing log"] - 1]
    assert "entry 0" not in divider
    assert "entry 0" in shown[begins["Hearing log"] + 1]


def test_what_is_left_out_is_named_with_the_reason_even_without_contents() -> None:
    for contents in (True, False):
        shown = " ".join(pages(bind(packet(contents=contents))))
        assert "Juror ratings The trial team’s work product." in shown


def test_a_click_on_the_contents_leads_to_the_document() -> None:
    data = bind(packet())
    begins = beginnings(data)
    with pikepdf.open(_file(data)) as pdf:
        contents = pdf.pages[begins["Contents"] - 1]
        reached = []
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for link in contents.Annots:
            assert int(link.F) == 4
            reached.append(numbers[link.Dest[0].objgen])
    assert reached == [begins[title] for title in ("Calendar", "Hearing log", "Exhibit list")]


def test_the_structure_follows_the_order_of_reading() -> None:
    with pikepdf.open(_file(bind(packet(tabs=True)))) as pdf:
        sections = pdf.Root.StructTreeRoot.K[0].K
        assert {str(section.S) for section in sections} == {"/Sect"}
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        begins = [numbers[_first_page(section).objgen] for section in sections]
        assert begins == sorted(begins)
        for place, page in enumerate(pdf.pages):
            parents = pdf.Root.StructTreeRoot.ParentTree.Nums
            lists = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
            for element in lists[int(page.StructParents)]:
                assert place in _pages_of(element, numbers)


def _first_page(element: pikepdf.Object) -> pikepdf.Object:
    while "/Pg" not in element:
        kids = element.K
        element = kids[0] if isinstance(kids, pikepdf.Array) else kids
    return element.Pg


def _pages_of(element: pikepdf.Object, numbers: dict[object, int]) -> set[int]:
    if "/Pg" in element:
        return {numbers[element.Pg.objgen]}
    return {numbers[mark.Pg.objgen] for mark in element.K if "/Pg" in mark}


def test_every_page_bears_the_number_of_its_copy() -> None:
    made = packet()
    made = replace(made, imprint=replace(made.imprint, copy="Copy 2 of 5"))
    assert all("Copy 2 of 5" in text for text in pages(bind(made)))


def test_the_same_packet_gives_the_same_bytes() -> None:
    assert bind(packet(tabs=True)) == bind(packet(tabs=True))


def test_characters_that_could_not_be_set_are_named_in_their_own_document() -> None:
    odd = document(Paragraph("\u0915\u0932"), title="Odd")
    made = replace(packet(), parts=(Part(odd), *packet().parts))
    shown = pages(bind(made))
    saying = [text for text in shown if "could not be printed" in text]
    assert len(saying) == 1
    assert "Odd" in saying[0]


@needs_preflight
@pytest.mark.parametrize("tabs", [False, True])
def test_a_packet_is_an_archive_file(tmp_path: Path, tabs: bool) -> None:
    file = tmp_path / "packet.pdf"
    file.write_bytes(bind(packet(tabs=tabs)))
    assert "is a valid PDF/A-1b file" in verdict(file)


def test_a_packet_of_nothing_is_still_a_document() -> None:
    shown = pages(bind(packet(parts=())))
    assert "This packet holds no document." in " ".join(shown)


def test_long_titles_and_many_documents_keep_their_numbers() -> None:
    long = [document(Paragraph("x"), title=f"{n} " + "Title of a matter " * 30) for n in range(40)]
    data = bind(packet(parts=tuple(map(Part, long))))
    shown = pages(data)
    begins = list(beginnings(data).values())[2:]
    assert [shown[page - 1].count(f"{n} Title of") > 0 for n, page in enumerate(begins)] == (
        [True] * 40
    )


def test_a_booklet_folds_to_the_order_of_reading() -> None:
    assert spreads(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert spreads(5) == [(None, 0), (1, None), (None, 2), (3, 4)]


def test_a_booklet_shows_every_page_once_and_does_not_claim_to_be_an_archive_file() -> None:
    parts = [Paragraph("leaf 0")]
    for number in range(1, 6):
        parts += [NewPage(), Paragraph(f"leaf {number}")]
    whole: Document = document(*parts)
    from courtdesk.paper.press import press

    folded = booklet(press(whole))
    assert folded == booklet(press(whole))
    text = " ".join(pages(folded))
    assert all(text.count(f"leaf {number}") == 1 for number in range(6))
    with pikepdf.open(_file(folded)) as pdf:
        assert len(pdf.pages) == 4
        assert "/Metadata" not in pdf.Root


def test_a_booklet_that_cannot_be_folded_is_refused() -> None:
    from courtdesk.paper.press import press

    thick = press(document(*[NewPage() if n % 2 else Paragraph("x") for n in range(402)]))
    with pytest.raises(KnownError, match="cannot be folded"):
        booklet(thick)


def test_a_document_that_lies_on_its_side_lies_so_in_the_packet() -> None:
    flat = replace(document(Paragraph("chart"), title="Chart"), landscape=True)
    data = bind(replace(packet(tabs=True), parts=(Part(flat), *packet().parts)))
    with pikepdf.open(_file(data)) as pdf:
        lying = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    chart = next(place for place, text in enumerate(pages(data)) if "Chart chart" in text)
    assert lying[chart]
    assert lying.count(True) <= 2


def test_pseudonyms_are_put_through_in_all_that_a_packet_says() -> None:
    names = Pseudonyms((("Jane Doe", "J.D."),))
    open_part = document(Paragraph("Jane Doe was sworn"), title="Log of Jane Doe")
    open_part = replace(open_part, imprint=replace(open_part.imprint, pseudonyms=names))
    sealed = document(Paragraph("Jane Doe lives there"), title="Address of Jane Doe")
    made = packet(
        parts=(Part(open_part, "Jane Doe"), Part(sealed, "Jane Doe")),
        facts=(("Case", "In re Jane Doe"),),
        left_out=(LeftOut("Statement of Jane Doe", "sealed"),),
        tabs=True,
    )
    made = replace(made, masthead=replace(made.masthead, title="Packet of Jane Doe"))
    data = bind(made)
    saying = [text for text in pages(data) if "Jane" in text]
    assert len(saying) == 1
    assert "lives there" in saying[0]
    with pikepdf.open(_file(data)) as pdf, pdf.open_outline() as outline:
        assert "Jane" not in str(pdf.docinfo["/Title"])
        shown = [entry.title for entry in outline.root]
        assert not [title for title in shown if "Jane" in title]


def test_a_sheet_of_labels_is_bound_without_a_frame() -> None:
    labels = replace(document(Paragraph("Exhibit 4"), title="Labels"), bare=True)
    data = bind(packet(parts=(Part(labels), *packet().parts), tabs=True))
    (sheet,) = [text for text in pages(data) if text == "Exhibit 4"]
    assert sheet
    assert beginnings(data)["Labels"] > 0
