"""What the papers about witnesses have in common."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from courtdesk.paper.imprint import Masthead
from courtdesk.witnesses.model.overview import WitnessSheet
from courtdesk.witnesses.model.witness import Record, Subpoena, WitnessFile

PRIVILEGED = "PRIVILEGED – ATTORNEY WORK PRODUCT"
TEAM = "Trial team’s edition"


def masthead(
    sheet: WitnessSheet, title: str, subtitle: str, edition: str = TEAM, marking: str = PRIVILEGED
) -> Masthead:
    """The head of every page."""
    return Masthead(
        court=sheet.court,
        case=f"{sheet.case_number} · {sheet.case_title}",
        title=title,
        subtitle=subtitle,
        edition=edition,
        marking=marking,
    )


def short_day(day: date | None) -> str:
    """A day such as 23 Nov, or nothing for none."""
    return f"{day.day} {day:%b}" if day else ""


def clock(moment: datetime | None, zone: str) -> str:
    """A time of day in the court's zone, or nothing for none."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" if moment else ""


def day_of(moment: datetime | None, zone: str) -> date | None:
    """The court's day of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date() if moment else None


def joined(parts: Iterable[str], by: str = " · ") -> str:
    """The parts that say something."""
    return by.join(part for part in parts if part)


def described(file: WitnessFile) -> str:
    """What a witness is: the team's word for it, or else the kind."""
    return file.record.role or f"{file.kind.value} witness"


def subpoena(record: Record) -> str:
    """How far the subpoena has come, with its day and its proof."""
    state = record.subpoena.value.capitalize()
    if record.served_on and record.subpoena in {Subpoena.SERVED, Subpoena.PROVED}:
        state = f"{state}, {short_day(record.served_on)}"
    return joined((state, record.proof), "\n")


def away(record: Record) -> str:
    """The days to avoid, without their reasons."""
    return "; ".join(
        short_day(each.first)
        if each.first == each.last
        else f"{short_day(each.first)} to {short_day(each.last)}"
        for each in record.away
    )
