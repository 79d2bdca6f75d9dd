"""A face as it stands in one PDF: the characters used, their codes, and the font objects.

Each face becomes one composite font (Type 0, two bytes a character) that holds only what is
used. ReportLab reads the file and cuts the subset. The composite form is ours: ReportLab's own
splits a face into fonts of 256 characters, and tells whoever copies Arabic text the joining
forms instead of the letters.
"""

import unicodedata
from typing import Any

from reportlab.pdfbase import pdfdoc

from courtdesk.paper import faces

_SYMBOLIC = 4
_JOINING_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))


class _Codes(dict[int, int]):
    """Gives each character its code in the order of first use; 0 is the missing glyph."""

    def __missing__(self, character: int) -> int:
        code = self[character] = len(self) + 1
        return code


class EmbeddedFace:
    """One face in one document. ``key`` is its name in the pages' resources, such as ``F1``."""

    def __init__(self, name: str, key: str) -> None:
        self.name = name
        self.key = key
        self.covered = faces.covered(name)
        self._face = faces.face(name)
        self._codes = _Codes()
        self._default: float = self._face.defaultWidth
        self._widths: dict[int, float] = self._face.charWidths

    @property
    def used(self) -> bool:
        """Whether anything has been set in this face."""
        return bool(self._codes)

    def width(self, text: str) -> float:
        """The width of ``text`` in thousandths of the size of the type."""
        widths, default = self._widths, self._default
        return sum([widths.get(ord(each), default) for each in text])

    def bounds(self, character: str) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character's ink, from its origin, in thousandths."""
        return faces.bounds(self.name, character)

    def encode(self, text: str) -> str:
        """``text`` as a string operand of a page's content."""
        return f"<{text.translate(self._codes).encode('utf-16-be').hex()}>"

    def embed(self, doc: Any) -> Any:
        """Adds the font's objects to ``doc`` and returns the reference to the font."""
        base = f"{_subset_tag(self.key)}+{self.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": doc.Reference(self._descriptor(doc, base)),
                "DW": _number(self._default),
                "W": f"[0 [{' '.join(map(_number, self._all_widths()))}]]",
                "CIDToGIDMap": doc.Reference(_stream(self._glyph_map())),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": doc.Reference(_stream(self._to_unicode())),
            }
        )
        return doc.Reference(font)

    def _descriptor(self, doc: Any, base: str) -> Any:
        file = self._face.makeSubset(list(self._codes))
        count = len(self._codes) + 1
        used = int("1" * count + "0" * (-count % 8), 2).to_bytes((count + 7) // 8, "big")
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{base}",
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(self._face.bbox),
                "ItalicAngle": self._face.italicAngle,
                "Ascent": self._face.ascent,
                "Descent": self._face.descent,
                "CapHeight": self._face.capHeight,
                "StemV": self._face.stemV,
                "FontFile2": doc.Reference(_stream(file, Length1=len(file))),
                "CIDSet": doc.Reference(_stream(used)),
            }
        )

    def _all_widths(self) -> list[float]:
        return [self._default, *(self._widths.get(each, self._default) for each in self._codes)]

    def _glyph_map(self) -> bytes:
        """Code to glyph: the subset holds a glyph once, though two characters may share it."""
        glyphs = {0: 0}
        for character in self._codes:
            glyphs.setdefault(self._face.charToGlyph[character], len(glyphs))
        numbers = [0, *(glyphs[self._face.charToGlyph[each]] for each in self._codes)]
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def _to_unicode(self) -> bytes:
        pairs = [f"<{code:04X}> <{_letters(char)}>" for char, code in self._codes.items()]
        parts = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange"
        ]
        for start in range(0, len(pairs), 100):
            some = pairs[start : start + 100]
            parts.append(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar")
        parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(parts).encode("ascii")


def _letters(character: int) -> str:
    text = chr(character)
    if any(first <= character <= last for first, last in _JOINING_FORMS):
        text = unicodedata.normalize("NFKC", text)[::-1]
    return text.encode("utf-16-be").hex().upper()


def _subset_tag(key: str) -> str:
    number = int(key[1:])
    return "".join(chr(ord("A") + number // 26**power % 26) for power in range(5, -1, -1))


def _number(value: float) -> str:
    return f"{value:.4g}" if value % 1 else str(int(value))


def _stream(content: bytes, **entries: object) -> Any:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream
