"""The check before court: one key, a verdict for each channel, a page to sign."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.sound.model import SoundPlan
from courtdesk.sound.model.check import ChannelCheck, SoundCheck
from courtdesk.sound.panel.check_dialog import CheckDialog, CheckPrint
from courtdesk.sound.service import FOLDER
from courtdesk.sound.service.checking import Trial
from courtdesk.sound.sheet import check_pages
from tests.paper.documents import text_of
from tests.sound.panel.conftest import PLAN, Court

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_check(court: Court) -> CheckDialog:
    court.press(Qt.Key.Key_M, _BOTH)
    court.until(lambda: court.window.findChild(CheckDialog) is not None)
    dialog = court.window.findChild(CheckDialog)
    assert isinstance(dialog, CheckDialog)
    return dialog


def test_what_is_heard_is_written_read_back_and_printed(speaking: None, court: Court) -> None:
    dialog = open_check(court)
    court.until(lambda: dialog.check is not None)
    assert dialog.check.read_back
    assert [channel.name for channel in dialog.check.channels] == ["Bench", "Witness"]
    assert all(not channel.silent for channel in dialog.check.channels)
    assert not any((court.folder / FOLDER).iterdir())
    dialog.primary.click()
    court.until(lambda: court.window.findChild(CheckPrint) is not None)
    preview = court.window.findChild(CheckPrint).preview
    court.until(lambda: preview.document is not None)
    preview.window().close()


def test_a_dead_line_is_told_from_one_that_hears(server: None, tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    check = Trial(PLAN, tmp_path / "audio", seconds=1.0).run()
    assert not check.good
    assert all(channel.silent for channel in check.channels)
    assert check.read_back


def test_without_a_device_the_check_says_so(court: Court, no_microphone: None) -> None:
    court.keeper.settings = _with_no_device(court)
    dialog = open_check(court)
    court.until(lambda: bool(dialog.wrong.text()))
    assert not dialog.primary.isEnabled()
    dialog.reject()
    court.until(lambda: court.keeper.lane.is_idle)


def _with_no_device(court: Court) -> object:
    from dataclasses import replace

    plan = SoundPlan(("Bench",), "no such microphone")
    return replace(court.keeper.settings, plan=plan)


def test_the_page_says_what_is_wrong() -> None:
    check = SoundCheck(
        datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        SoundPlan(("Bench", "Witness")),
        6.0,
        (
            ChannelCheck("Bench", -6.0, -30.0),
            ChannelCheck("Witness", -96.0, -96.0, silent=True),
        ),
        0,
        True,
        80_000_000_000,
        110.0,
        "The second drive does not take the copy",
        False,
    )
    imprint = Imprint(PaperSize.A4, "A. Clerk", check.at, "Europe/Dublin")
    words = text_of(check_pages(check, "Court 4", "2026-0417 · State v. Landry", imprint))
    assert "NOT IN ORDER" in words
    assert "Silent: check the microphone" in words
    assert "does not take the copy" in words
    assert "08:30:00" in words
