"""Use cases of the venire: import a list, add a juror by hand, read the jurors."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.cases.service import CaseService
from courtdesk.jury.model.fairness import SideFigures, figures
from courtdesk.jury.model.strikes import GRANTED, REGULAR, Strike
from courtdesk.jury.model.venire import (
    BadJury,
    Juror,
    JurorEntry,
    Side,
    StrikeKind,
    VenirePlan,
)
from courtdesk.jury.service.reading import (
    as_json,
    juror_columns,
    juror_row,
    juror_rows,
    next_position,
    selection_row,
    strike_rows,
    to_juror,
    to_strike,
)
from courtdesk.jury.tables import JurorRow, SelectionRow, StrikeRow, VenireLayoutRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now, to_ms
from courtdesk.vault.unit import Unit

SIDE_LABELS = {Side.STATE: "State", Side.DEFENCE: "Defense"}
_SHOWN = 5


class VenireService:
    """The venires of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def _writing(self, action: str) -> AbstractContextManager[Unit]:
        """A transaction on what both the court and the trial team keep of the jury."""
        return self._vault.write(action, needs=Ability.KEEP_JURY)

    def import_venire(self, case_id: str, plan: VenirePlan) -> Saved[tuple[Juror, ...]]:
        """Add the jurors of a list to a case, with the outcomes that the list may carry.

        Raises:
            BadJury: the plan has problems or no juror, or jurors of it are in the venire already.
            BadCase: there is no such case.
        """
        self._cases.case(case_id)
        if plan.problems:
            raise BadJury("Some rows cannot be imported as they stand. Nothing was imported.")
        if not plan.entries:
            raise BadJury("The list holds no juror. Nothing was imported.")
        with self._writing("venire.import") as unit:
            _refuse_known(unit.session, case_id, plan.entries)
            _keep_labels(unit, case_id, plan.labels)
            first = next_position(unit.session, JurorRow.call, JurorRow.case_id, case_id)
            jurors = tuple(
                Juror(new_id(), call, entry) for call, entry in enumerate(plan.entries, start=first)
            )
            unit.insert_many(
                JurorRow, (juror_columns(j.id, case_id, j.call, j.entry) for j in jurors)
            )
            start = next_position(unit.session, StrikeRow.position, StrikeRow.case_id, case_id)
            unit.insert_many(StrikeRow, _strikes(case_id, jurors, start, unit.user.name))
            unit.commit()
        return Saved(jurors, Changed(frozenset({"juror", "strike"})))

    def add_juror(self, case_id: str, entry: JurorEntry) -> Saved[Juror]:
        """Add one juror at the end of the order of call.

        Raises:
            BadJury: there is neither number nor name, or the number is taken.
        """
        if not entry.number.strip() and not entry.name.strip():
            raise BadJury("A juror needs a number or a name.")
        self._cases.case(case_id)
        with self._writing("juror.add") as unit:
            _refuse_known(unit.session, case_id, (entry,))
            call = next_position(unit.session, JurorRow.call, JurorRow.case_id, case_id)
            juror = Juror(new_id(), call, entry)
            unit.add(JurorRow(**juror_columns(juror.id, case_id, call, entry)))
            unit.commit()
        return Saved(juror, Changed(frozenset({"juror"}), frozenset({juror.id})))

    def answer(self, juror_id: str, question: str, answer: str) -> Saved[Juror]:
        """Keep a juror's answer to a question of the court's questionnaire; empty removes it.

        Raises:
            BadJury: there is no such juror.
        """
        with self._writing("juror.answer") as unit:
            row = juror_row(unit.session, juror_id)
            answers = json.loads(row.answers)
            answers[question.strip()] = answer.strip()
            row.answers = as_json({head: value for head, value in answers.items() if value})
            unit.commit()
        return Saved(to_juror(row), Changed(frozenset({"juror"}), frozenset({juror_id})))

    def fill_in(
        self,
        given: Iterable[tuple[str, Mapping[str, str], Mapping[str, str]]],
    ) -> Saved[int]:
        """Keep what questionnaires say: (juror's id, fields, answers) each; empty removes.

        Raises:
            BadJury: there is no such juror.
        """
        given = tuple(given)
        with self._writing("juror.questionnaire") as unit:
            for juror_id, fields, answers in given:
                row = juror_row(unit.session, juror_id)
                row.race, row.sex = fields.get("race", row.race), fields.get("sex", row.sex)
                details = {**json.loads(row.details), **fields}
                row.details = as_json(
                    {k: v for k, v in details.items() if v and k not in {"race", "sex"}}
                )
                said = {**json.loads(row.answers), **answers}
                row.answers = as_json({head: value for head, value in said.items() if value})
            unit.commit()
        return Saved(len(given), Changed(frozenset({"juror"}), frozenset(j for j, _, _ in given)))

    def jurors(self, case_id: str) -> tuple[Juror, ...]:
        """The jurors of a case in the order of call."""
        with self._vault.read() as session:
            return tuple(map(to_juror, juror_rows(session, case_id)))

    def juror(self, juror_id: str) -> Juror:
        """A juror.

        Raises:
            BadJury: there is no such juror.
        """
        with self._vault.read() as session:
            return to_juror(juror_row(session, juror_id))

    def strikes(self, case_id: str) -> tuple[Strike, ...]:
        """The strikes of a case in their order, those that were withdrawn among them."""
        with self._vault.read() as session:
            return tuple(map(to_strike, strike_rows(session, case_id)))

    def labels(self, case_id: str) -> Mapping[Side, str]:
        """The words of a case for its two sides."""
        with self._vault.read() as session:
            return side_labels(session, case_id)

    def figures(self, case_id: str) -> tuple[SideFigures, ...]:
        """Strikes over eligible jurors by group, for each side."""
        with self._vault.read() as session:
            jurors = map(to_juror, juror_rows(session, case_id))
            return figures(jurors, side_labels(session, case_id))

    def remember_columns(self, court: str, columns: Mapping[str, str]) -> None:
        """Keep how a court lays out its lists: the field of each head, empty for an answer."""
        with self._writing("venire.layout") as unit:
            query = select(VenireLayoutRow).where(VenireLayoutRow.court == court.strip())
            row = unit.session.scalars(query).first()
            if row is None:
                row = VenireLayoutRow(id=new_id(), court=court.strip())
                unit.add(row)
            row.columns = as_json(columns)
            unit.commit()

    def remembered_columns(self) -> Mapping[str, Mapping[str, str]]:
        """The columns of each court's lists, by court."""
        with self._vault.read() as session:
            rows = session.scalars(select(VenireLayoutRow).order_by(VenireLayoutRow.court))
            return {row.court: json.loads(row.columns) for row in rows}


def side_labels(session: Session, case_id: str) -> Mapping[Side, str]:
    """The words of a case for its two sides."""
    row = selection_row(session, case_id)
    kept = {} if row is None else json.loads(row.labels)
    return {side: kept.get(side.value) or SIDE_LABELS[side] for side in Side}


def ensure_selection(unit: Unit, case_id: str) -> SelectionRow:
    """The row of a case's selection, made where there is none yet."""
    row = selection_row(unit.session, case_id)
    if row is None:
        row = SelectionRow(id=new_id(), case_id=case_id, labels="{}", rules="{}", layout="{}")
        unit.add(row)
    return row


def _keep_labels(unit: Unit, case_id: str, labels: Mapping[Side, str]) -> None:
    row = ensure_selection(unit, case_id)
    kept = json.loads(row.labels)
    for side, label in labels.items():
        kept.setdefault(side.value, label)
    row.labels = as_json(kept)


def _refuse_known(session: Session, case_id: str, entries: tuple[JurorEntry, ...]) -> None:
    query = select(JurorRow.number, JurorRow.name).where(JurorRow.case_id == case_id)
    known = {_identity(number, name) for number, name in session.execute(query)}
    again = [entry for entry in entries if _identity(entry.number, entry.name) in known]
    if not again:
        return
    if len(again) == len(entries) > 1:
        raise BadJury(
            f"All {len(again)} jurors of this list are in the venire already. Nothing was imported."
        )
    shown = ", ".join(entry.number or entry.name for entry in again[:_SHOWN])
    more = f" and {len(again) - _SHOWN} more" if len(again) > _SHOWN else ""
    raise BadJury(f"In the venire already: {shown}{more}. Nothing was added; change the list.")


def _identity(number: str, name: str) -> tuple[str, str]:
    """What makes two lines of a list the same juror: the number, or without one the name."""
    return (number.casefold(), "") if number else ("", name.casefold())


def _strikes(
    case_id: str, jurors: tuple[Juror, ...], start: int, by: str
) -> Iterator[dict[str, Any]]:
    struck = (juror for juror in jurors if juror.entry.strike is not None)
    at_ms = to_ms(now())
    for position, juror in enumerate(struck, start=start):
        kind, side = juror.entry.strike, juror.entry.struck_by
        yield {
            "id": new_id(),
            "case_id": case_id,
            "position": position,
            "juror_id": juror.id,
            "kind": None if kind is None else kind.value,
            "side": None if side is None else side.value,
            "reason": juror.entry.details.get("reason", ""),
            "ruling": GRANTED if kind is StrikeKind.CAUSE else "",
            "at_ms": at_ms,
            "by_user": by,
            "pool": REGULAR,
            "round": 1,
            "ruled_at_ms": None,
            "withdrawn": 0,
            **dict.fromkeys(_NO_WORDS, ""),
        }


_NO_WORDS = ("defendant", "ground", "argument", "rehabilitation", "source", "objection")
