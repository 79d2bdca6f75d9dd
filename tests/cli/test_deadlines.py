"""Deadlines and counting rules as a script keeps them."""

from pathlib import Path

from tests.cli.conftest import Run

FRCP = ("--rule", "us-frcp-6a", "--days", "14", "--from", "2026-11-12")


def test_a_deadline_is_added_moved_and_ticked_off(run: Run, vault_folder: Path) -> None:
    vault = str(vault_folder)
    run("case", "add", vault, "--number", "C-1", "--title", "State v. Moss")
    added = run("deadline", "add", vault, "--case", "C-1", "--what", "Memo", *FRCP)
    assert added.status == 0
    assert "Due 2026-11-27" in added.out
    assert "Thanksgiving Day" in added.out
    (row,) = run("list", "deadlines", vault, "--json").document["deadlines"]
    assert (row["due"], row["rule"]) == ("2026-11-27", "us-frcp-6a")
    assert "2026-12-04" in run("deadline", "move", vault, row["id"], "--due", "2026-12-04").out
    assert run("deadline", "done", vault, row["id"]).status == 0
    assert run("list", "deadlines", vault, "--json").document == {"deadlines": []}


def test_a_day_and_a_period_at_once_are_refused(run: Run, vault_folder: Path) -> None:
    vault = str(vault_folder)
    run("case", "add", vault, "--number", "C-1", "--title", "State v. Moss")
    both = ("--due", "2026-12-04", *FRCP)
    for more in (both, (), ("--days", "14")):
        refused = run("deadline", "add", vault, "--case", "C-1", "--what", "Memo", *more)
        assert refused.status == 1
        assert "--days and --from" in refused.err


def test_rules_go_out_and_come_back(run: Run, vault_folder: Path, tmp_path: Path) -> None:
    vault, file = str(vault_folder), tmp_path / "rules.json"
    assert run("export", "rules", vault, "--out", str(file)).status == 0
    file.write_text(file.read_text().replace("US federal courts (FRCP 6)", "Our court"))
    assert run("import", "rules", vault, str(file)).status == 0
    names = [row["name"] for row in run("list", "rules", vault, "--json").document["rules"]]
    assert "Our court" in names
