"""Breaking text into lines: words, long words, scripts without blanks, spans, both directions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from unicodedata import combining

from courtdesk.paper.blocks import Size, Span, Style, Text
from courtdesk.paper.type import Typesetter, has_right_to_left, reads_from_right

_IDEOGRAPH = "\u2e80-\u2fff\u3003-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_NEVER_FIRST = "、。，．：；？！）］｝〉》」』】〕’”ー々,:;?!)\\]}"  # noqa: RUF001 — CJK marks
_HAS_IDEOGRAPH = re.compile(f"[{_IDEOGRAPH}]")
_AROUND_IDEOGRAPHS = re.compile(f"[{_IDEOGRAPH}][{_NEVER_FIRST}]*|[^{_IDEOGRAPH}]+")
_INSIDE_LONG_WORDS = re.compile(r"(?<=[-\u2010\u2013\u2014/@_.])(?=\w)")
_BLANKS_AND_WORDS = re.compile(r"\n|([^\S\n]*)(\S*)")

Segment = tuple[Style, str]
Line = tuple[Segment, ...]


@dataclass(slots=True)
class Lines:
    """Text broken to a width, ready to be drawn.

    ``from_right``: it reads from right to left. ``actual`` is the whole text in the order of
    reading where any of it is drawn in another.
    """

    lines: list[Line]
    points: float
    leading: float
    from_right: bool = False
    actual: str = ""

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.leading

    @property
    def blank(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(text for line in self.lines for _, text in line)

    def divided(self, count: int) -> "tuple[Lines, Lines]":
        """The first ``count`` lines, and the rest."""
        first, rest = self.lines[:count], self.lines[count:]
        return replace(self, lines=first), replace(self, lines=rest)


@dataclass(slots=True)
class _Unit:
    """What a line is never broken inside of, and the width of the blank before it."""

    segments: list[Segment]
    width: float
    blank: float


class Breaker:
    """Breaks text to widths in points."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._type = typesetter

    def set(self, text: Text, width: float, size: Size, style: Style = Style.PLAIN) -> Lines:
        """``text`` in lines no wider than ``width``; ``style`` is that of plain text."""
        return self.set_in(text, width, (size.points, size.leading), style)

    def set_in(
        self, text: Text, width: float, size: tuple[float, float], style: Style = Style.PLAIN
    ) -> Lines:
        """Like :meth:`set`, for a size that has no name: points and line distance."""
        points, leading = size
        limit = width * 1000 / points
        spans = (Span(text, style),) if isinstance(text, str) else text
        spans = tuple(Span(self._type.legible(s.text, s.style), s.style) for s in spans)
        whole = "".join(span.text for span in spans)
        turned = has_right_to_left(whole)
        if len(spans) == 1:
            parts = spans[0].text.split("\n")
            lines = [line for part in parts for line in self._plain(part, spans[0].style, limit)]
        else:
            lines = list(self._filled(self._units(spans, limit), limit))
        if not turned:
            return Lines(lines, points, leading)
        return Lines(lines, points, leading, reads_from_right(whole), whole)

    def _plain(self, text: str, style: Style, limit: float) -> Iterable[Line]:
        """The usual case, fast: one style, words that all fit."""
        words = text.split()
        width_of = self._type.word_width
        widths = [width_of(word, style) for word in words]
        if not words:
            return (((style, ""),),)
        if max(widths) > limit or (not text.isascii() and _HAS_IDEOGRAPH.search(text)):
            return self._filled(self._units((Span(text, style),), limit), limit)
        blank = self._type.blank_width(style, from_right=has_right_to_left(text))
        lines: list[Line] = []
        start, used = 0, -blank
        for place, width in enumerate(widths):
            used += blank + width
            if used > limit:
                lines.append(((style, " ".join(words[start:place])),))
                start, used = place, width
        lines.append(((style, " ".join(words[start:])),))
        return lines

    def _units(self, spans: tuple[Span, ...], limit: float) -> Iterator[_Unit | None]:
        """The units of ``spans`` in order; None where the text itself begins a new line."""
        turned = any(has_right_to_left(span.text) for span in spans)
        pending: _Unit | None = None
        blank = 0.0
        for span in spans:
            for found in _BLANKS_AND_WORDS.finditer(span.text):
                if found[0] == "\n":
                    if pending:
                        yield pending
                    yield None
                    pending, blank = None, 0.0
                    continue
                if found[1]:
                    blank = self._type.blank_width(span.style, from_right=turned)
                for piece in self._pieces(found[2], span.style, limit):
                    glued = pending is not None and not blank and piece == found[2]
                    width = self._type.word_width(piece, span.style)
                    if glued and pending and pending.width + width <= limit:
                        pending.segments.append((span.style, piece))
                        pending.width += width
                    else:
                        if pending:
                            yield pending
                        pending = _Unit([(span.style, piece)], width, blank)
                    blank = 0.0
        if pending:
            yield pending

    def _pieces(self, word: str, style: Style, limit: float) -> Iterator[str]:
        """``word`` where it may be divided: between ideographs, and where it is too long."""
        if not word:
            return
        parts = _AROUND_IDEOGRAPHS.findall(word) if _HAS_IDEOGRAPH.search(word) else [word]
        for part in parts:
            if self._type.word_width(part, style) <= limit:
                yield part
                continue
            for shorter in _INSIDE_LONG_WORDS.split(part):
                yield from self._cut(shorter, style, limit)

    def _cut(self, word: str, style: Style, limit: float) -> Iterator[str]:
        """``word`` in pieces that fit, each as long as possible."""
        start, used = 0, 0.0
        for place, letter in enumerate(word):
            width = self._type.word_width(letter, style)
            if used + width > limit and place > start and not combining(letter):
                yield word[start:place]
                start, used = place, 0.0
            used += width
        yield word[start:]

    def _filled(self, units: Iterable[_Unit | None], limit: float) -> Iterator[Line]:
        line: list[Segment] = []
        used = 0.0
        for unit in units:
            if unit is None:
                yield _line(line)
                line, used = [], 0.0
                continue
            blank = unit.blank if line else 0.0
            if line and used + blank + unit.width > limit:
                yield _line(line)
                line, used, blank = [], 0.0, 0.0
            if blank:
                line.append((line[-1][0], " "))
            line.extend(unit.segments)
            used += blank + unit.width
        yield _line(line)


def _line(segments: list[Segment]) -> Line:
    """``segments`` with neighbours of the same style joined."""
    joined: list[Segment] = []
    for style, text in segments:
        if joined and joined[-1][0] is style:
            joined[-1] = (style, joined[-1][1] + text)
        else:
            joined.append((style, text))
    return tuple(joined) or ((Style.PLAIN, ""),)
