"""The time limits of a case in the vault."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from courtdesk.hearing.model.limits import TimeLimit
from courtdesk.hearing.tables import TimeLimitRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault

_MILLISECOND = timedelta(milliseconds=1)


class LimitService:
    """The time that the court gave the parties. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def limits(self, case_id: str) -> tuple[TimeLimit, ...]:
        """The limits of a case."""
        query = select(TimeLimitRow).where(TimeLimitRow.case_id == case_id)
        with self._vault.read() as session:
            return tuple(
                TimeLimit(row.party, row.limit_ms * _MILLISECOND, row.source)
                for row in session.scalars(query.order_by(TimeLimitRow.id))
            )

    def set_limits(self, case_id: str, limits: Iterable[TimeLimit]) -> Saved[None]:
        """Let these be the limits of a case; what stood before stays in the chain alone."""
        with self._vault.write("limits.set") as unit:
            old = select(TimeLimitRow).where(TimeLimitRow.case_id == case_id)
            for row in unit.session.scalars(old).all():
                unit.session.delete(row)
            for limit in limits:
                unit.add(
                    TimeLimitRow(
                        id=new_id(),
                        case_id=case_id,
                        party=limit.party,
                        limit_ms=limit.time // _MILLISECOND,
                        source=limit.source.strip(),
                    )
                )
            unit.commit()
        return Saved(None, Changed(frozenset({"limit"}), frozenset({case_id})))
