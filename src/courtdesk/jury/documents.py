"""What can be printed of a jury."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from courtdesk.catalogue import COURT, NOT_THE_PUBLIC, TEAM, Edition, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Ability
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault

_COURTS = {"seating": "clean", "strikes": "strikes-court"}


def _paper(kind: str) -> "Callable[[Vault, Wanted], Document]":
    def make(vault: "Vault", wanted: Wanted) -> "Document":
        from courtdesk.jury.service.sheets import jury_sheet
        from courtdesk.jury.sheet import document

        court = wanted.edition == "court"
        sheet = jury_sheet(vault, _case_id(vault, wanted.case), team=not court)
        chosen = _COURTS.get(kind, kind) if court else kind
        return document(chosen, sheet, Imprint.by(vault, now()), wanted.edition)

    return make


def _case_id(vault: "Vault", number: str) -> str:
    from courtdesk.cases.service import CaseService

    cases = CaseService(vault)
    if number:
        return cases.case_numbered(number).id
    lines = cases.cases(limit=2)
    if len(lines) != 1:
        raise KnownError("Say which case is meant, with --case and its number.")
    return lines[0].id


_TEAMS = Edition("team", "Trial team", TEAM, Compartment.TEAM)
_FOR_BOTH = (_TEAMS, Edition("court", "Court copy", NOT_THE_PUBLIC))
_ORDERS = tuple(
    Edition(name, f"By {name}", TEAM, Compartment.TEAM)
    for name in ("time", "juror", "party", "behaviour")
)


def _kind(name: str, title: str, editions: tuple[Edition, ...], paper: str = "") -> Kind:
    return Kind(name, title, "Jury", _paper(paper or name), (Need.CASE,), editions)


def _of_the_team(name: str, title: str, editions: tuple[Edition, ...], paper: str = "") -> Kind:
    may: dict[str, Any] = {"may": Ability.TEAM_WORK}
    return Kind(name, title, "Jury", _paper(paper or name), (Need.CASE,), editions, **may)


KINDS = (
    _kind("seating", "Seating chart", _FOR_BOTH),
    _kind("strikes", "Strike sheet", _FOR_BOTH),
    _kind("jurors", "Jurors", _FOR_BOTH),
    _kind("jury-list", "Jury list", (Edition("court", "Court", COURT | TEAM),)),
    _kind("answers", "Answers", _FOR_BOTH, "matrix"),
    _kind("batson", "Strike figures", _FOR_BOTH),
    _of_the_team("behaviour", "Behaviour", _ORDERS),
    _of_the_team("attention", "Attention map", only(TEAM, Compartment.TEAM), "heat"),
    _of_the_team("timelines", "Jurors over time", only(TEAM, Compartment.TEAM)),
    _of_the_team("destruction", "Certificate of destruction", only(TEAM, Compartment.TEAM)),
)
