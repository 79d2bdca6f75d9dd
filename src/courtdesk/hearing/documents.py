"""What can be printed of a hearing."""

from functools import partial
from typing import TYPE_CHECKING

from courtdesk.catalogue import COURT, EVERYBODY, Edition, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.roles import Ability
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.hearing.model import Hearing
    from courtdesk.hearing.service import HearingService
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _log(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.hearing.sheet import log_sheet

    service, hearing = wanted_hearing(vault, wanted)
    sealed = wanted.edition == SEALED.name
    imprint = Imprint.by(vault, now(), hearing.case_id, real_names=sealed)
    return log_sheet(service.log_sheet(hearing.id, sealed=sealed), imprint, sealed=sealed)


def _minutes(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.hearing.service.minutes import MinutesService
    from courtdesk.hearing.sheet import minutes_sheet

    service, hearing = wanted_hearing(vault, wanted)
    sealed = wanted.edition == SEALED.name
    minutes = MinutesService(vault, service)
    sheet = minutes.sheet(hearing.id, draft=wanted.draft, sealed=sealed)
    imprint = Imprint.by(vault, now(), hearing.case_id, real_names=sealed)
    return minutes_sheet(sheet, imprint, sealed=sealed)


def _sealed(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.hearing.sheet import sealed_sheet

    service, hearing = wanted_hearing(vault, wanted)
    imprint = Imprint.by(vault, now(), hearing.case_id, real_names=True)
    return sealed_sheet(service.sealed_sheet(hearing.id), imprint)


def _report(kind: str, vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service.reports import ReportService
    from courtdesk.hearing.sheet.reports import REPORT_SHEETS

    _, hearing = wanted_hearing(vault, wanted)
    report = ReportService(vault, CaseService(vault)).report(hearing.id)
    return REPORT_SHEETS[kind][1](report, Imprint.by(vault, now(), hearing.case_id))


def open_log(vault: "Vault", hearing_id: str, form: str, *, sealed: bool = False) -> bytes:
    """The log of a hearing as ``csv`` or ``json``; ``sealed`` with what is sealed, and real names.

    Raises:
        NotAllowed: ``sealed``, and the user may not see sealed matter.
        BadEntry: there is no such hearing.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.hearing.sheet.open_format import log_csv, log_json
    from courtdesk.paper.pseudonyms import Pseudonyms

    if sealed:
        vault.require(Ability.SEE_SEALED)
    sheet = HearingService(vault, CaseService(vault), opens=sealed).log_sheet(
        hearing_id, sealed=sealed
    )
    names = Pseudonyms(() if sealed else vault.pseudonyms(sheet.hearing.case_id))
    write = log_json if form == "json" else log_csv
    return write(names.through_all(sheet), sealed=sealed)


def wanted_hearing(vault: "Vault", wanted: Wanted) -> "tuple[HearingService, Hearing]":
    """The hearing that is wanted: the named one, or the case's newest.

    Raises:
        KnownError: there is none, or it is not clear which.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    service = HearingService(vault, cases, opens=True)
    if wanted.hearing:
        return service, service.hearing(wanted.hearing)
    if not wanted.case:
        raise KnownError("Name the case by --case, or the hearing by --hearing.")
    hearings = service.hearings(cases.case_numbered(wanted.case).id)
    if not hearings:
        raise KnownError("This case has no hearing yet.")
    return service, hearings[0]


_NEEDS = (Need.CASE, Need.HEARING)

PUBLIC = Edition("public", "Public edition", EVERYBODY)
SEALED = Edition("sealed", "Sealed edition", COURT, may=Ability.SEE_SEALED)
"""With what is sealed, and with real names."""

KINDS = (
    Kind("log", "Hearing log", "Hearing", _log, _NEEDS, (PUBLIC, SEALED)),
    Kind("minutes", "Minutes", "Hearing", _minutes, _NEEDS, (PUBLIC, SEALED)),
    Kind(
        "sealed",
        "Sealed supplement",
        "Hearing",
        _sealed,
        _NEEDS,
        only(COURT),
        may=Ability.SEE_SEALED,
    ),
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
