"""Setting text: which face has each character, how wide it is, and in which order it is drawn.

No glyph ever vanishes: what no face has, or what would need a shaping engine, is replaced by its
code in brackets and remembered in :attr:`Typesetter.unset`, so that the document can say so.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from courtdesk.paper.blocks import Style
from courtdesk.paper.embedding import EmbeddedFace
from courtdesk.paper.escape import code, printable
from courtdesk.paper.faces import face_for, serif

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200c\u200d"
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_DIRECTION_MARKS = dict.fromkeys((0x200C, 0x200D, 0x200E, 0x200F, 0x061C)) | _ISOLATES
_REMEMBERED_WORDS = 20_000

Run = tuple[EmbeddedFace, str]


class Typesetter:
    """The type of one document. ``unset`` counts what could not be set, by script."""

    def __init__(self) -> None:
        self.unset: Counter[str] = Counter()
        self.faces: dict[str, EmbeddedFace] = {}
        self._serif = {style: self._face(serif(style)) for style in Style}
        self._widths: dict[Style, dict[str, float]] = {style: {} for style in Style}

    def legible(self, text: str, style: Style = Style.PLAIN) -> str:
        """``text`` with all that cannot be set replaced by its code."""
        text = printable(text)
        if text.isascii() or self._serif[style].covered.issuperset(text.replace("\n", " ")):
            return text
        parts: list[str] = []
        missing = ""
        for each in text:
            if missing and each in _JOINERS:
                missing += each
            elif each in "\n" or ord(each) in _DIRECTION_MARKS or face_for(each, style):
                parts.append(self._replaced(missing) + each)
                missing = ""
            else:
                missing += each
        return "".join(parts) + self._replaced(missing)

    def _replaced(self, missing: str) -> str:
        self.unset.update(_script(each) for each in missing if each not in _JOINERS)
        return code(missing) if missing else ""

    def word_width(self, word: str, style: Style) -> float:
        """The width of a legible ``word`` in thousandths of the size of the type."""
        known = self._widths[style]
        width = known.get(word)
        if width is None:
            if len(known) > _REMEMBERED_WORDS:
                known.clear()
            width = known[word] = self._measure(word, style)
        return width

    def _measure(self, word: str, style: Style) -> float:
        face = self._serif[style]
        if face.covered.issuperset(word):
            return face.width(word)
        return sum(face.width(text) for face, text in self.runs(word, style))

    def runs(self, text: str, style: Style, *, from_right: bool = False) -> list[Run]:
        """Legible ``text`` of one line in the order of drawing, divided by face.

        ``from_right`` says that the paragraph reads from right to left.
        """
        face = self._serif[style]
        if face.covered.issuperset(text):
            return [(face, text)]
        runs: list[Run] = []
        for each in _visual_order(text, from_right=from_right):
            if each == " " and runs and " " in runs[-1][0].covered:
                runs[-1] = (runs[-1][0], runs[-1][1] + each)
                continue
            name = face_for(each, style)
            if name is None:
                continue
            face = self._face(name)
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + each)
            else:
                runs.append((face, each))
        return runs

    def _face(self, name: str) -> EmbeddedFace:
        if name not in self.faces:
            self.faces[name] = EmbeddedFace(name, f"F{len(self.faces) + 1}")
        return self.faces[name]


def reads_from_right(text: str) -> bool:
    """Whether the first letter of ``text`` belongs to a script written from right to left."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    for each in text:
        direction = unicodedata.bidirectional(each)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _visual_order(text: str, *, from_right: bool) -> str:
    """``text`` from left to right as the eye meets it, Arabic letters in their joining forms."""
    if not _RIGHT_TO_LEFT.search(text):
        return text.translate(_DIRECTION_MARKS)
    from bidi.algorithm import get_display  # the package's own get_display mirrors no brackets

    shaped = _reshaper().reshape(text.translate(_ISOLATES))
    ordered = str(get_display(shaped, base_dir="R" if from_right else "L"))
    return ordered.translate(_DIRECTION_MARKS)


@cache
def _reshaper() -> Any:
    """Joins Arabic letters; unlike the library's default it keeps the vowel signs."""
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})


def _script(character: str) -> str:
    if unicodedata.category(character)[0] in "LMN":
        return unicodedata.name(character, "unassigned").split()[0].capitalize()
    return "symbols"
