"""What can be printed of witnesses."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courtdesk.catalogue import NOT_THE_PUBLIC, TEAM, Edition, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Ability
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault
    from courtdesk.witnesses.model.overview import FileSheet, OrderSheet
    from courtdesk.witnesses.model.witness import WitnessFile
    from courtdesk.witnesses.service import WitnessService


def _checklist(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.witnesses.sheet import checklist_sheet

    return checklist_sheet(_file_sheet(vault, wanted), _imprint(vault), blank=wanted.blank)


def _binder(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.witnesses.sheet import witness_binder

    return witness_binder(_file_sheet(vault, wanted), _imprint(vault))


def _order_of_call(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.witnesses.sheet import order_of_call

    for_court = wanted.edition == "court"
    return order_of_call(_order_sheet(vault, wanted), _imprint(vault), for_court=for_court)


def _grid(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.witnesses.sheet import witness_grid

    return witness_grid(_order_sheet(vault, wanted), _imprint(vault))


def _logistics(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.witnesses.sheet import logistics

    return logistics(_order_sheet(vault, wanted), _imprint(vault))


def _day_card(vault: "Vault", wanted: Wanted) -> "Document":
    """The cards of a day's witnesses, or of one; today where no day is named."""
    from courtdesk.witnesses.sheet import day_card

    if wanted.date is None:
        wanted = replace(wanted, date=datetime.now(ZoneInfo(vault.settings.zone)).date())
    file_id = _file(vault, wanted).id if wanted.witness else ""
    return day_card(_order_sheet(vault, wanted), _imprint(vault), file_id)


def _services(vault: "Vault") -> tuple["WitnessService", Any]:
    from courtdesk.cases.service import CaseService
    from courtdesk.witnesses.service import WitnessService

    cases = CaseService(vault)
    return WitnessService(vault, cases), cases


def _case_id(vault: "Vault", wanted: Wanted) -> str:
    _, cases = _services(vault)
    if not wanted.case:
        raise KnownError("Name the case by --case and its number.")
    found: str = cases.case_numbered(wanted.case).id
    return found


def _file(vault: "Vault", wanted: Wanted) -> "WitnessFile":
    """The witness that is named; a name that two of them have is not taken for either."""
    service, _ = _services(vault)
    files = service.overview(_case_id(vault, wanted), now()).files
    if not wanted.witness:
        raise KnownError("Name the witness by --witness. “list witnesses” shows names and ids.")
    name = " ".join(wanted.witness.split()).casefold()
    found = [f for f in files if f.id == name or f.person.shown.casefold() == name]
    if not found:
        raise KnownError("This case has no witness of that name. “list witnesses” shows them.")
    if len(found) > 1:
        raise KnownError("Several witnesses of this case have that name. Give the id instead.")
    return found[0]


def _file_sheet(vault: "Vault", wanted: Wanted) -> "FileSheet":
    return _services(vault)[0].file_sheet(_file(vault, wanted).id, now())


def _order_sheet(vault: "Vault", wanted: Wanted) -> "OrderSheet":
    return _services(vault)[0].order_sheet(_case_id(vault, wanted), now(), wanted.date)


def _imprint(vault: "Vault") -> "Imprint":
    """The imprint of a page of the team's, with the fingerprint of the team's chain."""
    fingerprint = vault.head(Compartment.TEAM).hash.hex()
    return replace(Imprint.by(vault, now()), fingerprint=fingerprint)


_TEAMS = only(TEAM, Compartment.TEAM)
_FOR_BOTH = (
    Edition("team", "Trial team", TEAM, Compartment.TEAM),
    Edition("court", "For the court", NOT_THE_PUBLIC, Compartment.TEAM),
)
_OF_ONE = (Need.CASE, Need.WITNESS)
_OF_ALL = (Need.CASE, Need.DAY)


def _kind(name: str, title: str, make: Any, needs: Any, editions: Any = _TEAMS) -> Kind:
    return Kind(name, title, "Witnesses", make, needs, editions, Ability.TEAM_WORK)


KINDS = (
    _kind("order-of-call", "Order of call", _order_of_call, _OF_ALL, _FOR_BOTH),
    _kind("day-card", "Day cards", _day_card, _OF_ALL),
    _kind("witness-grid", "Exhibits by witness", _grid, (Need.CASE,)),
    _kind("logistics", "Subpoenas and logistics", _logistics, (Need.CASE,)),
    _kind("checklist", "Witness checklist", _checklist, _OF_ONE),
    _kind("witness-binder", "Witness binder", _binder, _OF_ONE),
)
