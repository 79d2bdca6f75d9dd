"""A vault of the trial team, with a case on trial."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from courtdesk.cases.model import Case, CaseDetails, CaseKind, Party
from courtdesk.cases.service import CaseService
from courtdesk.hearing.service import HearingService
from courtdesk.vault.opening import create_vault, open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    OutlineService,
    WitnessService,
)
from tests.vaults import CHEAP, PASSPHRASE, ZONE

COORDINATOR = "J. Lindqvist"


@pytest.fixture(scope="session")
def team_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault of a jury coordinator. Copy it, never open it."""
    path = tmp_path_factory.mktemp("template") / "team.courtdesk"
    settings = VaultSettings("Team", ZONE)
    create_vault(
        path, settings, COORDINATOR, Role.JURY_COORDINATOR, PASSPHRASE, params=CHEAP
    ).close()
    return path


@pytest.fixture
def vault_folder(team_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(team_template, tmp_path / team_template.name))


@pytest.fixture
def vault(vault_folder: Path) -> Iterator[Vault]:
    opened = open_vault(vault_folder, None, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def cases(vault: Vault) -> CaseService:
    return CaseService(vault)


@pytest.fixture
def hearings(vault: Vault, cases: CaseService) -> HearingService:
    return HearingService(vault, cases)


@pytest.fixture
def case(cases: CaseService) -> Case:
    """A criminal case."""
    details = CaseDetails(
        "2026-0417",
        "State v. Landry",
        CaseKind.CRIMINAL,
        court="Superior Court",
        room="Department 6",
        parties=(Party("", "State", "The State"), Party("", "Defendant", "R. Landry")),
    )
    return cases.open_case(details, date(2026, 3, 2)).value


@pytest.fixture
def witnesses(vault: Vault, cases: CaseService) -> WitnessService:
    return WitnessService(vault, cases)


@pytest.fixture
def checklists(vault: Vault) -> ChecklistService:
    return ChecklistService(vault)


@pytest.fixture
def outlines(vault: Vault) -> OutlineService:
    return OutlineService(vault)


@pytest.fixture
def calls(vault: Vault) -> CallService:
    return CallService(vault)
