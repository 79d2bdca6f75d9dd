"""The strike sheet, and the report of strike figures: counts and arithmetic, no conclusion."""

from courtdesk.jury.model.fairness import (
    TRAITS,
    SideFigures,
    comparators,
    figures,
    fisher_exact,
    group_of,
    is_struck_by,
    outside_eligibility,
    rest_of,
    traits_known,
)
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.strikes import Strike, left, standing
from courtdesk.jury.model.venire import Juror, JurorStatus, Side, StrikeKind
from courtdesk.jury.sheet.head import COURT, clock, marking, masthead
from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Size,
    Table,
)
from courtdesk.paper.imprint import Imprint

_KINDS = {StrikeKind.UNNOTED: "struck, side not noted"}
_FEWEST_TO_TEST = 1


def strike_sheet(sheet: JurySheet, imprint: Imprint, *, court: bool = False) -> Document:
    """Each strike in its order. The court's copy has no reasons and no traits."""
    columns = [
        Column("No.", width=26),
        Column("Time", width=48),
        Column("Side", width=52, align=Align.LEFT),
        Column("Kind", width=62, align=Align.LEFT),
        Column("Juror", width=40),
        Column("Name", share=0.9, align=Align.LEFT),
    ]
    if not court:
        columns.append(Column("Reason or ground as stated", share=1.8))
    columns += [Column("Ruling", width=48), Column("Left", width=34)]
    made = standing(sheet.strikes)
    rows = tuple(Row(_cells(sheet, made, n, court=court)) for n in range(len(made)))
    blocks: list[Block] = [
        Table(tuple(columns), rows, "No strike has been made.", Size.SMALL),
        Heading("Final jury"),
        _jury(sheet),
    ]
    if not court:
        for side in figures(sheet.jurors, sheet.rules.labels):
            blocks += _figures(side)
    kind, edition = (COURT, "Court copy") if court else (marking(sheet), "")
    head = masthead(sheet, "Strike sheet", kind, edition)
    return Document(head, imprint, tuple(blocks), landscape=True)


def batson_report(sheet: JurySheet, imprint: Imprint) -> Document:
    """Rates by group, exact tests, comparators and the log of objections."""
    blocks: list[Block] = [
        Paragraph(
            "Counts and arithmetic only. A rate is the strikes of a side over the jurors of a "
            "group whom that side could have struck. The last column is the two-sided Fisher exact "
            "probability of the group against all others together; what it means is for the court."
        )
    ]
    for side in figures(sheet.jurors, sheet.rules.labels):
        blocks += _figures(side)
    blocks += _left_out(sheet)
    blocks += _objections(sheet)
    blocks += _comparators(sheet)
    head = masthead(sheet, "Strike figures", marking(sheet))
    return Document(head, imprint, tuple(blocks))


def _cells(
    sheet: JurySheet, made: tuple[Strike, ...], place: int, *, court: bool
) -> tuple[str, ...]:
    strike = made[place]
    juror = next((each for each in sheet.jurors if each.id == strike.juror_id), None)
    side = "" if strike.side is None else sheet.rules.labels[strike.side]
    remaining = "/".join(str(left(sheet.rules, made[: place + 1], each)) for each in Side)
    said = strike.reason or strike.ground
    words = f"{said} ({strike.source})" if said and strike.source else said
    cells = [
        str(strike.order),
        clock(strike.at, sheet.zone),
        f"{side} {strike.defendant}".strip(),
        _KINDS.get(strike.kind, strike.kind.value),
        juror.number if juror else "",
        juror.entry.name if juror else "",
    ]
    return (*cells, *(() if court else (words,)), strike.ruling, remaining)


def _jury(sheet: JurySheet) -> Table:
    order = {JurorStatus.SWORN: 0, JurorStatus.ALTERNATE: 1}
    sworn = sorted(
        (juror for juror in sheet.jurors if juror.status in order),
        key=lambda juror: (order[juror.status], juror.call),
    )
    rows, count = [], {JurorStatus.SWORN: 0, JurorStatus.ALTERNATE: 0}
    for juror in sworn:
        count[juror.status] += 1
        what = "Juror" if juror.status is JurorStatus.SWORN else "Alternate"
        place = f"{what} {count[juror.status]}"
        rows.append(Row((place, juror.seat, juror.number, juror.entry.name)))
    columns = (
        Column("", width=74),
        Column("Seat", width=40),
        Column("Juror", width=60),
        Column("Name"),
    )
    return Table(columns, tuple(rows), "Nobody has been sworn.")


def _figures(side: SideFigures) -> list[Block]:
    columns = (
        Column("", share=1.6, align=Align.LEFT),
        Column("Struck", width=48, align=Align.RIGHT),
        Column("Could strike", width=72, align=Align.RIGHT),
        Column("Rate", width=50, align=Align.RIGHT),
        Column("Fisher p", width=60, align=Align.RIGHT),
    )
    blocks: list[Block] = []
    for trait in TRAITS:
        groups = side.of(trait)
        if not groups:
            continue
        rows = []
        for group in groups:
            rest = rest_of(groups, group)
            tested = rest.eligible >= _FEWEST_TO_TEST
            p = f"{fisher_exact(group, rest):.4f}" if tested else ""
            rate = "" if group.rate is None else f"{group.rate:.0%}"
            rows.append(Row((group.group, str(group.struck), str(group.eligible), rate, p)))
        blocks += [
            Heading(f"Strikes by {side.label}, by {trait}", level=3),
            Table(columns, tuple(rows)),
        ]
    return blocks


def _left_out(sheet: JurySheet) -> list[Block]:
    odd = outside_eligibility(sheet.jurors)
    if not odd:
        return []
    numbers = ", ".join(juror.number or juror.shown for juror in odd)
    return [Paragraph(f"Struck by a side that is not noted as able to strike: {numbers}.")]


def _objections(sheet: JurySheet) -> list[Block]:
    columns = (
        Column("Time", width=48),
        Column("Juror", width=40),
        Column("Under", width=50),
        Column("By", width=50),
        Column("Reason, in the speaker’s words", share=1.5),
        Column("Response"),
        Column("Ruling", width=60),
    )
    rows = tuple(
        Row(
            (
                clock(each.at, sheet.zone),
                sheet.number_of(each.juror_id),
                each.regime,
                sheet.rules.labels[each.objector],
                each.reason,
                each.response,
                each.ruling or f"({each.step})",
            )
        )
        for each in sheet.objections
    )
    return [
        Heading("Objections to strikes"),
        Table(columns, rows, "No objection was made.", Size.SMALL),
    ]


def _comparators(sheet: JurySheet) -> list[Block]:
    """Each answer of a struck juror, with the kept jurors who gave the same."""
    rows = []
    for struck in sheet.jurors:
        side = next((side for side in Side if is_struck_by(struck, side)), None)
        if side is None:
            continue
        for trait in traits_known((struck,)):
            found = comparators(sheet.jurors, struck, trait)
            if found.kept and trait in struck.entry.answers:
                rows.append(
                    Row(
                        (
                            _who(struck),
                            sheet.rules.labels[side],
                            trait,
                            found.value,
                            ", ".join(map(_who, found.kept)),
                        )
                    )
                )
    columns = (
        Column("Struck", width=84),
        Column("By", width=50),
        Column("Answer to", share=1.0),
        Column("was", width=50),
        Column("Kept jurors who answered the same", share=2.0),
    )
    empty = "No kept juror shares an answer of a struck one."
    return [Heading("Side by side"), Table(columns, tuple(rows), empty, Size.SMALL)]


def _who(juror: Juror) -> str:
    return f"{juror.number or juror.shown} ({group_of(juror, 'race')})"
