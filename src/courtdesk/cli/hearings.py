"""The printed log and minutes of a hearing that a command names."""

import argparse
from typing import TYPE_CHECKING

from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.hearing.model import Hearing
    from courtdesk.hearing.service import HearingService
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def log(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The hearing's log."""
    from courtdesk.hearing.sheet import log_sheet

    service, hearing = _hearing(vault, options)
    return log_sheet(service.log_sheet(hearing.id), Imprint.by(vault, now()))


def minutes(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The minutes of proceedings."""
    from courtdesk.hearing.sheet import minutes_sheet

    service, hearing = _hearing(vault, options)
    return minutes_sheet(service.minutes_sheet(hearing.id), Imprint.by(vault, now()))


def _hearing(vault: "Vault", options: argparse.Namespace) -> "tuple[HearingService, Hearing]":
    """The hearing that the command names.

    Raises:
        KnownError: there is none, or it is not clear which.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    service = HearingService(vault, cases)
    if options.hearing:
        return service, service.hearing(options.hearing)
    if not options.case:
        raise KnownError("Name the case by --case, or the hearing by --hearing.")
    hearings = service.hearings(cases.case_numbered(options.case).id)
    if not hearings:
        raise KnownError("This case has no hearing yet.")
    return service, hearings[0]
