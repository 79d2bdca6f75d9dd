"""Juror pages, the jury list, and the matrix of answers."""

from courtdesk.jury.model.fields import BY_KEY
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.venire import STATUS_WORDS, Juror
from courtdesk.jury.model.watch import RATING_WORDS
from courtdesk.jury.sheet.head import COURT, about, clock, day, marking, masthead, signed
from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Row,
    Ruled,
    Size,
    Table,
)
from courtdesk.paper.imprint import Imprint

_PER_MATRIX = 7


def jury_list(sheet: JurySheet, imprint: Imprint) -> Document:
    """Everyone in the order of call, for the court."""
    columns = (
        Column("Call", width=34),
        Column("Juror", width=50),
        Column("Name", share=1.4),
        Column("About", share=1.4),
        Column("Seat", width=36),
        Column("Status", share=1.0),
    )
    rows = tuple(
        Row(
            (
                str(juror.call),
                juror.number,
                juror.entry.name,
                about(juror),
                juror.seat,
                STATUS_WORDS[juror.status],
            )
        )
        for juror in sheet.jurors
    )
    table = Table(columns, rows, "The venire is empty.")
    return Document(masthead(sheet, "Jury list", COURT), imprint, (table,))


def juror_pages(sheet: JurySheet, imprint: Imprint) -> Document:
    """One page a juror: background, answers, what was seen and found, and room to write."""
    blocks: list[Block] = []
    for juror in sheet.jurors:
        if blocks:
            blocks.append(NewPage())
        blocks += _page(sheet, juror)
    if not blocks:
        blocks.append(Paragraph("The venire is empty."))
    return Document(masthead(sheet, "Jurors", marking(sheet)), imprint, tuple(blocks))


def answer_matrix(sheet: JurySheet, imprint: Imprint) -> Document:
    """Each juror's answer to each question, a few questions side by side."""
    heads = tuple(dict.fromkeys(h for juror in sheet.jurors for h in juror.entry.answers))
    blocks: list[Block] = []
    for first in range(0, len(heads), _PER_MATRIX):
        some = heads[first : first + _PER_MATRIX]
        columns = (Column("Juror", width=90), *(Column(head) for head in some))
        rows = tuple(
            Row((_who(juror), *(juror.entry.answers.get(head, "") for head in some)))
            for juror in sheet.jurors
        )
        blocks.append(Table(columns, rows, size=Size.SMALL))
    if not blocks:
        blocks.append(Paragraph("The venire’s list carries no answers."))
    head = masthead(sheet, "Answers", marking(sheet))
    return Document(head, imprint, tuple(blocks), landscape=True)


def destruction_certificate(sheet: JurySheet, imprint: Imprint) -> Document:
    """What was destroyed, when, and under which rule."""
    kept = sheet.destruction
    when = (
        ""
        if kept.purged_at is None
        else f"{day(kept.purged_at, sheet.zone)}, {clock(kept.purged_at, sheet.zone)}"
    )
    facts = (
        ("Rule or order", kept.rule),
        ("Due", kept.due.isoformat() if kept.due else ""),
        ("Destroyed", when or "not yet"),
    )
    rows = tuple(Row((what.replace("_", " "), str(count))) for what, count in kept.purged.items())
    table = Table(
        (Column("What"), Column("How many", width=80)), rows, "Nothing was destroyed yet."
    )
    head = masthead(sheet, "Certificate of destruction", marking(sheet))
    return Document(head, imprint, (Facts(facts), Heading("Destroyed"), table))


def _page(sheet: JurySheet, juror: Juror) -> list[Block]:
    entry = juror.entry
    facts = [
        ("Juror", juror.number),
        ("Seat", juror.seat or "none"),
        ("Status", STATUS_WORDS[juror.status]),
        ("Order of call", str(juror.call)),
        *((BY_KEY[key].words, value) for key, value in entry.details.items() if key in BY_KEY),
    ]
    blocks: list[Block] = [Heading(_who(juror)), Facts(tuple(facts), columns=2)]
    if entry.answers:
        rows = tuple(Row((head, answer)) for head, answer in entry.answers.items())
        blocks += [Heading("Questionnaire", level=3), Table((Column(""), Column("")), rows)]
    if sheet.watch is not None:
        blocks += _team(sheet, juror)
    for strike in sheet.strikes:
        if strike.juror_id == juror.id and not strike.withdrawn:
            parts = (strike.kind.value, strike.ground, strike.reason, strike.ruling)
            words = " · ".join(part for part in parts if part)
            blocks.append(Paragraph(f"Strike {strike.order}: {words}"))
    blocks.append(Ruled(5, "By hand"))
    return blocks


def _team(sheet: JurySheet, juror: Juror) -> list[Block]:
    watch = sheet.watch
    if watch is None:
        return []
    questions = {question.id: question.text for question in watch.questions}
    answers = tuple(
        Row((questions.get(each.question_id, ""), each.text or "hand raised", each.by))
        for each in watch.answers
        if each.juror_id == juror.id
    )
    rating = watch.rating_of(juror.id)
    facts = [("Rating", "none" if rating is None else f"{signed(rating)} {RATING_WORDS[rating]}")]
    if flags := watch.flags_of(juror.id):
        facts.append(("Flags", ", ".join(flags)))
    if baseline := watch.baseline_of(juror.id):
        facts.append(("Baseline", baseline))
    blocks: list[Block] = [Heading("The team’s work", level=3), Facts(tuple(facts), columns=2)]
    if answers:
        columns = (Column("Question", share=2), Column("Answer", share=2), Column("By"))
        blocks.append(Table(columns, answers, size=Size.SMALL))
    blocks += [
        Paragraph(f"{each.source} (match {each.identity}): {each.text}")
        for each in sheet.findings
        if each.juror_id == juror.id
    ]
    return blocks


def _who(juror: Juror) -> str:
    return f"{juror.number}  {juror.entry.name}".strip() or "Juror"
