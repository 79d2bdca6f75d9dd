"""The seating chart to scale: as work product with what the team noted, or clean."""

from textwrap import wrap

from courtdesk.jury.model.layout import Seat, extent, on_screen, seats
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.strikes import last_reachable, left, standing, used
from courtdesk.jury.model.venire import STATUS_WORDS, Juror, JurorStatus, Side
from courtdesk.jury.sheet.head import CLEAN, marking, masthead, signed
from courtdesk.paper.blocks import Align, Block, Document, Drawing, Facts, Frame, Style, Words
from courtdesk.paper.imprint import Imprint

_SEAT = (74.0, 118.0)
_ROOM_HEIGHT = 22.0
_FURNITURE = ("Witness", "Bench", "Clerk", "Counsel tables")
_SPARE = 6.0
_NAME = 11
_LARGEST = 1.4


def seating_chart(sheet: JurySheet, imprint: Imprint, *, clean: bool = False) -> Document:
    """The chart; ``clean`` shows seat, number and name, and nothing that anyone thinks."""
    blocks: list[Block] = [_drawing(sheet, clean=clean)]
    if not clean:
        blocks.append(Facts(_facts(sheet), columns=2))
    kind = CLEAN if clean else marking(sheet)
    edition = "Clean copy" if clean else ""
    head = masthead(sheet, "Seating chart", kind, edition)
    return Document(head, imprint, tuple(blocks), landscape=True)


def _drawing(sheet: JurySheet, *, clean: bool) -> Drawing:
    placed = on_screen(seats(sheet.layout), from_bench=False)
    seated = {juror.seat: juror for juror in sheet.jurors if juror.seat}
    across, down = _SEAT
    _, _, columns, rows = extent(placed)
    frames, words = [], []
    for seat in placed:
        x, y = seat.x * across, seat.y * down
        juror = seated.get(seat.label)
        frames.append(Frame(x, y, across - _SPARE, down - _SPARE, 1.0, 1.2 if juror else 0.4))
        words += _seat_words(sheet, seat, juror, (x + 4, y + 3), clean=clean)
    top = rows * down + 4
    width = max(columns * across - _SPARE, 300.0)
    part = width / len(_FURNITURE)
    for n, name in enumerate(_FURNITURE):
        frames.append(Frame(n * part, top, part - 6, _ROOM_HEIGHT, 1.0, 0.4))
        words.append(Words(name, n * part + 6, top + 5, part - 18, 9, Style.ITALIC))
    names = ", ".join(row.name for row in sheet.layout.rows if row.name)
    title = f"Seating chart {sheet.layout.name} as seen from counsel’s tables: {names}"
    height = top + _ROOM_HEIGHT
    return Drawing(title, width, height, tuple(frames), tuple(words), _LARGEST)


def _seat_words(
    sheet: JurySheet,
    seat: Seat,
    juror: Juror | None,
    at: tuple[float, float],
    *,
    clean: bool,
) -> list[Words]:
    (x, y), width = at, _SEAT[0] - _SPARE - 8
    found = [Words(seat.label, x, y, width, 12, Style.BOLD)]
    if juror is None:
        return found
    number = f"#{juror.number}" if juror.number else ""
    found.append(Words(number, x + 24, y + 2, width - 24, 8, align=Align.RIGHT))
    names = wrap(juror.shown, _NAME)[:2]
    for n, part in enumerate(names):
        found.append(Words(part, x, y + 18 + n * 12, width, 10, Style.BOLD))
    top = y + 22 + 12 * len(names)
    if clean:
        return found
    details = juror.entry.details
    lines = [
        ", ".join(part for part in (juror.entry.sex, details.get("age", "")) if part),
        details.get("occupation", ""),
        details.get("town", ""),
    ]
    quiet = {JurorStatus.SEATED, JurorStatus.SWORN}
    if juror.status not in quiet:
        lines.append(STATUS_WORDS[juror.status])
    if sheet.watch is not None:
        lines += _work_product(sheet, juror.id)
    for n, line in enumerate(line for line in lines if line):
        found.append(Words(line, x, top + n * 12, width, 9))
    return found


def _work_product(sheet: JurySheet, juror_id: str) -> list[str]:
    """Lean, flags, and whether the juror has spoken, in letters that survive a fax."""
    watch = sheet.watch
    if watch is None:
        return []
    rating = watch.rating_of(juror_id)
    return [
        "" if rating is None else f"lean {signed(rating)}",
        ", ".join(watch.flags_of(juror_id)),
        "" if watch.has_spoken(juror_id) else "not spoken",
    ]


def _facts(sheet: JurySheet) -> tuple[tuple[str, str], ...]:
    made = standing(sheet.strikes)
    labels = sheet.rules.labels
    sides = tuple(
        (
            f"{labels[side]} strikes",
            f"{used(made, side)} used, {left(sheet.rules, made, side)} left",
        )
        for side in Side
    )
    reach = f"place {last_reachable(sheet.rules, sheet.jurors)} of {len(sheet.jurors)}"
    legend = "heavy frame: taken; lean −3 against us to +3 for us"
    return (*sides, ("Can be reached", reach), ("Signs", legend))
