"""Use cases of the order of call: put in, move, arrive, release, link to the hearing's log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms
from courtdesk.witnesses.model.calls import Call, moved
from courtdesk.witnesses.model.witness import BadWitness
from courtdesk.witnesses.service import reading
from courtdesk.witnesses.tables import CallRow, WitnessFileRow, WitnessLinkRow

_TEAM = Compartment.TEAM
_LONGEST = 60 * 24 * 30


class CallService:
    """The order of call of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add_call(self, call: Call) -> Saved[Call]:
        """Put a file at the end of the order of call; ``id`` and ``position`` are made here.

        Raises:
            BadWitness: there is no such file, or the estimate makes no sense.
        """
        _check(call)
        with self._vault.write("witness.call", _TEAM) as unit:
            file = reading.found(unit.session, WitnessFileRow, call.file_id, "witness")
            rows = reading.call_rows(unit.session, file.case_id)
            last = reading.last_position(row.position for row in rows)
            call = replace(call, id=new_id(), position=last + 1)
            row = CallRow(id=call.id, case_id=file.case_id, file_id=file.id)
            _fill(row, call)
            unit.add(row)
            unit.commit()
        return _saved(call)

    def change_call(self, call: Call) -> Saved[Call]:
        """Keep a call's side, estimate, manner, day and sitting, arrival and release.

        Raises:
            BadWitness: there is no such call, or the estimate makes no sense.
        """
        _check(call)
        with self._vault.write("witness.call", _TEAM) as unit:
            row = reading.found(unit.session, CallRow, call.id, "call")
            _fill(row, replace(call, position=row.position))
            unit.commit()
        return _saved(reading.to_call(row))

    def remove_call(self, call_id: str) -> Saved[Call]:
        """Take a call out of the order; the file stays.

        Raises:
            BadWitness: there is no such call.
        """
        with self._vault.write("witness.call.remove", _TEAM) as unit:
            row = reading.found(unit.session, CallRow, call_id, "call")
            call = reading.to_call(row)
            unit.session.delete(row)
            unit.commit()
        return _saved(call)

    def reorder(self, case_id: str, order: Sequence[str]) -> Saved[tuple[str, ...]]:
        """Put the calls of a case into the order of their ids; the value is the order before.

        Raises:
            BadWitness: the ids are not those of the case's calls.
        """
        with self._vault.write("witness.call.order", _TEAM) as unit:
            rows = reading.call_rows(unit.session, case_id)
            known = {row.id: row for row in rows}
            if sorted(order) != sorted(known):
                raise BadWitness("The order of call has changed meanwhile. Try once more.")
            for position, call_id in enumerate(order, start=1):
                if known[call_id].position != position:
                    known[call_id].position = position
            unit.commit()
        before = tuple(row.id for row in rows)
        return Saved(before, Changed(frozenset({"witness_call"}), frozenset(order)))

    def move(
        self, case_id: str, call_id: str, to: int, day: date | None, sitting: str
    ) -> Saved[tuple[tuple[str, ...], Call]]:
        """Put a call to the place ``to`` (from 0) and into a day and sitting, in one go.

        The value is the order and the call as they were before.

        Raises:
            BadWitness: the call is none of the case's.
        """
        with self._vault.write("witness.call.move", _TEAM) as unit:
            rows = reading.call_rows(unit.session, case_id)
            before = tuple(map(reading.to_call, rows))
            order = moved(before, call_id, to)
            known = {row.id: row for row in rows}
            for position, each in enumerate(order, start=1):
                if known[each].position != position:
                    known[each].position = position
            row = known[call_id]
            row.day = None if day is None else day.isoformat()
            row.sitting = sitting
            unit.commit()
        was = next(call for call in before if call.id == call_id)
        changed = Changed(frozenset({"witness_call"}), frozenset(order))
        return Saved((tuple(call.id for call in before), was), changed)

    def mark_arrived(self, call_id: str, at: datetime | None) -> Saved[Call]:
        """Say when a witness arrived at court (UTC); None takes it back.

        Raises:
            BadWitness: there is no such call.
        """
        with self._vault.write("witness.arrive", _TEAM) as unit:
            row = reading.found(unit.session, CallRow, call_id, "call")
            row.arrived_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(reading.to_call(row))

    def mark_released(self, call_id: str, at: datetime | None) -> Saved[Call]:
        """Say when a witness was released and may go (UTC); None takes it back.

        Raises:
            BadWitness: there is no such call.
        """
        with self._vault.write("witness.release", _TEAM) as unit:
            row = reading.found(unit.session, CallRow, call_id, "call")
            row.released_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(reading.to_call(row))

    def link(self, case_id: str, entry_id: str, file_id: str) -> Saved[None]:
        """Confirm that an entry of the hearing's log is about a file; empty: about none of ours.

        Raises:
            BadWitness: there is no such file in the case.
        """
        with self._vault.write("witness.link", _TEAM) as unit:
            if file_id:
                file = reading.found(unit.session, WitnessFileRow, file_id, "witness")
                if file.case_id != case_id:
                    raise BadWitness("This witness belongs to another case.")
            row = unit.session.get(WitnessLinkRow, entry_id)
            if row is None:
                row = WitnessLinkRow(entry_id=entry_id, case_id=case_id)
                unit.add(row)
            row.file_id = file_id
            unit.commit()
        return Saved(None, Changed(frozenset({"witness_call"}), frozenset({entry_id, file_id})))

    def unlink(self, entry_id: str) -> Saved[None]:
        """Take back what :meth:`link` confirmed."""
        with self._vault.write("witness.link", _TEAM) as unit:
            query = select(WitnessLinkRow).where(WitnessLinkRow.entry_id == entry_id)
            for row in unit.session.scalars(query):
                unit.session.delete(row)
            unit.commit()
        return Saved(None, Changed(frozenset({"witness_call"}), frozenset({entry_id})))


def _check(call: Call) -> None:
    if not 0 < call.minutes <= _LONGEST:
        raise BadWitness("The estimate is in minutes, and more than none.")


def _fill(row: CallRow, call: Call) -> None:
    row.side = call.side.value
    row.position = call.position
    row.minutes = call.minutes
    row.manner = call.manner.value
    row.day = None if call.day is None else call.day.isoformat()
    row.sitting = call.sitting
    row.recall = int(call.recall)
    row.arrived_at_ms = None if call.arrived_at is None else to_ms(call.arrived_at)
    row.released_at_ms = None if call.released_at is None else to_ms(call.released_at)


def _saved(call: Call) -> Saved[Call]:
    return Saved(call, Changed(frozenset({"witness_call"}), frozenset({call.id, call.file_id})))
