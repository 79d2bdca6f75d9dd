"""Venire lists made elsewhere: which column holds what, and what importing would record."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from courtdesk.intake.heads import folded
from courtdesk.intake.tables import BadFile, Table, uncollected
from courtdesk.jury.model.fields import BY_KEY, guess
from courtdesk.jury.model.outcome import eligible_to, outcome_of
from courtdesk.jury.model.venire import JurorEntry, JurorStatus, RowProblem, Side, VenirePlan

_OWN = frozenset({"number", "name", "race", "sex", "seat", "outcome", "eligible", "call"})
_SHOWN = 3


@dataclass
class _Findings:
    entries: list[JurorEntry] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    labels: dict[Side, str] = field(default_factory=dict)


def mapping_from(header: Sequence[str], given: Sequence[str]) -> dict[str, int]:
    """The guessed mapping, overruled by ``given`` assignments such as ``Juror No.=number``.

    ``HEAD=`` keeps a column as an answer under its own head.

    Raises:
        BadFile: a head or a field is unknown.
    """
    mapping = guess(header)
    heads = {folded(head): n for n, head in enumerate(header)}
    for assignment in given:
        head, _, key = assignment.rpartition("=")
        column = heads.get(folded(head))
        if column is None:
            raise BadFile(f"The file has no column “{head}”. It has: {', '.join(header)}.")
        if key and key not in BY_KEY:
            raise BadFile(f"“{key}” is no field. The fields are: {', '.join(BY_KEY)}.")
        mapping = {known: n for known, n in mapping.items() if n != column}
        if key:
            mapping[key] = column
    return mapping


def columns(header: Sequence[str], mapping: Mapping[str, int]) -> dict[str, str]:
    """What to remember of a mapping: the field of each head, empty for an answer."""
    fields = {n: key for key, n in mapping.items()}
    return {head: fields.get(n, "") for n, head in enumerate(header)}


def fitting(header: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """What is remembered of the heads that this list has, as assignments."""
    return [f"{head}={key}" for head, key in remembered.items() if head in header]


def plan_venire(table: Table, mapping: Mapping[str, int]) -> VenirePlan:
    """What importing the table would record, and what stands in its way, row by row.

    Raises:
        BadFile: no column holds numbers or names.
    """
    if not mapping.keys() & {"number", "name", "last_name"}:
        raise BadFile(
            "Say which column holds the jurors’ numbers or names. "
            f"The file has: {', '.join(table.header)}."
        )
    found = _Findings()
    reader = _Reader(table, mapping)
    with uncollected():
        for number, row in enumerate(table.rows, start=1):
            try:
                entry, call = reader.read(row, found.labels)
            except ValueError as error:
                found.problems.append(RowProblem(number, str(error)))
            else:
                found.entries.append(entry)
                found.rows.append(number)
                found.calls.append(call)
    found.problems += _repeated(found)
    return _in_order_of_call(found, (*table.remarks, *_short_rows(table)))


class _Reader:
    """Turns rows of one table into entries."""

    def __init__(self, table: Table, mapping: Mapping[str, int]) -> None:
        self._width = len(table.header)
        own = {key: mapping.get(key, len(table.header)) for key in _OWN}
        self._number, self._name, self._seat = own["number"], own["name"], own["seat"]
        self._race, self._sex, self._call = own["race"], own["sex"], own["call"]
        self._outcome, self._eligible = own["outcome"], own["eligible"]
        self._details = [(key, n) for key, n in mapping.items() if key not in _OWN]
        self._is_over = bool(mapping.keys() & {"outcome", "eligible"})
        mapped = set(mapping.values())
        self._answers = [(head, n) for n, head in enumerate(table.header) if n not in mapped]

    def read(self, row: tuple[str, ...], labels: dict[Side, str]) -> tuple[JurorEntry, str]:
        """The entry of a row and what it says of the order of call."""
        if len(row) > self._width:
            raise ValueError(
                f"it has {len(row)} cells where the head has {self._width}; "
                "put text with commas in quotes."
            )
        cells = list(map(str.strip, row))
        # One empty cell stands for every field that no column holds.
        cells += [""] * (self._width - len(row) + 1)
        details = {key: cells[n] for key, n in self._details if cells[n]}
        number = cells[self._number]
        name = cells[self._name] or " ".join(
            details[part] for part in ("first_name", "last_name") if part in details
        )
        if not number and not name:
            raise ValueError("it has neither a number nor a name.")
        answers = {head: cells[n] for head, n in self._answers if cells[n]}
        race, sex, seat = cells[self._race], cells[self._sex], cells[self._seat]
        entry = JurorEntry(number, name, race, sex, seat, details=details, answers=answers)
        return (self._ended(entry, cells, labels) if self._is_over else entry), cells[self._call]

    def _ended(self, entry: JurorEntry, cells: list[str], labels: dict[Side, str]) -> JurorEntry:
        """The entry with what became of the juror, from a list of a selection that is over."""
        outcome = outcome_of(cells[self._outcome])
        if outcome.side is not None:
            labels.setdefault(outcome.side, outcome.label)
        return replace(
            entry,
            status=outcome.status,
            strike=outcome.strike,
            struck_by=outcome.side,
            eligible=eligible_to(cells[self._eligible]),
        )


def _short_rows(table: Table) -> list[str]:
    short = [str(n) for n, row in enumerate(table.rows, start=1) if len(row) < len(table.header)]
    if not short:
        return []
    shown = ", ".join(short[:10]) + (" …" if len(short) > 10 else "")
    return [f"Rows shorter than the head, their missing cells read as empty: {shown}."]


def _repeated(found: _Findings) -> list[RowProblem]:
    problems = []
    for what, values in (
        ("number", [entry.number.casefold() for entry in found.entries]),
        ("seat", [entry.seat.casefold() for entry in found.entries]),
    ):
        given = len(values) - values.count("")
        if len(set(values) - {""}) == given:
            continue
        first: dict[str, int] = {}
        for value, row in zip(values, found.rows, strict=True):
            if value and first.setdefault(value, row) != row:
                sentence = f"its {what} {value} stands in row {first[value]} too."
                problems.append(RowProblem(row, sentence))
    return problems


def _in_order_of_call(found: _Findings, remarks: tuple[str, ...]) -> VenirePlan:
    notes = list(remarks)
    order = list(range(len(found.entries)))
    if any(found.calls):
        if all(call.isdecimal() for call in found.calls):
            order.sort(key=lambda n: int(found.calls[n]))
        else:
            notes.append(
                "Not each row has a whole number as order of call: the file’s order is kept."
            )
    notes += _remarks(found.entries)
    return VenirePlan(
        entries=tuple(found.entries[n] for n in order),
        rows=tuple(found.rows[n] for n in order),
        problems=tuple(sorted(found.problems, key=lambda problem: problem.row)),
        remarks=tuple(notes),
        labels=found.labels,
    )


def _remarks(entries: Sequence[JurorEntry]) -> list[str]:
    remarks = []
    names = sum(not entry.name for entry in entries)
    numbers = sum(not entry.number for entry in entries)
    groups = sum("unknown" in (e.race.casefold(), e.sex.casefold()) for e in entries)
    unnoted = sum(entry.status is JurorStatus.STRUCK_UNNOTED for entry in entries)
    if names:
        remarks.append(f"{names} jurors have no name and are shown by their numbers.")
    if numbers:
        remarks.append(f"{numbers} jurors have no number and are shown by their names.")
    if groups:
        remarks.append(f"The race or sex of {groups} jurors is unknown, and stays so.")
    if unnoted:
        remarks.append(f"For {unnoted} struck jurors the list does not say by whom.")
    same = [
        name for name, n in Counter(e.name.casefold() for e in entries if e.name).items() if n > 1
    ]
    if same:
        remarks.append(
            f"{len(same)} names stand for more than one juror; the numbers tell them apart."
        )
    return remarks


def problems_sentence(plan: VenirePlan) -> str:
    """The plan's problems in one sentence, the first few in full."""
    return sentence_of(plan.problems)


def sentence_of(problems: Sequence[RowProblem]) -> str:
    """Problems in one sentence, the first few in full."""
    shown = " ".join(f"Row {p.row}: {p.sentence}" for p in problems[:_SHOWN])
    more = len(problems) - _SHOWN
    return f"Nothing was imported. {shown}" + (f" And {more} more." if more > 0 else "")
