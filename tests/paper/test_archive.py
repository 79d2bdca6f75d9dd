"""PDF/A-1b: every kind of page passes a validator that refuses a broken copy."""

from pathlib import Path

import pikepdf
import pytest

from courtdesk.paper.blocks import Heading, Paragraph, bold, italic
from courtdesk.paper.imprint import PaperSize
from courtdesk.paper.press import press
from tests.paper.documents import document, needs_preflight, pressed, table, verdict

SCRIPTS = "Żółć Ελένη Юрий שרה كهن محمد 王芳 かな 김민수 Գևորգ გიორგი हिन्दी 😀 ✓"


@needs_preflight
@pytest.mark.parametrize("paper", list(PaperSize))
def test_all_scripts_and_blocks_are_valid(tmp_path: Path, paper: PaperSize) -> None:
    rows = [("09:00:00", SCRIPTS, (bold(SCRIPTS), italic(SCRIPTS))) for _ in range(40)]
    file = tmp_path / "log.pdf"
    file.write_bytes(press(document(Heading(SCRIPTS), table(*rows), paper=paper)))
    assert "is a valid PDF/A-1b file" in verdict(file)


@needs_preflight
@pytest.mark.parametrize("missing", ["/OutputIntents", "/Metadata"])
def test_a_broken_copy_is_refused(tmp_path: Path, missing: str) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(pressed(Paragraph("text")))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root[missing]
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert "is not a valid PDF/A-1b file" in verdict(file)


def test_the_structure_names_headings_tables_and_cells(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(pressed(Heading("Log"), table(("09:00:00", "", "Entry"))))
    with pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        root = pdf.Root.StructTreeRoot.K[0]
        assert [str(kid.S) for kid in root.K] == ["/H1", "/H2", "/Table"]
        rows = list(root.K[2].K)
        assert [[str(cell.S) for cell in row.K] for row in rows] == [["/TH"] * 3, ["/TD"] * 3]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        marks = [element.K for element in owners]
        assert marks == list(range(len(owners)))


def test_a_row_that_is_continued_is_one_row(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(pressed(table(("09:00:00", "The Court", "word " * 3000))))
    with pikepdf.open(file) as pdf:
        cells = pdf.Root.StructTreeRoot.K[0].K[1].K[1].K
        assert len(cells) == 3
        assert len(cells[2].K) == len(pdf.pages)


def test_a_reading_aloud_gets_hebrew_and_arabic_in_the_order_of_reading(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(pressed(table(("09:00:00", "محمد الأحمد", "said שלום to all"))))
    with pikepdf.open(file) as pdf:
        cells = pdf.Root.StructTreeRoot.K[0].K[1].K[1].K
        assert "/ActualText" not in cells[0]
        assert [str(c.ActualText) for c in list(cells)[1:]] == ["محمد الأحمد", "said שלום to all"]


def test_headings_and_marked_rows_are_bookmarks(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(
        pressed(Heading("Appearances"), Heading("Witnesses", level=3), title="Żółć log")
    )
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Żółć log"]
        assert [entry.title for entry in outline.root[0].children] == ["Appearances"]
        assert [e.title for e in outline.root[0].children[0].children] == ["Witnesses"]


def test_the_file_says_its_language_title_and_record(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(pressed(Paragraph("x"), language="pl", title="Protokół <1>"))
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "pl"
        assert str(pdf.docinfo["/Title"]) == "Protokół <1>"
        assert str(pdf.docinfo["/Keywords"]) == "record " + "9f3a77c1" * 8
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Protokół <1>"
            assert metadata.pdfa_status == "1B"


def test_all_fonts_are_embedded_and_subset(tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(pressed(Paragraph((bold(SCRIPTS), italic(SCRIPTS)))))
    assert file.stat().st_size < 300_000
    with pikepdf.open(file) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert str(font.BaseFont)[7] == "+"
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@needs_preflight
def test_a_page_without_italics_and_without_a_remark_is_an_archive_file(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(pressed(Paragraph("No line of this page is in italics.")))
    assert "is a valid PDF/A-1b file" in verdict(path)
