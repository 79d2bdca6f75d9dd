"""Papers and open formats from the command line."""

import json
from datetime import timedelta
from pathlib import Path

from courtdesk.cases.model import Case
from courtdesk.hearing.model import EntryKind, Hearing, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run
from tests.vaults import START, typed


def test_a_log_goes_out_as_csv_and_comes_back(
    run: Run,
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    case: Case,
    tmp_path: Path,
) -> None:
    hearings.record(typed(hearing.id, "=1+1 said the witness", 30, EntryKind.WITNESS))
    hearings.take_step(hearing.id, Step.ADJOURN, START + timedelta(hours=1), new_id())
    vault.close()
    for name in ("log.csv", "log.json"):
        out = tmp_path / name
        number = case.details.number
        assert run("export", "log", vault_folder, "--case", number, "--out", out).status == 0
        back = run("import", "hearing", vault_folder, out, "--case", number, "--title", name)
        assert (back.status, back.err) == (0, "")
    listed = run("list", "entries", vault_folder, "--json").document["entries"]
    assert [entry["text"] for entry in listed].count("=1+1 said the witness") == 3
    assert len([entry for entry in listed if entry["kind"] == "course"]) == 6


def test_the_format_may_be_named_apart_from_the_file(
    run: Run, vault: Vault, vault_folder: Path, hearing: Hearing, case: Case, tmp_path: Path
) -> None:
    vault.close()
    out = tmp_path / "log.txt"
    number = case.details.number
    done = run("export", "log", vault_folder, "--case", number, "--format", "json", "--out", out)
    assert done.status == 0
    assert json.loads(out.read_text())["hearing"]["case"] == number


def test_words_are_found_in_every_case(
    run: Run,
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    case: Case,
) -> None:
    hearings.record(typed(hearing.id, "The kitchen knife", 30, EntryKind.WITNESS))
    vault.close()
    (hit,) = run("find", vault_folder, "kitchen", "kni", "--json").document["hits"]
    assert (hit["case"], hit["text"]) == (case.details.number, "The kitchen knife")
    assert hit["time"] == "2026-11-23T09:04:30.000+00:00"
    assert run("find", vault_folder, "knife", "--kind", "ruling", "--json").document["hits"] == []
    assert "No entry has these words." in run("find", vault_folder, "spoon").out
    assert run("find", vault_folder, "knife", "--case", "9").status == 1


def test_a_day_list_is_shown_and_then_taken_over(
    run: Run, vault: Vault, vault_folder: Path, case: Case, tmp_path: Path
) -> None:
    vault.close()
    file = tmp_path / "list.csv"
    file.write_text(f"Time,Case number,Room\n09:30,{case.details.number},4\n09:30,N-1,4\n")
    asked = ("import", "daylist", vault_folder, file, "--date", "2026-11-23")
    shown = run(*asked, "--preview")
    assert (shown.status, "1 new case · 1 set down" in shown.out) == (0, True)
    assert "2 hearings at once" in shown.err
    assert len(run("list", "cases", vault_folder, "--json").document["cases"]) == 1
    assert run(*asked).status == 0
    assert "2 already set down" in run(*asked).out
    file.write_text("Time,Case number\nsoon,N-2\n")
    assert run(*asked).status == 1
