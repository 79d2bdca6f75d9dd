"""Cases and exhibits offer each role what their services take from it, and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.app import make_window
from courtdesk.cases.model import CaseDetails, CaseKind, DayList, ListedMatter
from courtdesk.cases.service import CaseService, ConsolidationService, DayListService
from courtdesk.desk import rebirth
from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.frame import Frame
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.notice import Notice
from courtdesk.desk.window import Window
from courtdesk.exhibits.model import CustodyStep, ExhibitDetails, ExhibitState
from courtdesk.exhibits.panel.register import Register
from courtdesk.exhibits.service import ExhibitService
from courtdesk.printing.casefile import gathering
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import TEAM_ROLES, Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.vault.users import Users
from tests.vaults import CHEAP, PASSPHRASE

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = AT.date()
PATIENCE = 20_000
BESIDE_A_CLERK, ALONE = "beside a clerk", "alone"
WHO = [
    *((role, BESIDE_A_CLERK) for role in Role),
    *((role, ALONE) for role in sorted(TEAM_ROLES)),
]
BUTTONS = {
    "cases": ({"New case", "Day list", "Change", "Consolidate"}, {"Export"}),
    "exhibits": ({"Mark an exhibit", "What became of it", "Hand over", "Change"}, {"Labels"}),
}
"""On each panel: the buttons of those who keep the record, and everybody's."""


@dataclass
class Record:
    """A vault's record, as the services keep it."""

    vault: Vault

    @property
    def cases(self) -> CaseService:
        return CaseService(self.vault)

    @property
    def exhibits(self) -> ExhibitService:
        return ExhibitService(self.vault, self.cases)

    @property
    def case_id(self) -> str:
        return self.cases.case_numbered("C-1").id

    @property
    def exhibit_id(self) -> str:
        return self.exhibits.exhibits(self.case_id)[0].id

    def consolidate(self) -> None:
        lead = self.cases.case_numbered("C-2").id
        orders = ConsolidationService(self.vault)
        orders.consolidate(self.case_id, lead, DAY, "Hon. A. Lark", move_dates=False)


def case_details(number: str) -> CaseDetails:
    return CaseDetails(number, f"{number} v. Fern", CaseKind.CIVIL)


DEEDS: dict[str, Callable[[Record], object]] = {
    "cases.new": lambda r: r.cases.open_case(case_details("C-3"), DAY),
    "cases.change": lambda r: r.cases.change_case(r.case_id, case_details("C-1")),
    "cases.consolidate": Record.consolidate,
    "cases.find": lambda r: r.cases.cases("fern"),
    "cases.daylist": lambda r: DayListService(r.vault).take_over(
        DayList((ListedMatter(1, AT, "C-9", "D v. E", "Trial"),)), DAY
    ),
    "cases.export": lambda r: gathering.gather(r.vault, r.case_id),
    "exhibits.mark": lambda r: r.exhibits.register(r.case_id, ExhibitDetails("State", "2"), AT),
    "exhibits.state": lambda r: r.exhibits.set_state(r.exhibit_id, ExhibitState.OFFERED, AT),
    "exhibits.hand": lambda r: r.exhibits.hand_over(
        r.exhibit_id, CustodyStep("", AT, "Clerk", "Evidence room")
    ),
    "exhibits.change": lambda r: r.exhibits.change(r.exhibit_id, ExhibitDetails("State", "1")),
    "exhibits.labels": lambda r: r.exhibits.labels(r.case_id),
}
"""What the service does for each action of the two panels. A new action belongs here too."""


def takes(record: Record, action: str) -> bool:
    """Whether the service takes ``action`` from the vault's user."""
    try:
        DEEDS[action](record)
    except NotAllowed:
        return False
    return True


def fill(vault: Vault) -> None:
    record = Record(vault)
    for number in ("C-1", "C-2"):
        case = record.cases.open_case(case_details(number), date(2026, 5, 1)).value
        record.exhibits.register(case.id, ExhibitDetails("State", "1"), AT)


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of a court with users of all roles, and one of each team role that is by itself."""
    folder = tmp_path_factory.mktemp("courts")
    settings = VaultSettings("Court 3", "Europe/Dublin")
    first = {BESIDE_A_CLERK: Role.OWNER} | {f"{ALONE} {role}": role for role in TEAM_ROLES}
    for name, role in first.items():
        path = folder / f"{name}.courtdesk"
        vault = create_vault(path, settings, role.shown, role, PASSPHRASE, params=CHEAP)
        fill(vault)
        if role is Role.OWNER:
            for other in set(Role) - {role}:
                Users(vault).add(other.shown, other, PASSPHRASE, params=CHEAP)
        vault.close()
    return folder


@pytest.fixture
def window(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    courts: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_microphone: None,
) -> Iterator[Window]:
    """The unlocked desk of the user whose role and company are asked for."""
    role, company = request.param
    name = BESIDE_A_CLERK if company == BESIDE_A_CLERK else f"{ALONE} {role}"
    path = Path(shutil.copytree(courts / f"{name}.courtdesk", tmp_path / "court.courtdesk"))
    monkeypatch.setattr(rebirth, "begin_anew", lambda *_: None)  # it would replace the test run
    made = make_window(qapp, path, role.shown)
    made.resize(1180, 700)
    with qtbot.waitSignal(made.unlock.painted):
        made.show()
        made.activateWindow()
    made.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: made.keeper.session is not None, timeout=PATIENCE)
    assert made.keeper.session.vault.user.role is role
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=PATIENCE)
    made.deleteLater()


def front(frame: Frame, name: str, qtbot: QtBot) -> Panel:
    """The panel ``name``, with all that it shows of the case."""
    frame.open_panel("cases")
    qtbot.waitUntil(lambda: frame.desk.case is not None, timeout=PATIENCE)
    frame.open_panel(name)
    panel = frame.front
    assert panel is not None
    qtbot.waitUntil(lambda: frame.desk.lane.is_idle, timeout=PATIENCE)
    register = panel.findChild(Register)
    if register is not None:
        qtbot.waitUntil(lambda: register.model().rowCount() == 1, timeout=PATIENCE)
        qtbot.waitUntil(lambda: frame.desk.lane.is_idle, timeout=PATIENCE)
    return panel


def press(window: Window, action: Action, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    combination = QKeySequence(action.keys)[0]
    QTest.keyClick(window, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("name", BUTTONS)
@pytest.mark.parametrize("window", WHO, indirect=True, ids=lambda who: f"{who[0]} {who[1]}")
def test_a_role_is_offered_what_the_service_takes(window: Window, name: str, qtbot: QtBot) -> None:
    frame = window.keeper.session.frame
    panel = front(frame, name, qtbot)
    offered = {action.id: action.offered for action in panel.shortcuts()}
    listed = {action.id for action in frame.desk.actions.all()}
    shown = {b.accessibleName() for b in panel.findChildren(Button) if b.isVisible()}
    record, taken = Record(frame.desk.vault), []
    frame.desk.lane.ask(
        lambda: {each: takes(record, each) for each in offered}, taken.append, taken.append
    )
    qtbot.waitUntil(lambda: bool(taken), timeout=PATIENCE)
    assert offered == taken[0]
    assert {each for each in offered if each in listed} == {e for e, on in offered.items() if on}
    keepers, everybody = BUTTONS[name]
    keeps = any(offered[each] for each in ("cases.new", "exhibits.mark") if each in offered)
    assert shown == (keepers | everybody if keeps else everybody)


@pytest.mark.parametrize("name", BUTTONS)
@pytest.mark.parametrize("window", [(Role.JURY_COORDINATOR, BESIDE_A_CLERK)], indirect=True)
def test_the_key_of_what_is_not_offered_says_why(window: Window, name: str, qtbot: QtBot) -> None:
    frame = window.keeper.session.frame
    panel = front(frame, name, qtbot)
    withheld = [action for action in panel.shortcuts() if not action.offered]
    assert len(withheld) == 4
    for action in withheld:
        press(window, action, qtbot)
        (told,) = frame.notices.messages()
        assert told.happened == (
            "Your role in this vault (Jury coordinator) may not keep the record. "
            "Nothing was changed."
        )
        assert not panel.findChildren(Dialog)
        for notice in frame.notices.findChildren(Notice):
            notice.dismissed.emit()
        qtbot.waitUntil(lambda: not frame.notices.messages(), timeout=PATIENCE)


@pytest.mark.parametrize("window", [(Role.CLERK, BESIDE_A_CLERK)], indirect=True)
def test_the_clerks_key_opens_what_it_is_for(window: Window, qtbot: QtBot) -> None:
    panel = front(window.keeper.session.frame, "exhibits", qtbot)
    press(window, panel.shortcuts()[0], qtbot)
    qtbot.waitUntil(lambda: len(panel.findChildren(Dialog)) == 1, timeout=PATIENCE)
    panel.findChildren(Dialog)[0].reject()
