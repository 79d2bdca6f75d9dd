"""Colours by meaning, the palette and the style sheet made from them, and the choice of both.

The colours are data in ``resources/themes/{light,dark}.toml``; the one style sheet is
``resources/themes/desk.qss`` with ``${colour}`` places. Code that paints asks ``colours()``
each time it paints, so that a change of theme needs no more than a repaint.

Loaded before the first paint, so it does not name ``Qt`` (see ``unlock.py``).
"""

from __future__ import annotations

from enum import StrEnum
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

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
    """The theme ``name`` (``light`` or ``dark``) as shipped.

    Reads ``key = "#rrggbb"`` lines; a full TOML reader would cost more than all else here.
    """
    values = {}
    for line in resource("themes", f"{name}.toml").read_text(encoding="utf-8").splitlines():
        key, is_colour, rest = line.partition(' = "#')
        if is_colour:
            values[key] = f"#{rest[:6]}"
    return Colours(name, values)


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
    """The user chose another theme."""

    def __init__(self, app: QApplication, chosen: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._began_dark = app.palette().window().color().lightness() < 128
        self.chosen = chosen
        name = "dark" if self._began_dark else "light"
        self._show(name if chosen is Scheme.SYSTEM else chosen.value)

    def follow_system(self) -> None:
        """Notice from now on when the desktop turns dark or light."""
        self._app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, scheme: Scheme) -> None:
        """Show ``scheme`` from now on."""
        if scheme is not self.chosen:
            self.chosen = scheme
            self._show_wanted()
            self.changed.emit()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown."""
        return colours().name == "dark"

    def _on_system_changed(self) -> None:
        self._show_wanted()

    def _show_wanted(self) -> None:
        wanted = self._system() if self.chosen is Scheme.SYSTEM else self.chosen.value
        if wanted != colours().name:
            self._show(wanted)

    def _system(self) -> str:
        from PySide6.QtCore import Qt

        scheme = self._app.styleHints().colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            return "dark" if self._began_dark else "light"
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _show(self, name: str) -> None:
        shown = _Shown.colours = load_colours(name)
        self._app.setPalette(palette(shown))
        self._app.setStyleSheet(style_sheet(shown))
