"""Labels stand where the sheet has them, each with exhibit, case and a code that a camera reads."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import BadExhibit, ExhibitDetails, LabelStock
from courtdesk.exhibits.service import ExhibitService
from courtdesk.exhibits.service.labels import label_stocks
from courtdesk.exhibits.sheet import label_sheets
from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.paper.press import press
from courtdesk.vault.store import Vault
from tests.paper.documents import needs_preflight, pages, verdict
from tests.vaults import START

MM = 72 / 25.4


@pytest.fixture
def exhibits(vault: Vault, case: Case) -> ExhibitService:
    """A register of 25 exhibits, one of them hazardous."""
    made = ExhibitService(vault, CaseService(vault))
    for number in range(1, 26):
        details = ExhibitDetails("State", str(number), "Secret words", hazardous=number == 13)
        made.register(case.id, details, START)
    return made


def pressed(
    exhibits: ExhibitService, vault: Vault, case: Case, stock: str, first: int = 1
) -> bytes:
    sheet = exhibits.labels(case.id, stock, first)
    return press(label_sheets(sheet, Imprint.by(vault, START)))


def place_of(data: bytes, page: int, words: str) -> tuple[float, float]:
    """Millimetres from the upper left corner to where ``words`` begin on a page."""
    with pypdfium2.PdfDocument(data) as pdf:
        shown = pdf[page]
        text = shown.get_textpage()
        found = text.search(words, match_whole_word=True).get_next()
        assert found is not None
        left, _bottom, _right, top = text.get_charbox(found[0])
        return left / MM, (shown.get_height() - top) / MM


def test_each_exhibit_has_a_label_and_nothing_else_is_printed(
    exhibits: ExhibitService, vault: Vault, case: Case
) -> None:
    data = pressed(exhibits, vault, case, "L7160")
    first, second = pages(data)
    assert first.count("2026-0417") == 21
    assert second.count("2026-0417") == 4
    assert first.count("State v. Landry") == 21
    assert "HAZARDOUS State 13" in first
    for absent in ("Secret", "Printed", "Page 1", "Exhibit labels"):
        assert absent not in first


@pytest.mark.parametrize("stock", label_stocks(), ids=lambda stock: stock.name)
def test_labels_stand_inside_their_places(
    exhibits: ExhibitService, vault: Vault, case: Case, stock: LabelStock
) -> None:
    paper = PaperSize.named(stock.paper)
    wide = stock.left + (stock.columns - 1) * stock.across + stock.width
    high = stock.top + (stock.rows - 1) * stock.down + stock.height
    assert wide <= paper.width / MM + 0.1
    assert high <= paper.height / MM + 0.1
    data = pressed(exhibits, vault, case, stock.name)
    x, y = place_of(data, 0, "State 2")
    left = stock.left + stock.across
    assert left < x < left + stock.width
    assert stock.top < y < stock.top + stock.height
    first = place_of(data, 0, "State 1")
    below = place_of(data, 0, f"State {stock.columns + 1}")
    assert x - first[0] == pytest.approx(stock.across, abs=0.2)
    assert below[1] - first[1] == pytest.approx(stock.down, abs=0.2)


def test_a_sheet_that_is_begun_goes_on_at_the_next_label(
    exhibits: ExhibitService, vault: Vault, case: Case
) -> None:
    data = pressed(exhibits, vault, case, "L7160", 20)
    first, second, _last = pages(data)
    assert ("State 1" in first, "State 3" in first) == (True, False)
    assert second.count("State v. Landry") == 21
    assert len(pages(data)) == 3


def test_what_the_sheet_does_not_have_is_refused(
    exhibits: ExhibitService, case: Case, vault: Vault
) -> None:
    with pytest.raises(BadExhibit, match="labels 1 to 21"):
        exhibits.labels(case.id, "L7160", 22)
    with pytest.raises(BadExhibit, match="Known: 5160"):
        exhibits.labels(case.id, "9999")
    with pytest.raises(BadExhibit, match=r"no exhibit def\. z"):
        exhibits.labels(case.id, names=["State 1", "Def. Z"])
    empty = CaseService(vault).open_case(replace(case.details, number="E-1"), case.opened_on).value
    with pytest.raises(BadExhibit, match="no exhibit to label"):
        exhibits.labels(empty.id)


def test_labels_of_some_exhibits_only(exhibits: ExhibitService, vault: Vault, case: Case) -> None:
    sheet = exhibits.labels(case.id, names=["state  3", "State 21"])
    assert [exhibit.name for exhibit in sheet.exhibits] == ["State 3", "State 21"]
    assert sheet.stock.paper == vault.settings.paper


@needs_preflight
def test_labels_are_archival(
    exhibits: ExhibitService, vault: Vault, case: Case, tmp_path: Path
) -> None:
    file = tmp_path / "labels.pdf"
    file.write_bytes(pressed(exhibits, vault, case, "5160", 29))
    assert "is a valid PDF/A-1b file" in verdict(file)
