"""Whoever may not keep the record reads its log, and is offered nothing else."""

import pytest
from PySide6.QtWidgets import QApplication

from courtdesk.cases.model import Case
from courtdesk.desk.context import CaseRef
from courtdesk.desk.window import Window
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.panel.panel import HearingPanel
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault


@pytest.fixture
def reader(hearing: Hearing, monkeypatch: pytest.MonkeyPatch) -> None:
    del hearing  # it is there before the wall
    may = Vault.may
    monkeypatch.setattr(
        Vault, "may", lambda self, what: what is not Ability.KEEP_RECORD and may(self, what)
    )


def test_the_log_has_the_keyboard_and_no_step_no_line_no_plan_is_offered(
    reader: None, window: Window, qtbot, case: Case, hearing: Hearing
) -> None:
    assert window.keeper.session is not None
    panel = window.keeper.session.frame.front
    assert isinstance(panel, HearingPanel)
    room = panel.courtroom
    window.keeper.session.desk.set_case(CaseRef(case.id, case.details.title))
    qtbot.waitUntil(lambda: room.session.hearing_id == hearing.id)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.log.view)
    assert room.log.isVisible()
    assert not room.composer.isVisible()
    qtbot.waitUntil(lambda: window.keeper.lane.is_idle)
    assert not any(button.isVisible() for button in room.course._steps.values())
    offered = {action.id for action in panel.shortcuts()}
    assert {"hearing.find", "hearing.choose", "hearing.print"} <= offered
    assert not offered & {"hearing.adjourn", "hearing.amend", "hearing.plan", "hearing.seal"}
