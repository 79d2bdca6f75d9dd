"""Consolidating and severing on the command line."""

from datetime import date
from pathlib import Path

from courtdesk.cases.model import Case, CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.errors import ExitStatus
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run


def test_a_case_is_consolidated_listed_so_and_severed(
    run: Run, vault_folder: Path, vault: Vault, cases: CaseService, case: Case
) -> None:
    cases.open_case(CaseDetails("2026-0500", "State v. Coyle"), date(2026, 3, 3))
    vault.close()
    order = ("--case", "2026-0500", "--by", "Hon. M. Okafor", "--on", "2026-11-20")

    def lead() -> str:
        rows = run("list", "cases", vault_folder, "--json").document["cases"]
        return str(
            next(row.get("consolidated_with", "") for row in rows if row["number"] == "2026-0500")
        )

    made = run("case", "consolidate", vault_folder, *order, "--with", case.details.number)
    assert made.out == "Case 2026-0500 consolidated with 2026-0417.\n"
    assert lead() == "2026-0417"
    assert "consolidated_with" in run("list", "cases", vault_folder).out
    again = run("case", "consolidate", vault_folder, *order, "--with", case.details.number)
    assert again.status != ExitStatus.DONE
    assert "already" in again.err
    assert run("case", "sever", vault_folder, *order).out == (
        "Case 2026-0500 severed from 2026-0417.\n"
    )
    assert lead() == ""
