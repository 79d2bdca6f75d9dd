"""The print centre as a clerk uses it, by keyboard, on the real desk over the demo."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.catalogue import Reader
from courtdesk.demo import PASSPHRASE, story
from courtdesk.demo.making import make
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.findline import FindLine
from courtdesk.desk.frame import Frame
from courtdesk.desk.thumbnails import Thumbnails
from courtdesk.desk.window import Window
from courtdesk.printing.panel import PrintCentre
from courtdesk.printing.panel.form import PacketForm
from courtdesk.printing.panel.history import HistoryPage
from courtdesk.printing.panel.lists import KindList, PacketList
from tests.paper.documents import pages

LONG = 20_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "Demo.courtdesk"
    make(path)
    return path


@pytest.fixture
def vault_path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / template.name))


@pytest.fixture
def centre(window: Window, qtbot: QtBot, tmp_path: Path) -> PrintCentre:
    """The print centre with the trial open, its morning packet shown."""
    window.resize(1440, 900)
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None, timeout=LONG)
    assert window.keeper is not None
    assert window.keeper.session is not None
    frame: Frame = window.keeper.session.frame
    qtbot.waitUntil(lambda: frame.desk.case is not None, timeout=LONG)
    frame.open_panel("printing")
    panel = frame.front
    assert isinstance(panel, PrintCentre)
    panel._choose_file = lambda _parent, name: str(tmp_path / name)
    wait_for_pages(panel, qtbot)
    return panel


def part(panel: PrintCentre, kind: type) -> object:
    found = panel.findChild(kind)
    assert found is not None
    return found


def wait_for_pages(panel: PrintCentre, qtbot: QtBot) -> None:
    def made() -> bool:
        preview = panel._preview
        return (
            preview.document is not None and preview._making is None and not panel._pause.isActive()
        )

    qtbot.waitUntil(made, timeout=LONG)


def shown(panel: PrintCentre) -> str:
    document = panel._preview.document
    return "" if document is None else " ".join(pages(document.data))


def test_the_morning_packet_is_shown_with_its_pages_in_small(
    centre: PrintCentre, qtbot: QtBot
) -> None:
    text = shown(centre)
    assert "Morning packet" in text
    assert story.TRIAL in text
    thumbnails = part(centre, Thumbnails)
    assert isinstance(thumbnails, Thumbnails)
    qtbot.waitUntil(lambda: thumbnails.pictured > 2, timeout=LONG)
    thumbnails.setCurrentRow(4)
    assert centre._preview.view.page in {3, 4}


def test_documents_are_added_moved_and_removed_by_keyboard(
    centre: PrintCentre, qtbot: QtBot
) -> None:
    kinds, packet = part(centre, KindList), part(centre, PacketList)
    assert isinstance(kinds, KindList)
    assert isinstance(packet, PacketList)
    before = [item.kind for item in packet.packed()]
    centre._choosing.filter.setText("jury list")
    kinds.setCurrentItem(next(row for kind, row in kinds._rows if kind.name == "jury-list"))
    qtbot.keyClick(kinds, Qt.Key.Key_Return)
    assert [item.kind for item in packet.packed()] == [*before, "jury-list"]
    qtbot.keyClick(packet, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert packet.packed()[-2].kind == "jury-list"
    packet.setCurrentRow(0)
    qtbot.keyClick(packet, Qt.Key.Key_Delete)
    assert len(packet.packed()) == len(before)
    qtbot.waitUntil(lambda: "Jury list" in shown(centre), timeout=LONG)
    assert "Daily briefing sheet" not in shown(centre)


def test_labels_for_all_exhibits_are_chosen_by_keyboard_and_exported(
    centre: PrintCentre, qtbot: QtBot, tmp_path: Path
) -> None:
    kinds, packet = part(centre, KindList), part(centre, PacketList)
    assert isinstance(kinds, KindList)
    assert isinstance(packet, PacketList)
    while packet.packed():
        packet.setCurrentRow(0)
        qtbot.keyClick(packet, Qt.Key.Key_Delete)
    centre._choosing.filter.setText("exhibit labels")
    kinds.setCurrentItem(next(row for kind, row in kinds._rows if kind.name == "labels"))
    qtbot.keyClick(kinds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(centre).startswith("Exhibit "), timeout=LONG)
    wait_for_pages(centre, qtbot)
    centre._form._copies.setValue(2)
    wait_for_pages(centre, qtbot)
    centre._on_export()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 2, timeout=LONG)
    qtbot.waitUntil(lambda: centre._run is None, timeout=LONG)
    (sheet,) = pages(next(tmp_path.glob("*2 of 2.pdf")).read_bytes())
    assert sheet.count(story.TRIAL) == 8
    assert "Exhibit State 14" in sheet
    assert "HAZARDOUS State 13" in sheet
    assert "Copy" not in sheet
    assert "Page" not in sheet


def test_minutes_of_every_hearing_are_wanted_with_the_space_bar(
    centre: PrintCentre, qtbot: QtBot
) -> None:
    packet = part(centre, PacketList)
    assert isinstance(packet, PacketList)
    row = next(place for place, item in enumerate(packet.packed()) if item.kind == "minutes")
    packet.setCurrentRow(row)
    qtbot.keyClick(packet, Qt.Key.Key_Space)
    assert packet.packed()[row].every
    qtbot.waitUntil(lambda: shown(centre).count("Minutes of proceedings") > 4, timeout=LONG)


def test_another_edition_says_what_it_leaves_out(centre: PrintCentre, qtbot: QtBot) -> None:
    form = part(centre, PacketForm)
    assert isinstance(form, PacketForm)
    form.choose_reader(Reader.PUBLIC)
    qtbot.waitUntil(lambda: "Left out of this edition" in form._left.text(), timeout=LONG)
    assert "Seating chart" in form._left.text()


def test_words_are_found_in_the_pages(centre: PrintCentre, qtbot: QtBot) -> None:
    find = part(centre, FindLine)
    assert isinstance(find, FindLine)
    find._line.setText("landry")
    qtbot.waitUntil(lambda: find.found > 5, timeout=LONG)
    qtbot.keyClick(find._line, Qt.Key.Key_Return)
    assert find._count.text().startswith("2 of")
    find._line.setText("no such word anywhere")
    qtbot.waitUntil(lambda: find._count.text() == "not found", timeout=LONG)


def test_numbered_copies_are_written_noted_handed_out_and_returned(
    centre: PrintCentre, qtbot: QtBot, tmp_path: Path
) -> None:
    centre._form._copies.setValue(2)
    wait_for_pages(centre, qtbot)
    qtbot.waitUntil(lambda: "Copy 1 of 2" in shown(centre), timeout=LONG)
    centre._on_export()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 2, timeout=LONG)
    qtbot.waitUntil(lambda: centre._run is None, timeout=LONG)
    second = next(tmp_path.glob("*2 of 2.pdf"))
    assert "Copy 2 of 2" in pages(second.read_bytes())[0]
    centre._chips.choose("past")
    history = part(centre, HistoryPage)
    assert isinstance(history, HistoryPage)
    qtbot.waitUntil(lambda: history._printed.rowCount() >= 2, timeout=LONG)
    assert history._printed.item(0, 3).text() == "2 of 2"
    history._on_hand_out()
    asked = next(form for form in history.findChildren(Dialog) if form.isVisible())
    line = asked.findChild(QLineEdit)
    assert line is not None
    line.setText("Ms. Duarte, defence")
    asked.primary.click()
    qtbot.waitUntil(lambda: history._held.rowCount() == 1, timeout=LONG)
    for deed, state in ((history._on_recall, "recalled"), (history._on_back, "returned")):
        deed()
        qtbot.waitUntil(
            lambda state=state: history._held.item(0, 4).text().startswith(state), timeout=LONG
        )


def test_a_run_is_printed_copy_by_copy(centre: PrintCentre, qtbot: QtBot, tmp_path: Path) -> None:
    centre._form._copies.setValue(2)
    qtbot.waitUntil(lambda: "Copy 1 of 2" in shown(centre), timeout=LONG)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setResolution(60)
    run = centre._begin_run()
    assert run is not None
    done: list[int] = []
    run.moved.connect(lambda number, _of: done.append(number))
    run.to_printer(printer)
    qtbot.waitUntil(lambda: done == [1, 2], timeout=LONG)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_fails_is_told_and_nothing_is_noted(
    centre: PrintCentre, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printer.pdf"))
    run = centre._begin_run()
    assert run is not None
    ended: list[object] = []
    run.ended.connect(ended.append)
    run.to_printer(printer)
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert "printer did not take" in str(ended[0])
    assert centre._run is None


def test_a_packet_is_saved_under_a_name_and_forgotten(centre: PrintCentre, qtbot: QtBot) -> None:
    centre._on_save()
    asked = next(form for form in centre.findChildren(Dialog) if form.isVisible())
    line = asked.findChild(QLineEdit)
    assert line is not None
    line.setText("")
    asked.primary.click()
    qtbot.waitUntil(lambda: "Give the packet a name" in asked.wrong.text(), timeout=LONG)
    line.setText("Monday list")
    asked.primary.click()
    qtbot.waitUntil(lambda: centre._preset.title == "Monday list", timeout=LONG)
    qtbot.waitUntil(lambda: centre._form._preset.currentText() == "Monday list", timeout=LONG)
    centre._on_forget()
    qtbot.waitUntil(lambda: centre._form._preset.findText("Monday list") < 0, timeout=LONG)


def test_the_days_sheet_is_shown_and_takes_another_order(
    centre: PrintCentre, qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    from courtdesk.briefing.panel import TodayPanel
    from courtdesk.briefing.panel.form_card import SectionList

    assert window.keeper is not None
    assert window.keeper.session is not None
    frame = window.keeper.session.frame
    frame.open_panel("today")
    today = frame.front
    assert isinstance(today, TodayPanel)

    def shown() -> str:
        document = today._preview.document
        return " ".join(pages(document.data)) if document else ""

    qtbot.waitUntil(lambda: "Attendance" in shown(), timeout=LONG)
    assert shown().index("Calendar") < shown().index("Yesterday and today")
    sections = today.findChild(SectionList)
    assert sections is not None
    qtbot.keyClick(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    def turned() -> bool:
        text = shown()
        return text.index("Yesterday and today") < text.index("Calendar")

    qtbot.waitUntil(turned, timeout=LONG)
    with qtbot.waitSignal(today._preview.saved, timeout=LONG):
        today._preview._choose_file = lambda _parent, name: str(vault_path.parent / name)
        today._preview.save()
    frame.open_panel("printing")
    centre._chips.choose("past")
    printed = centre._history._printed
    qtbot.waitUntil(lambda: printed.rowCount() == 1, timeout=LONG)
    assert printed.item(0, 1).text().startswith("Briefing sheet")
