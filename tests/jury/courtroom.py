"""A vault with one case, for tests of the jury."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cases.service import CaseService
from courtdesk.intake.tables import table_of_text
from courtdesk.jury.imports import plan_venire
from courtdesk.jury.model.fields import guess
from courtdesk.jury.model.venire import VenirePlan
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

PASSPHRASE = "four brisk otters cross the yard"
QUICK = KdfParams(memory_kib=64 << 10, passes=1)


@contextmanager
def courtroom(folder: Path, role: Role = Role.JURY_COORDINATOR) -> Iterator[tuple[Vault, str]]:
    """An open vault for someone of ``role``, and the id of its case."""
    settings = VaultSettings("Department 6", "America/Chicago", "letter")
    vault = create_vault(
        folder / "Court.courtdesk", settings, "J. Lindqvist", role, PASSPHRASE, params=QUICK
    )
    try:
        details = CaseDetails("2026-CR-0417", "State v. Landry", CaseKind.CRIMINAL, "Circuit Court")
        yield vault, CaseService(vault).open_case(details, date(2026, 11, 2)).value.id
    finally:
        vault.close()


def plan_of(text: str) -> VenirePlan:
    """The plan of a pasted list, its columns guessed."""
    table = table_of_text(text)
    return plan_venire(table, guess(table.header))


def venire(count: int) -> VenirePlan:
    """A list of so many jurors, numbered from 101, half of them in each of two groups."""
    lines = ["Juror No.,Name,Race,Sex,Age,Occupation"]
    lines += [
        f"{100 + n},Juror Person{n},{'Black' if n % 2 else 'White'},"
        f"{'Female' if n % 3 else 'Male'},{20 + n % 50},{'Nurse' if n % 4 else 'Welder'}"
        for n in range(1, count + 1)
    ]
    return plan_of("\n".join(lines))
