"""Use cases of research on jurors: findings with their source, and their destruction."""

import json
from datetime import date

from sqlalchemy import select

from courtdesk.jury.model.court import IDENTITIES, Destruction, Finding
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.tables import (
    AnswerRow,
    BaselineRow,
    BehaviourRow,
    DestructionRow,
    FindingRow,
    FlagRow,
    QuestionRow,
    RatingRow,
)
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms

_PURGED = (FindingRow, RatingRow, FlagRow, AnswerRow, QuestionRow, BehaviourRow, BaselineRow)


class ResearchService:
    """Findings on jurors of one vault. Nothing here reaches a juror or the network.

    Every method raises ``NotAllowed`` for a role without the team's key.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add_finding(self, case_id: str, finding: Finding) -> Saved[Finding]:
        """Keep a finding; its id is given here.

        Raises:
            BadJury: it lacks source or query, the identity is not graded, or the account that
                was used can notify someone.
        """
        if not finding.text.strip() or not finding.source.strip() or not finding.query.strip():
            raise BadJury("A finding needs its words, its source and the query that led to it.")
        if finding.identity not in IDENTITIES:
            raise BadJury("Say how sure it is that this is the juror: confirmed, probable, unsure.")
        if not finding.account_silent:
            raise BadJury(
                "An account that can notify the person looked at may count as contact with a "
                "juror. Nothing was kept; use one that cannot, and say so."
            )
        columns = {**vars(finding), "id": new_id(), "case_id": case_id}
        columns["at_ms"] = to_ms(columns.pop("at"))
        columns["account_silent"] = 1
        with self._vault.write("finding.add", Compartment.TEAM) as unit:
            row = FindingRow(**columns)
            unit.add(row)
            unit.commit()
        return Saved(_finding(row), Changed(frozenset({"finding"}), frozenset({row.juror_id})))

    def findings(self, case_id: str) -> tuple[Finding, ...]:
        """The findings of a case in the order in which they were kept."""
        query = select(FindingRow).where(FindingRow.case_id == case_id).order_by(FindingRow.id)
        with self._vault.read(Compartment.TEAM) as session:
            return tuple(map(_finding, session.scalars(query)))

    def destruction(self, case_id: str) -> Destruction:
        """When the team's work on the jurors of a case is to be destroyed."""
        with self._vault.read(Compartment.TEAM) as session:
            row = session.get(DestructionRow, case_id)
            return Destruction("", None) if row is None else _destruction(row)

    def set_destruction(
        self, case_id: str, rule: str, due: date | None, hold: str = ""
    ) -> Saved[Destruction]:
        """Keep the rule, the day and a hold, if there is one.

        Raises:
            BadJury: a day is named without the rule behind it.
        """
        if due is not None and not rule.strip():
            raise BadJury("Name the rule or order that asks for the destruction or return.")
        with self._vault.write("destruction.set", Compartment.TEAM) as unit:
            row = unit.session.get(DestructionRow, case_id)
            if row is None:
                row = DestructionRow(id=case_id, purged_at_ms=None, purged="{}")
                unit.add(row)
            row.rule, row.hold = rule.strip(), hold.strip()
            row.due = due.isoformat() if due else ""
            unit.commit()
        return Saved(_destruction(row), Changed(frozenset({"destruction"}), frozenset({case_id})))

    def purge(self, case_id: str) -> Saved[Destruction]:
        """Destroy the team's work on the jurors of a case, and keep how much it was.

        The chain keeps the commitments of what was there, from which nothing can be read.

        Raises:
            BadJury: a hold is in force, or no rule was named.
        """
        with self._vault.write("destruction.purge", Compartment.TEAM) as unit:
            kept = unit.session.get(DestructionRow, case_id)
            if kept is None or not kept.rule:
                raise BadJury("Name the rule or order that asks for the destruction first.")
            if kept.hold:
                raise BadJury(f"A hold is in force ({kept.hold}). Nothing was destroyed.")
            counts = {}
            for table in _PURGED:
                column = table.__table__.columns["case_id"]
                rows = unit.session.scalars(select(table).where(column == case_id)).all()
                counts[table.__tablename__] = len(rows)
                for row in rows:
                    unit.session.delete(row)
            kept.purged_at_ms = to_ms(now())
            kept.purged = json.dumps(counts)
            unit.commit()
        kinds = frozenset({"destruction", "finding", "rating", "flag", "answer", "behaviour"})
        return Saved(_destruction(kept), Changed(kinds, frozenset({case_id})))


def _finding(row: FindingRow) -> Finding:
    return Finding(
        id=row.id,
        juror_id=row.juror_id,
        text=row.text,
        source=row.source,
        query=row.query,
        address=row.address,
        at=from_ms(row.at_ms),
        researcher=row.researcher,
        identity=row.identity,
        account_silent=bool(row.account_silent),
    )


def _destruction(row: DestructionRow) -> Destruction:
    return Destruction(
        rule=row.rule,
        due=date.fromisoformat(row.due) if row.due else None,
        hold=row.hold,
        purged_at=None if row.purged_at_ms is None else from_ms(row.purged_at_ms),
        purged=json.loads(row.purged),
    )
