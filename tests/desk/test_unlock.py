"""The unlock window: a vault, a user, a passphrase; and the ways to a vault for who has none."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.desk.newvault import NewVaultDialog, strength
from courtdesk.desk.settings import DeskSettings
from courtdesk.desk.unlock import UnlockPage
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.window import Window
from tests.desk.fakes import PASSPHRASE, FakeDoor


def passphrase(window: Window) -> QLineEdit:
    found: QLineEdit = window.unlock.findChild(QLineEdit, "passphrase")
    return found


def button(parent: QWidget, name: str) -> QPushButton:
    return next(
        found
        for found in parent.findChildren(QPushButton)
        if name in {found.accessibleName(), found.text()}
    )


def words(page: UnlockPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_and_enter(text: str) -> None:
    """Type where the focus is."""
    field = QApplication.focusWidget()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_right_passphrase_opens_the_desk_by_keyboard_alone(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    assert QApplication.focusWidget() is passphrase(window)
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    assert door.vaults[0].user.id == "u1"
    assert passphrase(window).text() == ""
    assert DeskSettings().last_vault == Path("Department 6.courtdesk")


def test_another_user_is_chosen_from_the_list(window: Window, door: FakeDoor, qtbot: QtBot) -> None:
    who = window.unlock.findChild(QComboBox, "who")
    assert [who.itemText(row) for row in range(who.count())] == [
        "A. Reyes · Clerk",
        "T. Marsh · Clerk",
    ]
    QTest.keyClick(who, Qt.Key.Key_Down)
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    assert door.vaults[0].user.id == "u2"


def test_a_wrong_passphrase_is_said_and_stays_selected(window: Window, qtbot: QtBot) -> None:
    type_and_enter("not the fig tree")
    qtbot.waitUntil(lambda: "does not open" in words(window.unlock))
    assert window.keeper.session is None
    field = passphrase(window)
    assert QApplication.focusWidget() is field
    assert field.selectedText() == field.text()
    assert "does not open" in field.accessibleDescription()
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)


def test_typing_takes_the_complaint_away(window: Window, qtbot: QtBot) -> None:
    type_and_enter("")
    assert "Type your passphrase." in words(window.unlock)
    QTest.keyClicks(passphrase(window), "t")
    assert "Type your passphrase." not in words(window.unlock)


def test_the_window_does_not_freeze_while_the_key_is_derived(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    door.hold = threading.Event()
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: door.opener_thread == "vault lane")
    assert button(window.unlock, "Opening…").isVisible()
    assert not passphrase(window).isEnabled()
    door.hold.set()
    qtbot.waitUntil(lambda: window.keeper.session is not None)


def test_the_heavy_modules_are_loaded_while_one_types(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    qtbot.waitUntil(door.warmed.is_set)
    assert window.keeper.session is None


def test_show_shows_the_passphrase_and_hides_it_again(window: Window) -> None:
    field = passphrase(window)
    field.setText(PASSPHRASE)
    button(window.unlock, "Show").click()
    assert field.displayText() == PASSPHRASE
    button(window.unlock, "Hide").click()
    assert PASSPHRASE not in field.displayText()


def test_a_vault_that_is_gone_is_said_with_the_way_on(window: Window) -> None:
    window.unlock.choose(Path("gone.courtdesk"))
    assert "not there any more" in words(window.unlock)
    assert not button(window.unlock, "Unlock").isEnabled()
    assert QApplication.focusWidget() is button(window.unlock, "Change…")


def test_another_vault_is_chosen(window: Window, door: FakeDoor, qtbot: QtBot) -> None:
    page = UnlockPage(lambda _parent, _start: "Annex.courtdesk")
    qtbot.addWidget(page)
    page.wake(door, window.keeper.lane)
    page.choose(Path("gone.courtdesk"))
    button(page, "Change…").click()
    assert page.path == Path("Annex.courtdesk")
    assert button(page, "Unlock").isEnabled()


def test_without_a_vault_the_page_offers_the_first_steps(window: Window) -> None:
    window.unlock.choose(None)
    assert "encrypted folder" in words(window.unlock)
    assert not passphrase(window).isVisible()
    for name in ("Open a vault…", "New vault", "Try the demo case"):
        assert button(window.unlock, name).isVisible()
        assert button(window.unlock, name).isEnabled()


def test_the_demo_says_that_it_is_fiction_and_its_passphrase(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    button(window.unlock, "Try the demo case").click()
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    assert window.keeper.session is not None
    header = [label.text() for label in window.keeper.session.frame.header.findChildren(QLabel)]
    assert "Demo · fictional case" in header
    assert DeskSettings().last_vault is None
    window.keeper.lock()
    assert "invented" in words(window.unlock)
    assert door.public in words(window.unlock)


def test_after_the_lock_the_same_user_types_the_passphrase(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    window.unlock.choose(Path("Department 6.courtdesk"), "T. Marsh")
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    window.keeper.lock()
    assert passphrase(window).text() == ""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is passphrase(window))
    type_and_enter(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    assert [vault.user.id for vault in door.vaults] == ["u2", "u2"]
    assert door.vaults[0].closed


def test_closing_while_a_vault_is_being_opened_closes_the_vault(
    window: Window, door: FakeDoor, qtbot: QtBot
) -> None:
    door.hold = threading.Event()
    type_and_enter(PASSPHRASE)
    window.close()
    door.hold.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [vault.closed for vault in door.vaults] == [True]


class TestNewVault:
    @pytest.fixture
    def dialog(self, window: Window, tmp_path: Path) -> NewVaultDialog:
        button(window.unlock, "New vault").click()
        found: NewVaultDialog = window.findChild(NewVaultDialog)
        self.field(found, "Folder it lies in").setText(str(tmp_path))
        return found

    def field(self, dialog: NewVaultDialog, name: str) -> QLineEdit:
        return next(
            edit for edit in dialog.findChildren(QLineEdit) if edit.accessibleName() == name
        )

    def fill(self, dialog: NewVaultDialog) -> None:
        for name, text in (
            ("Name of the vault", "Department 6"),
            ("Your name", "A. Reyes"),
            ("Passphrase", PASSPHRASE),
            ("The same once more", PASSPHRASE),
        ):
            self.field(dialog, name).setText(text)

    def test_it_is_made_and_opened(
        self, dialog: NewVaultDialog, window: Window, door: FakeDoor, qtbot: QtBot, tmp_path: Path
    ) -> None:
        self.fill(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.keeper.session is not None)
        made = door.made[0]
        assert made.path == tmp_path / "Department 6.courtdesk"
        assert (made.user, made.role, made.passphrase) == ("A. Reyes", "clerk", PASSPHRASE)
        assert made.paper in {"a4", "letter"}
        assert "/" in made.zone or made.zone == "UTC"
        assert PASSPHRASE not in repr(made)

    @pytest.mark.parametrize(
        ("name", "text", "sentence"),
        [
            ("Name of the vault", "", "Give the vault a name."),
            ("Name of the vault", "a/b", "may not begin with a dot or hold"),
            ("Name of the vault", "Taken", "lies there already"),
            ("Your name", " ", "Type your name."),
            ("Passphrase", "too short", "6 more characters needed"),
            ("The same once more", "another fig tree", "not the same"),
            ("Folder it lies in", "/no/such/folder", "no such folder"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self,
        dialog: NewVaultDialog,
        door: FakeDoor,
        tmp_path: Path,
        name: str,
        text: str,
        sentence: str,
    ) -> None:
        (tmp_path / "Taken.courtdesk").mkdir()
        self.fill(dialog)
        self.field(dialog, name).setText(text)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert door.made == []
        assert sentence in self.field(dialog, name).accessibleDescription()
        assert QApplication.focusWidget() is self.field(dialog, name)

    def test_esc_closes_it(self, dialog: NewVaultDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    def test_the_quiet_screen_covers_it(self, dialog: NewVaultDialog, window: Window) -> None:
        chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(dialog, Qt.Key.Key_H, chord)
        covered = dialog.childAt(dialog.rect().center())
        assert covered is not None
        assert covered.accessibleName().startswith("Quiet screen")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        assert not window.keeper.quiet.is_on
        assert dialog.isVisible()


@pytest.mark.parametrize(
    ("text", "said", "tone"),
    [
        ("", "15 more characters needed", Tone.RED),
        ("fourteen signs", "1 more character needed", Tone.RED),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats", Tone.AMBER),
        ("fifteen letters", "Long enough", Tone.AMBER),
        ("the fig tree by the annex", "Good", Tone.GREEN),
        ("the fig tree by the annex door", "Very good", Tone.GREEN),
    ],
)
def test_the_strength_is_said_in_words(text: str, said: str, tone: Tone) -> None:
    spoken, _, shown = strength(text)
    assert said in spoken
    assert shown is tone
