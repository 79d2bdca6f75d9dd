"""Juror questionnaires: public forms as data, typed fast, and answers that come as a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courtdesk.intake.tables import BadFile, Table
from courtdesk.jury.model.fields import guess
from courtdesk.jury.model.venire import Juror, RowProblem

_OWN = ("race", "sex")


@dataclass(frozen=True)
class FormItem:
    """What a form asks. ``field`` names the juror's field that the item fills, if any."""

    key: str
    words: str
    field: str = ""
    choices: tuple[str, ...] = ()

    def meant(self, typed: str) -> str:
        """The choice that the first letters of ``typed`` mean; else what was typed."""
        begun = typed.strip().casefold()
        found = [each for each in self.choices if begun and each.casefold().startswith(begun)]
        return found[0] if len(found) == 1 or (found and len(begun) == 1) else typed.strip()

    def answer_of(self, juror: Juror) -> str:
        """What is known of a juror."""
        if self.field in _OWN:
            return str(getattr(juror.entry, self.field))
        known = juror.entry.details if self.field else juror.entry.answers
        return known.get(self.field or self.words, "")


@dataclass(frozen=True)
class Form:
    """A questionnaire, with where and when its items were read."""

    id: str
    title: str
    source: str
    effective: str
    verified: str
    items: tuple[FormItem, ...]


def form_of(data: Mapping[str, Any]) -> Form:
    """A form from its entry in the data."""
    items = tuple(
        FormItem(item["key"], item["words"], item.get("field", ""), tuple(item.get("choices", ())))
        for item in data["fields"]
    )
    return Form(
        data["id"], data["title"], data["source"], data["effective"], data["verified"], items
    )


def own_items(jurors: Iterable[Juror]) -> tuple[FormItem, ...]:
    """The questions that the venire's list carries, in the order of their first use."""
    heads = dict.fromkeys(head for juror in jurors for head in juror.entry.answers)
    return tuple(FormItem(head, head) for head in heads)


@dataclass(frozen=True)
class AnswersPlan:
    """What a list of answers would add to jurors who are in the venire, by their ids.

    Nothing is kept while there is a problem.
    """

    given: tuple[tuple[str, Mapping[str, str], Mapping[str, str]], ...]
    problems: tuple[RowProblem, ...]


def plan_answers(table: Table, jurors: Iterable[Juror]) -> AnswersPlan:
    """Match rows to jurors by number, or where the list has none by name or seat.

    Raises:
        BadFile: no column tells which juror a row is about.
    """
    columns = guess(table.header)
    by = next((key for key in ("number", "name", "seat") if key in columns), "")
    if not by:
        raise BadFile(
            "Say in one column which juror a row is about: the number, the name or the seat. "
            f"The file has: {', '.join(table.header)}."
        )
    known = {_key(juror, by): juror.id for juror in jurors if _key(juror, by)}
    fields = {column: key for key, column in columns.items()}
    given: list[tuple[str, Mapping[str, str], Mapping[str, str]]] = []
    problems: list[RowProblem] = []
    seen: set[str] = set()
    for number, row in enumerate(table.rows, start=1):
        key = row[columns[by]].strip().casefold() if columns[by] < len(row) else ""
        juror_id = known.get(key)
        if juror_id is None or juror_id in seen or len(row) > len(table.header):
            problems.append(RowProblem(number, _what_is_wrong(key, juror_id, seen, by)))
            continue
        seen.add(juror_id)
        details, answers = {}, {}
        for column, cell in enumerate(row):
            if not cell.strip() or column == columns[by]:
                continue
            if (field := fields.get(column)) is None:
                answers[table.header[column]] = cell.strip()
            elif field not in {"number", "name", "seat", "call", "outcome", "eligible"}:
                details[field] = cell.strip()
        given.append((juror_id, details, answers))
    return AnswersPlan(tuple(given), tuple(problems))


def _key(juror: Juror, by: str) -> str:
    said = {"number": juror.number, "name": juror.entry.name, "seat": juror.seat}
    return said[by].casefold()


def _what_is_wrong(key: str, juror_id: str | None, seen: set[str], by: str) -> str:
    if not key:
        return f"its {by} is empty."
    if juror_id is None:
        return f"nobody in the venire has the {by} {key}."
    return f"its {by} {key} stands in another row too." if juror_id in seen else "it is too long."
