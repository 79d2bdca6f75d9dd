"""Reading what the papers of a jury show."""

from courtdesk.cases.service import CaseService
from courtdesk.hearing.service import HearingService
from courtdesk.jury.model.court import Destruction
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.service.court import JuryCourtService
from courtdesk.jury.service.research import ResearchService
from courtdesk.jury.service.selection import SelectionService
from courtdesk.jury.service.watch import WatchService
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault


def jury_sheet(vault: Vault, case_id: str, *, team: bool = True) -> JurySheet:
    """The jury of a case for print; without ``team``, nothing of the trial team's work.

    Raises:
        BadCase: there is no such case.
    """
    cases = CaseService(vault)
    details = cases.case(case_id).details
    selection = SelectionService(vault, cases)
    shows_team = team and Compartment.TEAM in vault.compartments
    research = ResearchService(vault)
    return JurySheet(
        case_number=details.number,
        case_title=details.title,
        court=details.court,
        room=details.room,
        judge=details.judge,
        zone=vault.settings.zone,
        layout=selection.layout(case_id),
        rules=selection.rules(case_id),
        jurors=selection.jurors(case_id),
        strikes=selection.strikes(case_id),
        objections=JuryCourtService(vault).objections(case_id),
        watch=WatchService(vault, HearingService(vault, cases)).watch(case_id)
        if shows_team
        else None,
        findings=research.findings(case_id) if shows_team else (),
        destruction=research.destruction(case_id) if shows_team else Destruction("", None),
    )
