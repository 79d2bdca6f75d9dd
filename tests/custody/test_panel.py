"""The panel “Vault & users” on the real desk: users, deeds, receipts, by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from courtdesk.custody.panel.deeds import DeedsTable
from courtdesk.custody.panel.dialogs import AddUserDialog, RetypeDialog
from courtdesk.custody.panel.user_list import UserList
from courtdesk.desk.widgets.edit import PassphraseEdit
from courtdesk.desk.window import Window
from courtdesk.vault.header import read_header
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.recovery import new_code
from courtdesk.vault.users import Users
from tests.vaults import reopen

NEW = "twelve quiet ferries at dusk"


def dialog(of: type[QWidget]) -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, of) and w.isVisible())


def texts(window: Window) -> list[str]:
    return [w.accessibleName() for w in window.keeper.session.frame.notices.findChildren(QWidget)]


def test_a_user_is_added_by_keyboard_and_shown(window, panel, qtbot, vault_folder) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(AddUserDialog)
    QTest.keyClicks(asked.focusWidget(), "J. Marsh")
    for edit in asked.findChildren(PassphraseEdit):
        QTest.keyClicks(edit, NEW)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(UserList).count() == 2)
    assert [user.name for user in read_header(vault_folder).users] == ["A. Clerk", "J. Marsh"]


def test_a_weak_passphrase_is_told_in_the_dialog(window, panel, qtbot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(AddUserDialog)
    QTest.keyClicks(asked.focusWidget(), "J. Marsh")
    for edit in asked.findChildren(PassphraseEdit):
        QTest.keyClicks(edit, "short")
    asked.primary.click()
    assert "15" in asked.wrong.text()
    asked.reject()


def test_deeds_are_found_by_words(window, panel, qtbot) -> None:
    table = panel.findChild(DeedsTable)
    qtbot.waitUntil(lambda: table.count >= 2)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "settings")
    qtbot.waitUntil(lambda: table.count == 1)
    assert table.model().index(0, 2).data() == "changed the settings"


def test_a_receipt_is_written_and_checks_out(window, panel, qtbot, tmp_path, monkeypatch) -> None:
    target = tmp_path / "receipt.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("receipt was written" in t for t in texts(window)), timeout=20000)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("belongs to this record" in t for t in texts(window)))


def test_a_recovery_sheet_counts_once_it_is_retyped(
    window, panel, qtbot, tmp_path, monkeypatch, vault_folder
) -> None:
    from courtdesk.custody.panel import user_acts

    code = new_code()
    monkeypatch.setattr(user_acts, "new_code", lambda: code)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet.pdf"), "")
    )
    QTest.keyClick(window, Qt.Key.Key_F4)
    qtbot.waitUntil(
        lambda: any(isinstance(w, RetypeDialog) for w in QApplication.topLevelWidgets()),
        timeout=20000,
    )
    assert not read_header(vault_folder).users[0].has_recovery
    asked = dialog(RetypeDialog)
    QTest.keyClicks(asked.findChild(QLineEdit), code)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read_header(vault_folder).users[0].has_recovery)


def test_a_recovery_sheet_opens_the_vault_and_asks_for_a_new_passphrase(
    window, qtbot, vault_folder
) -> None:
    code = new_code()
    vault = reopen(vault_folder)
    Users(vault).keep_recovery(code, code, params=KdfParams(19 * 1024, 1, 1))
    vault.close()
    window.unlock.choose(vault_folder)
    window.unlock._form.recover.click()
    QTest.keyClicks(QApplication.focusWidget(), code.lower())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    qtbot.waitUntil(lambda: any("recovery sheet" in t for t in texts(window)))


def test_a_slip_in_a_sheets_code_is_told_before_anything_is_tried(window, vault_folder) -> None:
    window.unlock._form.recover.click()
    QTest.keyClicks(QApplication.focusWidget(), "1BKK-11QT-EGGG-P456-EDD5-FR2M-W35A-EZS7-T5X2")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "group by group" in window.unlock._form.wrong.text()
    assert not (vault_folder / "tries").exists()


def test_locking_writes_a_backup(window, panel, qtbot, vault_folder: Path) -> None:
    window.keeper.lock()
    place = vault_folder / "backups"
    qtbot.waitUntil(lambda: place.exists() and len(list(place.glob("court *.courtdesk"))) == 1)
