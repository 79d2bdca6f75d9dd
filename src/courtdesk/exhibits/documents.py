"""What can be printed of exhibits."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from courtdesk.catalogue import EVERYBODY, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _register(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.exhibits.sheet import exhibit_list

    service, case_id = _of_case(vault, wanted.case)
    return exhibit_list(service.list_sheet(case_id), Imprint.by(vault, now()))


def labels(
    vault: "Vault", case_number: str, stock: str = "", first: int = 1, names: Collection[str] = ()
) -> "Document":
    """Labels as :meth:`ExhibitService.labels` chooses them.

    Raises:
        KnownError: no case is named, or there is no such case, stock, label or exhibit.
    """
    from courtdesk.exhibits.sheet import label_sheets

    service, case_id = _of_case(vault, case_number)
    return label_sheets(service.labels(case_id, stock, first, names), Imprint.by(vault, now()))


def _all_labels(vault: "Vault", wanted: Wanted) -> "Document":
    return labels(vault, wanted.case)


def _of_case(vault: "Vault", number: str) -> "tuple[ExhibitService, str]":
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService

    if not number:
        raise KnownError("Name the case by --case.")
    cases = CaseService(vault)
    return ExhibitService(vault, cases), cases.case_numbered(number).id


KINDS = (
    Kind("exhibits", "Exhibit list", "Exhibits", _register, (Need.CASE,), only(EVERYBODY)),
    Kind(
        "labels",
        "Exhibit labels (all, new sheet)",
        "Exhibits",
        _all_labels,
        (Need.CASE,),
        only(EVERYBODY),
    ),
)
