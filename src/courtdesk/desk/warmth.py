"""What Qt and PySide do when a thing is used for the first time, done while somebody types."""

from collections.abc import Callable, Generator, Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.icons import paint_icon
from courtdesk.desk.previewtools import Waiting
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button, IconButton, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, KeyCap
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Text

_AT_ONCE = 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;·–…^+()●↵"
_WEIGHT = QFont.Weight
_FACES = (
    *((11, weight) for weight in (_WEIGHT.Normal, _WEIGHT.Medium, _WEIGHT.DemiBold)),
    *((12, weight) for weight in (_WEIGHT.Normal, _WEIGHT.DemiBold)),
    *((13, weight) for weight in (_WEIGHT.Normal, _WEIGHT.Medium, _WEIGHT.DemiBold)),
    (15, _WEIGHT.Bold),
)


def make_classes() -> Generator[None]:
    """Name all classes of the modules that the desk is made of, a few a step.

    PySide makes a class, and its enumerations in Python, when it is first named; and when it
    meets an object of a class that it does not know, it makes all that might be its kin: some 200
    at once, in the moment when the first panel is made.
    """
    from PySide6 import QtCore, QtGui, QtSvg, QtWidgets

    for module in (QtWidgets, QtGui, QtCore, QtSvg):
        names = dir(module)
        for first in range(0, len(names), _AT_ONCE):
            for name in names[first : first + _AT_ONCE]:
                getattr(module, name, None)
            yield


def draw(icons: Iterable[str]) -> Generator[None]:
    """Draw the desk's faces, icons and widgets once where nobody sees it."""
    image = QImage(1200, 40, QImage.Format.Format_ARGB32_Premultiplied)
    for px, weight in _FACES:
        painter = QPainter(image)
        painter.setFont(font(px, weight))
        painter.drawText(0, 20, _LETTERS)
        painter.end()
        yield
    for name in (*icons, "lock", "search", "chevron-down"):
        painter = QPainter(image)
        for colour in ("rail_dim", "rail_accent", "secondary"):
            paint_icon(painter, name, QRectF(0, 0, 16, 16), colours()[colour])
        painter.end()
        yield
    for make in _WIDGETS:
        widget = make()
        widget.grab()
        widget.deleteLater()
        yield


def _filters() -> QWidget:
    made = FilterChips("")
    made.show_options([("all", "All")])
    return made


def _card() -> QWidget:
    card = Card("Card")
    card.add_chip(Chip("1"))
    card.body.addWidget(Text("Text", "strong"))
    card.body.addWidget(KeyCap("F1"))
    return card


_WIDGETS: tuple[Callable[[], QWidget], ...] = (
    _card,
    _filters,
    lambda: Button("Button", "F1", Kind.PRIMARY),
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QAbstractScrollArea,
    Choice,
    Waiting,
    lambda: IconButton("Next page", "chevron-right", ""),
)
