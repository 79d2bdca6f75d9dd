"""Four real venires through the command line, against the figures that they must give."""

import json
from collections import Counter
from pathlib import Path

import pytest

from courtdesk.cli import main
from courtdesk.vault import kdf
from courtdesk.vault.kdf import KdfParams
from tests.samples import sample

PASSPHRASE = "four brisk otters cross the yard"
TRIALS = ("1", "3", "40", "268")


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A new vault that opens quickly, and the arguments that open it."""
    monkeypatch.setattr(kdf, "measured", lambda: KdfParams(memory_kib=64 << 10, passes=1))
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    opened = [str(tmp_path / "Court.courtdesk"), "--passphrase-file", str(secret)]
    assert main(["new", *opened, "--user", "A. Reyes", "--role", "clerk"]) == 0
    assert main(["case", "add", *opened, "--number", "7", "--title", "State v. Sample"]) == 0
    return opened


def expected(trial: str) -> dict[str, object]:
    return json.loads(sample("expected.json").read_text())["trials"][trial]


def listed(
    vault: list[str], kind: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> list[dict[str, str]]:
    capsysbinary.readouterr()
    assert main(["list", kind, *vault, "--case", "7", "--json"]) == 0
    return json.loads(capsysbinary.readouterr().out)[kind]


@pytest.mark.parametrize("trial", TRIALS)
def test_a_finished_selection_gives_its_published_figures(
    trial: str, vault: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    venire = sample("venires", f"trial-{trial}.csv")
    wanted = expected(trial)
    assert main(["import", "venire", *vault, str(venire), "--case", "7"]) == 0

    jurors = listed(vault, "jurors", capsysbinary)
    strikes = listed(vault, "strikes", capsysbinary)
    out = tmp_path / "batson.json"
    assert main(["export", "batson", *vault, "--case", "7", "--out", str(out)]) == 0
    sides = json.loads(out.read_text())["sides"]

    assert len(jurors) == wanted["jurors"]
    outcomes = wanted["outcomes"]
    kinds = Counter((strike["kind"], strike["side"]) for strike in strikes)
    assert kinds == +Counter(
        {
            ("cause", None): outcomes.get("Struck for cause", 0),
            ("peremptory", "State"): outcomes["Struck by the state"],
            ("peremptory", "Defense"): outcomes["Struck by the defense"],
            ("excused", None): outcomes.get("Juror excused/absent", 0),
            (None, None): outcomes.get("Struck without notation", 0),
        }
    )
    statuses = Counter(juror["status"] for juror in jurors)
    assert statuses["juror"] == outcomes["Juror chosen to serve on jury"]
    assert statuses["alternate"] == outcomes["Juror chosen as alternate"]
    assert statuses["not-reached"] == outcomes.get("Juror not struck", 0)
    found = {
        side["side"]: {
            group["group"]: [group["struck"], group["eligible"]]
            for group in side["groups"]
            if group["trait"] == "race"
        }
        for side in sides
    }
    assert found == wanted["strikes_over_eligible"]


def test_rates_are_given_by_sex_too(vault: list[str], tmp_path: Path) -> None:
    venire = sample("venires", "trial-40.csv")
    out = tmp_path / "batson.json"
    assert main(["import", "venire", *vault, str(venire), "--case", "7"]) == 0
    assert main(["export", "batson", *vault, "--case", "7", "--out", str(out)]) == 0
    state = json.loads(out.read_text())["sides"][0]
    sexes = [group for group in state["groups"] if group["trait"] == "sex"]
    assert sum(group["eligible"] for group in sexes) == 22
    assert sum(group["struck"] for group in sexes) == 2


def test_a_venire_imported_twice_is_refused(
    vault: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    venire = str(sample("venires", "trial-1.csv"))
    assert main(["import", "venire", *vault, venire, "--case", "7"]) == 0
    assert main(["import", "venire", *vault, venire, "--case", "7"]) == 1
    assert "All 57 jurors of this list are in the venire already" in capsys.readouterr().err
