"""Witnesses on the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.cli import main
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.witness import Person, Side, WitnessKind
from courtdesk.witnesses.service import ChecklistService, WitnessService
from tests.paper.documents import pages
from tests.vaults import PASSPHRASE

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def told(
    witnesses: WitnessService,
    checklists: ChecklistService,
    case: Case,
    vault: Vault,
    tmp_path: Path,
) -> list[str]:
    """Options that open the closed vault with two witnesses in its case."""
    file = witnesses.open_file(
        case.id, Person("S. Amadi"), WitnessKind.FACT, (Side.STATE, Side.DEFENCE)
    ).value
    hidden = Person("Ada Fell", protected=True, pseudonym="Witness A")
    witnesses.open_file(case.id, hidden, WitnessKind.FACT)
    checklists.tick(witnesses.view(file.id).items[0].id, NOW)
    vault.close()
    words = tmp_path / "passphrase"
    words.write_text(PASSPHRASE)
    return [str(vault.path), "--case", "2026-0417", "--passphrase-file", str(words)]


def test_the_list_as_json(told: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "witnesses", *told, "--json"]) == 0
    first, second = json.loads(capfd.readouterr().out)["witnesses"]
    assert (first["name"], first["side"]) == ("S. Amadi", "state, defence")
    assert (first["order"], first["done"], first["items"]) == (1, 1, 23)
    assert first["status"] == "No subpoena"
    assert (second["name"], second["order"]) == ("Witness A", None)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("checklist", ["--witness", "s. amadi"]),
        ("checklist", ["--witness", "Witness A", "--blank"]),
        ("witness-binder", ["--witness", "Witness A"]),
        ("order-of-call", ["--edition", "court"]),
        ("witness-grid", []),
        ("logistics", []),
        ("day-card", ["--date", "2026-11-23"]),
    ],
)
def test_every_sheet_is_written(
    told: list[str], tmp_path: Path, kind: str, more: list[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["export", kind, *told, *more, "--out", str(out)]) == 0
    printed = " ".join(pages(out.read_bytes()))
    assert "J. Lindqvist" in printed
    assert "Fell" not in printed


def test_a_witness_who_is_not_there_is_said(
    told: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["export", "checklist", *told, "--witness", "Ada Fell", "--out", str(out)]) == 1
    assert "no witness of that name" in capfd.readouterr().err
    assert not out.exists()


def test_a_name_that_two_witnesses_share_is_not_taken_for_either(
    witnesses: WitnessService,
    case: Case,
    told: list[str],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    vault_folder: Path,
) -> None:
    from courtdesk.cases.service import CaseService
    from tests.vaults import reopen

    again = reopen(vault_folder)
    service = WitnessService(again, CaseService(again))
    service.open_file(case.id, Person("S. Amadi"), WitnessKind.FACT)
    again.close()
    out = tmp_path / "sheet.pdf"
    assert main(["export", "checklist", *told, "--witness", "S. Amadi", "--out", str(out)]) == 1
    assert "Give the id" in capfd.readouterr().err
