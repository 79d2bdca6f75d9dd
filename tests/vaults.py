"""Fixtures: a real vault with a cheap key derivation, copied for each test from one made once."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from courtdesk.cases.model import Case, CaseDetails, CaseKind
from courtdesk.hearing.model import Appearance, EntryKind, Hearing, HearingPlan, NewEntry, Step
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams

if TYPE_CHECKING:
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.vault.store import Vault

CHEAP = KdfParams(memory_kib=19 * 1024, passes=1, lanes=1)
"""The least work that a vault accepts; a test spends a few milliseconds on it."""

CLERK = "A. Clerk"
PASSPHRASE = "seven grey herons over the weir"
ZONE = "Europe/Dublin"
START = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
CASE = CaseDetails(number="2026-0417", title="State v. Landry", kind=CaseKind.CRIMINAL)


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with one clerk and nothing in it. Copy it, never open it."""
    from courtdesk.vault.opening import create_vault
    from courtdesk.vault.roles import Role
    from courtdesk.vault.settings import VaultSettings

    path = tmp_path_factory.mktemp("template") / "court.courtdesk"
    create_vault(
        path, VaultSettings("Court 4", ZONE), CLERK, Role.CLERK, PASSPHRASE, params=CHEAP
    ).close()
    return path


@pytest.fixture
def vault_folder(vault_template: Path, tmp_path: Path) -> Path:
    """A closed vault of the test's own."""
    return Path(shutil.copytree(vault_template, tmp_path / vault_template.name))


@pytest.fixture
def vault(vault_folder: Path) -> "Iterator[Vault]":
    """An open vault of the test's own."""
    opened = reopen(vault_folder)
    yield opened
    opened.close()


@pytest.fixture
def cases(vault: "Vault") -> "CaseService":
    from courtdesk.cases.service import CaseService

    return CaseService(vault)


@pytest.fixture
def hearings(vault: "Vault", cases: "CaseService") -> "HearingService":
    from courtdesk.hearing.service import HearingService

    return HearingService(vault, cases)


@pytest.fixture
def case(cases: "CaseService") -> Case:
    """A case that was opened."""
    return cases.open_case(CASE, date(2026, 3, 2)).value


@pytest.fixture
def hearing(hearings: "HearingService", case: Case) -> Hearing:
    """A hearing that is on the record."""
    people = (
        Appearance(new_id(), "M. Okafor", "The Court", "The Court", "Judge", key=1),
        Appearance(new_id(), "E. Pryce", "Ms. Pryce (State)", "State", "Counsel", key=3),
    )
    plan = HearingPlan("Jury trial, day 1", START.date(), appearances=people)
    planned = hearings.plan(case.id, plan).value
    hearings.take_step(planned.id, Step.START, START, new_id())
    return hearings.hearing(planned.id)


def reopen(folder: Path, passphrase: str = PASSPHRASE) -> "Vault":
    """Open a vault for whoever the passphrase belongs to."""
    from courtdesk.vault.opening import open_vault

    return open_vault(folder, None, passphrase)


def typed(
    hearing_id: str, text: str, after: float = 0, kind: EntryKind = EntryKind.NOTE
) -> NewEntry:
    """A line typed ``after`` seconds from the start."""
    at = START + timedelta(seconds=after)
    return NewEntry(new_id(), hearing_id, at, "Ms. Pryce (State)", kind, text)
