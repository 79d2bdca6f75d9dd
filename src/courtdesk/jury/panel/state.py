"""What the panel shows, read in one go on the vault's thread, and the services behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from courtdesk.jury.model.court import (
    Contact,
    Destruction,
    Finding,
    IncidentNote,
    JuryQuestion,
    StrikeObjection,
    Verdict,
)
from courtdesk.jury.model.layout import Seat, SeatLayout, seats
from courtdesk.jury.model.strikes import (
    Strike,
    TrialRules,
    last_reachable,
    left,
    standing,
)
from courtdesk.jury.model.venire import GONE, Juror, JurorStatus, Side, StrikeKind
from courtdesk.jury.model.watch import Context, Watch

if TYPE_CHECKING:
    from courtdesk.jury.model.snapshot import JurySheet
    from courtdesk.vault.store import Vault


_SELECTION = frozenset({"juror", "strike", "jury-rules", "jury-layout"})
_COURT = frozenset({"objection", "incident", "jury-question", "verdict", "contact"})
_TEAM = frozenset({"rating", "flag", "question", "answer", "baseline", "palette", "behaviour"})
_RESEARCH = frozenset({"finding", "destruction"})
READ = _SELECTION | _COURT | _TEAM | _RESEARCH | {"entry", "hearing"}
"""The kinds of change after which the panel reads again."""


class Services:
    """The services of one vault that the panel calls on its lane."""

    def __init__(self, vault: Vault) -> None:
        from courtdesk.cases.service import CaseService
        from courtdesk.hearing.service import HearingService
        from courtdesk.jury.service import (
            JuryCourtService,
            ResearchService,
            SelectionService,
            WatchService,
        )
        from courtdesk.vault.keys import Compartment
        from courtdesk.vault.roles import COURT_ROLES, Ability

        cases = CaseService(vault)
        self._vault = vault
        self.cases = cases
        self.selection = SelectionService(vault, cases)
        self.watch = WatchService(vault, HearingService(vault, cases))
        self.court = JuryCourtService(vault)
        self.research = ResearchService(vault)
        self.is_team = Compartment.TEAM in vault.compartments
        self.is_court = vault.user.role in COURT_ROLES
        self.keeps_record = vault.may(Ability.KEEP_RECORD)
        self._last: JuryState | None = None

    def read(
        self, case_id: str, kinds: frozenset[str] | None = None, ids: frozenset[str] = frozenset()
    ) -> JuryState:
        """Everything that the panel shows of a case.

        With ``kinds`` and ``ids`` of what has changed since the last time, nothing else is read
        again: after a note, the notes of its juror.
        """
        last, self._last = self._last, None
        if kinds is None or last is None or last.case_id != case_id:
            last = self._whole(case_id)
        else:
            last = self._again(last, kinds, ids)
        self._last = replace(last, context=self.watch.context(case_id))
        return self._last

    def _whole(self, case_id: str) -> JuryState:
        details = self.cases.case(case_id).details
        begun = JuryState(case_id=case_id, court=details.court, judge=details.judge)
        return self._again(begun, _SELECTION | _COURT | _TEAM | _RESEARCH, frozenset())

    def _again(self, last: JuryState, kinds: frozenset[str], ids: frozenset[str]) -> JuryState:
        case_id, selection, court = last.case_id, self.selection, self.court
        if kinds & _SELECTION:
            last = replace(
                last,
                jurors=selection.jurors(case_id),
                strikes=selection.strikes(case_id),
                rules=selection.rules(case_id),
                layout=selection.layout(case_id),
            )
        if kinds & _COURT:
            last = replace(
                last,
                objections=court.objections(case_id),
                incidents=court.incidents(case_id),
                questions=court.questions(case_id),
                verdicts=court.verdicts(case_id),
                contacts=court.contacts(case_id) if self.is_court else (),
            )
        if kinds & _TEAM and self.is_team:
            last = replace(last, watch=self._watched(last, kinds, ids))
        if kinds & _RESEARCH and self.is_team:
            last = replace(
                last,
                findings=self.research.findings(case_id),
                destruction=self.research.destruction(case_id),
            )
        return last

    def _watched(self, last: JuryState, kinds: frozenset[str], ids: frozenset[str]) -> Watch:
        """What the team knows; of thousands of notes only those that can have changed."""
        before = last.watch
        if before is None or ("behaviour" in kinds and not ids <= {j.id for j in last.jurors}):
            return self.watch.watch(last.case_id)
        if not kinds & _TEAM - {"behaviour"}:
            fresh = self.watch.notes_of(last.case_id, ids)
            kept = [note for note in before.notes if note.juror_id not in ids]
            return replace(before, notes=tuple(sorted((*kept, *fresh), key=lambda n: n.id)))
        notes = None if "behaviour" in kinds else before.notes
        return self.watch.watch(last.case_id, notes)

    def sheet(self, case_id: str, *, team: bool) -> JurySheet:
        """What a paper shows; without ``team``, nothing of the trial team's work."""
        from courtdesk.jury.service.sheets import jury_sheet

        return jury_sheet(self._vault, case_id, team=team)


@dataclass(frozen=True)
class JuryState:
    """The jury of one case, as the panel shows it. ``watch`` is None for those of the court."""

    case_id: str
    court: str = ""
    judge: str = ""
    jurors: tuple[Juror, ...] = ()
    strikes: tuple[Strike, ...] = ()
    rules: TrialRules = field(default_factory=TrialRules)
    layout: SeatLayout = field(default_factory=lambda: SeatLayout("", ()))
    objections: tuple[StrikeObjection, ...] = ()
    incidents: tuple[IncidentNote, ...] = ()
    questions: tuple[JuryQuestion, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    contacts: tuple[Contact, ...] = ()
    watch: Watch | None = None
    findings: tuple[Finding, ...] = ()
    destruction: Destruction | None = None
    context: Context = field(default_factory=Context)

    @property
    def seated(self) -> Mapping[str, Juror]:
        """Who sits where, by the label of the seat."""
        return {juror.seat: juror for juror in self.jurors if juror.seat}

    @property
    def placed(self) -> tuple[Seat, ...]:
        """The seats of the map."""
        return seats(self.layout)

    @property
    def present(self) -> tuple[Juror, ...]:
        """Those who can still serve."""
        return tuple(juror for juror in self.jurors if juror.status not in GONE)

    @property
    def sworn(self) -> tuple[Juror, ...]:
        """The jury and its alternates."""
        serving = {JurorStatus.SWORN, JurorStatus.ALTERNATE}
        return tuple(juror for juror in self.jurors if juror.status in serving)

    @property
    def reach(self) -> int:
        """The last place in the order of call that can still be reached."""
        return last_reachable(self.rules, self.jurors)

    def juror(self, juror_id: str) -> Juror | None:
        """A juror by id."""
        return next((juror for juror in self.jurors if juror.id == juror_id), None)

    def strikes_line(self) -> str:
        """What is left and what was spent, such as “Left: State 6/8 · Defence 8/8 · Cause 5”."""
        made = standing(self.strikes)
        sides = [
            f"{self.rules.labels[side]} {left(self.rules, made, side)}/{self.rules.allowed(side)}"
            for side in Side
        ]
        cause = sum(
            strike.kind is StrikeKind.CAUSE and strike.ruling != "denied" for strike in made
        )
        return f"Left: {sides[0]} · {sides[1]} · Cause {cause}"
