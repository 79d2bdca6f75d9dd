"""The preview shows pages from memory, saves them whole, prints them, and can be cancelled."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from courtdesk.desk.frame import Frame
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.notice import Message

PAGES = 5
LETTER = (612, 792)


def five_pages() -> bytes:
    """Pages with a black square at the upper left, and their number."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=LETTER)
    for number in range(PAGES):
        canvas.rect(0, 692, 100, 100, stroke=0, fill=1)
        canvas.drawString(300, 400, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Log.pdf"


@pytest.fixture
def preview(frame: Frame, qtbot: QtBot, target: Path) -> Iterator[Preview]:
    made = Preview(frame.desk, choose_file=lambda _parent, _name: str(target))
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.clear()


def show(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(five_pages(), "Log of 23 November")
    qtbot.waitUntil(lambda: preview.view.is_drawn)
    preview.view.repaint()


def test_pages_are_painted_from_memory(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot)
    picture = preview.view.viewport().grab().toImage()
    left = next(x for x in range(picture.width()) if picture.pixelColor(x, 40).lightness() < 20)
    assert left < 40
    assert picture.pixelColor(picture.width() // 2, 40) == QColor("white")
    assert preview.view.accessibleName() == "Document, Page 1 of 5"


def test_pages_are_turned_by_action_and_by_number(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot)
    actions = {action.id: action for action in preview.page_actions()}
    actions["pages.next"].run()
    assert preview.view.page == 1
    preview.view.go_to(99)
    assert preview.view.page == PAGES - 1
    actions["pages.back"].run()
    assert preview.view.page == PAGES - 2


def test_a_zoom_keeps_the_place(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot)
    preview.view.go_to(3)
    fitted = preview.view.zoom
    preview.view.zoom_by(2)
    assert preview.view.zoom == pytest.approx(fitted * 1.44)
    assert preview.view.page == 3
    preview.view.fit_width()
    assert preview.view.zoom == pytest.approx(fitted)
    assert preview.view.page == 3


def test_the_width_fits_again_when_the_window_is_resized(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot)
    before = preview.view.zoom
    preview.resize(600, 700)
    assert preview.view.zoom < before
    assert preview.view.horizontalScrollBar().maximum() == 0


def test_saving_writes_the_bytes_and_leaves_nothing_beside(
    preview: Preview, frame: Frame, qtbot: QtBot, target: Path
) -> None:
    show(preview, qtbot)
    preview.save()
    qtbot.waitUntil(lambda: "Log.pdf" in frame.desk.status.save)
    assert preview.document is not None
    assert target.read_bytes() == preview.document.data
    assert list(target.parent.glob("*.p*")) == [target]


def test_a_save_that_fails_is_told_and_leaves_nothing(
    preview: Preview, frame: Frame, qtbot: QtBot, target: Path
) -> None:
    target.mkdir()
    show(preview, qtbot)
    preview.save()
    qtbot.waitUntil(lambda: bool(frame.notices.messages()))
    assert "folder" in frame.notices.messages()[0].happened
    assert [path for path in target.parent.iterdir() if path.suffix == ".part"] == []


def test_pages_are_made_in_the_press(preview: Preview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.shown, timeout=20_000):
        preview.make("Log", bytes, five_pages())
    assert preview.document is not None
    assert len(preview.document.sizes) == PAGES


def test_long_work_says_so_and_can_be_cancelled(preview: Preview, qtbot: QtBot) -> None:
    preview.make("Log", time.sleep, 600)
    cancel = preview.waiting.cancel
    qtbot.waitUntil(cancel.isVisible, timeout=20_000)
    cancel.click()
    assert not cancel.isVisible()
    with qtbot.waitSignal(preview.shown, timeout=20_000):
        preview.make("Log", bytes, five_pages())


def test_long_work_behind_another_panel_takes_no_keys(preview: Preview, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    line = QLineEdit(room)
    preview.setParent(room)
    preview.hide()
    with qtbot.waitExposed(room):
        room.show()
    line.setFocus()
    qtbot.waitUntil(lambda: room.focusWidget() is line)
    preview.make("Slow", time.sleep, 600)
    qtbot.waitUntil(lambda: preview.waiting.isVisibleTo(preview), timeout=20_000)
    assert room.focusWidget() is line
    preview.stop()
    preview.setParent(None)


def test_what_is_no_pdf_is_told_as_a_mistake(preview: Preview, frame: Frame, qtbot: QtBot) -> None:
    preview.show_pdf(b"no pdf at all", "Log")
    qtbot.waitUntil(lambda: bool(frame.notices.messages()))
    assert isinstance(frame.notices.messages()[0], Message)
    assert preview.document is None


def test_printing_puts_every_page_on_paper_of_its_size(
    preview: Preview, qtbot: QtBot, tmp_path: Path
) -> None:
    show(preview, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_on(printer)
    printed = PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == PAGES
    printed.close()


def test_a_range_of_pages_is_printed(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    show(preview, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_on(printer)
    printed = PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == 2
    printed.close()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_told(
    preview: Preview, frame: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    show(preview, qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
    preview.print_on(printer)
    qtbot.waitUntil(lambda: bool(frame.notices.messages()))
    assert "printer" in frame.notices.messages()[0].happened
