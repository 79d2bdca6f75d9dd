"""The papers of the jury on the desk: previewed from memory, kept in the print history."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.panel.prints import PrintDialog
from courtdesk.vault.keys import Compartment
from courtdesk.vault.prints import Print, Prints
from courtdesk.vault.roles import Role
from tests.desks import WAIT
from tests.jury.desk import OpenJury, dialog_of, run


def history(panel: JuryPanel, qtbot: QtBot, compartment: Compartment) -> tuple[Print, ...]:
    """The print history of a compartment, read on the vault's thread."""
    found: list[tuple[Print, ...]] = []
    vault = panel.desk.vault
    panel.do(lambda: Prints(vault).history(compartment=compartment), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    return found[0]


def saved_to(dialog: PrintDialog, qtbot: QtBot, target: Path) -> None:
    dialog.preview._choose_file = lambda *_: str(target)
    with qtbot.waitSignal(dialog.preview.saved, timeout=WAIT):
        dialog.preview.save()


def test_the_chart_lies_on_its_long_side_and_is_kept_in_the_teams_history(
    open_jury: OpenJury, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "watch")
    run(panel, "print")
    dialog = dialog_of(panel, qtbot, PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=WAIT)
    document = dialog.preview.document
    assert document is not None
    assert document.sizes[0].width() > document.sizes[0].height()
    assert history(panel, qtbot, Compartment.TEAM) == ()
    saved_to(dialog, qtbot, tmp_path / "chart.pdf")
    kept = history(panel, qtbot, Compartment.TEAM)
    assert [each.what.title for each in kept] == ["Seating chart"]
    assert history(panel, qtbot, Compartment.RECORD) == ()


def test_a_clean_copy_is_kept_in_the_records_history(
    open_jury: OpenJury, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "watch")
    run(panel, "print-clean")
    dialog = dialog_of(panel, qtbot, PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=WAIT)
    saved_to(dialog, qtbot, tmp_path / "clean.pdf")
    kept = history(panel, qtbot, Compartment.RECORD)
    assert [each.what.title for each in kept] == ["Seating chart, clean"]
    assert b"PRIVILEGED" not in (tmp_path / "clean.pdf").read_bytes()


def test_each_paper_of_the_team_is_shown(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "watch")
    run(panel, "print-jury-list")
    dialog = dialog_of(panel, qtbot, PrintDialog)
    for kind, _ in PrintDialog.offered(panel.services):
        dialog.papers.setCurrentIndex(dialog.papers.findData(kind))
        qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=WAIT)
    dialog.papers.setCurrentIndex(dialog.papers.findData("behaviour"))
    for order in ("juror", "party", "behaviour"):
        dialog.orders.setCurrentIndex(dialog.orders.findData(order))
        qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=WAIT)


def test_a_clerk_is_offered_no_paper_of_the_team(open_jury: OpenJury) -> None:
    panel = open_jury(Role.CLERK, 14, "venire")
    offered = dict(PrintDialog.offered(panel.services))
    assert "jury-list" in offered
    assert not {"behaviour", "heat", "timelines", "destruction"} & offered.keys()
