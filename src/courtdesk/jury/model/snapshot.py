"""Everything that the papers of a jury show, read in one snapshot."""

from dataclasses import dataclass, field

from courtdesk.jury.model.court import Destruction, Finding, StrikeObjection
from courtdesk.jury.model.layout import SeatLayout
from courtdesk.jury.model.strikes import Strike, TrialRules
from courtdesk.jury.model.venire import Juror
from courtdesk.jury.model.watch import Watch


@dataclass(frozen=True)
class JurySheet:
    """The jury of one case. ``watch`` is None where the reader is not of the trial team.

    ``zone`` is an IANA name.
    """

    case_number: str
    case_title: str
    court: str
    room: str
    judge: str
    zone: str
    layout: SeatLayout
    rules: TrialRules
    jurors: tuple[Juror, ...] = ()
    strikes: tuple[Strike, ...] = ()
    objections: tuple[StrikeObjection, ...] = ()
    watch: Watch | None = None
    findings: tuple[Finding, ...] = ()
    destruction: Destruction = field(default_factory=lambda: Destruction("", None))

    def number_of(self, juror_id: str) -> str:
        """The number of a juror, or the name where there is none."""
        return next((j.number or j.shown for j in self.jurors if j.id == juror_id), "")
