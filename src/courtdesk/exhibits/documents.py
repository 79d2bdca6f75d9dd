"""What can be printed of exhibits."""

from typing import TYPE_CHECKING

from courtdesk.catalogue import EVERYBODY, Kind, Need, Wanted, only
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault


def _register(vault: "Vault", wanted: Wanted) -> "Document":
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.exhibits.sheet import exhibit_list

    if not wanted.case:
        raise KnownError("Name the case by --case.")
    cases = CaseService(vault)
    case = cases.case_numbered(wanted.case)
    sheet = ExhibitService(vault, cases).list_sheet(case.id)
    return exhibit_list(sheet, Imprint.by(vault, now()))


KINDS = (Kind("exhibits", "Exhibit list", "Exhibits", _register, (Need.CASE,), only(EVERYBODY)),)
