"""A piece of user text, wrapped to a width: laid out once, painted many times."""

import math
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

MAX_CHARACTERS = 6_000
MAX_LINES = 60
_LOOKED_AT = 200


class TextPiece:
    """Wrapped text of one font. Its words run in the direction of its first letter.

    Very long text is laid out in part, so that no entry can hold up the view; ``left_out`` is
    the number of characters that are not shown.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        formats: Sequence[QTextLayout.FormatRange] = (),
        max_lines: int = MAX_LINES,
    ) -> None:
        self.rows = 0
        self.height = 0
        self.rightmost = 0.0
        shown = text[:MAX_CHARACTERS]
        self._layout = QTextLayout(shown.replace("\n", "\u2028"), font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_option(shown))
        if formats:
            self._layout.setFormats(list(formats))
        self.left_out = len(text) - self._wrap(shown, font, max(width, 40.0), max_lines)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it in the pen's colour with its upper left corner at ``x``, ``y``."""
        self._layout.draw(painter, QPointF(x, y))

    def _wrap(self, shown: str, font: QFont, width: float, max_lines: int) -> int:
        """Break into lines; returns how many characters of ``shown`` they hold."""
        spacing = line_height(font)
        self._layout.beginLayout()
        held = 0
        while self.rows < max_lines:
            line = self._layout.createLine()
            if not line.isValid():
                held = len(shown)
                break
            line.setLineWidth(width)
            drop = max(spacing - line.height(), 0.0) / 2
            line.setPosition(QPointF(0, self.height + drop))
            self.height += math.ceil(max(spacing, line.height()))
            self.rightmost = max(self.rightmost, line.naturalTextRect().right())
            self.rows += 1
            held = _characters_to(shown, line.textStart() + line.textLength())
        self._layout.endLayout()
        return held


def line_height(font: QFont) -> int:
    """Distance of the lines of wrapped text in ``font``, in pixels."""
    return round(QFontMetrics(font).height() * 1.15)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter of ``text`` belongs to a script that runs to the left."""
    for character in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False


def utf16_length(text: str) -> int:
    """Length of ``text`` as Qt counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def _characters_to(text: str, utf16: int) -> int:
    """How many characters of ``text`` the first ``utf16`` units of Qt's counting are."""
    if text.isascii() or utf16_length(text) == len(text):
        return min(utf16, len(text))
    return len(text.encode("utf-16-le")[: utf16 * 2].decode("utf-16-le", "ignore"))


def _option(text: str) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if runs_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option
