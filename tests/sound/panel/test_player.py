"""What was said is heard again: from an entry, from the overview, by key and by pedal."""

from datetime import timedelta

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from courtdesk.sound.panel.go_dialog import GoDialog
from tests.desk.test_accessibility import nameless
from tests.sound.conftest import RATE, speech
from tests.sound.panel.conftest import Court, Ear
from tests.vaults import START

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def us(seconds: float) -> int:
    return round((START + timedelta(seconds=seconds)).timestamp() * 1e6)


def place(court: Court) -> float:
    """Where the deck stands, in seconds from the beginning."""
    return (court.side.player._listening.state.at_us - us(0)) / 1e6


def playing(court: Court) -> bool:
    return court.side.player._listening.state.playing


def into_player(court: Court) -> None:
    court.press(Qt.Key.Key_J, CONTROL | SHIFT)
    overview = court.side.player.overview
    court.until(lambda: QApplication.focusWidget() is overview)
    court.until(lambda: overview._wave is not None)
    court.until(lambda: court.side.player._listening.state.samples == 60 * RATE)


def test_an_entry_is_heard_from_the_lead_before_it(heard_court: Court, ear: type[Ear]) -> None:
    court = heard_court
    court.press(Qt.Key.Key_J, CONTROL)
    court.until(lambda: len(ear.heard) > 20)
    assert court.focused() is court.panel.courtroom.composer.edit
    sound = speech(60)[37 * RATE : 38 * RATE].astype(np.float32).sum(1)
    expected = (sound / (32768 * 2**0.5)).clip(-1, 1)
    heard = np.concatenate(ear.heard)[: RATE // 4]
    assert np.allclose(heard, expected[: len(heard)], atol=1e-4)
    court.press(Qt.Key.Key_J, CONTROL)
    court.until(lambda: not playing(court))


def test_space_plays_and_stops_in_the_player(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    court.press(Qt.Key.Key_Space)
    court.until(lambda: playing(court))
    court.until(lambda: court.side.player.play.accessibleName() == "■ Stop")
    court.press(Qt.Key.Key_Space)
    court.until(lambda: not playing(court))
    court.press(Qt.Key.Key_Escape)
    court.until(lambda: not court.side.player.isVisible())
    court.until(lambda: QApplication.focusWidget() is court.panel.courtroom.composer.edit)


def test_space_in_the_log_plays_the_entry_and_stops(heard_court: Court) -> None:
    court = heard_court
    log = court.panel.courtroom.log.view
    log.setFocus()
    court.press(Qt.Key.Key_Space)
    court.until(lambda: playing(court))
    assert court.focused() is log
    assert court.panel.courtroom.composer.edit.toPlainText() == ""
    court.press(Qt.Key.Key_Space)
    court.until(lambda: not playing(court))


def test_space_in_the_composer_is_a_space(heard_court: Court) -> None:
    court = heard_court
    court.press(Qt.Key.Key_J, CONTROL)
    court.until(lambda: playing(court))
    court.qtbot.keyClicks(court.focused(), "a b")
    assert "a b" in court.panel.courtroom.composer.edit.toPlainText()
    assert playing(court)
    court.press(Qt.Key.Key_J, CONTROL)
    court.until(lambda: not playing(court))


def test_a_click_into_the_overview_leads_there(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    overview = court.side.player.overview
    court.qtbot.mouseClick(
        overview, Qt.MouseButton.LeftButton, NONE, QPoint(overview.width() // 2, 30)
    )
    court.until(lambda: abs(place(court) - 30) < 1)
    court.until(lambda: abs(overview._at - us(30)) < 1_000_000)
    assert max(overview._wave.columns(*overview.shown, 100, (True, True))) > 100
    court.until(lambda: len(overview._entries) == 3)
    court.press(Qt.Key.Key_PageDown)
    court.until(lambda: abs(place(court) - 40) < 0.1)


def test_a_time_on_the_clock_is_gone_to(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    court.press(Qt.Key.Key_G)
    court.until(lambda: court.window.findChild(GoDialog) is not None)
    dialog = court.window.findChild(GoDialog)
    dialog.time.setText("half past")
    dialog.primary.click()
    assert dialog.isVisible()
    local = (START + timedelta(seconds=25)).astimezone(court.keeper.zone)
    dialog.time.setText(f"{local:%H:%M:%S}")
    dialog.primary.click()
    court.until(lambda: playing(court))
    court.until(lambda: 22 <= place(court) < 30)


def test_a_digit_hears_one_channel_alone_and_all_again(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    court.press(Qt.Key.Key_2)
    assert court.side.player.heard == (False, True)
    court.press(Qt.Key.Key_2)
    assert court.side.player.heard == (True, True)
    court.side.player._channels[0].click()
    assert court.side.player.heard == (False, True)


def test_a_pedal_that_is_held_plays_once(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    for _ in range(4):
        court.press(Qt.Key.Key_F14)
    court.until(lambda: playing(court))
    court.press(Qt.Key.Key_F15)
    court.until(lambda: place(court) > 4)


def test_a_span_is_looped_and_let_go(heard_court: Court) -> None:
    court = heard_court
    player = court.side.player
    into_player(court)
    player._listening.stand_at(us(10))
    court.until(lambda: abs(place(court) - 10) < 0.1)
    court.press(Qt.Key.Key_L)
    assert player.loop_button.accessibleName() == "Loop to"
    player._listening.stand_at(us(12))
    court.until(lambda: abs(place(court) - 12) < 0.1)
    court.press(Qt.Key.Key_L)
    court.until(lambda: player._listening.state.loop_us == (us(10), us(12)))
    court.until(lambda: player.loop_button.accessibleName() == "End loop")
    court.press(Qt.Key.Key_L)
    court.until(lambda: player._listening.state.loop_us is None)


def test_the_player_speaks_to_a_screen_reader(heard_court: Court) -> None:
    into_player(heard_court)
    assert nameless(heard_court.side.player) == []
    assert nameless(heard_court.side.strip) == []


def test_a_hearing_without_sound_says_so(no_microphone: None, court: Court) -> None:
    court.press(Qt.Key.Key_J, CONTROL)
    court.until(lambda: "Nothing of this hearing" in court.side.player.words.accessibleName())
    assert not court.side.player.overview.isVisible()
    assert not court.side.player.play.isVisible()
    court.press(Qt.Key.Key_J, CONTROL | SHIFT)
    court.until(lambda: court.side.player.isAncestorOf(court.focused()))
    court.press(Qt.Key.Key_Escape)
    court.until(lambda: not court.side.player.isVisible())


def test_an_entry_that_is_made_while_the_player_is_open_becomes_a_mark(heard_court: Court) -> None:
    court = heard_court
    into_player(court)
    overview = court.side.player.overview
    court.until(lambda: len(overview._entries) > 0)
    before = len(overview._entries)
    court.press(Qt.Key.Key_F9)
    court.panel.courtroom.composer.edit.setFocus()
    court.qtbot.keyClicks(court.focused(), "the witness answers")
    court.press(Qt.Key.Key_Return)
    court.until(lambda: len(overview._entries) == before + 1)
