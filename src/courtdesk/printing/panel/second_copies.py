"""Second copies of what is in the preview: one with a password, one signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from courtdesk.printing.panel.dialogs import PasswordDialog, SignDialog
from courtdesk.printing.panel.second import protected_copy, signed_copy

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.desk.dialog import Dialog
    from courtdesk.desk.preview import Preview

T = TypeVar("T")


class SecondCopies:
    """Asks for what a copy needs, has it made and writes it.

    ``choose`` asks where a copy goes, and is given what to add to the name of the file.
    """

    def __init__(
        self, desk: Desk, parent: QWidget, preview: Preview, choose: Callable[[str], str]
    ) -> None:
        self._desk = desk
        self._parent = parent
        self._preview = preview
        self._choose = choose

    def with_password(self) -> None:
        """Make a copy that a password opens."""
        if self._preview.document is not None:
            asked = PasswordDialog(self._parent)
            asked.wanted.connect(lambda word: self._make(asked, protected_copy, word))
            asked.open()

    def signed(self) -> None:
        """Make a copy that is signed with a certificate."""
        if self._preview.document is not None:
            asked = SignDialog(self._parent)
            asked.wanted.connect(lambda certificate: self._make(asked, signed_copy, certificate))
            asked.open()

    def _make(self, asked: Dialog, make: Callable[[bytes, T], tuple[bytes, str]], with_: T) -> None:
        """Make the copy, then ask where it goes; the dialog stays while that goes wrong."""
        document = self._preview.document
        if document is None:
            return
        self._desk.press.make(
            make,
            document.data,
            with_,
            then=lambda made: self._on_made(asked, *made),
            failed=lambda error: asked.show_wrong(str(error)),
            owner=asked,
        )

    def _on_made(self, asked: Dialog, data: bytes, what: str) -> None:
        chosen = self._choose(f", {what}")
        if not chosen:
            return
        from courtdesk.paper.save import save

        target = Path(chosen)
        self._desk.pages.do(
            lambda: save(data, target),
            lambda _: self._on_saved(asked, target, what),
            lambda error: asked.show_wrong(str(error)),
            asked,
        )

    def _on_saved(self, asked: Dialog, target: Path, what: str) -> None:
        vault = self._desk.vault
        self._desk.lane.ask(lambda: vault.note("export", "", f"packet, {what}"), owner=self._parent)
        self._desk.status.saved(f"“{target.name}” is written")
        asked.accept()
