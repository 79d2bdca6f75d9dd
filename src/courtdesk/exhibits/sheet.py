"""The exhibit list on paper, in the order of the federal exhibit and witness list (AO 187)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.exhibits.model import ExhibitListSheet, ExhibitRecord, ExhibitState
from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Row,
    Signatures,
    Style,
    Table,
)
from courtdesk.paper.imprint import Imprint, Masthead

_MARKS = {
    ExhibitState.MARKED,
    ExhibitState.FOR_IDENTIFICATION,
    ExhibitState.DEMONSTRATIVE,
}
_RECEIVED = {ExhibitState.ADMITTED, ExhibitState.ADMITTED_IN_PART}


def exhibit_list(sheet: ExhibitListSheet, imprint: Imprint) -> Document:
    """The register: when each was marked, offered and received, and what became of it."""
    zone = ZoneInfo(sheet.zone)
    blocks: list[Block] = [_register(sheet, zone)]
    held = [record for record in sheet.records if record.custody]
    if held:
        blocks += [Heading("Custody"), _custody(held, zone)]
    blocks.append(Signatures(("Clerk", "Date")))
    masthead = Masthead(
        court=sheet.court,
        case=f"{sheet.case_number} · {sheet.case_title}",
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


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y %H:%M}"
