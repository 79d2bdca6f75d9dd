"""A case's file holds everything in open formats, tells no sealed word, and comes back."""

import csv
import hashlib
import io
import json
import pickle
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.imports import guess, plan_import, read_table
from courtdesk.hearing.model import EntryKind, Hearing, Step
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.printing.casefile import gathering, packing
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.prints import Prints
from courtdesk.vault.pseudonyms import PseudonymBook
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.paper.documents import pages
from tests.vaults import START, ZONE, typed

__all__ = ["passphrase_file", "run"]
SECRET = "zanzibar"


@pytest.fixture
def told(vault: Vault, hearings: HearingService, hearing: Hearing, case: Case) -> Hearing:
    """A hearing with an exhibit, a sealed line, and a name that has a pseudonym."""
    hearings.record(typed(hearing.id, "Marks State 14, =photograph", 30, EntryKind.EXHIBIT))
    hearings.record(typed(hearing.id, "Jane Marlow is called", 40))
    secret = hearings.record(typed(hearing.id, f"The child lives at {SECRET}", 50)).value
    sealing = SealingService(vault)
    sealing.seal([secret.id], Order("Judge Okafor", "a child"))
    PseudonymBook(vault).keep(case.id, [("Jane Marlow", "J.D.")])
    hearings.take_step(hearing.id, Step.ADJOURN, START + timedelta(hours=1), new_id())
    return hearings.hearing(hearing.id)


def files(vault: Vault, case: Case, *, sealed: bool = False) -> dict[str, bytes]:
    gathered = gathering.gather(vault, case.id, sealed=sealed)
    archive = packing.packed(pickle.loads(pickle.dumps(gathered)))  # noqa: S301 - our own
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def all_words(found: Mapping[str, bytes]) -> str:
    """Everything that the files say, pages included."""
    read = [" ".join(pages(data)) for name, data in found.items() if name.endswith(".pdf")]
    read += [data.decode() for name, data in found.items() if not name.endswith(".pdf")]
    return " ".join(read)


def test_every_file_is_there_and_in_the_manifest(vault: Vault, told: Hearing, case: Case) -> None:
    found = files(vault, case)
    folder = f"hearings/{START.date().isoformat()}-1"
    for name in ("README.txt", "case.json", "exhibits.json", "exhibits.csv", "exhibits.pdf"):
        assert name in found
    for name in ("log.csv", "log.json", "log.pdf", "minutes.pdf", "attendance.csv", "rulings.pdf"):
        assert f"{folder}/{name}" in found
    manifest = json.loads(found.pop("manifest.json"))
    assert {file["path"] for file in manifest["files"]} == set(found)
    for file in manifest["files"]:
        content = found[file["path"]]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert len(content) == file["bytes"]
    assert manifest["record"] == vault.head().hash.hex()
    assert "jury.json" not in found


def test_no_sealed_word_and_no_real_name_is_in_it(vault: Vault, told: Hearing, case: Case) -> None:
    words = all_words(files(vault, case))
    assert SECRET not in words
    assert "Marlow" not in words
    assert "J.D. is called" in words


def test_those_who_may_get_what_is_sealed_when_they_ask(
    vault: Vault, told: Hearing, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = files(vault, case, sealed=True)
    assert SECRET in found[f"hearings/{START.date().isoformat()}-1/log.json"].decode()
    assert "SEALED PORTIONS" in found["README.txt"].decode()
    assert "Jane Marlow is called" in all_words(found)
    rights = vault.abilities - {Ability.SEE_SEALED}
    monkeypatch.setattr(Vault, "abilities", property(lambda _: rights))
    with pytest.raises(NotAllowed):
        gathering.gather(vault, case.id, sealed=True)


def test_cells_are_harmless_and_logs_come_back(
    vault: Vault, hearings: HearingService, told: Hearing, case: Case, tmp_path: Path
) -> None:
    exhibits = ExhibitService(vault, CaseService(vault))
    (exhibit,) = exhibits.exhibits(case.id)
    assert exhibit.details.description == "=photograph"
    found = files(vault, case)
    cells = [
        cell
        for name, data in found.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=photograph" in cells
    for form in ("csv", "json"):
        file = tmp_path / f"log.{form}"
        file.write_bytes(found[f"hearings/{START.date().isoformat()}-1/log.{form}"])
        table = read_table(file)
        plan = plan_import(table, guess(table.header), None, ZONE)
        assert plan.problems == ()
        back = hearings.import_log(case.id, form, plan).value
        texts = [entry.text for entry in hearings.log_sheet(back.id).entries]
        assert texts[1:4] == ["Marks State 14, =photograph", "J.D. is called", "Portion sealed"]


def test_the_command_line_writes_a_zip_or_a_folder_and_tells_the_record(
    run: Run, vault: Vault, vault_folder: Path, told: Hearing, case: Case, tmp_path: Path
) -> None:
    vault.close()
    number = case.details.number
    out, folder = tmp_path / "case.zip", tmp_path / "case"
    assert run("export", "case", vault_folder, "--case", number, "--out", out).status == 0
    assert zipfile.is_zipfile(out)
    assert run("export", "case", vault_folder, "--case", number, "--out", folder).status == 0
    assert (folder / "manifest.json").exists()
    assert folder.stat().st_mode & 0o077 == 0
    again = run("export", "case", vault_folder, "--case", number, "--out", folder)
    assert (again.status, "exists already" in again.err) == (1, True)
    log = folder / "hearings" / f"{START.date().isoformat()}-1" / "log.csv"
    assert run("import", "hearing", vault_folder, log, "--case", number).status == 0
    paper = folder / "exhibits.pdf"
    assert run("verify", vault_folder, "--paper", paper).status == 0


def test_each_paper_in_it_is_in_the_print_history(vault: Vault, told: Hearing, case: Case) -> None:
    gathered = gathering.gather(vault, case.id)
    packing.tell(vault, gathered, packing.packed(gathered), ".zip")
    kinds = [told.what.kind for told in Prints(vault).history()]
    assert sorted(kinds) == sorted(page.kind for page in gathered.pages)
