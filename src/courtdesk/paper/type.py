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
from courtdesk.paper.faces import face, face_for, serif
from courtdesk.paper.marks import Run, has_marks, with_marks_placed

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200c\u200d"
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_DIRECTION_MARKS = dict.fromkeys((0x200C, 0x200D, 0x200E, 0x200F, 0x061C)) | _ISOLATES
_REMEMBERED_WORDS = 20_000

_RIGHT_FACES = ("NotoSerifHebrew", "NotoNaskhArabic")


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
        main = self._serif[style]
        if main.covered.issuperset(word):
            return main.width(word)
        return sum(run.face.width(run.text) for run in self.runs(word, style))

    def blank_width(self, style: Style, *, from_right: bool) -> float:
        """The width of a blank; ``from_right``: the widest that it may have there."""
        if not from_right:
            return self.word_width(" ", style)
        return max(self.word_width(" ", style), _widest_blank_from_right(style))

    def runs(self, text: str, style: Style, *, from_right: bool = False) -> list[Run]:
        """Legible ``text`` of one line in the order of drawing, divided by face.

        ``from_right`` says that the paragraph reads from right to left.
        """
        main = self._serif[style]
        if main.covered.issuperset(text):
            runs = [Run(main, text)]
        else:
            runs = self._divided(_visual_order(text, from_right=from_right), style)
        if has_marks(text) and not has_right_to_left(text):
            return with_marks_placed(runs)
        return runs

    def _divided(self, text: str, style: Style) -> list[Run]:
        """``text`` divided by face. Blanks inside Hebrew and Arabic belong to it, so that readers
        of the PDF see one stretch that runs from the right."""
        runs: list[Run] = []
        for each in text:
            if each == " " and runs and runs[-1].face.name.startswith(_RIGHT_FACES):
                chosen = runs[-1].face
            else:
                chosen = self._face(face_for(each, style) or serif(style))
            drawn = each if each in chosen.covered else code(each)
            if runs and runs[-1].face is chosen:
                runs[-1] = Run(chosen, runs[-1].text + drawn)
            else:
                runs.append(Run(chosen, drawn))
        return runs

    def _face(self, name: str) -> EmbeddedFace:
        if name not in self.faces:
            self.faces[name] = EmbeddedFace(name, f"F{len(self.faces) + 1}")
        return self.faces[name]


def has_right_to_left(text: str) -> bool:
    """Whether any of ``text`` is drawn in another order than it is read in."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def reads_from_right(text: str) -> bool:
    """Whether the first letter of ``text`` belongs to a script written from right to left."""
    for each in text:
        direction = unicodedata.bidirectional(each)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _visual_order(text: str, *, from_right: bool) -> str:
    """``text`` from left to right as the eye meets it, Arabic letters in their joining forms."""
    if not has_right_to_left(text):
        return text.translate(_DIRECTION_MARKS)
    from bidi.algorithm import get_display  # the package's own get_display mirrors no brackets

    shaped = "".join(map(_form_with_glyph, _reshaper().reshape(text.translate(_ISOLATES))))
    ordered = str(get_display(shaped, base_dir="R" if from_right else "L"))
    return ordered.translate(_DIRECTION_MARKS)


def _form_with_glyph(form: str) -> str:
    """``form``, or the letter itself where no face has that form."""
    return form if face_for(form, Style.PLAIN) else unicodedata.normalize("NFKC", form)


@cache
def _widest_blank_from_right(style: Style) -> float:
    names = filter(None, (face_for(letter, style) for letter in "\u05d0\u0627"))
    return float(max(face(name).charWidths[ord(" ")] for name in names))


@cache
def _reshaper() -> Any:
    """Joins Arabic letters; unlike the library's default it keeps the vowel signs."""
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})


def _script(character: str) -> str:
    if unicodedata.category(character)[0] in "LMN":
        return unicodedata.name(character, "unassigned").split()[0].capitalize()
    return "symbols"
