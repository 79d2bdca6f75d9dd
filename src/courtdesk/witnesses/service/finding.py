"""Across all cases: witnesses found by words, and what is due on their checklists."""

from datetime import date

from sqlalchemy import select

from courtdesk.cases.service import CaseService
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.identity import Masking
from courtdesk.witnesses.model.overview import DueItem, WitnessHit
from courtdesk.witnesses.model.witness import Person, WitnessFile
from courtdesk.witnesses.service import reading
from courtdesk.witnesses.service.plain import from_text
from courtdesk.witnesses.tables import ItemRow, WitnessFileRow, WitnessRow

_TEAM = Compartment.TEAM


class WitnessFinder:
    """Looks through the witnesses of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def due(self, until: date, case_id: str | None = None) -> tuple[DueItem, ...]:
        """Open items that are due on or before ``until``, the oldest first.

        Protected names are masked: whoever reads the list may stand at a printer.
        """
        query = (
            select(ItemRow, WitnessFileRow.case_id, WitnessRow.person)
            .join(WitnessFileRow, WitnessFileRow.id == ItemRow.file_id)
            .join(WitnessRow, WitnessRow.id == WitnessFileRow.witness_id)
            .where(ItemRow.done_at_ms.is_(None), ItemRow.due <= until.isoformat())
            .order_by(ItemRow.due, ItemRow.id)
        )
        if case_id is not None:
            query = query.where(WitnessFileRow.case_id == case_id)
        with self._vault.read(_TEAM) as session:
            found = tuple(
                DueItem(
                    from_text(Person, person).shown, row.file_id, reading.to_item(row), belongs_to
                )
                for row, belongs_to, person in session.execute(query)
            )
        masks = {each.case_id: masking(self._vault, each.case_id) for each in found}
        return tuple(masks[each.case_id].over(each) for each in found)

    def find(self, words: str, limit: int = 8) -> tuple[WitnessHit, ...]:
        """The witnesses of all cases whose name or role holds all ``words``.

        A protected witness is found by the name for screen and paper alone.
        """
        wanted = words.casefold().split()
        query = (
            select(WitnessFileRow, WitnessRow.person)
            .join(WitnessRow, WitnessRow.id == WitnessFileRow.witness_id)
            .order_by(WitnessFileRow.id)
        )
        hits = []
        with self._vault.read(_TEAM) as session:
            for row, person in session.execute(query):
                file = reading.to_file(row, person, self._vault.user.id)
                if all(word in _findable(file) for word in wanted):
                    hits.append(file)
        return tuple(
            WitnessHit(
                file.id,
                file.person.shown,
                f"{file.record.role or file.kind.value} · "
                f"{self._cases.case(file.case_id).details.number}",
            )
            for file in hits[:limit]
        )


def masking(vault: Vault, case_id: str) -> Masking:
    """What keeps the protected names of a case out of a text."""
    query = (
        select(WitnessRow.person)
        .join(WitnessFileRow, WitnessFileRow.witness_id == WitnessRow.id)
        .where(WitnessFileRow.case_id == case_id)
    )
    with vault.read(_TEAM) as session:
        return Masking(from_text(Person, person) for person in session.scalars(query))


def _findable(file: WitnessFile) -> str:
    former = () if file.person.protected else file.person.former_names
    return " ".join((file.person.shown, *former, file.record.role, file.kind.value)).casefold()
