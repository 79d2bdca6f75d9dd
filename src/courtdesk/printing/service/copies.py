"""What was printed, who holds which copy of it, and what was asked back."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from courtdesk.printing.model import BadPacket, HeldCopy, Printed
from courtdesk.printing.tables import HeldCopyRow, TeamHeldCopyRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.prints import Prints
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import SignerRow
from courtdesk.vault.times import from_ms, now, to_ms

_Row = HeldCopyRow | TeamHeldCopyRow
_ROWS: dict[Compartment, type[Any]] = {
    Compartment.RECORD: HeldCopyRow,
    Compartment.TEAM: TeamHeldCopyRow,
}


class CopyService:
    """The printed copies of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._homes = [home for home in _ROWS if home in vault.compartments]

    def history(self) -> tuple[Printed, ...]:
        """All that left the vault, as far as the user may know of it; the newest first."""
        found: list[Printed] = []
        for home in self._homes:
            with self._vault.read(home) as session:
                held: dict[str, list[HeldCopy]] = defaultdict(list)
                for row in session.scalars(select(_ROWS[home]).order_by(_ROWS[home].handed_at_ms)):
                    held[row.print_id].append(_held(row))
                names = {row.id: row.name for row in session.scalars(select(SignerRow))}
            found += [
                Printed(
                    id=each.id,
                    at=each.at,
                    by=names.get(each.user_id, "unknown"),
                    kind=each.what.kind,
                    title=each.what.title,
                    edition=each.what.edition,
                    copies=each.what.copies,
                    pages=each.what.pages,
                    fingerprint=each.what.fingerprint,
                    sha256=each.sha256.hex(),
                    of_the_team=home is Compartment.TEAM,
                    held=tuple(held[each.id]),
                )
                for each in Prints(self._vault).history(compartment=home)
            ]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def hand_out(
        self, printed: Printed, holder: str, at: datetime | None = None
    ) -> Saved[HeldCopy]:
        """Note who got a copy.

        Raises:
            BadPacket: nobody is named.
        """
        name = " ".join(holder.split())
        if not name:
            raise BadPacket("Say who has the copy, such as “Ms. Duarte, for the defence”.")
        home = Compartment.TEAM if printed.of_the_team else Compartment.RECORD
        with self._vault.unit("copy.hand-out", home) as unit:
            row = _ROWS[home](
                id=new_id(),
                print_id=printed.id,
                number=printed.copies,
                holder=name,
                handed_at_ms=to_ms(at or now()),
                recalled_at_ms=None,
                returned_at_ms=None,
            )
            unit.add(row)
            unit.commit()
        return _saved(row)

    def recall(self, copy_id: str, at: datetime | None = None) -> Saved[HeldCopy]:
        """Note that a copy was asked back.

        Raises:
            BadPacket: there is no such copy.
        """
        return self._marked(copy_id, "recalled_at_ms", at or now())

    def take_back(self, copy_id: str, at: datetime | None = None) -> Saved[HeldCopy]:
        """Note that a copy was returned.

        Raises:
            BadPacket: there is no such copy.
        """
        return self._marked(copy_id, "returned_at_ms", at or now())

    def _marked(self, copy_id: str, what: str, at: datetime) -> Saved[HeldCopy]:
        for home in self._homes:
            action = "copy.recall" if what == "recalled_at_ms" else "copy.return"
            with self._vault.read(home) as session:
                known = session.get(_ROWS[home], copy_id) is not None
            if known:
                with self._vault.unit(action, home) as unit:
                    row = unit.session.get_one(_ROWS[home], copy_id)
                    setattr(row, what, to_ms(at))
                    unit.commit()
                return _saved(row)
        raise BadPacket("This copy is no longer in the vault.")


def _held(row: _Row) -> HeldCopy:
    return HeldCopy(
        row.id,
        row.print_id,
        row.number,
        row.holder,
        from_ms(row.handed_at_ms),
        from_ms(row.recalled_at_ms) if row.recalled_at_ms else None,
        from_ms(row.returned_at_ms) if row.returned_at_ms else None,
    )


def _saved(row: _Row) -> Saved[HeldCopy]:
    return Saved(_held(row), Changed(frozenset({"copy"}), frozenset({row.id})))
