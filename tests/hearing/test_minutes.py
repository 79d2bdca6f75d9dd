"""The states of minutes: each is frozen as it was, and what changes afterwards is in sight."""

from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.hearing.model import BadEntry, EntryKind, Hearing, Step
from courtdesk.hearing.model.frozen import from_content, minuted, to_content
from courtdesk.hearing.model.minutes import Approval, MinutesSettings, MinutesState
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.hearing.service.wording import WordingService, languages
from courtdesk.hearing.sheet import minutes_sheet, sealed_sheet
from courtdesk.hearing.sheet.minutes import SECTIONS
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.users import Users
from courtdesk.vault.verify import verify
from tests.paper.documents import needs_preflight, pages, verdict
from tests.vaults import CHEAP, PASSPHRASE, START, reopen, typed

LATER = START + timedelta(hours=3)
JUDGE = "nine brown otters under the bridge"


@pytest.fixture
def minutes(vault: Vault, hearings: HearingService) -> MinutesService:
    return MinutesService(vault, hearings)


@pytest.fixture
def ruling(hearings: HearingService, hearing: Hearing) -> str:
    """A ruling in a hearing that is over; its id."""
    new = typed(hearing.id, "Overruled.", 60, EntryKind.RULING)
    hearings.record(new)
    hearings.record(typed(hearing.id, "An aside", 90))
    hearings.take_step(hearing.id, Step.ADJOURN, START + timedelta(hours=2), new_id())
    return new.id


def correct(hearings: HearingService, entry_id: str, words: str) -> None:
    hearings.amend(entry_id, words, "The Court", EntryKind.RULING, "misheard", LATER)


def printed(vault: Vault, minutes: MinutesService, hearing_id: str) -> str:
    document = minutes_sheet(minutes.sheet(hearing_id), Imprint.by(vault, LATER))
    return " ".join(pages(press(document)))


def test_frozen_content_reads_back_as_it_was(
    hearings: HearingService, hearing: Hearing, ruling: str
) -> None:
    correct(hearings, ruling, "Sustained.")
    sheet = minuted(hearings.minutes_sheet(hearing.id))
    assert sheet.entries[1].amendments
    assert from_content(to_content(sheet, "00")) == sheet


def test_a_certified_state_prints_what_was_certified(
    vault: Vault, hearings: HearingService, minutes: MinutesService, hearing: Hearing, ruling: str
) -> None:
    assert "Draft. These minutes are not certified." in printed(vault, minutes, hearing.id)
    minutes.certify(hearing.id, LATER)
    correct(hearings, ruling, "Sustained.")
    text = printed(vault, minutes, hearing.id)
    assert "Overruled." in text
    assert "Sustained." not in text
    assert "Certified by A. Clerk, clerk, on 23 November 2026, 12:04." in text
    assert "The log was amended after this" in text
    assert minutes.standing(hearing.id).differs


def test_an_amendment_of_an_amendment_keeps_number_and_reason(
    vault: Vault, hearings: HearingService, minutes: MinutesService, hearing: Hearing, ruling: str
) -> None:
    first = minutes.certify(hearing.id, LATER).value
    correct(hearings, ruling, "Sustained.")
    minutes.amend(hearing.id, "ruling misheard", LATER)
    minutes.approve(hearing.id, LATER)
    correct(hearings, ruling, "Sustained in part.")
    minutes.amend(hearing.id, "ruling incomplete", LATER)
    standing = minutes.standing(hearing.id)
    assert [v.shown for v in standing.versions] == [
        "Certified",
        "Amendment No. 1",
        "Approved (amendment No. 1)",
        "Amendment No. 2",
    ]
    assert standing.versions[0] == first
    assert not standing.differs
    text = printed(vault, minutes, hearing.id)
    assert "Amendment No. 2." in text
    assert "Reason: ruling incomplete." in text
    assert "Sustained in part." in text
    assert first.sha256.hex()[:16] in text.replace(" ", "")
    load_tables()
    assert verify(vault).ok


def test_a_note_or_a_bookmark_changes_no_minutes(
    hearings: HearingService, minutes: MinutesService, hearing: Hearing, ruling: str
) -> None:
    minutes.certify(hearing.id, LATER)
    hearings.bookmark(ruling, on=True)
    hearings.record(typed(hearing.id, "Another aside", 9000))
    assert not minutes.standing(hearing.id).differs
    with pytest.raises(BadEntry, match="say what they said"):
        minutes.amend(hearing.id, "no need", LATER)


def test_what_is_out_of_turn_is_refused(
    hearings: HearingService, minutes: MinutesService, hearing: Hearing
) -> None:
    with pytest.raises(BadEntry, match="not over"):
        minutes.certify(hearing.id, LATER)
    hearings.take_step(hearing.id, Step.ADJOURN, LATER, new_id())
    with pytest.raises(BadEntry, match="nothing to approve"):
        minutes.approve(hearing.id, LATER)
    with pytest.raises(BadEntry, match="a draft"):
        minutes.amend(hearing.id, "early", LATER)
    minutes.certify(hearing.id, LATER)
    with pytest.raises(BadEntry, match="certified already"):
        minutes.certify(hearing.id, LATER)
    with pytest.raises(BadEntry, match="needs a reason"):
        minutes.amend(hearing.id, "  ", LATER)


def test_what_was_amended_since_is_not_approved(
    hearings: HearingService, minutes: MinutesService, hearing: Hearing, ruling: str
) -> None:
    minutes.certify(hearing.id, LATER)
    correct(hearings, ruling, "Sustained.")
    with pytest.raises(BadEntry, match="amended since"):
        minutes.approve(hearing.id, LATER)


def test_the_judge_approves_where_the_court_wants_it(
    vault: Vault, minutes: MinutesService, hearing: Hearing, ruling: str
) -> None:
    Users(vault).add("M. Okafor", Role.JUDGES_STAFF, JUDGE, params=CHEAP)
    minutes.certify(hearing.id, LATER)
    with pytest.raises(NotAllowed):
        minutes.approve(hearing.id, LATER)
    wording = WordingService(vault)
    settings = wording.settings()
    wording.change(MinutesSettings(settings.certification, Approval.CLERK))
    assert minutes.approve(hearing.id, LATER).value.state is MinutesState.APPROVED
    folder = vault.path
    vault.close()
    judges = reopen(folder, JUDGE)
    try:
        log = HearingService(judges, CaseService(judges))
        with pytest.raises(NotAllowed):
            MinutesService(judges, log).amend(hearing.id, "not hers", LATER)
    finally:
        judges.close()
    reopen(folder, PASSPHRASE).close()


def test_the_courts_certificate_and_second_language_are_frozen_with_the_minutes(
    vault: Vault, minutes: MinutesService, case: Case, hearing: Hearing, ruling: str
) -> None:
    wording = WordingService(vault)
    wording.change(MinutesSettings("True and complete, so far as I heard.", Approval.NONE, "fr"))
    minutes.certify(hearing.id, LATER)
    wording.change_language(case.id, "es")
    text = printed(vault, minutes, hearing.id)
    assert "True and complete, so far as I heard." in text
    assert "Course of the hearing · Déroulement de l’audience" in text
    assert not minutes.standing(hearing.id).differs
    minutes.amend(hearing.id, "in the language of the case", LATER)
    assert "Desarrollo de la audiencia" in printed(vault, minutes, hearing.id)
    with pytest.raises(BadEntry, match="no approval"):
        minutes.approve(hearing.id, LATER)
    with pytest.raises(BadEntry, match="no headings"):
        wording.change_language(case.id, "tlh")


def test_every_heading_has_a_word_in_every_second_language() -> None:
    headings = {title for title, _ in SECTIONS} | {
        "Minutes of proceedings",
        "Parties and counsel",
        "Charges and claims",
        "Appearances",
        "State of these minutes",
    }
    for language in languages().values():
        assert set(language.words) == headings, language.code


@needs_preflight
def test_minutes_in_two_languages_and_the_supplement_are_valid_for_the_archive(
    vault: Vault,
    hearings: HearingService,
    minutes: MinutesService,
    case: Case,
    hearing: Hearing,
    ruling: str,
    tmp_path: Path,
) -> None:
    WordingService(vault).change_language(case.id, "es")
    minutes.certify(hearing.id, LATER)
    SealingService(vault).seal([ruling], Order("Judge Okafor", "a child"))
    imprint = Imprint.by(vault, LATER)
    for made in (
        minutes_sheet(minutes.sheet(hearing.id), imprint),
        sealed_sheet(hearings.sealed_sheet(hearing.id), imprint),
    ):
        file = tmp_path / "made.pdf"
        file.write_bytes(press(made))
        assert "is a valid PDF/A-1b file" in verdict(file)
