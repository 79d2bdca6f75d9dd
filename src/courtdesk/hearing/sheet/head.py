"""What the papers of a hearing have in common: their head, who took part, the certificate."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtdesk.hearing.model import (
    Appearance,
    Hearing,
    HearingLogSheet,
    HearingPlan,
    HearingState,
    MinutesSheet,
)
from courtdesk.hearing.model.reports import HearingReport
from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
    Together,
)
from courtdesk.paper.imprint import Masthead
from courtdesk.paper.words import full_date, span

_PUBLIC, _SEALED = "PUBLIC", "SEALED"


class Watch:
    """Reads moments on the court's clock; ``zone`` is an IANA name."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def local(self, moment: datetime) -> datetime:
        """``moment`` in the court's zone."""
        return moment.astimezone(self._zone)

    def time(self, moment: datetime | None) -> str:
        """The time of day to the second, or nothing for no moment."""
        return f"{self.local(moment):%H:%M:%S}" if moment else ""


Headed = HearingLogSheet | MinutesSheet | HearingReport


def masthead(sheet: Headed, title: str, *, sealed: bool) -> Masthead:
    """The head of every page. ``sealed``: this copy holds sealed matter."""
    plan = sheet.hearing.plan
    return Masthead(
        court=" · ".join(filter(None, (plan.court, plan.room))),
        case=f"{sheet.together or sheet.case_number} · {sheet.case_title}",
        title=title,
        subtitle=f"{plan.title} · {full_date(plan.day)}",
        edition="Sealed edition" if sealed else "Public edition",
        marking=_SEALED if sealed else _PUBLIC,
    )


def facts(sheet: Headed, watch: Watch, printed_at: datetime) -> Facts:
    """The hearing at a glance: bench and clerk, and its hours up to ``printed_at``."""
    hearing = sheet.hearing
    plan = hearing.plan
    on_record, off_record = sheet.clock.read(printed_at)
    return Facts(
        (
            ("Case", f"{sheet.together or sheet.case_number}  {sheet.case_title}"),
            ("Hearing", plan.title),
            ("Judge", _judge(plan)),
            ("Commenced", watch.time(hearing.started_at) or "Not yet"),
            ("Clerk", plan.recorder),
            ("Adjourned", _adjourned(hearing, watch)),
            ("Jury", "Yes" if plan.jury else "No"),
            ("On the record", _hours(on_record)),
            ("Courtroom", plan.room),
            ("Off the record", _hours(off_record)),
        ),
        columns=2,
    )


def _judge(plan: HearingPlan) -> str:
    short = f" ({plan.judge_abbreviation})" if plan.judge_abbreviation else ""
    return f"{plan.judge}{short}"


def _adjourned(hearing: Hearing, watch: Watch) -> str:
    if hearing.ended_at:
        return watch.time(hearing.ended_at)
    if hearing.state is HearingState.NOT_STARTED:
        return ""
    return f"Not yet ({hearing.state})"


def _hours(length: timedelta) -> str:
    return span(length) if length else "None"


def appearances(people: tuple[Appearance, ...], title: str = "Appearances") -> list[Block]:
    """Who took part, in full, with the name that stands for them in the log."""
    if not people:
        return []
    columns = (
        Column("Name", share=1.4, align=Align.LEFT),
        Column("In the log", share=1.2, align=Align.LEFT),
        Column("For"),
        Column("As"),
        Column("Present", share=0.8),
    )
    rows = tuple(Row((p.name, p.label, p.for_whom, p.role, p.manner)) for p in people)
    return [Heading(title), Table(columns, rows)]


def certificate(statement: str, *signatories: str) -> Block:
    """The statement that the paper is true, and lines to sign on."""
    captions = tuple(filter(None, signatories))
    return Together((Space(14), Paragraph(statement), Signatures((*captions, "Date"))))
