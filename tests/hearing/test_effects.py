"""One typed line updates the register of exhibits and keeps what it refers to."""

from datetime import timedelta

import pytest

from courtdesk.cases.model import Case, CaseDetails, Charge
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import ExhibitDetails, ExhibitState
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import Entry, EntryKind, Hearing
from courtdesk.hearing.model.references import LinkKind, charges_in
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.store import Vault
from tests.vaults import START, typed


class Court:
    """A hearing and its register of exhibits."""

    def __init__(self, vault: Vault, hearings: HearingService, hearing: Hearing) -> None:
        self.exhibits = ExhibitService(vault, CaseService(vault))
        self._hearings, self._hearing = hearings, hearing
        self._after = 0

    def say(self, text: str, kind: EntryKind) -> Entry:
        self._after += 10
        return self._hearings.record(typed(self._hearing.id, text, self._after, kind)).value

    def states(self) -> dict[str, ExhibitState]:
        return {e.name: e.state for e in self.exhibits.exhibits(self._hearing.case_id)}


@pytest.fixture
def court(vault: Vault, hearings: HearingService, hearing: Hearing) -> Court:
    return Court(vault, hearings, hearing)


def test_lines_take_an_exhibit_from_the_offer_to_the_ruling(court: Court) -> None:
    court.say("Marks State 13, knife in evidence bag 4471", EntryKind.EXHIBIT)
    assert court.states() == {"State 13": ExhibitState.MARKED}
    court.say("Offers State 13", EntryKind.EXHIBIT)
    assert court.states() == {"State 13": ExhibitState.OFFERED}
    court.say("Objection: chain of custody", EntryKind.OBJECTION)
    assert court.states() == {"State 13": ExhibitState.OBJECTED}
    ruling = court.say("Overruled; received", EntryKind.RULING)
    assert court.states() == {"State 13": ExhibitState.ADMITTED}
    (exhibit,) = court.exhibits.exhibits(court._hearing.case_id)
    record = court.exhibits.record(exhibit.id)
    assert exhibit.details.description == "knife in evidence bag 4471"
    assert record.history[-1].entry_id == ruling.id
    assert record.history[2].note == "chain of custody"


def test_a_part_received_says_which(court: Court) -> None:
    court.say("Offers State 14, photographs", EntryKind.EXHIBIT)
    court.say("State 14 (1–4) received", EntryKind.EXHIBIT)
    (exhibit,) = court.exhibits.exhibits(court._hearing.case_id)
    assert (exhibit.state, exhibit.state_note) == (ExhibitState.ADMITTED_IN_PART, "1–4")


def test_an_amendment_takes_back_what_the_old_words_did(
    court: Court, hearings: HearingService
) -> None:
    court.say("Offers State 13; offers State 15", EntryKind.EXHIBIT)
    entry = court.say("State 15 received", EntryKind.EXHIBIT)
    at = START + timedelta(minutes=9)
    saved = hearings.amend(entry.id, "State 13 received", "", EntryKind.EXHIBIT, "misheard", at)
    assert court.states() == {"State 13": ExhibitState.ADMITTED, "State 15": ExhibitState.OFFERED}
    assert saved.changed.concerns("exhibit")
    hearings.amend(entry.id, "State 16 marked", "", EntryKind.EXHIBIT, "misheard again", at)
    assert court.states()["State 16"] is ExhibitState.MARKED
    hearings.amend(entry.id, "Nothing was marked", "", EntryKind.NOTE, "a mistake", at)
    assert court.states() == {"State 13": ExhibitState.OFFERED, "State 15": ExhibitState.OFFERED}


def test_testimony_changes_no_exhibit(court: Court) -> None:
    court.say("He said that State 13 was received and marked by the police", EntryKind.NOTE)
    assert court.states() == {}


def test_marking_an_admitted_exhibit_again_leaves_it_admitted(court: Court) -> None:
    for text in ("Offers State 3", "State 3 received", "Marks State 3", "Offers State 3"):
        court.say(text, EntryKind.EXHIBIT)
    assert court.states() == {"State 3": ExhibitState.ADMITTED}


def test_a_received_that_could_mean_two_exhibits_moves_neither(court: Court) -> None:
    court.say("Offers State 3 and State 4", EntryKind.EXHIBIT)
    court.say("Received", EntryKind.RULING)
    assert set(court.states().values()) == {ExhibitState.OFFERED}


def test_recording_a_line_twice_moves_an_exhibit_once(
    court: Court, hearings: HearingService, hearing: Hearing
) -> None:
    line = typed(hearing.id, "Marks State 13", 5, EntryKind.EXHIBIT)
    hearings.record(line)
    hearings.record(line)
    (exhibit,) = court.exhibits.exhibits(hearing.case_id)
    assert len(court.exhibits.record(exhibit.id).history) == 1


def test_a_line_keeps_what_it_refers_to(
    court: Court, hearings: HearingService, cases: CaseService, case: Case
) -> None:
    charges = tuple(Charge("", str(number), "Theft") for number in (1, 2, 3))
    details = CaseDetails(number=case.details.number, title="State v. Landry", charges=charges)
    cases.change_case(case.id, details)
    exhibit = court.exhibits.register(case.id, ExhibitDetails("Def.", "C"), START).value
    entry = court.say("As to counts 1 and 3, see Defence Exhibit C", EntryKind.NOTE)
    links = {(link.kind, link.words) for link in hearings.links(entry.id)}
    assert links == {
        (LinkKind.EXHIBIT, "Def. C"),
        (LinkKind.CHARGE, "1"),
        (LinkKind.CHARGE, "3"),
    }
    assert exhibit.id in {link.target for link in hearings.links(entry.id)}


def test_ranges_and_all_counts_are_understood() -> None:
    known = ["1", "2", "3", "4"]
    assert charges_in("Guilty on counts 2–4", known) == ("2", "3", "4")
    assert charges_in("Not guilty to all counts", known) == tuple(known)
    assert charges_in("He counted 3 of them", known) == ()


@pytest.mark.parametrize(
    "text", ["the state A said", "State IVORY", "Defence", "In this state 3 of us", ""]
)
def test_prose_is_no_exhibit(text: str) -> None:
    assert lexicon().exhibits.find(text) == ()
