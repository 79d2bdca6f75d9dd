"""What the unlock page needs after its first paint: keys, plain text, care with the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from courtdesk.desk.forms.ui_unlock import Ui_UnlockForm
    from courtdesk.desk.unlock import UnlockPage


def tie(page: UnlockPage, form: Ui_UnlockForm) -> None:
    """Connect the form's widgets to what the page does."""
    for label in (form.line, form.notice, form.wrong):
        label.setTextFormat(Qt.TextFormat.PlainText)
    form.notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    form.vault.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    form.passphrase.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    for button in (form.change, form.reveal):
        button.setCursor(Qt.CursorShape.ArrowCursor)
    for button in (
        form.change,
        form.reveal,
        form.unlock,
        form.recover,
        form.newVault,
        form.tryDemo,
    ):
        button.setAutoDefault(False)
    form.passphrase.returnPressed.connect(page.unlock)
    form.passphrase.textEdited.connect(lambda: page.show_wrong(""))
    form.change.clicked.connect(page.change)
    form.reveal.clicked.connect(page.reveal)
    form.unlock.clicked.connect(page.unlock_or_choose)
    form.recover.clicked.connect(page.ask_for_sheet)
    form.newVault.clicked.connect(page.new_vault_wanted)
    form.tryDemo.clicked.connect(page.demo_wanted)
