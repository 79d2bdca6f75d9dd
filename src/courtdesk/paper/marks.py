"""Placing accents that have no letter of their own, such as the acute of “ẹ́” or the bar of “x̄”.

A shaping engine would ask the face where they belong. Without one they are centred above or below
the letter, clear of it and of each other, which reads right for Latin, Greek and Cyrillic.
"""

import re
from typing import NamedTuple

from courtdesk.paper.embedding import EmbeddedFace

_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_CLEARANCE = 50.0  # in thousandths of the size of the type, like all lengths here
_MIDDLE = 250.0


class Run(NamedTuple):
    """Text in one face. An accent is a run of its own, drawn ``shift`` and ``rise`` away."""

    face: EmbeddedFace
    text: str
    shift: float = 0.0
    rise: float = 0.0


def has_marks(text: str) -> bool:
    """Whether any accent of ``text`` stands beside its letter."""
    return not text.isascii() and _MARK.search(text) is not None


def with_marks_placed(runs: list[Run]) -> list[Run]:
    """``runs`` from left to right, with each accent above or below the letter before it."""
    placed: list[Run] = []
    letter = _Letter(0.0, 0.0, 0.0)
    for face, text, *_ in runs:
        plain = ""
        for each in text:
            if _MARK.match(each):
                if plain:
                    placed.append(Run(face, plain))
                    plain = ""
                placed.append(letter.marked(face, each))
            else:
                plain += each
                letter = _Letter.drawn(face, each)
        if plain:
            placed.append(Run(face, plain))
    return placed


class _Letter:
    """A letter that may carry accents: its middle, seen from its right, and its extent upwards."""

    def __init__(self, middle: float, bottom: float, top: float) -> None:
        self._middle = middle
        self._bottom = bottom
        self._top = top

    @classmethod
    def drawn(cls, face: EmbeddedFace, character: str) -> "_Letter":
        left, bottom, right, top = face.bounds(character)
        return cls((left + right) / 2 - face.width(character), bottom, top)

    def marked(self, face: EmbeddedFace, mark: str) -> Run:
        """``mark`` in its place; the next one goes beyond it."""
        left, bottom, right, top = face.bounds(mark)
        if (bottom + top) / 2 > _MIDDLE:
            rise = max(0.0, self._top + _CLEARANCE - bottom)
            self._top = top + rise
        else:
            rise = min(0.0, self._bottom - _CLEARANCE - top)
            self._bottom = bottom + rise
        return Run(face, mark, self._middle - (left + right) / 2, rise)
