"""What the trial team notes of jurors, in its own compartment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Entry, EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.jury.model.agreement import compared
from courtdesk.jury.model.heatmap import drawn, heat_map
from courtdesk.jury.model.palette import PALETTE, BehaviourCode
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.model.watch import BehaviourNote, Context, context_of
from courtdesk.jury.service import SelectionService, WatchService
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.jury.courtroom import courtroom, venire

NODS, DOZING = PALETTE[0], PALETTE[8]
T0 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[WatchService, str, list[str], Vault]]:
    """The team's service, its case, and the ids of its twelve jurors."""
    with courtroom(tmp_path) as (vault, case_id):
        cases = CaseService(vault)
        jurors = SelectionService(vault, cases).import_venire(case_id, venire(12)).value
        yield (
            WatchService(vault, HearingService(vault, cases)),
            case_id,
            [juror.id for juror in jurors],
            vault,
        )


def note(juror: str, minute: int, code: BehaviourCode, observer: str = "A") -> BehaviourNote:
    at = T0 + timedelta(minutes=minute)
    return BehaviourNote(
        new_id(), juror, at, code.key, code.words, code.tone, code.weight, observer
    )


def entry(kind: EntryKind, text: str, speaker: str = "") -> Entry:
    return Entry(new_id(), "h", 1, T0, speaker, kind, text, "A. Reyes")


def test_the_newest_rating_counts_and_older_ones_are_kept(
    team: tuple[WatchService, str, list[str], Vault],
) -> None:
    service, case_id, ids, _ = team
    service.rate(case_id, ids[0], -1)
    service.rate(case_id, ids[0], 2, [("follows instructions", 4)])
    watch = service.watch(case_id)
    assert watch.rating_of(ids[0]) == 2
    assert watch.rating_of(ids[1]) is None
    assert [rating.value for rating in watch.ratings] == [-1, 2]
    with pytest.raises(BadJury, match="between −3 and"):
        service.rate(case_id, ids[0], 4)


def test_hands_across_the_panel_are_one_step(
    team: tuple[WatchService, str, list[str], Vault],
) -> None:
    service, case_id, ids, vault = team
    question = service.add_question(case_id, "Has anyone served on a jury before?").value
    follow = service.add_question(case_id, "Was there a verdict?", question.id).value
    before = vault.head(Compartment.TEAM).seq
    assert len(service.raise_hands(case_id, question.id, ids[:7]).value) == 7
    assert vault.head(Compartment.TEAM).seq == before + 1
    service.raise_hands(case_id, follow.id, [ids[0]], "Yes, in 2019")
    watch = service.watch(case_id)
    assert len(watch.answers) == 8
    assert watch.has_spoken(ids[0])
    assert not watch.has_spoken(ids[1])
    with pytest.raises(BadJury, match="Choose the jurors"):
        service.raise_hands(case_id, question.id, [])


def test_flags_come_and_go(team: tuple[WatchService, str, list[str], Vault]) -> None:
    service, case_id, ids, _ = team
    service.flag(case_id, ids[2], "ask again", on=True)
    service.flag(case_id, ids[2], "ask again", on=True)
    assert service.watch(case_id).flags_of(ids[2]) == ("ask again",)
    service.flag(case_id, ids[2], "ask again", on=False)
    assert service.watch(case_id).flags_of(ids[2]) == ()


def test_a_note_keeps_what_was_seen_apart_from_what_it_may_mean(
    team: tuple[WatchService, str, list[str], Vault],
) -> None:
    service, case_id, ids, _ = team
    made = service.note_behaviour(case_id, ids[9], DOZING, now(), Context(phase="direct")).value
    service.add_words(made.id, "eyes closed since photo 3")
    service.interpret(made.id, "tired, not hostile")
    kept = service.watch(case_id).notes[0]
    assert (kept.words, kept.text, kept.interpretation) == (
        "Dozing",
        "eyes closed since photo 3",
        "tired, not hostile",
    )
    assert kept.interpreted_at is not None
    service.forget_note(made.id)
    assert service.watch(case_id).notes == ()


def test_a_note_takes_its_context_from_the_running_hearing(
    team: tuple[WatchService, str, list[str], Vault],
) -> None:
    service, case_id, _, vault = team
    hearings = HearingService(vault, CaseService(vault))
    assert service.context(case_id) == Context()
    hearing = hearings.plan(case_id, HearingPlan("Jury trial, day 3", T0.date())).value
    start = now() - timedelta(minutes=10)
    hearings.take_step(hearing.id, Step.START, start, new_id())
    for kind, speaker, text in (
        (EntryKind.WITNESS, "", "Witness sworn: Dr. Lena Haas, forensic pathologist"),
        (EntryKind.WITNESS, "Mr. Pryce (State)", "Direct examination of Dr. Haas begins"),
    ):
        hearings.record(NewEntry(new_id(), hearing.id, start, speaker, kind, text))
    context = service.context(case_id)
    assert (context.phase, context.witness, context.party) == ("direct", "Dr. Lena Haas", "State")
    assert context.hearing_id == hearing.id
    assert context.recording_ms is not None
    assert context.recording_ms >= 599_000


def test_a_phase_ends_with_its_witness() -> None:
    log = [
        entry(EntryKind.WITNESS, "Witness sworn: Ofc. T. Bell, patrol"),
        entry(EntryKind.WITNESS, "Cross-examination of Ofc. Bell begins", "Ms. Duarte (Defence)"),
        entry(EntryKind.EXHIBIT, "Offers State 14, photographs", "Mr. Pryce (State)"),
    ]
    context = context_of("h", log, None)
    assert (context.shown, context.exhibit) == ("cross, Ofc. T. Bell", "State 14")
    log.append(entry(EntryKind.WITNESS, "Ofc. Bell excused"))
    assert context_of("h", log, None).shown == ""


def test_a_palette_can_be_edited_and_old_notes_keep_their_words(
    team: tuple[WatchService, str, list[str], Vault],
) -> None:
    service, case_id, ids, _ = team
    service.note_behaviour(case_id, ids[0], NODS, now(), Context())
    service.set_palette(case_id, [BehaviourCode("1", "Laughs", "green", 1, "face")])
    watch = service.watch(case_id)
    assert [code.words for code in watch.palette] == ["Laughs"]
    assert watch.notes[0].words == "Nods / agrees"
    with pytest.raises(BadJury, match="key of its own"):
        service.set_palette(case_id, [NODS, NODS])


def test_a_clerk_has_no_key_to_what_the_team_notes(tmp_path: Path) -> None:
    with courtroom(tmp_path, Role.CLERK) as (vault, case_id):
        service = WatchService(vault, HearingService(vault, CaseService(vault)))
        with pytest.raises(NotAllowed):
            service.watch(case_id)
        with pytest.raises(NotAllowed):
            service.rate(case_id, "x", 1)


def test_two_observers_of_one_minute_are_compared() -> None:
    notes = [note("j", 1, NODS, "A"), note("j", 1, NODS, "B"), note("j", 2, NODS, "A")]
    notes += [note("k", 3, NODS, "A"), note("k", 3, DOZING, "B")]
    found = compared(notes, "A", "B")
    assert [(each.juror_id, each.agree) for each in found] == [("j", True), ("k", False)]


def test_the_heat_map_shows_the_strongest_note_of_each_step() -> None:
    jurors = [("a", "1 Abara"), ("b", "2 Brandt")]
    notes = [note("a", 1, PALETTE[1]), note("a", 3, DOZING), note("b", 12, NODS)]
    heat = heat_map(jurors, notes, T0, T0 + timedelta(minutes=15))
    assert heat.levels == ((-2, None, None), (None, None, 2))
    picture = drawn(heat, 392, times=[(0, "09:00 opening")])
    assert len(picture.boxes) == 6
    assert [box.mark for box in picture.boxes if box.level is not None] == ["– –", "++"]
    assert picture.labels[0].text == "09:00 opening"
    assert max(box.x + box.width for box in picture.boxes) <= picture.width
