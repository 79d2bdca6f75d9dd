"""What a row of the log shows, and how high that makes it."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextCharFormat, QTextLayout

from courtdesk.desk.fonts import SMALL_PX, font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.chip import Tone
from courtdesk.hearing.model import Amendment, Entry
from courtdesk.hearing.panel.kinds import kind_name, mark_of
from courtdesk.hearing.panel.log.text_piece import TextPiece, line_height, utf16_length

PADDING = 7
DAY_HEIGHT = 30
CHIP_HEIGHT = 21
CHIP_PADDING = 9
MAX_PAST = 5
MAX_PAST_LINES = 6
MAX_SPEAKER_LINES = 3
SEALED_WORDS = "This portion is sealed."
_KEPT = 400


def sealed_words(entry: Entry, zone: tzinfo) -> str:
    """What stands for a sealed entry that the reader may not see: its portion, whose order."""
    seal = entry.seal
    if seal is None:
        return SEALED_WORDS
    begun = f"{seal.begun_at.astimezone(zone):%H:%M}"
    ended = "" if seal.ended_at is None else f"–{seal.ended_at.astimezone(zone):%H:%M}"
    order = f", by order of {seal.ordered_by}" if seal.ordered_by else ""
    return f"Sealed portion, {begun}{ended}{order}."


@dataclass(frozen=True)
class Columns:
    """Left edges of the columns, and where the last one ends, in pixels."""

    time: int = 15
    bookmark: int = 79
    speaker: int = 98
    entry: int = 262
    right: int = 900

    @classmethod
    def within(cls, width: int) -> "Columns":
        """The columns of a view that is ``width`` pixels wide."""
        entry = min(98 + max(round(width * 0.24), 110), 268)
        return cls(entry=entry, right=max(width - 12, entry + 120))


@dataclass
class EntryLayout:
    """A row, ready to paint. ``day`` is the heading above it, or empty."""

    entry: Entry
    before: Entry | None
    day: str
    time: QStaticText
    speaker: TextPiece
    body: TextPiece
    past: list[TextPiece] = field(default_factory=list)
    rest: str = ""
    mark: str = ""
    tone: Tone = Tone.NEUTRAL
    mark_width: int = 0
    height: int = 0


class EntryLayouts:
    """Lays rows out for a width, and keeps those looked at last."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.columns = Columns()
        self.text_font = font()
        self.speaker_font = font(weight=QFont.Weight.DemiBold)
        self.small_font = font(SMALL_PX)
        self.mark_font = font(SMALL_PX, QFont.Weight.DemiBold)
        self.empty_height = line_height(self.text_font) + 2 * PADDING
        self._mark_metrics = QFontMetrics(self.mark_font)
        self._words: tuple[str, ...] = ()
        self._kept: OrderedDict[int, EntryLayout] = OrderedDict()

    def clear(self) -> None:
        """Forget what was laid out: the colours or the fonts are others now."""
        self._kept.clear()

    def set_width(self, width: int) -> None:
        """Lay out for a view that is ``width`` pixels wide."""
        columns = Columns.within(width)
        if columns != self.columns:
            self.columns = columns
            self._kept.clear()

    def set_words(self, words: Sequence[str]) -> None:
        """Mark these words wherever they stand in an entry."""
        self._words = tuple(word.casefold() for word in words if word)
        self._kept.clear()

    def layout(self, entry: Entry, before: Entry | None) -> EntryLayout:
        """The row of ``entry``; ``before`` is the entry shown above it."""
        kept = self._kept.get(entry.number)
        if kept is not None and kept.entry is entry and kept.before is before:
            self._kept.move_to_end(entry.number)
            return kept
        made = self._made(entry, before)
        self._kept[entry.number] = made
        self._kept.move_to_end(entry.number)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def day_of(self, entry: Entry) -> date:
        """The court's calendar day on which ``entry`` was made."""
        return entry.at.astimezone(self.zone).date()

    def clock_time(self, moment: datetime) -> str:
        """``moment`` as the court's clock showed it, to the second."""
        return moment.astimezone(self.zone).strftime("%H:%M:%S")

    def _made(self, entry: Entry, before: Entry | None) -> EntryLayout:
        columns = self.columns
        mark, tone = mark_of(entry) or ("", Tone.NEUTRAL)
        mark_width = 0
        if mark:
            mark_width = self._mark_metrics.horizontalAdvance(mark) + 2 * CHIP_PADDING
        width = columns.right - columns.entry - (mark_width + 12 if mark else 0)
        body = self._body(entry, width)
        made = EntryLayout(
            entry,
            before,
            self._day_heading(entry, before),
            QStaticText(self.clock_time(entry.at)),
            TextPiece(
                entry.speaker or "—",
                self.speaker_font,
                columns.entry - columns.speaker - 12,
                max_lines=MAX_SPEAKER_LINES,
            ),
            body,
            [] if entry.closed else self._past(entry, width),
            f"… {body.left_out:,} more characters. F2 shows all of it." if body.left_out else "",
            mark,
            tone,
            mark_width,
        )
        text_height = body.height + sum(piece.height + 2 for piece in made.past)
        if made.rest:
            text_height += line_height(self.small_font)
        made.height = 2 * PADDING + max(text_height, made.speaker.height, CHIP_HEIGHT - 3)
        if made.day:
            made.height += DAY_HEIGHT
        return made

    def _body(self, entry: Entry, width: float) -> TextPiece:
        if entry.closed:
            return TextPiece(sealed_words(entry, self.zone), self.text_font, width)
        text = entry.text
        formats = self._found(text)
        if entry.amended:
            tail = self._amended_words(entry.amendments[-1])
            formats.append(_range(utf16_length(text), utf16_length(tail), _secondary()))
            text += tail
        return TextPiece(text, self.text_font, width, formats)

    def _amended_words(self, last: Amendment) -> str:
        local = last.at.astimezone(self.zone)
        return f" · amended {local:%H:%M} by {last.by}"

    def _past(self, entry: Entry, width: float) -> list[TextPiece]:
        """The texts that amendments replaced, newest first, struck through, with the reasons."""
        pieces = []
        after = (entry.speaker, entry.kind)
        for amendment in reversed(entry.amendments[-MAX_PAST:]):
            old = amendment.old_text[:2_000]
            if amendment.old_speaker != after[0]:
                old = f"{amendment.old_speaker or '—'}: {old}"
            if amendment.old_kind is not after[1]:
                old = f"[{kind_name(amendment.old_kind)}] {old}"
            after = (amendment.old_speaker, amendment.old_kind)
            struck = _secondary()
            struck.setFontStrikeOut(True)
            reason = f"  {amendment.reason}"
            length = utf16_length(old)
            formats = [
                _range(0, length, struck),
                _range(length, utf16_length(reason), _secondary()),
            ]
            pieces.append(TextPiece(old + reason, self.small_font, width, formats, MAX_PAST_LINES))
        return pieces

    def _day_heading(self, entry: Entry, before: Entry | None) -> str:
        if before is None:
            return ""
        day = self.day_of(entry)
        if day == self.day_of(before):
            return ""
        return f"{day:%A} {day.day} {day:%B %Y}"

    def _found(self, text: str) -> list[QTextLayout.FormatRange]:
        """Where the words that were looked for stand."""
        found: list[QTextLayout.FormatRange] = []
        lower = text.casefold() if self._words else ""
        if len(lower) != len(text):
            return found
        shift = utf16_length(text) != len(text)
        for word in self._words:
            start = lower.find(word)
            while start >= 0 and len(found) < 200:
                place = utf16_length(text[:start]) if shift else start
                found.append(_range(place, utf16_length(word), _mark_format()))
                start = lower.find(word, start + len(word))
        return found


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    made.format = look
    return made


def _secondary() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colours()["secondary"])
    return look


def _mark_format() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(colours()["amber_pale"])
    look.setFontUnderline(True)
    return look
