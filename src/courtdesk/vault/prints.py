"""The documents that left a vault: recorded when they are made, found again by their bytes.

A document of the team's work is recorded in the team's database, so that its title is not told
to the court.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from courtdesk.vault.audit import GENESIS
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import AuditRow, PrintRow
from courtdesk.vault.times import from_ms, now, to_ms


@dataclass(frozen=True)
class NewPrint:
    """What is known of a document before its bytes are: ``kind`` is the sheet's (``log``).

    ``fingerprint`` is the one that it bears, of the record's chain or of the team's. ``copies``
    lists the numbers of its copies, such as ``1-12``.
    """

    kind: str
    title: str
    fingerprint: str
    edition: str = ""
    copies: str = ""
    pages: int = 0
    case_id: str = ""


@dataclass(frozen=True)
class Print:
    """A document that left the vault. ``link`` is the chain's newest link when it was made."""

    id: str
    at: datetime
    user_id: str
    what: NewPrint
    link: int
    sha256: bytes


class Prints:
    """The print history of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def record(
        self, what: NewPrint, content: bytes, compartment: Compartment = Compartment.RECORD
    ) -> Saved[Print]:
        """Record that ``content`` leaves the vault; whoever may read may print.

        Raises:
            NotAllowed: the user has no key to the compartment.
        """
        head = bytes.fromhex(what.fingerprint) if what.fingerprint else GENESIS
        with self._vault.unit("print", compartment) as unit:
            link = unit.session.scalar(select(AuditRow.seq).where(AuditRow.hash == head)) or 0
            row = PrintRow(
                id=new_id(),
                at_ms=to_ms(now()),
                user_id=unit.user.id,
                kind=what.kind,
                case_id=what.case_id,
                title=what.title,
                edition=what.edition,
                copies=what.copies,
                pages=what.pages,
                sha256=hashlib.sha256(content).digest(),
                link=link,
                head=head,
            )
            unit.add(row)
            unit.commit()
        return Saved(_print(row), Changed(frozenset({"print"}), frozenset({row.id})))

    def history(
        self, case_id: str = "", compartment: Compartment = Compartment.RECORD
    ) -> tuple[Print, ...]:
        """The documents of a case, or all; the newest first."""
        query = select(PrintRow).order_by(PrintRow.at_ms.desc(), PrintRow.id.desc())
        if case_id:
            query = query.where(PrintRow.case_id == case_id)
        with self._vault.read(compartment) as session:
            return tuple(_print(row) for row in session.scalars(query))

    def with_bytes(self, content: bytes) -> Print | None:
        """The document that these are the bytes of, in whatever the user may read."""
        digest = hashlib.sha256(content).digest()
        for compartment, _ in self._vault.databases():
            with self._vault.read(compartment) as session:
                query = select(PrintRow).where(PrintRow.sha256 == digest)
                row = session.scalars(query.order_by(PrintRow.at_ms)).first()
                if row is not None:
                    return _print(row)
        return None


def _print(row: PrintRow) -> Print:
    what = NewPrint(
        kind=row.kind,
        title=row.title,
        fingerprint=row.head.hex(),
        edition=row.edition,
        copies=row.copies,
        pages=row.pages,
        case_id=row.case_id,
    )
    return Print(row.id, from_ms(row.at_ms), row.user_id, what, row.link, row.sha256)
