"""What users and the world get wrong, by the doors that they use: command line and desk."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.cli import main
from courtdesk.jury.model.venire import JurorStatus
from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.rules_dialogs import LayoutDialog, RulesDialog
from courtdesk.vault import kdf
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.roles import Role
from tests.desks import WAIT
from tests.jury.courtroom import PASSPHRASE
from tests.jury.desk import OpenJury, closed, dialog_of, run

HEAD = "Juror No.,Name,Race,Sex\n"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A new vault with one case, and the arguments that open it."""
    monkeypatch.setattr(kdf, "measured", lambda: KdfParams(memory_kib=64 << 10, passes=1))
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    words = [str(tmp_path / "Court.courtdesk"), "--passphrase-file", str(secret)]
    assert main(["new", *words, "--user", "A. Reyes", "--role", "clerk"]) == 0
    assert main(["case", "add", *words, "--number", "7", "--title", "State v. Sample"]) == 0
    return words


def imported(opened: list[str], tmp_path: Path, text: str) -> int:
    file = tmp_path / "venire.csv"
    file.write_text(text)
    return main(["import", "venire", opened[0], str(file), *opened[1:], "--case", "7"])


def told(
    opened: list[str], tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The status of an import and what was said of it."""
    capsys.readouterr()
    status = imported(opened, tmp_path, text)
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def test_two_jurors_with_one_number(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = told(opened, tmp_path, f"{HEAD}1,Ana Gallo,,\n1,Bo Hsu,,\n", capsys)
    assert status != 0
    assert "Row 2: its number 1 stands in row 1 too" in said


def test_no_names_at_all(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = told(opened, tmp_path, "Juror No.\n1\n2\n", capsys)
    assert status == 0
    assert "2 jurors have no name" in said


def test_a_juror_without_a_number(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = told(opened, tmp_path, f"{HEAD},Ana Gallo,,\n2,Bo Hsu,,\n", capsys)
    assert status == 0
    assert "1 jurors have no number" in said


def test_an_unknown_race_or_sex_stays_unknown(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = told(opened, tmp_path, f"{HEAD}1,Ana,Unknown,Unknown\n", capsys)
    assert status == 0
    assert "race or sex of 1 jurors is unknown" in said


def test_a_venire_imported_twice(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}1,Ana,,\n2,Bo,,\n"
    assert imported(opened, tmp_path, text) == 0
    status, said = told(opened, tmp_path, text, capsys)
    assert status != 0
    assert "All 2 jurors of this list are in the venire already" in said


@pytest.fixture
def panel(open_jury: OpenJury) -> JuryPanel:
    """A coordinator in voir dire with fourteen seated and six strikes a side."""
    return open_jury(Role.JURY_COORDINATOR, 14, "voir-dire")


def notices(panel: JuryPanel) -> str:
    """Everything that the notices above the panel say."""
    assert panel.window().keeper.session is not None
    frame = panel.window().keeper.session.frame
    return " ".join(message.happened for message in frame.notices.messages())


def test_a_thousand_rows_in_one_seat_map(panel: JuryPanel, qtbot: QtBot) -> None:
    before = panel.state.layout
    run(panel, "layout")
    dialog = dialog_of(panel, qtbot, LayoutDialog)
    dialog.fill({"rows": ", ".join(["6"] * 1000)})
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    assert "at most 40 rows; this one has 1,000" in dialog.wrong.text()
    assert panel.state.layout == before


def test_a_seat_map_changed_in_mid_selection_loses_nobody(panel: JuryPanel, qtbot: QtBot) -> None:
    run(panel, "layout")
    dialog = dialog_of(panel, qtbot, LayoutDialog)
    dialog.fill({"rows": "6"})
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    assert "no place for" in dialog.wrong.text()
    dialog.fill({"rows": "7+1, 7+1"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: panel.state.layout.size == 16, timeout=WAIT)
    assert len(panel.state.seated) == 14


def test_a_strike_beyond_the_limit(panel: JuryPanel, qtbot: QtBot) -> None:
    run(panel, "rules")
    rules = dialog_of(panel, qtbot, RulesDialog)
    rules.fill({"strikes": "0:1"})
    rules.primary.click()
    closed(panel, qtbot, RulesDialog)
    panel.voir_dire.chart.choose("1")
    run(panel, "strike-state")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    assert "has used all its 0 strikes. Nothing was struck" in dialog.wrong.text()
    assert panel.state.strikes == ()


def test_a_strike_of_an_excused_juror(panel: JuryPanel, qtbot: QtBot) -> None:
    panel.voir_dire.chart.choose("1")
    juror = panel.chosen_juror_id()
    run(panel, "excuse")
    dialog_of(panel, qtbot, AskDialog).primary.click()
    qtbot.waitUntil(lambda: panel.state.juror(juror).status is JurorStatus.EXCUSED, timeout=WAIT)
    closed(panel, qtbot, AskDialog)
    panel.show_tab("venire")
    panel.venire.table.selectRow(0)
    assert panel.chosen_juror_id() == juror
    run(panel, "strike-state")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.primary.click()
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=WAIT)
    assert "is excused and cannot be struck" in dialog.wrong.text()


def test_undo_after_a_ruling(panel: JuryPanel, qtbot: QtBot) -> None:
    panel.voir_dire.chart.choose("1")
    juror = panel.chosen_juror_id()
    run(panel, "cause")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"ground": "knows the defendant"})
    dialog.primary.click()
    qtbot.waitUntil(
        lambda: panel.state.juror(juror).status is JurorStatus.CAUSE_SOUGHT, timeout=WAIT
    )
    closed(panel, qtbot, AskDialog)
    run(panel, "cause")
    dialog_of(panel, qtbot, AskDialog).primary.click()
    qtbot.waitUntil(
        lambda: panel.state.juror(juror).status is JurorStatus.STRUCK_FOR_CAUSE, timeout=WAIT
    )
    closed(panel, qtbot, AskDialog)
    run(panel, "undo")
    qtbot.waitUntil(lambda: "a ruling cannot be undone" in notices(panel), timeout=WAIT)
    assert panel.state.juror(juror).status is JurorStatus.STRUCK_FOR_CAUSE
