"""Briefings on the command line: what is due, and what the matters that are set down lack."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


def deadlines(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """What is open and due, the oldest first."""
    from courtdesk.briefing.service import DeadlineService
    from courtdesk.cases.service import CaseService

    cases = CaseService(vault)
    only = cases.case_numbered(options.case).id if options.case else None
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
        for item in DeadlineService(vault, cases).due(date.max, only)
    ]


def needs(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """What matters still lack, and who owes it."""
    from courtdesk.briefing.service import ReadinessService
    from courtdesk.cases.service import CaseService

    cases = CaseService(vault)
    only = cases.case_numbered(options.case).id if options.case else None
    numbers = {line.id: line.number for line in cases.cases(limit=-1)}
    return [
        {
            "case": numbers.get(need.new.case_id, ""),
            "kind": need.new.kind.value,
            "what": need.new.what,
            "owner": need.new.owner,
            "due": need.new.due_on.isoformat() if need.new.due_on else None,
            "id": need.id,
        }
        for need in ReadinessService(vault, cases).open(only)
    ]
