"""Log and minutes from the panel: previewed from memory, kept in a file, told in the history."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from courtdesk.vault.prints import Prints
from tests.hearing.panel.conftest import CONTROL, Court
from tests.vaults import reopen

ALT = Qt.KeyboardModifier.AltModifier


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def previewed(court: Court, words: str) -> str:
    """Wait for a document with ``words``; its text."""
    found = [""]

    def shown() -> bool:
        document = court.panel.paper.preview.document
        found[0] = text_of(document.data) if document is not None else ""
        return words in found[0]

    court.qtbot.waitUntil(shown, timeout=30_000)
    return found[0]


def test_ctrl_p_shows_the_log_as_it_will_be_printed(court: Court) -> None:
    court.commit("Calls the next witness")
    court.press(Qt.Key.Key_P, CONTROL)
    text = previewed(court, "Hearing log")
    assert "Calls the next witness" in text
    assert "09:14:00" in text


def test_alt_m_shows_the_minutes_instead(court: Court) -> None:
    court.press(Qt.Key.Key_P, CONTROL)
    court.press(Qt.Key.Key_M, ALT)
    assert "Jury trial, day 1" in previewed(court, "Minutes of proceedings")


def test_alt_k_shows_the_certificate_and_alt_j_the_jury_s_time(court: Court) -> None:
    court.press(Qt.Key.Key_P, CONTROL)
    court.press(Qt.Key.Key_K, ALT)
    assert "Jury trial, day 1" in previewed(court, "Clerk’s certificate")
    court.press(Qt.Key.Key_J, ALT)
    assert "The log records no jury." in previewed(court, "Jury time")


def test_the_log_is_kept_as_a_table(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.commit("=1+1 said the witness")
    for name in ("log.csv", "log.json"):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=target: (str(to), ""))
        court.press(Qt.Key.Key_P, CONTROL)
        court.press(Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        court.qtbot.waitUntil(target.exists, timeout=20_000)
        assert "=1+1 said the witness" in target.read_text(encoding="utf-8-sig")


def test_escape_goes_back_to_the_half_typed_line(court: Court) -> None:
    court.type("half")
    court.press(Qt.Key.Key_P, CONTROL)
    previewed(court, "Hearing log")
    court.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is court.room.composer.edit
    assert court.commit(" typed").text == "half typed"


def test_a_file_is_written_and_told_in_the_print_history(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "log.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    court.press(Qt.Key.Key_P, CONTROL)
    previewed(court, "Hearing log")
    with court.qtbot.waitSignal(court.panel.paper.preview.saved):
        court.press(Qt.Key.Key_S, CONTROL)
    assert "Hearing log" in text_of(target.read_bytes())
    court.close()
    vault = reopen(court.folder)
    try:
        (told,) = Prints(vault).history()
        assert (told.what.kind, told.what.title) == ("log", "Hearing log")
    finally:
        vault.close()


def test_pages_that_were_never_kept_or_printed_are_not_in_the_history(court: Court) -> None:
    court.press(Qt.Key.Key_P, CONTROL)
    previewed(court, "Hearing log")
    court.close()
    vault = reopen(court.folder)
    try:
        assert not Prints(vault).history()
    finally:
        vault.close()
