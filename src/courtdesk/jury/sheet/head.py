"""What the papers of a jury have in common."""

from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.venire import Juror
from courtdesk.paper.imprint import Masthead

WORK_PRODUCT = "PRIVILEGED – ATTORNEY WORK PRODUCT"
COURT = "COURT"
CLEAN = "PUBLIC"


def masthead(sheet: JurySheet, title: str, marking: str, edition: str = "") -> Masthead:
    """The head of every page."""
    return Masthead(
        court=" · ".join(filter(None, (sheet.court, sheet.room, sheet.judge))),
        case=f"{sheet.case_number} · {sheet.case_title}",
        title=title,
        edition=edition,
        marking=marking,
    )


def marking(sheet: JurySheet) -> str:
    """Work product where the team's notes are in it, else the court's."""
    return COURT if sheet.watch is None else WORK_PRODUCT


def clock(moment: datetime, zone: str) -> str:
    """The time of day in the court's zone."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M:%S}"


def day(moment: datetime, zone: str) -> str:
    """The day in the court's zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y}"


def signed(rating: int) -> str:
    """A rating with its sign."""
    return f"{rating:+d}".replace("-", "−") if rating else "0"


def about(juror: Juror) -> str:
    """Sex, age, occupation and town, as far as they are known."""
    details, entry = juror.entry.details, juror.entry
    parts = (entry.sex, details.get("age"), details.get("occupation"), details.get("town"))
    return ", ".join(part for part in parts if part)
