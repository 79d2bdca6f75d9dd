"""What can be printed of a day."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from courtdesk.catalogue import COURT, EVERYBODY, TEAM, Edition, Kind, Need, Reader, Wanted
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.keys import Compartment
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _sheet(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.briefing import model
    from courtdesk.briefing.service import BriefingService, FormService
    from courtdesk.briefing.sheet import briefing_sheet
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.hearing.service import HearingService

    edition = model.Edition(wanted.edition)
    cases = CaseService(vault)
    service = BriefingService(
        vault, cases, HearingService(vault, cases), ExhibitService(vault, cases)
    )
    if edition not in service.editions():
        raise NotAllowed("Counsel’s edition is the trial team’s: only its users can make it.")
    today = datetime.now(ZoneInfo(vault.settings.zone)).date()
    day = wanted.date or today
    briefing = service.with_points(service.briefing(day))
    forms = FormService(vault)
    form, note = forms.form(edition), forms.note(day, edition)
    imprint = Imprint.by(vault, now())
    return briefing_sheet(briefing, edition, form.sections, imprint, note, form.ruled_lines)


_EDITIONS = (
    Edition("bench", "Bench", frozenset({Reader.BENCH})),
    Edition("counsel", "Counsel", TEAM, Compartment.TEAM),
    Edition("clerk", "Clerk", COURT),
    Edition("public", "Public list", EVERYBODY),
)

KINDS = (Kind("briefing", "Daily briefing sheet", "The day", _sheet, (Need.DAY,), _EDITIONS),)
