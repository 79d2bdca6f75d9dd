"""Briefings on the command line: what is due as a list, the day's sheet on paper."""

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.briefing.service import BriefingService
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def deadlines(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """What is open and due, the oldest first."""
    from courtdesk.cases.service import CaseService

    only = CaseService(vault).case_numbered(options.case).id if options.case else None
    return [
        {
            "due": item.deadline.what.due_on.isoformat(),
            "what": item.deadline.what.text,
            "case": item.case_number,
            "owner": item.deadline.what.owner,
            "rule": item.deadline.what.rule_id,
            "explanation": item.deadline.what.explanation,
            "id": item.deadline.id,
        }
        for item in _service(vault).due(date.max, only)
    ]


def sheet(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The briefing sheet of ``--date`` for ``--edition``."""
    from courtdesk.briefing.model import Edition, Section, sections_of
    from courtdesk.briefing.sheet import briefing_sheet

    try:
        edition = Edition(options.edition or Edition.BENCH)
    except ValueError:
        known = ", ".join(Edition)
        raise KnownError(f"The editions of the briefing are {known}.") from None
    wanted = tuple(section for section in Section if section in sections_of(edition))
    today = datetime.now(ZoneInfo(vault.settings.zone)).date()
    briefing = _service(vault).briefing(options.date or today)
    return briefing_sheet(briefing, edition, wanted, Imprint.by(vault, now()))


def _service(vault: "Vault") -> "BriefingService":
    from courtdesk.briefing.service import BriefingService
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))
