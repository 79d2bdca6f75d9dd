"""Words are found in every hearing of every case, the newest entry first."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import EntryKind, Hearing, HearingPlan
from courtdesk.hearing.model.finding import FindRequest
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service import finding as searching
from courtdesk.hearing.service.finding import FindService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.vault.store import Vault
from tests.vaults import START, typed


@dataclass
class Library:
    """Two cases with a hearing each, written in turn, and what finds in them."""

    hearings: HearingService
    finder: FindService
    first: Hearing
    second: Hearing

    def say(
        self, hearing: Hearing, words: str, hours: float = 0, kind: EntryKind = EntryKind.NOTE
    ) -> None:
        self.hearings.record(typed(hearing.id, words, hours * 3600, kind))

    def texts(self, words: str, **more: object) -> list[str]:
        found = self.finder.find(FindRequest(words, **more))  # type: ignore[arg-type]
        return [hit.entry.text for hit in found.hits]


@pytest.fixture
def library(
    vault: Vault, cases: CaseService, hearings: HearingService, hearing: Hearing
) -> Library:
    other = cases.open_case(CaseDetails("2026-9", "In re Fern"), date(2026, 1, 2)).value
    second = hearings.plan(other.id, HearingPlan("Status", START.date())).value
    made = Library(hearings, FindService(vault), hearing, second)
    made.say(hearing, "The witness describes the kitchen knife")
    made.say(second, "The knife is not in dispute", 1, EntryKind.MOTION)
    made.say(hearing, "Knives were counted; O’Brien present", 2, EntryKind.RULING)
    made.say(second, "Þórður saw the KNIFE in the café", 26)
    return made


def test_all_words_in_all_cases_the_newest_first(library: Library) -> None:
    assert library.texts("knife") == [
        "Þórður saw the KNIFE in the café",
        "The knife is not in dispute",
        "The witness describes the kitchen knife",
    ]
    assert library.texts("kitchen knife") == ["The witness describes the kitchen knife"]
    hit = library.finder.find(FindRequest("dispute")).hits[0]
    assert (hit.case_number, hit.case_title, hit.hearing_title) == (
        "2026-9",
        "In re Fern",
        "Status",
    )


def test_the_last_word_may_be_a_beginning_and_marks_do_not_matter(library: Library) -> None:
    assert len(library.texts("kni")) == 4
    assert library.texts("the kni caf") == []
    assert library.texts("knife cafe") == ["Þórður saw the KNIFE in the café"]
    assert library.texts("ÞÓRÐ") == library.texts("Þorð") == ["Þórður saw the KNIFE in the café"]
    assert library.texts("o’bri") == ["Knives were counted; O’Brien present"]


def test_what_is_typed_is_never_a_query(library: Library) -> None:
    for words in (
        '"',
        "knife OR kitchen",
        "NEAR(",
        "text:",
        "*",
        "a AND",
        "(((",
        "'; --",
        "^knife",
    ):
        library.texts(words)
    assert library.texts("   ") == []
    assert library.texts("knife OR kitchen") == []


def test_case_kind_speaker_and_day_narrow_it(library: Library) -> None:
    first, second = library.first, library.second
    assert len(library.texts("kni", case_id=first.case_id)) == 2
    assert len(library.texts("kni", case_id=second.case_id)) == 2
    assert library.texts("kni", kinds=frozenset({EntryKind.RULING, EntryKind.MOTION})) == [
        "Knives were counted; O’Brien present",
        "The knife is not in dispute",
    ]
    assert library.texts("kni", speaker="nobody") == []
    assert len(library.texts("kni", speaker="ms. pryce")) == 4
    tomorrow = START.date() + timedelta(days=1)
    assert library.texts("kni", since=tomorrow) == ["Þórður saw the KNIFE in the café"]
    assert len(library.texts("kni", until=START.date())) == 3


def test_an_amended_entry_is_found_by_what_it_says_now(library: Library) -> None:
    (hit,) = library.finder.find(FindRequest("dispute")).hits
    entry = hit.entry
    library.hearings.amend(
        entry.id, "The fork is in dispute", entry.speaker, entry.kind, "misheard", START
    )
    assert library.texts("fork") == ["The fork is in dispute"]
    assert "The fork is in dispute" not in library.texts("knife")
    assert library.finder.find(FindRequest("fork")).hits[0].entry.amended


def test_fifty_hits_are_enough(library: Library) -> None:
    for number in range(60):
        library.say(library.first, f"answer {number}", number / 100)
    found = library.texts("answer")
    assert found == [f"answer {number}" for number in range(59, 9, -1)]
    assert library.texts("answer", case_id=library.first.case_id) == found


def test_a_beginning_of_very_many_words_is_taken_as_a_word(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_MOST_WORDS", 3)
    for ending in ("abel", "acre", "afar", "aged"):
        library.say(library.first, f"x{ending}")
    library.say(library.first, "xa alone")
    found = library.finder.find(FindRequest("xa"))
    assert found.vague
    assert [hit.entry.text for hit in found.hits] == ["xa alone"]
    assert not library.finder.find(FindRequest("xab")).vague


def test_the_search_reads_the_index_backwards_and_sorts_nothing(
    library: Library, vault: Vault
) -> None:
    query, values = library.finder._query(
        FindRequest("knife", case_id=library.first.case_id), (library.first.case_id, "another")
    )
    values |= {"match": '"knife"', "low": 0, "high": 1 << 40, "limit": 50}
    with vault.read() as session:
        plan = [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {query}"), values)]
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert "VIRTUAL TABLE" in plan[0]


def test_sealed_words_are_found_by_nobody_and_their_beginnings_neither(
    library: Library, vault: Vault
) -> None:
    (hit,) = library.finder.find(FindRequest("kitchen")).hits
    SealingService(vault).seal([hit.entry.id], Order("Judge Okafor", "a child"))
    assert library.texts("kitchen") == []
    assert library.texts("kitch") == []
    assert "The witness describes the kitchen knife" not in library.texts("knife")
    assert len(library.texts("knife")) == 2
