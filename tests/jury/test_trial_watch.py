"""Trial watch as the coordinator uses it: by keys, on the real desk."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from courtdesk.jury.model.palette import PALETTE
from courtdesk.jury.model.watch import Context, Watch
from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.palette_dialog import PaletteDialog
from courtdesk.vault.roles import Role
from courtdesk.vault.times import now
from tests.desks import WAIT
from tests.jury.desk import OpenJury, closed, dialog_of, pressed, run, typed


@pytest.fixture
def panel(open_jury: OpenJury) -> JuryPanel:
    """The coordinator's panel in trial watch, fourteen seated."""
    return open_jury(Role.JURY_COORDINATOR, 14, "watch")


def watch_of(panel: JuryPanel) -> Watch:
    assert panel.state.watch is not None
    return panel.state.watch


def test_attention_is_a_nought_and_a_figure(panel: JuryPanel, qtbot: QtBot) -> None:
    typed(qtbot, "r03")
    qtbot.waitUntil(lambda: bool(watch_of(panel).notes), timeout=WAIT)
    note = watch_of(panel).notes[0]
    assert (note.attention, note.words, note.weight) == (3, "Attention 3 of 4", 1)
    assert panel.state.seated["10"].id == note.juror_id


def test_a_figure_off_the_scale_of_attention_marks_nothing(panel: JuryPanel, qtbot: QtBot) -> None:
    typed(qtbot, "r08q1")
    qtbot.waitUntil(lambda: len(watch_of(panel).notes) == 2, timeout=WAIT)
    assert [note.words for note in watch_of(panel).notes] == [PALETTE[7].words, PALETTE[0].words]
    assert all(note.attention is None for note in watch_of(panel).notes)


def test_a_slip_is_taken_back_and_done_again(panel: JuryPanel, qtbot: QtBot) -> None:
    typed(qtbot, "r9")
    qtbot.waitUntil(lambda: len(watch_of(panel).notes) == 1, timeout=WAIT)
    run(panel, "undo")
    qtbot.waitUntil(lambda: not watch_of(panel).notes, timeout=WAIT)
    run(panel, "redo")
    qtbot.waitUntil(lambda: len(watch_of(panel).notes) == 1, timeout=WAIT)
    run(panel, "undo")
    qtbot.waitUntil(lambda: not watch_of(panel).notes, timeout=WAIT)
    assert len(panel.state.seated) == 14


def test_undo_takes_the_newest_first_of_ratings_and_strikes(panel: JuryPanel, qtbot: QtBot) -> None:
    panel.show_tab("voir-dire")
    typed(qtbot, "q6")
    rated = panel.state.seated["7"].id
    qtbot.waitUntil(lambda: watch_of(panel).rating_of(rated) == 2, timeout=WAIT)
    run(panel, "strike-state")
    dialog_of(panel, qtbot, AskDialog).primary.click()
    qtbot.waitUntil(lambda: len(panel.state.strikes) == 1, timeout=WAIT)
    closed(panel, qtbot, AskDialog)
    run(panel, "undo")
    qtbot.waitUntil(lambda: panel.state.strikes[0].withdrawn, timeout=WAIT)
    assert watch_of(panel).rating_of(rated) == 2
    run(panel, "undo")
    qtbot.waitUntil(lambda: watch_of(panel).rating_of(rated) is None, timeout=WAIT)


def test_words_belong_to_the_juror_in_hand(panel: JuryPanel, qtbot: QtBot) -> None:
    typed(qtbot, "r9q1r")
    pressed(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.watch.juror.words.hasFocus, timeout=WAIT)
    typed(qtbot, "eyes closed")
    pressed(qtbot, Qt.Key.Key_Return)
    wanted = {"Dozing": "eyes closed", "Nods / agrees": ""}
    qtbot.waitUntil(
        lambda: {note.words: note.text for note in watch_of(panel).notes} == wanted, timeout=WAIT
    )


def test_a_baseline_and_an_interpretation_are_kept_apart_from_what_was_seen(
    panel: JuryPanel, qtbot: QtBot
) -> None:
    typed(qtbot, "r9")
    qtbot.waitUntil(lambda: len(watch_of(panel).notes) == 1, timeout=WAIT)
    juror = panel.state.seated["10"].id
    run(panel, "baseline")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"text": "leans back, arms folded"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(watch_of(panel).baseline_of(juror)), timeout=WAIT)
    closed(panel, qtbot, AskDialog)
    run(panel, "interpret")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"text": "tired, not hostile"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(watch_of(panel).notes[0].interpretation), timeout=WAIT)
    note = watch_of(panel).notes[0]
    assert (note.words, note.text, note.interpretation) == ("Dozing", "", "tired, not hostile")
    assert note.interpreted_at is not None


def test_the_palette_is_edited_and_a_key_that_a_seat_needs_is_refused(
    panel: JuryPanel, qtbot: QtBot
) -> None:
    run(panel, "palette")
    dialog = dialog_of(panel, qtbot, PaletteDialog)
    dialog.table.set_rows([("", ("q", "Laughs", "green", "1", "face"))])
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    assert "letters choose seats" in dialog.wrong.text()
    dialog.table.set_rows([("", ("1", "Laughs", "green", "1", "face"))])
    dialog.primary.click()
    qtbot.waitUntil(lambda: len(watch_of(panel).palette) == 1, timeout=WAIT)
    closed(panel, qtbot, PaletteDialog)
    panel.focus_first()
    typed(qtbot, "r1")
    qtbot.waitUntil(lambda: bool(watch_of(panel).notes), timeout=WAIT)
    assert watch_of(panel).notes[0].words == "Laughs"


def test_own_factors_go_with_a_rating(panel: JuryPanel, qtbot: QtBot) -> None:
    panel.show_tab("voir-dire")
    typed(qtbot, "r")
    juror = panel.state.seated["10"].id
    run(panel, "factors")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"factors": "listens 4, patient 9", "value": "2"})
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    dialog.fill({"factors": "listens 4, patient 2"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: watch_of(panel).rating_of(juror) == 2, timeout=WAIT)
    assert watch_of(panel).factors_of(juror) == (("listens", 4), ("patient", 2))
    assert watch_of(panel).factor_names == ("listens", "patient")


def test_one_juror_is_shown_by_witness_and_by_party(panel: JuryPanel, qtbot: QtBot) -> None:
    watch, case_id = panel.services.watch, panel.state.case_id
    juror, at = panel.state.seated["1"].id, now()
    for place, (witness, party) in enumerate((("Dr. Haas", "State"), ("Ofc. Bell", "Defence"))):
        context = Context(witness=witness, party=party)
        moment = at - timedelta(minutes=10 * place)
        panel.do(
            lambda moment=moment, context=context: watch.note_behaviour(
                case_id, juror, PALETTE[8], moment, context
            )
        )
    qtbot.waitUntil(lambda: len(watch_of(panel).notes) == 2, timeout=WAIT)
    views = panel.watch.views
    panel.watch.chart.choose("1")
    run(panel, "view-notes")
    assert views.views.current() == "witness"
    described = views.heat.accessibleDescription()
    assert "Dr. Haas" in described
    run(panel, "view-notes")
    assert "State" in views.heat.accessibleDescription()
    run(panel, "view-notes")
    assert views.observers.isVisible()
