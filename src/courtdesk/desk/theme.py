"""Colours by meaning, the palette and the style sheet made from them, and the choice of both.

The colours are data in ``resources/themes/{light,dark}.toml``; the one style sheet is
``resources/themes/desk.qss`` with ``${colour}`` places. Code that paints asks ``colours()``
each time it paints, so that a change of theme needs no more than a repaint.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from courtdesk.assets import resource


class Scheme(StrEnum):
    """What the user chose; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Colours:
    """The colours of one theme by name: ``colours()["ink"]``, a ``QColor``."""

    def __init__(self, name: str, values: dict[str, str]) -> None:
        self.name = name
        self.values: Final = values
        self._made: dict[str, QColor] = {}

    def __getitem__(self, name: str) -> QColor:
        colour = self._made.get(name)
        if colour is None:
            colour = self._made[name] = QColor(self.values[name])
        return colour


def load_colours(name: str) -> Colours:
    """The theme ``name`` (``light`` or ``dark``) as shipped."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    return Colours(data["name"], data["colours"])


class _Shown:
    """The colours that the application shows now, as ``QApplication.palette()`` is."""

    colours: Colours | None = None


def colours() -> Colours:
    """The colours on screen now; light before a theme was applied."""
    if _Shown.colours is None:
        _Shown.colours = load_colours("light")
    return _Shown.colours


def contrast(text: QColor, ground: QColor) -> float:
    """WCAG 2.2 contrast ratio of two opaque colours, 1 to 21."""
    bright, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette(shown: Colours) -> QPalette:
    """The Qt palette of a theme, for what the style sheet does not reach."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "head",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "secondary",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "red",
        QPalette.ColorRole.ToolTipBase: "rail",
        QPalette.ColorRole.ToolTipText: "rail_ink",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "selection_ink",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "violet",
        QPalette.ColorRole.Accent: "accent_fill",
    }
    for role, name in roles.items():
        made.setColor(role, shown[name])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, shown["faint"])
    return made


def style_sheet(shown: Colours) -> str:
    """The application's style sheet in the colours of ``shown``."""
    text = resource("themes", "desk.qss").read_text(encoding="utf-8")
    tick = resource("icons", "tick-white.svg").as_posix()
    return Template(text).substitute(shown.values, tick=tick)


class Theme(QObject):
    """The theme of the application: what the user chose, what is shown."""

    changed = Signal()

    def __init__(self, app: QApplication, chosen: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.chosen = chosen
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._show(self._wanted())

    def choose(self, scheme: Scheme) -> None:
        """Show ``scheme`` from now on."""
        self.chosen = scheme
        self._show_if_new()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown."""
        return colours().name == "dark"

    def _wanted(self) -> str:
        if self.chosen is not Scheme.SYSTEM:
            return self.chosen.value
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        self._show_if_new()

    def _show_if_new(self) -> None:
        wanted = self._wanted()
        if wanted != colours().name:
            self._show(wanted)
            self.changed.emit()

    def _show(self, name: str) -> None:
        shown = _Shown.colours = load_colours(name)
        self._app.setPalette(palette(shown))
        self._app.setStyleSheet(style_sheet(shown))
