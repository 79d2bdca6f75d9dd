"""A sign that something is being worked on."""

from PySide6.QtWidgets import QProgressBar


class WorkingBar(QProgressBar):
    """Moves while it is shown, and does not say how long it will take. Hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 0)
        self.setAccessibleName("Working")
        self.hide()
