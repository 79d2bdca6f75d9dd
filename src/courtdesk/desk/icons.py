"""Line icons, coloured from the theme. The drawings are SVG files in ``resources/icons``."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from courtdesk.assets import resource
from courtdesk.desk.theme import colours

SIZE = 16


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon ``name`` into ``rect`` in ``colour``, sharp at every scale."""
    from PySide6.QtSvg import QSvgRenderer  # costs start-up; no icon is on the first page

    renderer = QSvgRenderer(QByteArray(_drawing(name, colour.name())))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, rect)


def icon(name: str, colour: str = "secondary") -> QIcon:
    """The icon ``name`` in a colour of the theme; it follows a change of theme."""
    return QIcon(_Engine(name, colour))


_drawings: dict[str, str] = {}


def _drawing(name: str, colour: str) -> bytes:
    if name not in _drawings:
        _drawings[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return _drawings[name].replace("currentColor", colour).encode()


class _Engine(QIconEngine):
    """Renders on demand, so that the colour and the scale are those of the moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        state: QIcon.State,  # noqa: ARG002
    ) -> None:
        colour = "faint" if mode == QIcon.Mode.Disabled else self._colour
        paint_icon(painter, self._name, QRectF(rect), colours()[colour])

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made
