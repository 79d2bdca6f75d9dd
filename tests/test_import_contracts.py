"""The contract on rooms finds what it is there to find."""

import grimp
import pytest

from checks.rooms import RoomsContract

HOUSE = {
    "name": "rooms",
    "subjects": ["cases", "jury"],
    "within": ["panel: service", "service: tables model", "tables: model", "model:"],
    "between": ["panel: service model", "service: service"],
    "outside": ["app: panel service"],
}


def _breaches(importer: str, imported: str) -> list[str]:
    graph = grimp.ImportGraph()
    for module in (importer, imported):
        graph.add_module(f"courtdesk.{module}")
    graph.add_import(
        importer=f"courtdesk.{importer}",
        imported=f"courtdesk.{imported}",
        line_number=1,
        line_contents="",
    )
    contract = RoomsContract(name="rooms", session_options={}, contract_options=HOUSE)
    found: list[str] = contract.check(graph, verbose=False).metadata["breaches"]
    return found


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("jury.service", "cases.tables"),
        ("jury.panel", "jury.tables"),
        ("jury.panel.seats", "cases.panel"),
        ("jury.model", "cases.service"),
        ("jury.service.strike", "cases.tables.rows"),
        ("jury.service", "cases"),
        ("jury", "jury.service"),
        ("vault.engine", "cases.model"),
        ("app", "cases.tables"),
        ("jury.odds", "errors"),
    ],
)
def test_a_breach_is_found(importer: str, imported: str) -> None:
    assert len(_breaches(importer, imported)) == 1


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("jury.panel", "cases.service"),
        ("jury.panel.seats", "jury.panel.colours"),
        ("jury.service.strike", "jury.tables"),
        ("jury.service", "vault.engine"),
        ("app", "cases.panel"),
    ],
)
def test_what_the_house_allows_passes(importer: str, imported: str) -> None:
    assert _breaches(importer, imported) == []
