"""What the court does with jurors on the desk, by keys; and that the trial team cannot."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from courtdesk.jury.model.court import Contact, ContactKind
from courtdesk.jury.model.venire import JurorStatus
from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.checklist import ChecklistDialog
from courtdesk.vault.roles import Role
from tests.desks import WAIT
from tests.jury.desk import OpenJury, closed, dialog_of, pressed, run, typed


@pytest.fixture
def panel(open_jury: OpenJury) -> JuryPanel:
    """A clerk's panel; twelve jurors and two alternates are sworn."""
    return open_jury(Role.CLERK, 16, "deliberation", sworn=True)


def contacts(panel: JuryPanel, kind: ContactKind) -> list[Contact]:
    return [each for each in panel.state.contacts if each.kind is kind]


def answered(panel: JuryPanel, qtbot: QtBot, step: str, **given: str) -> None:
    """Do a step and answer its dialog; Return in a line presses the primary button."""
    run(panel, step)
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill(given)
    dialog.primary.click()
    closed(panel, qtbot, AskDialog)


def test_orientation_is_ticked_off_for_the_whole_jury_by_keys(
    panel: JuryPanel, qtbot: QtBot
) -> None:
    run(panel, "orient")
    dialog = dialog_of(panel, qtbot, ChecklistDialog)
    qtbot.waitUntil(dialog.input("whom").hasFocus, timeout=WAIT)
    pressed(qtbot, Qt.Key.Key_Tab)
    typed(qtbot, " ")  # takes the first tick away
    pressed(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(panel.state.contacts), timeout=WAIT)
    told = contacts(panel, ContactKind.ORIENTATION)
    assert len(told) == 14 * (len(dialog.boxes) - 1)
    assert len({each.juror_id for each in told}) == 14


def test_a_message_begins_with_its_template_and_is_logged_for_each(
    panel: JuryPanel, qtbot: QtBot
) -> None:
    run(panel, "message")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"whom": "sworn", "code": "weather"})
    assert "Because of the weather" in dialog.values()["text"]
    dialog.primary.click()
    qtbot.waitUntil(lambda: len(contacts(panel, ContactKind.MESSAGE)) == 14, timeout=WAIT)
    assert {each.code for each in panel.state.contacts} == {"weather"}


def test_attendance_names_only_those_who_were_not_there(panel: JuryPanel, qtbot: QtBot) -> None:
    answered(panel, qtbot, "attend", whom="sworn", absent="103", **{"half-day": "105, 106"})
    qtbot.waitUntil(lambda: len(contacts(panel, ContactKind.ATTENDANCE)) == 14, timeout=WAIT)
    numbers = {juror.id: juror.number for juror in panel.state.jurors}
    codes = {numbers[c.juror_id]: c.code for c in contacts(panel, ContactKind.ATTENDANCE)}
    assert codes["103"] == "absent"
    assert codes["105"] == codes["106"] == "half-day"
    assert codes["101"] == "full-day"


def test_fitness_keeps_answer_outcome_and_who_decided(panel: JuryPanel, qtbot: QtBot) -> None:
    run(panel, "fitness")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"code": "health", "answer": "migraine", "outcome": "put before the judge"})
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    dialog.fill({"by": "Hon. M. Okafor"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(contacts(panel, ContactKind.FITNESS)), timeout=WAIT)
    kept = contacts(panel, ContactKind.FITNESS)[0]
    assert "migraine" in kept.text
    assert kept.outcome == "put before the judge, decided by Hon. M. Okafor"


def test_an_excusal_and_a_deferral_have_their_codes(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.CLERK, 14, "voir-dire")
    typed(qtbot, "q")
    answered(panel, qtbot, "excuse", code="postponed", words="until 3 May", status="deferred")
    qtbot.waitUntil(lambda: bool(panel.state.strikes), timeout=WAIT)
    strike = panel.state.strikes[0]
    assert (strike.ground, strike.reason) == (
        "postponed",
        "Asked for a later date: until 3 May",
    )
    assert panel.state.juror(strike.juror_id).status is JurorStatus.DEFERRED


def test_question_answer_verdict_and_poll(panel: JuryPanel, qtbot: QtBot) -> None:
    answered(panel, qtbot, "question", text="May we see exhibit 14 again?")
    qtbot.waitUntil(lambda: len(panel.state.questions) == 1, timeout=WAIT)
    answered(panel, qtbot, "answer", answer="It is sent in.")
    qtbot.waitUntil(lambda: panel.state.questions[0].answer == "It is sent in.", timeout=WAIT)
    answered(panel, qtbot, "verdict", charge="Count 1", verdict="guilty")
    qtbot.waitUntil(lambda: len(panel.state.verdicts) == 1, timeout=WAIT)
    answered(panel, qtbot, "poll", no="104")
    qtbot.waitUntil(lambda: bool(panel.state.verdicts[0].poll), timeout=WAIT)
    said = list(panel.state.verdicts[0].poll.values())
    assert (said.count("yes"), said.count("no")) == (11, 1)


def test_no_step_of_the_trial_team_reaches_a_juror(open_jury: OpenJury) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14)
    steps = {action.id for action in panel.shortcuts()}
    assert not steps & {"jury.message", "jury.orient", "jury.fitness", "jury.attend"}
