"""The desk's type: Inter, shipped with the program, with tabular figures."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from courtdesk.assets import resource

FAMILY = "Inter"
TEXT_PX = 13
SMALL_PX = 12
CLOCK_PX = 24

_FACES = ("Regular", "Medium", "SemiBold", "Bold")


def install(app: QApplication) -> None:
    """Load the desk's faces and make Inter 13 px the font of the application."""
    for face in _FACES:
        path = resource("fonts", "ui", f"Inter-{face}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    app.setFont(font())


def font(px: int = TEXT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter at ``px`` pixels, figures all of one width so that columns of times stand straight."""
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
