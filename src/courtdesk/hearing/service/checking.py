"""The checker of a hearing, made from what the vault holds."""

from sqlalchemy import select

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.checker import Checker, CheckSetting
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import charges_in
from courtdesk.hearing.service.following import Following
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.service.reading import hearing_row, to_hearing
from courtdesk.hearing.tables import EntryRow, HearingRow
from courtdesk.vault.store import Vault

_SETTLES = frozenset({Act.PLEA, Act.DISPOSITION})
_SETTLING_KINDS = (EntryKind.PLEA, EntryKind.ORDER, EntryKind.RULING, EntryKind.JURY)


class CheckService:
    """Makes checkers; with ``opens`` they know what is sealed, for who may see it.

    Call it on the thread that opened the vault.
    """

    def __init__(self, vault: Vault, cases: CaseService, *, opens: bool = False) -> None:
        self._vault = vault
        self._cases = cases
        self._log = Following(vault, opens=opens)

    def checker(self, hearing_id: str) -> Checker:
        """A checker that has followed the log of a hearing so far.

        Raises:
            BadEntry: there is no such hearing.
        """
        checker = self.begin(hearing_id)
        self._log.read_whole(hearing_id, checker)
        return checker

    def begin(self, hearing_id: str) -> Checker:
        """A checker that knows the hearing and has not read its log yet.

        Raises:
            BadEntry: there is no such hearing.
        """
        with self._vault.read() as session:
            row = hearing_row(session, hearing_id)
            hearing = to_hearing(session, row)
        case = self._cases.case(hearing.case_id).details
        charges = tuple(charge.number for charge in case.charges)
        setting = CheckSetting(
            parties=tuple((party.role, party.name) for party in case.parties),
            appearances=hearing.plan.appearances,
            charges=charges,
            pleaded=self._pleaded(hearing.case_id, hearing_id, charges),
        )
        words = lexicon()
        return Checker(setting, words.recogniser, words.exhibits)

    def follow(self, checker: Checker, hearing_id: str, after: int) -> int | None:
        """Let ``checker`` read on behind entry ``after``: see :meth:`Following.read_on`."""
        return self._log.read_on(hearing_id, checker, after)

    def _pleaded(self, case_id: str, hearing_id: str, charges: tuple[str, ...]) -> frozenset[str]:
        """The charges that other hearings of the case have pleas to or dispositions of."""
        if not charges:
            return frozenset()
        query = (
            select(EntryRow.text, EntryRow.kind)
            .join(HearingRow, HearingRow.id == EntryRow.hearing_id)
            .where(
                HearingRow.case_id == case_id,
                HearingRow.id != hearing_id,
                EntryRow.kind.in_([kind.value for kind in _SETTLING_KINDS]),
            )
        )
        recogniser = lexicon().recogniser
        found: set[str] = set()
        with self._vault.read() as session:
            for text, kind in session.execute(query):
                for done in recogniser.acts(text, EntryKind(kind)):
                    if done.act in _SETTLES:
                        found.update(charges_in(done.clause, charges) or charges)
        return frozenset(found)
