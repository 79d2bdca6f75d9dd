"""Every text stands out from its ground, in both themes."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from courtdesk.assets import resource
from courtdesk.desk import fonts
from courtdesk.desk.theme import Scheme, Theme, colours, contrast, load_colours, style_sheet
from courtdesk.desk.widgets.chip import Tone

READABLE = 4.5
VISIBLE = 3.0

THEMES = ("light", "dark")
GROUNDS = ("card", "ground", "head", "hover", "neutral_pale")
PALES = ("accent", "red", "green", "amber", "violet")
PAIRS = [
    *((text, ground) for text in ("ink", "secondary") for ground in GROUNDS),
    *((name, f"{name}_pale") for name in PALES),
    *((name, ground) for name in PALES for ground in ("card", "ground", "head")),
    *(("ink", f"{name}_pale") for name in PALES),
    *(("secondary", f"{name}_pale") for name in PALES),
    ("ink", "selection"),
    ("selection_ink", "selection"),
    ("on_accent", "accent_fill"),
    ("on_accent", "accent_fill_hover"),
    ("on_red", "red_fill"),
    ("on_red", "red_fill_hover"),
    ("accent", "hover"),
    *((t, g) for t in ("rail_ink", "rail_dim") for g in ("rail", "rail_active", "rail_hover")),
    ("rail_active_ink", "rail_active"),
    ("backdrop_ink", "backdrop"),
]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable(name: str, text: str, ground: str) -> None:
    shown = load_colours(name)
    assert contrast(shown[text], shown[ground]) >= READABLE


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("edge", ["field_line", "accent"])
def test_edges_of_inputs_and_the_focus_are_visible(name: str, edge: str) -> None:
    shown = load_colours(name)
    for ground in ("card", "ground"):
        assert contrast(shown[edge], shown[ground]) >= VISIBLE


@pytest.mark.parametrize("name", THEMES)
def test_every_rule_with_text_and_ground_is_readable(name: str) -> None:
    checked = 0
    for selector, rule in re.findall(r"([^{}]+)\{([^}]*)\}", style_sheet(load_colours(name))):
        text = re.search(r"(?<![-\w])color:\s*(#\w+)", rule)
        ground = re.search(r"(?<![-\w])background:\s*(#\w+)", rule)
        if text and ground and ":disabled" not in selector:
            checked += 1
            assert contrast(QColor(text[1]), QColor(ground[1])) >= READABLE, selector
    assert checked > 5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", Tone)
def test_chips_are_readable(name: str, tone: Tone) -> None:
    shown = load_colours(name)
    assert contrast(shown[tone.ink], shown[tone.ground]) >= READABLE


def test_both_themes_name_the_same_colours() -> None:
    assert load_colours("light").values.keys() == load_colours("dark").values.keys()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_user_can_choose_the_theme(qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT)
    changes: list[str] = []
    theme.changed.connect(lambda: changes.append(colours().name))
    theme.choose(Scheme.DARK)
    assert theme.is_dark
    assert qapp.palette().window().color() == colours()["ground"]
    theme.choose(Scheme.LIGHT)
    theme.choose(Scheme.LIGHT)
    assert changes == ["dark", "light"]


def test_the_style_sheet_knows_no_place_without_a_colour() -> None:
    assert "${" not in style_sheet(load_colours("light"))


def test_inter_is_loaded_from_the_program(qapp: QApplication) -> None:
    before = qapp.font()
    fonts.install(qapp)
    assert QFontInfo(qapp.font()).family() == "Inter"
    assert qapp.font().pixelSize() == 13
    qapp.setFont(before)


def test_figures_have_one_width(qapp: QApplication) -> None:
    before = qapp.font()
    fonts.install(qapp)
    metrics = QFontMetricsF(fonts.font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0808")
    qapp.setFont(before)


def test_icons_take_the_colour_that_is_asked_for() -> None:
    drawings = list(resource("icons").glob("*.svg"))
    assert len(drawings) > 20
    for drawing in drawings:
        if drawing.stem != "tick-white":
            assert "currentColor" in drawing.read_text()
