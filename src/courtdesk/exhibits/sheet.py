"""Exhibits on paper: the list, in the order of the federal one (AO 187), and sheets of labels."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.exhibits.model import (
    Exhibit,
    ExhibitListSheet,
    ExhibitRecord,
    ExhibitState,
    LabelSheet,
)
from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Drawing,
    Heading,
    NewPage,
    PlacedCode,
    Row,
    Signatures,
    Style,
    Table,
    Words,
)
from courtdesk.paper.imprint import Imprint, Masthead, PaperSize
from courtdesk.paper.words import long_date

_MARKS = {
    ExhibitState.MARKED,
    ExhibitState.FOR_IDENTIFICATION,
    ExhibitState.DEMONSTRATIVE,
}
_MM = 72 / 25.4
_PADDING = 5.0
_LINE = 1.25
_LONGEST_CODE = 60
_USUAL_HEIGHT, _LARGEST = 72.0, 1.3
_RECEIVED = {ExhibitState.ADMITTED, ExhibitState.ADMITTED_IN_PART}


def exhibit_list(sheet: ExhibitListSheet, imprint: Imprint) -> Document:
    """The register: when each was marked, offered and received, and what became of it."""
    zone = ZoneInfo(sheet.zone)
    blocks: list[Block] = [_register(sheet, zone)]
    held = [record for record in sheet.records if record.custody]
    if held:
        blocks += [Heading("Custody"), _custody(held, zone)]
    due = [r for r in sheet.records if _fate(r) != ("", "", "")]
    if due:
        blocks += [Heading("Return and destruction"), _fates(due)]
    blocks.append(Signatures(("Clerk", "Date")))
    masthead = Masthead(
        court=sheet.court,
        case=f"{sheet.together or sheet.case_number} · {sheet.case_title}",
        title="Exhibit list",
        subtitle=f"{len(sheet.records)} exhibits",
    )
    return Document(masthead, imprint, tuple(blocks))


def _register(sheet: ExhibitListSheet, zone: ZoneInfo) -> Table:
    columns = (
        Column("Exhibit", width=62, style=Style.BOLD),
        Column("Description", share=2.4),
        Column("Marked"),
        Column("Offered"),
        Column("Received"),
        Column("State", share=1.2),
    )
    rows = tuple(_row(record, zone) for record in sheet.records)
    return Table(columns, rows, if_empty="No exhibit has been marked.")


def _row(record: ExhibitRecord, zone: ZoneInfo) -> Row:
    exhibit = record.exhibit
    note = f": {exhibit.state_note}" if exhibit.state_note else ""
    hazard = "HAZARDOUS. " if exhibit.details.hazardous else ""
    return Row(
        (
            exhibit.name,
            hazard + exhibit.details.description,
            _first(record, _MARKS, zone),
            _first(record, {ExhibitState.OFFERED}, zone),
            _first(record, _RECEIVED, zone),
            f"{exhibit.state}{note}",
        )
    )


def _first(record: ExhibitRecord, states: set[ExhibitState], zone: ZoneInfo) -> str:
    at = next((change.at for change in record.history if change.state in states), None)
    return "" if at is None else _moment(at, zone)


def _custody(records: list[ExhibitRecord], zone: ZoneInfo) -> Table:
    columns = (
        Column("Exhibit", width=62, style=Style.BOLD),
        Column("When"),
        Column("From"),
        Column("To"),
        Column("Place"),
        Column("Authorised by"),
        Column("Condition, signature"),
    )
    rows = tuple(
        Row(
            (
                record.exhibit.name,
                _moment(step.at, zone),
                step.from_whom,
                step.to_whom,
                step.place,
                step.authorised_by,
                ", ".join(part for part in (step.condition, step.signed_by) if part),
            )
        )
        for record in records
        for step in record.custody
    )
    return Table(columns, rows)


def _fates(records: list[ExhibitRecord]) -> Table:
    """To whom exhibits go back, when, and when they are to be destroyed."""
    columns = (
        Column("Exhibit", width=62, style=Style.BOLD),
        Column("Return to", share=2),
        Column("Return on"),
        Column("Destroy on"),
    )
    return Table(columns, tuple(Row((r.exhibit.name, *_fate(r))) for r in records))


def _fate(record: ExhibitRecord) -> tuple[str, str, str]:
    details = record.exhibit.details
    back = long_date(details.return_on) if details.return_on else ""
    destroyed = long_date(details.destroy_on) if details.destroy_on else ""
    return details.return_to, back, destroyed


def label_sheets(sheet: LabelSheet, imprint: Imprint) -> Document:
    """Stickers with exhibit, case and a QR code of both; ``imprint`` says who and when.

    The pages have the paper of the labels, and nothing on them but these.
    """
    stock = sheet.stock
    paper = PaperSize.named(stock.paper)
    places = range(sheet.first - 1, sheet.first - 1 + len(sheet.exhibits))
    pages: list[list[_Label]] = [[] for _ in range(places[-1] // stock.count + 1)]
    for place, exhibit in zip(places, sheet.exhibits, strict=True):
        page, at = divmod(place, stock.count)
        row, column = divmod(at, stock.columns)
        left = (stock.left + column * stock.across) * _MM
        top = (stock.top + row * stock.down) * _MM
        pages[page].append(_label(sheet, exhibit, left, top))
    blocks: list[Block] = []
    for labels in pages:
        words = tuple(word for label in labels for word in label.words)
        codes = tuple(label.code for label in labels)
        drawing = Drawing("Labels", paper.width, paper.height, words=words, codes=codes)
        blocks += [NewPage(), drawing] if blocks else [drawing]
    masthead = Masthead(
        court="", case=f"{sheet.case_number} · {sheet.case_title}", title="Exhibit labels"
    )
    return Document(masthead, replace(imprint, paper=paper), tuple(blocks), bare=True)


@dataclass(frozen=True)
class _Label:
    words: tuple[Words, ...]
    code: PlacedCode


def _label(sheet: LabelSheet, exhibit: Exhibit, left: float, top: float) -> _Label:
    height, width = sheet.stock.height * _MM, sheet.stock.width * _MM
    side = min(height - 2 * _PADDING, width * 0.4)
    code = PlacedCode(_coded(sheet, exhibit), left + _PADDING, top + (height - side) / 2, side)
    x = left + side + 2 * _PADDING
    room = width - side - 3 * _PADDING
    scale = min(height / _USUAL_HEIGHT, _LARGEST)
    hazardous = exhibit.details.hazardous
    lines = [
        ("HAZARDOUS", 8 * scale, Style.BOLD) if hazardous else ("Exhibit", 8 * scale, Style.PLAIN),
        (exhibit.name, 15 * scale, Style.BOLD),
        (sheet.case_number, 9.5 * scale, Style.PLAIN),
        (sheet.case_title, 8 * scale, Style.PLAIN),
    ]
    y = top + max((height - sum(size for _, size, _ in lines) * _LINE) / 2, 2.0)
    words = []
    for text, size, style in lines:
        words.append(Words(text, x, y, room, size, style))
        y += size * _LINE
    return _Label(tuple(words), code)


def _coded(sheet: LabelSheet, exhibit: Exhibit) -> str:
    """What the code says: the words of the label, or the register's own id of the exhibit."""
    words = f"{sheet.case_number}/{exhibit.name}"
    return words if words.isascii() and len(words) <= _LONGEST_CODE else exhibit.id


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y %H:%M}"
