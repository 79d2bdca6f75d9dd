"""Lines hold all of the text in order, and none is wider than its column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.paper.blocks import Size, Span, Style
from courtdesk.paper.lines import Breaker
from courtdesk.paper.type import Typesetter

_TYPE = Typesetter()
_BREAKER = Breaker(_TYPE)
_ALPHABETS = st.sampled_from(
    [
        "abc def-ghi/ ",
        "éẹ́ x̄ЖΩ ",
        "אב גד (12) ",
        "محمد لا. ",
        "王芳。陳「小」 a",
        "\n\t\u00a0\u200b x",
        "😀हिx",
    ]
)
_TEXTS = st.text() | _ALPHABETS.flatmap(lambda letters: st.text(letters, max_size=200))
_SPANS = st.lists(st.builds(Span, _TEXTS, st.sampled_from(Style)), min_size=1, max_size=4)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(spans=_SPANS, width=st.floats(30, 400))
def test_all_text_is_kept_in_order_within_the_width(spans: list[Span], width: float) -> None:
    lines = _BREAKER.set(tuple(spans), width, Size.TABLE)
    kept = "".join(text for line in lines.lines for _, text in line)
    legible = "".join(_TYPE.legible(span.text, span.style) for span in spans)
    assert _squeezed(kept) == _squeezed(legible)
    for line in lines.lines:
        runs = [run for style, text in line for run in _TYPE.runs(text, style)]
        drawn = sum(run.face.width(run.text) for run in runs) * Size.TABLE.points / 1000
        assert drawn <= width + 0.01 or len("".join(text for _, text in line)) <= 2


@settings(max_examples=100, deadline=None)
@given(text=_TEXTS, style=st.sampled_from(Style))
def test_every_legible_character_has_a_glyph(text: str, style: Style) -> None:
    for part in _TYPE.legible(text, style).split("\n"):
        for run in _TYPE.runs(part, style):
            assert run.face.covered.issuperset(run.text)


@pytest.mark.parametrize("mark", "，。」、")  # noqa: RUF001 - the marks of Chinese
def test_no_line_begins_with_a_chinese_closing_mark(mark: str) -> None:
    lines = _BREAKER.set(("王芳李伟" + mark) * 20, 61, Size.TABLE)
    assert len(lines.lines) > 5
    assert not any(line[0][1].startswith(mark) for line in lines.lines)


def test_spans_without_a_blank_between_them_stay_together() -> None:
    text = (Span("aaaa", Style.BOLD), Span(", bbbb"))
    (first, *_) = _BREAKER.set(text, 30, Size.TABLE).lines
    assert "".join(part for _, part in first) == "aaaa,"


def test_line_feeds_are_kept_even_when_empty() -> None:
    assert len(_BREAKER.set("one\n\ntwo", 200, Size.TABLE).lines) == 3
    assert len(_BREAKER.set((Span("one\n\n"), Span("two")), 200, Size.TABLE).lines) == 3
