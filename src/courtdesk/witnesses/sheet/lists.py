"""What is drawn from the order of call: the order itself, the grid of exhibits, the logistics."""

from courtdesk.paper.blocks import (
    Align,
    Column,
    Document,
    Paragraph,
    Row,
    Size,
    Style,
    Table,
    Text,
    bold,
    italic,
    plain,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import full_date, span
from courtdesk.witnesses.model.overview import CallLine, OrderSheet
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.sheet.head import (
    away,
    clock,
    day_of,
    described,
    joined,
    masthead,
    short_day,
    subpoena,
)

_ABREAST = 7
"""Witnesses side by side in the grid; more go into a further grid below."""


def order_of_call(sheet: OrderSheet, imprint: Imprint, *, for_court: bool = False) -> Document:
    """Who is called when. ``for_court``: without the team’s thoughts and dates to avoid."""
    columns = (
        Column("#", width=18),
        Column("Witness", share=1.4),
        Column("When", width=76),
        Column("Minutes", width=46),
        Column("Exhibits" if for_court else "Exhibits; proves", share=1.4),
        Column("Arrangements"),
        Column("State", width=66),
    )
    rows = tuple(
        Row(_cells(sheet, line, place, for_court=for_court))
        for place, line in enumerate(called(sheet), start=1)
    )
    left = " · ".join(
        f"{sheet.head.side(side)} {span(sheet.overview.remaining(side))}"
        for side in Side
        if sheet.overview.remaining(side)
    )
    head = masthead(
        sheet.head,
        "Order of call",
        full_date(sheet.day) if sheet.day else "All days",
        *(("Court’s edition", "") if for_court else ()),
    )
    blocks = (
        Table(columns, rows, if_empty="Nobody is in the order of call."),
        Paragraph(f"Estimated time still needed on the stand: {left or 'none'}.", Size.SMALL),
    )
    return Document(head, imprint, blocks)


def called(sheet: OrderSheet) -> tuple[CallLine, ...]:
    """The lines that have a place in the order, of the sheet's day if it has one."""
    return tuple(
        line
        for line in sheet.overview.lines
        if line.call and (sheet.day is None or day_on(sheet, line) == sheet.day)
    )


def day_on(sheet: OrderSheet, line: CallLine) -> object:
    """The court's day on which a line is reached, or else planned."""
    reached = line.reached.begins if line.reached else None
    planned = line.call.day if line.call else None
    return day_of(reached, sheet.head.zone) or planned


def _cells(sheet: OrderSheet, line: CallLine, place: int, *, for_court: bool) -> tuple[Text, ...]:
    call, file = line.call, line.file
    if call is None:
        raise ValueError("a line without a place in the order of call")
    zone = sheet.head.zone
    expected = line.reached.begins if line.reached else None
    when = joined(
        (
            joined((short_day(call.day), call.sitting), ", "),
            f"about {short_day(day_of(expected, zone))},\n{clock(expected, zone)}"
            if expected and not line.standing.over
            else "",
        ),
        "\n",
    )
    actual = span(line.actual) if line.heard else ""
    about = joined(
        (
            sheet.head.side(call.side),
            described(file),
            call.manner.value,
            "recalled" if call.recall else "",
        )
    )
    cells: list[Text] = [
        str(place),
        (bold(file.person.shown), plain(f"\n{about}")),
        when,
        joined((f"est. {call.minutes}", actual), "\n"),
        _purpose(sheet, line, for_court=for_court),
    ]
    measures = ", ".join(f"{each.name} ({each.state})" for each in file.support.measures)
    cells += [
        joined((file.person.interpreter, measures), "\n"),
        joined((line.standing.value.capitalize(), "" if for_court else line.conflict), "\n"),
    ]
    return tuple(cells)


def _purpose(sheet: OrderSheet, line: CallLine, *, for_court: bool) -> Text:
    exhibits, proves = ", ".join(exhibits_of(sheet, line)), "; ".join(proves_of(sheet, line))
    if for_court or not proves:
        return exhibits
    return (plain(f"{exhibits}\n" if exhibits else ""), italic(proves))


def exhibits_of(sheet: OrderSheet, line: CallLine) -> tuple[str, ...]:
    """The exhibits of a witness: those to sponsor, then others that the outline shows."""
    shown = dict(sheet.exhibits).get(line.file.id, ())
    return tuple(dict.fromkeys((*(e.exhibit for e in line.file.record.exhibits), *shown)))


def proves_of(sheet: OrderSheet, line: CallLine) -> tuple[str, ...]:
    """What the outline of a witness is to prove."""
    return dict(sheet.proves).get(line.file.id, ())


def witness_grid(sheet: OrderSheet, imprint: Imprint) -> Document:
    """Exhibits down, witnesses across: S sponsors, U uses, ! has never seen it before."""
    lines = list({line.file.id: line for line in sheet.overview.lines}.values())
    lines = [line for line in lines if exhibits_of(sheet, line)]
    exhibits = sorted({name for line in lines for name in exhibits_of(sheet, line)}, key=_natural)
    states = dict(sheet.states)
    tables = []
    for start in range(0, len(lines), _ABREAST):
        some = lines[start : start + _ABREAST]
        columns = (
            Column("Exhibit", width=74, style=Style.BOLD),
            Column("State", width=74),
            *(Column(line.file.person.shown, align=Align.LEFT) for line in some),
        )
        rows = tuple(
            Row((name, states.get(name, ""), *(_mark(sheet, line, name) for line in some)))
            for name in exhibits
        )
        tables.append(Table(columns, rows))
    legend = Paragraph(
        "S: sponsors the exhibit. U: is shown it. !: has never seen it before.", Size.SMALL
    )
    none = Paragraph("No witness has an exhibit yet.")
    head = masthead(sheet.head, "Exhibits by witness", f"{len(exhibits)} exhibits")
    return Document(head, imprint, (*tables, legend) if tables else (none,))


def _natural(name: str) -> tuple[object, ...]:
    word, _, number = name.rpartition(" ")
    return (word, int(number), "") if number.isdecimal() else (name, 0, "")


def _mark(sheet: OrderSheet, line: CallLine, name: str) -> str:
    if name not in exhibits_of(sheet, line):
        return ""
    note = next((each for each in line.file.record.exhibits if each.exhibit == name), None)
    if note is None:
        return "U"
    return ("S" if note.sponsors else "U") + ("" if note.seen_before else " !")


def logistics(sheet: OrderSheet, imprint: Imprint) -> Document:
    """Subpoenas, travel and standby of each witness, for whoever brings them to court."""
    columns = (
        Column("Witness", share=1.2),
        Column("Contact", share=1.2),
        Column("Subpoena", width=84),
        Column("Travel, standby", share=1.3),
        Column("Language", width=72),
        Column("Dates to avoid", width=70),
    )
    lines = called(sheet) if sheet.day else sheet.overview.lines
    once = {line.file.id: line for line in lines}.values()
    rows = tuple(Row(_logistics(sheet, line)) for line in once)
    subtitle = full_date(sheet.day) if sheet.day else "All days"
    head = masthead(sheet.head, "Subpoenas and logistics", subtitle)
    return Document(head, imprint, (Table(columns, rows, if_empty="Nobody is to come."),))


def _logistics(sheet: OrderSheet, line: CallLine) -> tuple[Text, ...]:
    person, record, call = line.file.person, line.file.record, line.call
    place = next(
        (str(n) for n, each in enumerate(called(sheet), start=1) if each.file.id == line.file.id),
        "",
    )
    day = short_day(call.day) if call else ""
    number = f"\nNo. {place}" if place else "\nNot in the order of call"
    return (
        (bold(person.shown), plain(joined((number, day), ", "))),
        "Held by the team" if person.protected else person.contact,
        subpoena(record),
        joined((record.travel, record.standby), "\n"),
        joined((person.language, person.interpreter), "\n"),
        away(record),
    )
