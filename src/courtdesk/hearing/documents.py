"""What can be printed of a hearing."""

from functools import partial
from typing import TYPE_CHECKING

from courtdesk.catalogue import EVERYBODY, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.hearing.model import Hearing
    from courtdesk.hearing.service import HearingService
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _log(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.hearing.sheet import log_sheet

    service, hearing = wanted_hearing(vault, wanted)
    return log_sheet(service.log_sheet(hearing.id), Imprint.by(vault, now(), hearing.case_id))


def _minutes(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.hearing.service.minutes import MinutesService
    from courtdesk.hearing.sheet import minutes_sheet

    service, hearing = wanted_hearing(vault, wanted)
    sheet = MinutesService(vault, service).sheet(hearing.id, draft=wanted.draft)
    return minutes_sheet(sheet, Imprint.by(vault, now(), hearing.case_id))


def _report(kind: str, vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service.reports import ReportService
    from courtdesk.hearing.sheet.reports import REPORT_SHEETS

    _, hearing = wanted_hearing(vault, wanted)
    report = ReportService(vault, CaseService(vault)).report(hearing.id)
    return REPORT_SHEETS[kind][1](report, Imprint.by(vault, now(), hearing.case_id))


def wanted_hearing(vault: "Vault", wanted: Wanted) -> "tuple[HearingService, Hearing]":
    """The hearing that is wanted: the named one, or the case's newest.

    Raises:
        KnownError: there is none, or it is not clear which.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    service = HearingService(vault, cases)
    if wanted.hearing:
        return service, service.hearing(wanted.hearing)
    if not wanted.case:
        raise KnownError("Name the case by --case, or the hearing by --hearing.")
    hearings = service.hearings(cases.case_numbered(wanted.case).id)
    if not hearings:
        raise KnownError("This case has no hearing yet.")
    return service, hearings[0]


_NEEDS = (Need.CASE, Need.HEARING)

KINDS = (
    Kind("log", "Hearing log", "Hearing", _log, _NEEDS, only(EVERYBODY)),
    Kind("minutes", "Minutes", "Hearing", _minutes, _NEEDS, only(EVERYBODY)),
    *(
        Kind(kind, title, "Hearing", partial(_report, kind), _NEEDS, only(EVERYBODY))
        for kind, title in (
            ("witnesses-list", "Witnesses heard"),
            ("attendance", "Attendance"),
            ("rulings", "Motions, objections and rulings"),
            ("jury-time", "Jury time"),
            ("certificate", "Clerk’s certificate"),
        )
    ),
)
