"""The minutes of hearings: certified, approved, amended; each state frozen as it was."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.hearing.model import BadEntry, HearingState, MinutesSheet
from courtdesk.hearing.model.frozen import (
    closed_content,
    from_content,
    minuted,
    says_the_same,
    to_content,
)
from courtdesk.hearing.model.minutes import (
    Approval,
    MinutesStanding,
    MinutesState,
    MinutesVersion,
    checked_reason,
    may_amend,
    may_approve,
    may_certify,
)
from courtdesk.hearing.service.log import LogReader
from courtdesk.hearing.service.sealing import seal_content, sealed_among, whole_content
from courtdesk.hearing.tables import MinutesRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, to_ms

_SALT_BYTES = 16


class MinutesService:
    """The minutes of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, log: LogReader) -> None:
        self._vault = vault
        self._log = log

    def standing(self, hearing_id: str) -> MinutesStanding:
        """Which states the minutes have come to, and whether the log differs from the newest."""
        return self._standing(self._whole(hearing_id), self._rows(hearing_id))

    def prospects(self, hearing_id: str) -> tuple[MinutesStanding, bool]:
        """The standing, and whether :meth:`amend` would freeze something new.

        Another wording, or what was sealed or unsealed since, is new as well.
        """
        now, rows = self._whole(hearing_id), self._rows(hearing_id)
        over = now.hearing.state is HearingState.ADJOURNED
        return self._standing(now, rows), over and bool(rows) and self._is_new(now, rows)

    def sheet(self, hearing_id: str, *, draft: bool = False, sealed: bool = False) -> MinutesSheet:
        """The newest frozen state as it was; the log as it is now for a ``draft``, or where
        nothing is frozen yet. ``sealed``: with what is sealed, for those who may see it.
        """
        now, rows = self._whole(hearing_id), self._rows(hearing_id)
        standing = self._standing(now, rows)
        if not sealed:
            now = self._log.minutes_sheet(hearing_id)
        if not rows:
            return now
        if draft:
            return replace(now, standing=MinutesStanding((), standing.differs))
        frozen = self._frozen(rows[-1]) if sealed else from_content(rows[-1].content)
        return replace(frozen, standing=standing)

    def certify(self, hearing_id: str, at: datetime) -> Saved[MinutesVersion]:
        """Freeze the minutes as the clerk certifies them, at ``at`` (UTC).

        Raises:
            BadEntry: the hearing is not over, or its minutes are certified already.
            NotAllowed: the role may not certify.
        """
        sheet, standing = self._begin(hearing_id, Ability.CERTIFY_MINUTES)
        if not may_certify(standing):
            raise BadEntry(f"These minutes are {standing.state} already. Amend them instead.")
        return self._freeze(hearing_id, _content(sheet), standing, MinutesState.CERTIFIED, "", at)

    def approve(self, hearing_id: str, at: datetime) -> Saved[MinutesVersion]:
        """Freeze what was certified as approved, at ``at`` (UTC).

        Raises:
            BadEntry: nothing certified waits for it, or the log was amended since.
            NotAllowed: the role may not approve.
        """
        approval = self._log.minutes_settings(hearing_id).approval
        needed = Ability.CERTIFY_MINUTES if approval is Approval.CLERK else Ability.APPROVE_MINUTES
        _, standing = self._begin(hearing_id, needed)
        if approval is Approval.NONE:
            raise BadEntry("This court’s minutes need no approval: certified, they stand.")
        if not may_approve(standing, approval):
            raise BadEntry(
                f"There is nothing to approve: these minutes are {standing.state}. "
                "What the clerk has certified or amended can be approved."
            )
        if standing.differs:
            raise BadEntry(
                "The log was amended since these minutes were certified. Have the minutes amended "
                "first, then approve them."
            )
        certified = whole_content(self._vault, self._rows(hearing_id)[-1])
        return self._freeze(hearing_id, certified, standing, MinutesState.APPROVED, "", at)

    def amend(self, hearing_id: str, reason: str, at: datetime) -> Saved[MinutesVersion]:
        """Freeze the minutes anew as the log now has them, with the next number and a reason.

        Raises:
            BadEntry: nothing is frozen yet, there is no reason, or nothing has changed.
            NotAllowed: the role may not amend.
        """
        reason = checked_reason(reason)
        sheet, standing = self._begin(hearing_id, Ability.CERTIFY_MINUTES)
        if not may_amend(standing):
            raise BadEntry("These minutes are a draft: amend the log, then certify them.")
        if not self._is_new(sheet, self._rows(hearing_id)):
            raise BadEntry(
                "The minutes say what they said. Amend the log or what is known of the hearing "
                "first; the minutes are made of them."
            )
        return self._freeze(hearing_id, _content(sheet), standing, MinutesState.AMENDED, reason, at)

    def _begin(self, hearing_id: str, needs: Ability) -> tuple[MinutesSheet, MinutesStanding]:
        self._vault.require(needs)
        sheet = self._whole(hearing_id)
        if sheet.hearing.state is not HearingState.ADJOURNED:
            raise BadEntry(
                "The hearing is not over. Its minutes can be certified once it is adjourned."
            )
        return sheet, self._standing(sheet, self._rows(hearing_id))

    def _freeze(
        self,
        hearing_id: str,
        whole: str,
        standing: MinutesStanding,
        state: MinutesState,
        reason: str,
        at: datetime,
    ) -> Saved[MinutesVersion]:
        minutes_id, entries = new_id(), from_content(whole).entries
        with self._vault.read() as session:
            sealed = sealed_among(session, [entry.id for entry in entries])
        row = MinutesRow(
            id=minutes_id,
            hearing_id=hearing_id,
            place=len(standing.versions) + 1,
            state=state.value,
            amendment=standing.amendment + (state is MinutesState.AMENDED),
            reason=reason,
            by_user=self._vault.user.name,
            role=self._vault.user.role.shown,
            at_ms=to_ms(at),
            sha256=hashlib.sha256(whole.encode()).digest(),
            head=self._vault.head().hash,
            content=closed_content(whole, sealed) if sealed else whole,
            sealed_content=seal_content(self._vault, minutes_id, whole) if sealed else None,
        )
        needs = self._needed(state)
        with self._vault.write(f"minutes.{state}", needs=needs) as unit:
            unit.add(row)
            unit.commit()
        changed = Changed(frozenset({"minutes"}), frozenset({row.id, row.hearing_id}))
        return Saved(_version(row), changed)

    def _needed(self, state: MinutesState) -> Ability:
        """The ability that was asked for already; approving by the clerk is a clerk's deed."""
        may_approve_it = self._vault.may(Ability.APPROVE_MINUTES)
        if state is MinutesState.APPROVED and may_approve_it:
            return Ability.APPROVE_MINUTES
        return Ability.CERTIFY_MINUTES

    def _rows(self, hearing_id: str) -> Sequence[MinutesRow]:
        with self._vault.read() as session:
            return _rows(session, hearing_id)

    def _whole(self, hearing_id: str) -> MinutesSheet:
        """The minutes as the log has them now, with what is sealed for who may see it."""
        return self._log.minutes_sheet(hearing_id, sealed=True)

    def _frozen(self, row: MinutesRow) -> MinutesSheet:
        may = self._vault.may(Ability.SEE_SEALED)
        return from_content(whole_content(self._vault, row) if may else row.content)

    def _is_new(self, now: MinutesSheet, rows: Sequence[MinutesRow]) -> bool:
        return not says_the_same(now, self._frozen(rows[-1]), wording=True)

    def _standing(self, now: MinutesSheet, rows: Sequence[MinutesRow]) -> MinutesStanding:
        differs = bool(rows) and not says_the_same(minuted(now), self._frozen(rows[-1]))
        return MinutesStanding(tuple(map(_version, rows)), differs)


def _content(sheet: MinutesSheet) -> str:
    return to_content(sheet, secrets.token_hex(_SALT_BYTES))


def _rows(session: Session, hearing_id: str) -> Sequence[MinutesRow]:
    query = select(MinutesRow).where(MinutesRow.hearing_id == hearing_id)
    return session.scalars(query.order_by(MinutesRow.place)).all()


def _version(row: MinutesRow) -> MinutesVersion:
    return MinutesVersion(
        id=row.id,
        hearing_id=row.hearing_id,
        place=row.place,
        state=MinutesState(row.state),
        amendment=row.amendment,
        reason=row.reason,
        by=row.by_user,
        role=row.role,
        at=from_ms(row.at_ms),
        sha256=row.sha256,
        head=row.head,
    )
