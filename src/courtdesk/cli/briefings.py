"""Briefings on the command line: what is due as a list."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courtdesk.briefing.service import BriefingService
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


def _service(vault: "Vault") -> "BriefingService":
    from courtdesk.briefing.service import BriefingService
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))
