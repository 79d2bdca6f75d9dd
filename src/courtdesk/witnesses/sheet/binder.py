"""The witness binder: cover, outline, statements with their conflicts, exhibits, risks."""

from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Row,
    Ruled,
    Style,
    Table,
    bold,
    italic,
    plain,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import long_date
from courtdesk.witnesses.model.outline import Phase, Question, arguments, minutes_of
from courtdesk.witnesses.model.overview import FileSheet, FileView
from courtdesk.witnesses.model.witness import Record, conflicts
from courtdesk.witnesses.sheet.head import (
    clock,
    day_of,
    described,
    joined,
    masthead,
    short_day,
    subpoena,
)

_PHASES = {
    Phase.DIRECT: "Direct examination",
    Phase.CROSS: "Cross-examination",
    Phase.REDIRECT: "Redirect examination",
}


def witness_binder(sheet: FileSheet, imprint: Imprint) -> Document:
    """Everything that counsel needs at the lectern, in the order of use."""
    view = sheet.view
    record = view.file.record
    blocks = [*_cover(sheet), NewPage(), *_outline(view)]
    blocks += [*_statements(record), *_conflicts(record), *_exhibits(record)]
    blocks += [*_risks(record), *_sessions(sheet), Ruled(6, "Notes")]
    head = masthead(sheet.head, "Witness binder", view.file.person.shown)
    return Document(head, imprint, tuple(blocks))


def _cover(sheet: FileSheet) -> list[Block]:
    view = sheet.view
    file, person, record = view.file, view.file.person, view.file.record
    measures = "\n".join(f"{each.name}: {each.state}" for each in file.support.measures)
    called = "\n".join(
        joined(
            (
                sheet.head.side(call.side),
                "recalled" if call.recall else "",
                short_day(call.day),
                call.sitting,
                call.manner.value,
                f"{call.minutes} min",
            )
        )
        for call in view.calls
    )
    times = "\n".join(
        f"{_PHASES[phase]}: {minutes_of(view.questions, phase)} min"
        for phase in Phase
        if minutes_of(view.questions, phase)
    )
    return [
        Facts(
            (
                ("Witness", (bold(person.shown),)),
                ("Kind", described(file)),
                ("Called", called or "Not in the order of call"),
                ("Serves", joined(arguments(view.questions)) or "Not said"),
                ("Estimated", times or "Not estimated"),
                ("Language", joined((person.language, person.interpreter))),
                ("Special measures", measures or "None"),
                ("Subpoena", subpoena(record)),
                ("Privilege", record.privilege or "No warning noted"),
            )
        ),
        Heading("Contents", 3),
        Items(
            (
                f"Outline: {len(view.questions)} questions",
                f"Statements: {len(record.statements)}",
                f"Conflicts between statements: {len(conflicts(record))}",
                f"Exhibits: {len(record.exhibits)}",
                f"Risks and answers: {len(record.risks)}",
            )
        ),
    ]


def _outline(view: FileView) -> list[Block]:
    blocks: list[Block] = []
    for phase in Phase:
        questions = [each for each in view.questions if each.phase is phase]
        if not questions:
            continue
        columns = (
            Column("", width=18),
            Column("Question", share=2.2),
            Column("Proves", share=1.1),
            Column("Source, exhibit"),
            Column("Objection and reply", share=1.3),
            Column("Min", width=26),
        )
        rows = tuple(_question(each) for each in questions)
        blocks += [Heading(_PHASES[phase]), Table(columns, rows)]
    return blocks or [Heading("Outline"), Paragraph("No question yet.")]


def _question(question: Question) -> Row:
    words = question.words
    head = (bold(f"{words.topic}. "),) if words.topic else ()
    expected = (italic(f"\nExpected: {words.expected}"),) if words.expected else ()
    objection = joined((words.objection, f"Reply: {words.reply}" if words.reply else ""), "\n")
    return Row(
        (
            "☑" if question.covered else "☐",
            (*head, plain(words.question), *expected),
            joined((words.proves, words.argument), "\n"),
            joined((words.source, words.exhibit), "\n"),
            objection,
            str(words.minutes or ""),
        )
    )


def _statements(record: Record) -> list[Block]:
    columns = (
        Column("Statement", share=1.3),
        Column("Topic"),
        Column("Page:line", width=52),
        Column("Says", share=2),
    )
    rows = []
    for statement in record.statements:
        day = f", {long_date(statement.day)}" if statement.day else ""
        title = f"{statement.title}{day}\n({statement.kind})"
        passages = statement.passages or (None,)
        for place, passage in enumerate(passages):
            cells = (passage.topic, passage.place, passage.words) if passage else ("", "", "")
            rows.append(Row((title if place == 0 else "", *cells)))
    return [
        Heading("Statements"),
        Table(columns, tuple(rows), if_empty="No statement is indexed."),
    ]


def _conflicts(record: Record) -> list[Block]:
    found = conflicts(record)
    if not found:
        return []
    columns = (
        Column("Topic", style=Style.BOLD),
        Column("Statement", share=1.3),
        Column("Page:line", width=52),
        Column("Says", share=2),
    )
    rows = tuple(
        Row((conflict.topic if place == 0 else "", title, where, words))
        for conflict in found
        for place, (title, where, words) in enumerate(conflict.versions)
    )
    return [Heading("Conflicts between statements"), Table(columns, rows)]


def _exhibits(record: Record) -> list[Block]:
    columns = (
        Column("Exhibit", width=80, style=Style.BOLD),
        Column("To sponsor", width=66),
        Column("Seen before", width=70),
        Column("Note"),
    )
    rows = tuple(
        Row(
            (
                each.exhibit,
                "Yes" if each.sponsors else "No",
                "Yes" if each.seen_before else "Never",
                each.note,
            )
        )
        for each in record.exhibits
    )
    return [Heading("Exhibits"), Table(columns, rows, if_empty="No exhibit is planned.")]


def _risks(record: Record) -> list[Block]:
    columns = (Column("May be impeached with"), Column("Answer"))
    rows = tuple(Row((each.risk, each.answer)) for each in record.risks)
    return [Heading("Risks and answers"), Table(columns, rows, if_empty="None is noted.")]


def _sessions(sheet: FileSheet) -> list[Block]:
    regime = sheet.view.regime
    columns = (
        Column("Held", width=62),
        Column("In the room"),
        Column("Covered", share=1.6),
        Column("Difficulties"),
    )
    rows = tuple(
        Row(
            (
                f"{short_day(day_of(each.at, sheet.head.zone))}, "
                f"{clock(each.at, sheet.head.zone)}\n{each.minutes} min",
                ", ".join(each.present),
                joined((each.covered, each.walked_through), "\n"),
                each.difficulties,
            )
        )
        for each in sheet.view.sessions
    )
    title = regime.session_title[:1].upper() + regime.session_title[1:]
    return [Heading(title), Table(columns, rows, if_empty="None was held yet.")]
