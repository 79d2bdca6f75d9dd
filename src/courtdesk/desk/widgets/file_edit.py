"""An input for the path of a file to read."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.widgets.edit import EditWithButton


class FileEdit(EditWithButton):
    """Its path is typed, or chosen in a dialog with ``title`` among files of some ``kinds``.

    What is typed counts once the keyboard leaves the field.
    """

    file_chosen = Signal(object)
    """The ``Path``."""

    def __init__(self, title: str, hint: str, kinds: str) -> None:
        super().__init__()
        self._title = title
        self._kinds = kinds
        self.setPlaceholderText(hint)
        self.set_button("Choose…", "Choose the file")
        self.button.clicked.connect(self._on_choose)
        self.editingFinished.connect(self._on_left)

    def _on_choose(self) -> None:
        chosen = QFileDialog.getOpenFileName(self.window(), self._title, "", self._kinds)[0]
        if chosen:
            self.file_chosen.emit(Path(chosen))

    def _on_left(self) -> None:
        typed = self.text().strip()
        if typed and self.isModified():
            self.setModified(False)
            self.file_chosen.emit(Path(typed).expanduser())
