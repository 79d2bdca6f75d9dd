"""The pseudonyms of cases: who stands under which on copies. The record keeps the real names."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.errors import KnownError
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import PseudonymRow

Pairs = tuple[tuple[str, str], ...]


class BadPseudonym(KnownError):
    """A pseudonym cannot be kept as it was typed."""


class PseudonymBook:
    """The lists of one vault, one for each case. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, case_id: str) -> Pairs:
        """(real name, pseudonym) of a case, in the order of the list."""
        with self._vault.read() as session:
            return tuple((row.name, row.pseudonym) for row in _rows(session, case_id))

    def keep(self, case_id: str, pairs: Iterable[tuple[str, str]]) -> Saved[Pairs]:
        """Keep the whole list of a case; copies made from now on have these pseudonyms.

        Raises:
            BadPseudonym: a name or a pseudonym is missing, or a name is there twice.
            NotAllowed: the role does not keep the record.
        """
        kept = checked(pairs)
        with self._vault.write("pseudonyms.keep") as unit:
            for row in _rows(unit.session, case_id):
                unit.session.delete(row)
            unit.session.flush()
            for position, (name, pseudonym) in enumerate(kept):
                row = PseudonymRow(
                    id=new_id(), case_id=case_id, position=position, name=name, pseudonym=pseudonym
                )
                unit.add(row)
            unit.commit()
        self._vault.load_pseudonyms()
        return Saved(kept, Changed(frozenset({"pseudonym"}), frozenset({case_id})))


def checked(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """``pairs`` with single blanks; rows without anything are dropped.

    Raises:
        BadPseudonym: a name or a pseudonym is missing, or a name is there twice.
    """
    kept: dict[str, tuple[str, str]] = {}
    for each in pairs:
        name, pseudonym = (" ".join(words.split()) for words in each)
        if not name and not pseudonym:
            continue
        if not name:
            raise BadPseudonym(f"“{pseudonym}” stands for nobody. Type the real name beside it.")
        if not pseudonym:
            raise BadPseudonym(f"“{name}” has no pseudonym. Type one, such as “J.D.”.")
        if name.casefold() in kept:
            raise BadPseudonym(f"“{name}” is on the list twice.")
        kept[name.casefold()] = (name, pseudonym)
    return tuple(kept.values())


def _rows(session: Session, case_id: str) -> list[PseudonymRow]:
    query = select(PseudonymRow).where(PseudonymRow.case_id == case_id)
    return list(session.scalars(query.order_by(PseudonymRow.position)))
