"""Questionnaires: public forms as data, typed fast on the desk, and answers that come as a list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from courtdesk.cli import main
from courtdesk.intake.tables import BadFile, table_of_text
from courtdesk.jury.model.questionnaire import FormItem, plan_answers
from courtdesk.jury.model.venire import Juror, JurorEntry
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.questionnaire_dialog import QuestionnaireDialog
from courtdesk.jury.service.presets import forms
from courtdesk.vault.roles import Role
from tests.desks import WAIT
from tests.jury.courtroom import PASSPHRASE
from tests.jury.desk import OpenJury, dialog_of, pressed, run, typed, vault_at

JURORS = (
    Juror("a", 1, JurorEntry("101", "Ana Gallo")),
    Juror("b", 2, JurorEntry("102", "Bo Hsu", details={"age": "40"})),
)


def test_every_form_says_where_it_was_read_and_each_item_once() -> None:
    public = [form for form in forms() if form.id != "own"]
    assert {form.id for form in public} >= {"us-fl-1984", "us-fl-1983", "us-tx-62", "us-tx-comal"}
    for form in public:
        assert form.source
        assert "confirm before use" in form.verified
        words = [item.words for item in form.items]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("typed_text", "meant"), [("y", "yes"), ("NO", "no"), ("maybe", "maybe"), ("", "")]
)
def test_a_first_letter_stands_for_a_choice(typed_text: str, meant: str) -> None:
    assert FormItem("k", "Served before?", choices=("yes", "no")).meant(typed_text) == meant


def test_answers_are_matched_by_number_and_strangers_are_named() -> None:
    table = table_of_text("Juror No.,Age,Served before?\n101,33,yes\n999,20,no\n102,,no")
    plan = plan_answers(table, JURORS)
    assert plan.given == (
        ("a", {"age": "33"}, {"Served before?": "yes"}),
        ("b", {}, {"Served before?": "no"}),
    )
    assert [(p.row, p.sentence) for p in plan.problems] == [
        (2, "nobody in the venire has the number 999.")
    ]


def test_answers_without_a_column_for_the_juror_are_refused() -> None:
    with pytest.raises(BadFile, match="which juror a row is about"):
        plan_answers(table_of_text("Served before?,Crime victim?\nyes,no"), JURORS)


def test_a_questionnaire_is_typed_with_enter_alone(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.CLERK, 14, "venire")
    run(panel, "questionnaire")
    dialog = dialog_of(panel, qtbot, QuestionnaireDialog)
    dialog.form.setCurrentIndex(dialog.form.findData("us-fl-1984"))
    first = dialog.juror.id
    marital = next(line for item, line in dialog.lines if item.key == "marital")
    qtbot.waitUntil(dialog.lines[0][1].hasFocus, timeout=WAIT)
    typed(qtbot, "5 Main St")
    pressed(qtbot, Qt.Key.Key_Return)
    for item, line in dialog.lines[1:]:
        qtbot.waitUntil(line.hasFocus, timeout=WAIT)
        if line is marital:
            typed(qtbot, "d")
        elif item.key == "served":
            typed(qtbot, "y")
        pressed(qtbot, Qt.Key.Key_Return)
    assert dialog.juror.id != first
    qtbot.waitUntil(
        lambda: panel.state.juror(first).entry.details.get("address") == "5 Main St", timeout=WAIT
    )
    kept = panel.state.juror(first).entry
    assert kept.details["marital"] == "divorced"
    assert kept.details["occupation"] == "Nurse"
    assert kept.answers["Served on a jury before?"] == "yes"
    pressed(qtbot, Qt.Key.Key_PageUp)
    assert dialog.juror.id == first
    assert marital.text() == "divorced"


def test_answers_come_by_the_command_line_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = vault_at(tmp_path / "v.courtdesk", Role.CLERK, 14)
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    file = tmp_path / "answers.csv"
    words = ["import", "answers", str(vault), str(file), "--case", "2026-CR-0417"]
    words += ["--passphrase-file", str(secret)]
    file.write_text("No.,Served before?\n101,yes\n900,no\n")
    assert main(words) != 0
    assert "Row 2: nobody in the venire has the number 900" in capsys.readouterr().err
    file.write_text("No.,Served before?\n101,yes\n102,no\n")
    assert main(words) == 0
    assert "answers of 2 jurors" in capsys.readouterr().out


def test_a_list_of_answers_goes_to_the_jurors_it_names(
    open_jury: OpenJury, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "venire")
    file = tmp_path / "answers.csv"
    file.write_text("No.,Served before?\n101,yes\n900,no\n")
    panel.steps.venire.read_answers(str(file))
    dialog = dialog_of(panel, qtbot, AskDialog)
    assert not dialog.primary.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: panel.findChild(AskDialog) is None, timeout=WAIT)
    file.write_text("No.,Served before?\n101,yes\n102,no\n")
    panel.steps.venire.read_answers(str(file))
    dialog_of(panel, qtbot, AskDialog).primary.click()
    juror = panel.state.jurors[0].id
    qtbot.waitUntil(lambda: bool(panel.state.juror(juror).entry.answers), timeout=WAIT)
    assert panel.state.juror(juror).entry.answers == {"Served before?": "yes"}
