"""The demo tells a whole story through the services, and says that it is one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.custody.model import in_words
from courtdesk.custody.service import CustodyService
from courtdesk.demo import CLERK, PASSPHRASE, place, story
from courtdesk.demo.making import make
from courtdesk.hearing.model import EntryKind, HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.vault.errors import CannotWrite, VaultExists
from courtdesk.vault.header import read_header
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.vaults import reopen


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "Demo.courtdesk"
    make(path)
    return path


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Iterator[Vault]:
    copy = Path(shutil.copytree(made, tmp_path / made.name))
    vault = reopen(copy, PASSPHRASE)
    yield vault
    vault.close()


def test_the_demo_opens_with_its_public_passphrase_and_says_what_it_is(demo: Vault) -> None:
    assert demo.user.name == CLERK
    assert demo.settings.demo
    assert read_header(demo.path).demo


def test_the_demos_record_is_intact(demo: Vault) -> None:
    load_tables()
    assert verify(demo).findings == ()


def test_the_demos_trial_runs_now_and_its_earlier_days_are_over(demo: Vault) -> None:
    cases = CaseService(demo)
    hearings = HearingService(demo, cases)
    running, *earlier = hearings.hearings(cases.case_numbered(story.TRIAL).id)
    assert running.state is HearingState.ON_RECORD
    assert earlier
    assert {hearing.state for hearing in earlier} == {HearingState.ADJOURNED}


def test_the_demos_log_shows_what_a_log_can_hold(demo: Vault) -> None:
    hearings = HearingService(demo, CaseService(demo))
    counts = [hearings.counts(hearing.id) for hearing in hearings.hearings()]
    kinds = {kind for count in counts for kind in count.by_kind}
    assert {EntryKind.COURSE, EntryKind.NOTE, EntryKind.OBJECTION, EntryKind.RULING} <= kinds
    assert any(count.bookmarks for count in counts)
    logs = [hearings.log_sheet(hearing.id).entries for hearing in hearings.hearings()]
    assert any(entry.amended for log in logs for entry in log)


def test_a_demo_is_never_written_over(made: Path) -> None:
    before = (made / "keys.a").read_bytes()
    with pytest.raises(VaultExists):
        make(made)
    assert (made / "keys.a").read_bytes() == before


def test_half_a_demo_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(HearingService, "amend", full)
    with pytest.raises(CannotWrite):
        make(tmp_path / "Demo.courtdesk")
    assert list(tmp_path.iterdir()) == []


def test_the_demo_lies_where_it_is_wanted_or_in_the_users_own_folder(
    tmp_path: Path, home: Path
) -> None:
    assert place(tmp_path / "Here") == tmp_path / "Here.courtdesk"
    assert home in place(None).parents


def test_the_demos_trial_team_prepares_six_witnesses(made: Path, tmp_path: Path) -> None:
    from courtdesk.demo.jury import COORDINATOR
    from courtdesk.vault.opening import open_vault
    from courtdesk.vault.times import now
    from courtdesk.witnesses.service import WitnessService

    copy = Path(shutil.copytree(made, tmp_path / made.name))
    user = next(user.id for user in read_header(copy).users if user.name == COORDINATOR)
    vault = open_vault(copy, user, PASSPHRASE)
    try:
        cases = CaseService(vault)
        overview = WitnessService(vault, cases).overview(cases.case_numbered(story.TRIAL).id, now())
        assert len(overview.files) == 6
        live = overview.now_on_the_stand
        assert live is not None
        assert live.file.person.name == "Dr. L. Haas"
        assert overview.unlinked == ()
    finally:
        vault.close()


def test_every_deed_of_the_demo_is_told_in_plain_words(demo: Vault) -> None:
    deeds = CustodyService(demo).deeds(limit=5_000)
    assert len(deeds) > 50
    assert [deed.action for deed in deeds if ": " in in_words(deed.action)] == []
