"""The further papers of a hearing: witnesses, attendance, rulings, the jury's time, a certificate.

A section without content is not printed. What is sealed is not in the report, and so not here.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.attendance import Attended
from courtdesk.hearing.model.jury_time import JuryPlace
from courtdesk.hearing.model.reports import HearingReport, Request, Testimony
from courtdesk.hearing.sheet.head import Watch, certificate, facts, masthead
from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Space,
    Style,
    Table,
    Text,
    bold,
    italic,
    plain,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import long_date, span

ReportSheet = Callable[[HearingReport, Imprint], Document]

_TAKEN = {Act.WITNESS_SWORN: "Sworn", Act.RECALLED: "Recalled"}
_NOTHING = {
    "witnesses": "The log records no witness.",
    "attendance": "Nobody is on the list of appearances.",
    "rulings": "The log records no motion and no objection.",
    "jury": "The log records no jury.",
}


def witness_list(report: HearingReport, imprint: Imprint) -> Document:
    """Who was called, by whom, when sworn, by whom examined, and the exhibits through each."""
    watch = Watch(report.zone)
    columns = (
        Column("No.", width=24),
        Column("Witness", share=1.2, align=Align.LEFT, style=Style.BOLD),
        Column("Called by", share=0.8, align=Align.LEFT),
        Column("On the stand", width=78),
        Column("Examined", share=1.6, align=Align.LEFT),
        Column("Exhibits", share=0.9, align=Align.LEFT),
    )
    rows = tuple(_witness(number, t, watch) for number, t in enumerate(report.testimonies, 1))
    body: list[Block] = [Table(columns, rows, if_empty=_NOTHING["witnesses"])]
    return _paper(report, imprint, "Witness list", body)


def _witness(number: int, heard: Testimony, watch: Watch) -> Row:
    stand = f"{_TAKEN[heard.taken]} {watch.time(heard.at)}"
    if heard.released_at is not None:
        how = "Recallable" if heard.recallable else "Excused"
        stand = f"{stand}\n{how} {watch.time(heard.released_at)}"
    else:
        stand = f"{stand}\nNot excused"
    examined = "\n".join(
        f"{part.act.value.capitalize()} {watch.time(part.at)}{_by(part.by)}"
        for part in heard.examinations
    )
    exhibits = ", ".join(heard.exhibits)
    return Row((str(number), heard.name, heard.party, stand, examined, exhibits))


def _by(speaker: str) -> str:
    return f", {speaker}" if speaker else ""


def attendance(report: HearingReport, imprint: Imprint) -> Document:
    """Who took part: for whom, as what, how present, when they came, left, took an oath."""
    watch = Watch(report.zone)
    columns = [
        Column("Name", share=1.3, align=Align.LEFT, style=Style.BOLD),
        Column("For", align=Align.LEFT),
        Column("As", align=Align.LEFT),
        Column("Present", share=0.8, align=Align.LEFT),
        Column("From", width=44),
        Column("Until", width=44),
    ]
    cells = [_attended(attended, watch) for attended in report.attended]
    if any(attended.sworn for attended in report.attended):
        columns.append(Column("Oath", width=34))
    else:
        cells = [row[:-1] for row in cells]
    table = Table(tuple(columns), tuple(map(Row, cells)), if_empty=_NOTHING["attendance"])
    return _paper(report, imprint, "Attendance", [table])


def _attended(attended: Attended, watch: Watch) -> tuple[str, ...]:
    person = attended.person
    came = "\n".join(watch.time(stay.came) for stay in attended.stays)
    left = "\n".join(watch.time(stay.until) for stay in attended.stays)
    oath = "Yes" if attended.sworn else ""
    return (person.name, person.for_whom, person.role, attended.manner, came, left, oath)


def rulings(report: HearingReport, imprint: Imprint) -> Document:
    """Motions, then objections: when, by whom, on what ground, and the ruling; then how many."""
    watch = Watch(report.zone)
    body: list[Block] = []
    for title, kind in (("Motions", EntryKind.MOTION), ("Objections", EntryKind.OBJECTION)):
        asked = [request for request in report.requests if request.kind is kind]
        if asked:
            body += [Heading(title), _requests(asked, watch), *_counts(asked)]
    return _paper(report, imprint, "Motions, objections and rulings", body, _NOTHING["rulings"])


def _requests(asked: Iterable[Request], watch: Watch) -> Table:
    columns = (
        Column("Time", width=42),
        Column("By", width=96, align=Align.LEFT),
        Column("Matter and ground", share=1.1),
        Column("Ruling"),
    )
    return Table(columns, tuple(_request(request, watch) for request in asked))


def _request(request: Request, watch: Watch) -> Row:
    matter: Text = request.matter
    if request.ground:
        matter = (plain(f"{request.matter}: "), italic(request.ground))
    ruling: Text = (italic("None on record"),)
    if request.ruled_at is not None:
        ruling = (plain(f"{watch.time(request.ruled_at)}  "), bold(request.ruling))
    return Row((watch.time(request.at), request.by, matter, ruling))


def _counts(asked: list[Request]) -> list[Block]:
    by = Counter(request.by or "Nobody named" for request in asked)
    open_ones = sum(request.ruled_at is None for request in asked)
    words = "; ".join(f"{speaker} {count}" for speaker, count in by.items())
    left = f" {open_ones} without a ruling." if open_ones else ""
    return [Paragraph(f"{len(asked)} in all: {words}.{left}")]


def jury_time(report: HearingReport, imprint: Imprint) -> Document:
    """When the jury was in court, out of it and deliberating, with the sum of each."""
    watch = Watch(report.zone)
    now = report.hearing.ended_at or imprint.printed_at
    columns = (
        Column("From", width=110),
        Column("To", width=110),
        Column("The jury is", share=1),
        Column("Length", width=80, align=Align.RIGHT),
    )
    rows = tuple(
        Row(
            (
                _moment(period.since, report, watch),
                _moment(period.until, report, watch) if period.until else "Not ended",
                period.place.value,
                span(period.length(now)),
            )
        )
        for period in report.jury
    )
    body: list[Block] = [Table(columns, rows)] if rows else []
    if rows:
        body += [Heading("Sums"), _sums(report, now)]
    return _paper(report, imprint, "Jury time", body, _NOTHING["jury"])


def _sums(report: HearingReport, now: datetime) -> Facts:
    sums = {
        place: sum((p.length(now) for p in report.jury if p.place is place), timedelta())
        for place in JuryPlace
    }
    return Facts(
        tuple((place.value.capitalize(), span(sums[place])) for place in JuryPlace if sums[place])
    )


def _moment(at: datetime, report: HearingReport, watch: Watch) -> str:
    """The time of day, with its day where that is not the day of the hearing."""
    local = watch.local(at)
    day = "" if local.date() == report.hearing.plan.day else f"{long_date(local)}, "
    return f"{day}{watch.time(at)}"


def clerks_certificate(report: HearingReport, imprint: Imprint) -> Document:
    """The clerk's statement that the log is whole, with what it counts and its fingerprint."""
    watch = Watch(report.zone)
    hearing = report.hearing
    pairs: list[tuple[str, Text]] = [
        ("Entries", f"{hearing.entries:,}"),
        ("Amended entries", f"{report.amended:,}"),
    ]
    if report.first_at is not None and report.last_at is not None:
        pairs += [
            ("First entry", _moment(report.first_at, report, watch)),
            ("Last entry", _moment(report.last_at, report, watch)),
        ]
    if imprint.fingerprint:
        pairs.append(("Fingerprint of the record", imprint.fingerprint))
    body: list[Block] = [Heading("What is certified"), Facts(tuple(pairs))]
    clerk = hearing.plan.recorder
    statement = (
        f"I, {clerk or 'the undersigned clerk'}, was designated to keep the log of this hearing. I "
        "certify that the log was made while the hearing went on, that it is whole, and that each "
        "correction stands in it beside what it corrects, with its reason."
    )
    paper = _paper(report, imprint, "Clerk’s certificate", body)
    signed = certificate(statement, f"{clerk}, clerk" if clerk else "Clerk")
    return Document(paper.masthead, imprint, (*paper.blocks, signed))


def _paper(
    report: HearingReport, imprint: Imprint, title: str, body: list[Block], if_empty: str = ""
) -> Document:
    blocks: list[Block] = [facts(report, Watch(report.zone), imprint.printed_at), Space(8)]
    blocks += body or [Paragraph(if_empty)]
    if report.withheld:
        blocks.append(Paragraph((italic("A portion of the record is sealed and left out here."),)))
    head = masthead(report, title, sealed=report.shows_sealed)
    return Document(head, imprint, tuple(blocks))


REPORT_SHEETS: dict[str, tuple[str, ReportSheet]] = {
    "witnesses-list": ("Witness list", witness_list),
    "attendance": ("Attendance", attendance),
    "rulings": ("Rulings", rulings),
    "jury-time": ("Jury time", jury_time),
    "certificate": ("Certificate", clerks_certificate),
}
"""The further papers by their kind: how each is called in short, and what makes it."""
