"""What the logs of hearings say of their course, read from what the vault holds.

For other subjects: :meth:`ProceedingsService.witnesses` says of each witness of a hearing whether
they are on the stand, in which examination, excused, subject to recall or recalled;
:meth:`ProceedingsService.outcomes` says what a case's charges were pleaded to and came to. Both are
derived from the log at each call, so that an amendment is never contradicted by something stored.
"""

from datetime import datetime

from sqlalchemy import select

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import RUNNING, Hearing
from courtdesk.hearing.model.attendance import Attended
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.rulings import Outcome, Ruling
from courtdesk.hearing.model.stand import WitnessState
from courtdesk.hearing.model.stopwatch import Spent
from courtdesk.hearing.service.following import Following
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.service.reading import hearing_row, to_hearing
from courtdesk.hearing.tables import HearingRow
from courtdesk.vault.store import Vault


class ProceedingsService:
    """Follows logs; with ``opens`` it knows what is sealed, for who may see it.

    Call it on the thread that opened the vault.
    """

    def __init__(self, vault: Vault, cases: CaseService, *, opens: bool = False) -> None:
        self._vault = vault
        self._cases = cases
        self._log = Following(vault, opens=opens)

    def witnesses(self, hearing_id: str) -> tuple[WitnessState, ...]:
        """Each witness of a hearing and their state now, in the order of their first calling.

        Raises:
            BadEntry: there is no such hearing.
        """
        return self.proceedings(hearing_id).stand.witnesses()

    def attendance(self, hearing_id: str) -> tuple[Attended, ...]:
        """Who was present at a hearing, how, from when until when.

        Raises:
            BadEntry: there is no such hearing.
        """
        return self.proceedings(hearing_id).attendance.everyone()

    def times(self, hearing_id: str, now: datetime) -> tuple[Spent, ...]:
        """The time that each party has had at ``now`` (UTC), by witness and examination.

        Raises:
            BadEntry: there is no such hearing.
        """
        return self.proceedings(hearing_id).stopwatch.read(now)

    def closed_times(self, hearing_id: str) -> tuple[Spent, ...]:
        """The same for a hearing that is over, or up to its last line.

        Raises:
            BadEntry: there is no such hearing.
        """
        made = self.proceedings(hearing_id)
        return () if made.last_at is None else made.stopwatch.read(made.last_at)

    def rulings(self, hearing_id: str) -> tuple[Ruling, ...]:
        """The rulings of a hearing, with what each is on.

        Raises:
            BadEntry: there is no such hearing.
        """
        return tuple(self.proceedings(hearing_id).rulings.rulings)

    def outcomes(self, case_id: str) -> tuple[Outcome, ...]:
        """Pleas to a case's charges and what became of them, in the order of its hearings."""
        found: list[Outcome] = []
        for hearing in self.hearings(case_id):
            found += self.proceedings(hearing.id).rulings.outcomes
        return tuple(found)

    def hearings(self, case_id: str) -> tuple[Hearing, ...]:
        """The hearings of a case, the first day first."""
        query = (
            select(HearingRow)
            .where(HearingRow.case_id == case_id)
            .order_by(HearingRow.day, HearingRow.started_at_ms, HearingRow.id)
        )
        with self._vault.read() as session:
            return tuple(to_hearing(session, row) for row in session.scalars(query).all())

    def also_running(self, hearing_id: str) -> tuple[str, ...]:
        """The other hearings that run in the room of this one, as “State v. Quill: Sentencing”.

        Raises:
            BadEntry: there is no such hearing.
        """
        with self._vault.read() as session:
            row = hearing_row(session, hearing_id)
            query = select(HearingRow).where(
                HearingRow.id != hearing_id,
                HearingRow.court == row.court,
                HearingRow.room == row.room,
                HearingRow.room != "",
                HearingRow.state.in_([state.value for state in RUNNING]),
            )
            others = [(other.case_id, other.title) for other in session.scalars(query)]
        return tuple(f"{self._cases.case(case).details.title}: {title}" for case, title in others)

    def proceedings(self, hearing_id: str) -> Proceedings:
        """What follows the log of a hearing and has read it so far.

        Raises:
            BadEntry: there is no such hearing.
        """
        made = self.begin(hearing_id)
        self._log.read_whole(hearing_id, made)
        return made

    def begin(self, hearing_id: str) -> Proceedings:
        """What knows the hearing and has not read its log yet.

        Raises:
            BadEntry: there is no such hearing.
        """
        with self._vault.read() as session:
            hearing = to_hearing(session, hearing_row(session, hearing_id))
        case = self._cases.case(hearing.case_id).details
        words = lexicon()
        numbers = tuple(charge.number for charge in case.charges)
        return Proceedings(hearing.plan.appearances, numbers, words.recogniser, words.exhibits)

    def follow(self, proceedings: Proceedings, hearing_id: str, after: int) -> int | None:
        """Let ``proceedings`` read on behind entry ``after``: see :meth:`Following.read_on`."""
        return self._log.read_on(hearing_id, proceedings, after)
