"""The typefaces of the house, and which of them has a character.

Every face is a file in ``resources/fonts/paper``, with its licence beside it. A file is read when
the first character needs it, and once a process: the Chinese face alone takes 0.1 s.
"""

import struct
from functools import cache
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from courtdesk import assets
from courtdesk.paper.blocks import Style

_SERIF = {
    Style.PLAIN: "SourceSerif4-Regular",
    Style.BOLD: "SourceSerif4-Bold",
    Style.ITALIC: "SourceSerif4-Italic",
}

# What the serif lacks: characters from, to, and the face for them. Every other character is
# looked for in _ELSEWHERE.
_SCRIPTS = (
    (0x0590, 0x05FF, "NotoSerifHebrew"),
    (0xFB1D, 0xFB4F, "NotoSerifHebrew"),
    (0x0600, 0x06FF, "NotoNaskhArabic"),
    (0x0750, 0x077F, "NotoNaskhArabic"),
    (0x08A0, 0x08FF, "NotoNaskhArabic"),
    (0xFB50, 0xFDFF, "NotoNaskhArabic"),
    (0xFE70, 0xFEFC, "NotoNaskhArabic"),
    (0x3130, 0x318F, "NanumMyeongjo"),
    (0xAC00, 0xD7A3, "NanumMyeongjo"),
    (0x2E80, 0x9FFF, "NotoSerifSC"),
    (0xF900, 0xFAFF, "NotoSerifSC"),
    (0xFE30, 0xFE4F, "NotoSerifSC"),
    (0xFF00, 0xFFEF, "NotoSerifSC"),
    (0x20000, 0x3FFFF, "NotoSerifSC"),
)
_ELSEWHERE = ("NotoSerif", "DejaVuSans")
_WITH_BOLD = frozenset({"NotoSerif", "NotoSerifHebrew", "NotoNaskhArabic"})

# Scripts whose letters change shape or place in ways that need a shaping engine. Their glyphs
# exist here and there, but set one after another they would be wrong.
_NEEDS_SHAPING = (
    (0x0700, 0x074F),  # Syriac
    (0x0780, 0x07FF),  # Thaana, N'Ko
    (0x0800, 0x089F),  # Samaritan, Mandaic, Syriac supplement
    (0x0900, 0x109F),  # the scripts of India, Sinhala, Thai, Lao, Tibetan, Myanmar
    (0x1100, 0x11FF),  # Hangul letters that compose to no syllable
    (0x1700, 0x18AF),  # Philippine scripts, Khmer, Mongolian
    (0x1900, 0x1CFF),  # Limbu to Vedic
    (0xA800, 0xABFF),  # Syloti Nagri to Meetei Mayek
    (0x10A00, 0x10FFF),  # Kharoshthi and other scripts written from the right
    (0x11000, 0x11FFF),  # Brahmi and its descendants
    (0x1E800, 0x1EFFF),  # Mende, Adlam, Arabic mathematics
    (0x1F1E6, 0x1F1FF),  # letters that pair to flags
    (0x1F3FB, 0x1F3FF),  # skin tones
)


@cache
def face(name: str) -> Any:
    """The parsed file of the face called ``name``, with its glyphs and metrics."""
    return TTFontFace(str(assets.resource("fonts", "paper", f"{name}.ttf")))


@cache
def covered(name: str) -> frozenset[str]:
    """The characters that the face called ``name`` has."""
    return frozenset(map(chr, face(name).charToGlyph))


@cache
def bounds(name: str, character: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character's ink in a face, in thousandths of the size."""
    file = face(name)
    glyph = file.charToGlyph[ord(character)]
    start, end = file.glyphPos[glyph], file.glyphPos[glyph + 1]
    if start == end:
        return 0.0, 0.0, 0.0, 0.0
    outline = file.get_table("glyf")[start:end]
    left, bottom, right, top = struct.unpack(">4h", outline[2:10])
    scale = 1000 / file.unitsPerEm
    return left * scale, bottom * scale, right * scale, top * scale


def serif(style: Style) -> str:
    """The name of the face that nearly all text is set in."""
    return _SERIF[style]


@cache
def face_for(character: str, style: Style) -> str | None:
    """The name of the face to set ``character`` in, or None where none can do it rightly."""
    number = ord(character)
    if any(first <= number <= last for first, last in _NEEDS_SHAPING):
        return None
    if character in covered(_SERIF[style]):
        return _SERIF[style]
    for first, last, family in _SCRIPTS:
        if first <= number <= last:
            return _first_with(character, (family, *_ELSEWHERE), style)
    return _first_with(character, _ELSEWHERE, style)


def _first_with(character: str, families: tuple[str, ...], style: Style) -> str | None:
    for family in families:
        name = family
        if family != "DejaVuSans":
            bold = style is Style.BOLD and family in _WITH_BOLD
            name = f"{family}-{'Bold' if bold else 'Regular'}"
        if character in covered(name):
            return name
    return None
