"""Use cases of custody: what was done, receipts, printouts held against the record."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, text

from courtdesk.custody.model import Deed, DeedFilter, PaperVerdict, Receipt, in_words
from courtdesk.errors import KnownError
from courtdesk.vault.keys import Compartment
from courtdesk.vault.prints import Prints
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import AuditItemRow, AuditRow, EventRow, PrintRow, SignerRow
from courtdesk.vault.times import from_ms, now, to_ms

_COUNTED = {
    "cases": "Cases",
    "hearings": "Hearings",
    "entries": "Entries of the log",
    "amendments": "Corrections",
    "exhibits": "Exhibits",
    "jurors": "Jurors",
}
_CODE = re.compile(r"courtdesk receipt 1 ([0-9a-f]{32}) (\d{1,15}) ([0-9a-f]{64})")


class CustodyService:
    """The custody of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def deeds(
        self, wanted: DeedFilter | None = None, limit: int = 500, before: int = 0
    ) -> tuple[Deed, ...]:
        """Deeds of one chain, the newest first; ``before`` a link's number, to read on.

        Raises:
            NotAllowed: the user's role has no key of that compartment.
        """
        wanted = wanted or DeedFilter()
        found: list[Deed] = []
        compartment = Compartment(wanted.compartment)
        with self._vault.read(compartment) as session:
            query = select(AuditRow).order_by(AuditRow.seq.desc())
            if wanted.user_id:
                query = query.where(AuditRow.user_id == wanted.user_id)
            if wanted.since is not None:
                query = query.where(AuditRow.at_ms >= to_ms(wanted.since))
            if wanted.until is not None:
                query = query.where(AuditRow.at_ms < to_ms(wanted.until))
            while len(found) < limit:
                step = query.where(AuditRow.seq < before) if before else query
                rows = session.scalars(step.limit(limit)).all()
                if not rows:
                    break
                before = rows[-1].seq
                found += (
                    deed
                    for deed in _deeds(session, rows, compartment)
                    if _has(deed, wanted.words.split())
                )
        return tuple(found[:limit])

    def receipt(self) -> Receipt:
        """The state of the record now."""
        vault = self._vault
        head = vault.head()
        with vault.read() as session:
            tables = {
                name
                for (name,) in session.execute(
                    text("SELECT name FROM sqlite_schema WHERE type = 'table'")
                )
            }
            counts = tuple(
                (title, int(session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()))  # noqa: S608 - names of our own tables
                for name, title in _COUNTED.items()
                if name in tables
            )
        return Receipt(
            vault.settings.name, vault.header.vault_id, now(), head.hash.hex(), head.seq, counts
        )

    def check_receipt(self, code: str) -> PaperVerdict:
        """Hold a receipt's code, read from its QR code or typed, against the record.

        Raises:
            KnownError: it is no code of a receipt.
        """
        read = _CODE.search(" ".join(code.split()))
        if read is None:
            raise KnownError(
                "That is not what a receipt’s code says. It begins with “courtdesk receipt”."
            )
        vault_id, link, fingerprint = read[1], int(read[2]), read[3]
        verdict = self.check_paper(fingerprint, b"")
        same = vault_id == self._vault.header.vault_id and verdict.link == link
        return replace(verdict, belongs=verdict.belongs and same, is_receipt=True)

    def check_paper(self, fingerprint: str, content: bytes) -> PaperVerdict:
        """Hold a printout's fingerprint (hexadecimal) and the file's bytes against the record."""
        if not fingerprint:
            return PaperVerdict("", belongs=False)
        digest = bytes.fromhex(fingerprint)
        for compartment, _ in self._vault.databases():
            with self._vault.read(compartment) as session:
                link = session.scalars(select(AuditRow).where(AuditRow.hash == digest)).first()
                if link is None:
                    continue
            return self._belonging(fingerprint, link.seq, from_ms(link.at_ms), content)
        return PaperVerdict(fingerprint, belongs=False)

    def _belonging(self, fingerprint: str, link: int, at: datetime, content: bytes) -> PaperVerdict:
        made = Prints(self._vault).with_bytes(content) if content else None
        if made is None or made.what.fingerprint != fingerprint:
            return PaperVerdict(fingerprint, belongs=True, link=link, at=at)
        with self._vault.read() as session:
            signer = session.get(SignerRow, made.user_id)
        return PaperVerdict(
            fingerprint,
            belongs=True,
            link=link,
            at=at,
            exported=True,
            title=made.what.title,
            edition=made.what.edition,
            copies=made.what.copies,
            printed_by=signer.name if signer else "",
            printed_at=made.at,
        )


def _deeds(session: Any, rows: Any, compartment: Compartment) -> Iterator[Deed]:
    numbers = [row.seq for row in rows]
    signers = {signer.id: signer.name for signer in session.scalars(select(SignerRow))}
    counts = dict(
        session.execute(
            select(AuditItemRow.seq, func.count())
            .where(AuditItemRow.seq.in_(numbers))
            .group_by(AuditItemRow.seq)
        ).all()
    )
    details = _details(session, numbers) if compartment is Compartment.RECORD else {}
    for row in rows:
        yield Deed(
            link=row.seq,
            at=from_ms(row.at_ms),
            user_id=row.user_id,
            user=signers.get(row.user_id, "unknown"),
            action=row.action,
            detail=details.get(row.seq, ""),
            rows=counts.get(row.seq, 0),
            compartment=compartment.value,
        )


def _details(session: Any, numbers: list[int]) -> dict[int, str]:
    """What events and prints say of themselves, by the link that wrote them."""
    items = select(AuditItemRow.seq, AuditItemRow.kind, AuditItemRow.object_id).where(
        AuditItemRow.seq.in_(numbers),
        or_(AuditItemRow.kind == "events", AuditItemRow.kind == "prints"),
    )
    of = {(kind, object_id): seq for seq, kind, object_id in session.execute(items)}
    told: dict[int, str] = {}
    for table, name in ((EventRow, "events"), (PrintRow, "prints")):
        ids = [object_id for kind, object_id in of if kind == name]
        for row in session.scalars(select(table).where(table.id.in_(ids))):
            told[of[name, row.id]] = row.detail if isinstance(row, EventRow) else row.title
    return told


def _has(deed: Deed, words: list[str]) -> bool:
    shown = f"{deed.user} {in_words(deed.action)} {deed.detail}".casefold()
    return all(word.casefold() in shown for word in words)
