"""Minutes on the command line: the newest frozen state, or the draft."""

from datetime import timedelta
from pathlib import Path

from courtdesk.hearing.model import EntryKind, Hearing, Step
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run
from tests.paper.documents import pages
from tests.vaults import START, typed

LATER = START + timedelta(hours=3)


def test_export_prints_what_was_certified_and_list_says_that_the_log_differs(
    run: Run,
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    tmp_path: Path,
) -> None:
    new = typed(hearing.id, "Overruled.", 60, EntryKind.RULING)
    hearings.record(new)
    hearings.take_step(hearing.id, Step.ADJOURN, LATER, new_id())
    version = MinutesService(vault, hearings).certify(hearing.id, LATER).value
    hearings.amend(new.id, "Sustained.", "", EntryKind.RULING, "misheard", LATER)
    vault.close()
    out = tmp_path / "minutes.pdf"
    case = ("--case", "2026-0417")
    assert run("export", "minutes", vault_folder, *case, "--out", out).status == 0
    assert "Overruled." in " ".join(pages(out.read_bytes()))
    assert run("export", "minutes", vault_folder, *case, "--draft", "--out", out).status == 0
    assert "Sustained." in " ".join(pages(out.read_bytes()))
    (row,) = run("list", "minutes", vault_folder, "--json").document["minutes"]
    assert (row["state"], row["number"], row["differs"]) == ("certified", 1, True)
    assert row["sha256"] == version.sha256.hex()
