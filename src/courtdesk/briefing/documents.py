"""What can be printed of a day."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from courtdesk.catalogue import COURT, EVERYBODY, TEAM, Edition, Kind, Need, Reader, Wanted
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.keys import Compartment
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _sheet(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.briefing import model
    from courtdesk.briefing.service import BriefingService
    from courtdesk.briefing.sheet import briefing_sheet
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.hearing.service import HearingService

    edition = model.Edition(wanted.edition)
    sections = tuple(section for section in model.Section if section in model.sections_of(edition))
    cases = CaseService(vault)
    service = BriefingService(
        vault, cases, HearingService(vault, cases), ExhibitService(vault, cases)
    )
    today = datetime.now(ZoneInfo(vault.settings.zone)).date()
    briefing = service.with_points(service.briefing(wanted.date or today))
    return briefing_sheet(briefing, edition, sections, Imprint.by(vault, now()))


_EDITIONS = (
    Edition("bench", "Bench", frozenset({Reader.BENCH})),
    Edition("counsel", "Counsel", TEAM, Compartment.TEAM),
    Edition("clerk", "Clerk", COURT),
    Edition("public", "Public list", EVERYBODY),
)

KINDS = (Kind("briefing", "Daily briefing sheet", "The day", _sheet, (Need.DAY,), _EDITIONS),)
