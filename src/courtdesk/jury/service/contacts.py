"""Use cases of the court's contacts with jurors. No role of the trial team may call them."""

from collections.abc import Iterable

from sqlalchemy import select

from courtdesk.jury.model.court import Contact, ContactKind
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.service.reading import juror_row
from courtdesk.jury.tables import ContactRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import COURT_ROLES, Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms


class ContactService:
    """What the court tells jurors and asks them. Call it on the vault's thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def contact(
        self, juror_id: str, kind: ContactKind, code: str, text: str = "", outcome: str = ""
    ) -> Saved[tuple[Contact, ...]]:
        """Log what the court told one juror, or asked and heard; for court roles only.

        Raises:
            NotAllowed: the user is not of the court.
            BadJury: the contact has no code.
        """
        return self.contact_all([(juror_id, code, text)], kind, outcome)

    def contact_all(
        self, told: Iterable[tuple[str, str, str]], kind: ContactKind, outcome: str = ""
    ) -> Saved[tuple[Contact, ...]]:
        """Log in one step what the court told jurors: (juror's id, code, words) each.

        Raises:
            NotAllowed: the user is not of the court.
            BadJury: nobody was named, or a contact has no code.
        """
        told = tuple(told)
        if self._vault.user.role not in COURT_ROLES:
            raise NotAllowed("Only the court speaks with jurors. Nothing was kept.")
        if not told or any(not juror_id or not code.strip() for juror_id, code, _ in told):
            raise BadJury("A contact needs a juror and what it was about.")
        with self._vault.write("juror.contact", needs=Ability.KEEP_JURY) as unit:
            rows, at_ms = [], to_ms(now())
            for juror_id, code, text in told:
                row = ContactRow(
                    id=new_id(),
                    case_id=juror_row(unit.session, juror_id).case_id,
                    juror_id=juror_id,
                    kind=kind.value,
                    code=code.strip(),
                    text=text.strip(),
                    outcome=outcome.strip(),
                    at_ms=at_ms,
                    by_user=unit.user.name,
                )
                unit.add(row)
                rows.append(row)
            unit.commit()
        ids = frozenset(juror_id for juror_id, _, _ in told)
        return Saved(tuple(map(_contact, rows)), Changed(frozenset({"contact"}), ids))

    def contacts(self, case_id: str) -> tuple[Contact, ...]:
        """The contacts of the court with the jurors of a case; for court roles only.

        Raises:
            NotAllowed: the user is not of the court.
        """
        if self._vault.user.role not in COURT_ROLES:
            raise NotAllowed("Only the court sees its contacts with jurors.")
        query = select(ContactRow).where(ContactRow.case_id == case_id).order_by(ContactRow.id)
        with self._vault.read() as session:
            return tuple(map(_contact, session.scalars(query)))


def _contact(row: ContactRow) -> Contact:
    return Contact(
        id=row.id,
        juror_id=row.juror_id,
        kind=ContactKind(row.kind),
        code=row.code,
        text=row.text,
        outcome=row.outcome,
        at=from_ms(row.at_ms),
        by=row.by_user,
    )
