"""The court's own form of a sheet: which sections in which order, and notes in a little rich text.

Rich text is a value of ours (paragraphs and list items of spans), never markup: what people type
is text, whatever signs stand in it.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courtdesk.briefing.model.day import Edition, Section, sections_of
from courtdesk.errors import KnownError

MOST_LINES = 60
MOST_LETTERS = 20_000


class BadForm(KnownError):
    """The form or the notes cannot be kept so."""


@dataclass(frozen=True)
class SheetForm:
    """The form of an edition: its sections in their order, and the ruled lines to write on."""

    edition: Edition
    sections: tuple[Section, ...]
    ruled_lines: int = 8


def usual_form(edition: Edition) -> SheetForm:
    """The form of an edition for which none was saved: everything but the exhibits."""
    usual = tuple(each for each in sections_of(edition) if each is not Section.EXHIBITS)
    return SheetForm(edition, usual)


def checked_form(form: SheetForm) -> SheetForm:
    """``form`` with each section once.

    Raises:
        BadForm: more ruled lines than anyone fills, or fewer than none.
    """
    if not 0 <= form.ruled_lines <= MOST_LINES:
        raise BadForm(f"Give a number of ruled lines from 0 to {MOST_LINES}.")
    return SheetForm(form.edition, tuple(dict.fromkeys(form.sections)), form.ruled_lines)


class NoteKind(StrEnum):
    """What a block of a note is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"


class Cut(StrEnum):
    """How a stretch of a note is set."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


@dataclass(frozen=True)
class NoteBlock:
    """A paragraph or a list item: stretches of text, each in one cut."""

    spans: tuple[tuple[str, Cut], ...]
    kind: NoteKind = NoteKind.PARAGRAPH

    @property
    def text(self) -> str:
        """The words without their cuts."""
        return "".join(text for text, _ in self.spans)


Note = tuple[NoteBlock, ...]


def checked_note(note: Note) -> Note:
    """``note`` without empty blocks at its end.

    Raises:
        BadForm: it is longer than a sheet bears.
    """
    blocks = list(note)
    while blocks and not blocks[-1].text.strip():
        blocks.pop()
    if sum(len(block.text) for block in blocks) > MOST_LETTERS:
        raise BadForm(f"The notes are longer than {MOST_LETTERS:,} letters. Shorten them.")
    return tuple(blocks)


def note_to_json(note: Note) -> str:
    """The note as it is kept."""
    kept = [{"kind": block.kind, "spans": [list(span) for span in block.spans]} for block in note]
    return json.dumps(kept, ensure_ascii=False)


def note_from_json(kept: str) -> Note:
    """The note that was kept."""
    blocks: list[dict[str, Any]] = json.loads(kept)
    return tuple(
        NoteBlock(
            tuple((str(text), Cut(cut)) for text, cut in block["spans"]), NoteKind(block["kind"])
        )
        for block in blocks
    )
