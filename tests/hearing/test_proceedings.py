"""What a log says of attendance, witnesses, times, rulings and charges."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from courtdesk.cases.model import Charge
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Appearance, Entry, EntryKind, Hearing, Step
from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.attendance import Attended
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.stand import Standing
from courtdesk.hearing.model.stopwatch import by_party
from courtdesk.hearing.service import HearingService, ProceedingsService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.ids import new_id
from tests.vaults import CASE, START, typed

STATE, DEFENCE, CLERK = "a-state", "a-defence", "a-clerk"
PEOPLE = (
    Appearance("a-court", "M. Okafor", "The Court", "The Court", "Judge", key=1),
    Appearance(STATE, "E. Pryce", "Ms. Pryce (State)", "State", "Counsel", key=3),
    Appearance(DEFENCE, "I. Duarte", "Ms. Duarte (Defence)", "R. Landry", "Counsel", key=4),
    Appearance(CLERK, "A. Reyes", "Clerk", "The Court", "Clerk", key=5),
    Appearance("a-int", "K. Osei", "Interpreter", "The Court", "Interpreter, Twi", key=6),
    Appearance(
        "a-def", "R. Landry", "R. Landry", "R. Landry", "Defendant, in custody", "not present"
    ),
)
W, APP, ARG, OBJ, RUL, PLEA, COURSE = (
    EntryKind.WITNESS,
    EntryKind.APPEARANCE,
    EntryKind.ARGUMENT,
    EntryKind.OBJECTION,
    EntryKind.RULING,
    EntryKind.PLEA,
    EntryKind.COURSE,
)
Said = tuple[int, EntryKind, str] | tuple[int, EntryKind, str, str] | tuple[int, Step]


def entry(number: int, said: Said, start: datetime = START) -> Entry:
    """A line so many seconds after the start."""
    at = start + timedelta(seconds=said[0])
    if isinstance(said[1], Step):
        return Entry(f"e{number}", "h", number, at, "", COURSE, "", "clerk", said[1])
    who = said[3] if len(said) == 4 else ""
    return Entry(f"e{number}", "h", number, at, who, said[1], said[2], "clerk", appearance_id=who)  # type: ignore[misc]


def follow(*said: Said, start: datetime = START) -> Proceedings:
    words = lexicon()
    made = Proceedings(PEOPLE, ("1", "2"), words.recogniser, words.exhibits)
    for number, one in enumerate(((0, Step.START), *said), start=1):
        made.put(entry(number, one, start))
    return made


def attended(made: Proceedings, name: str) -> Attended:
    return next(a for a in made.attendance.everyone() if a.person.name == name)


def minutes(made: Proceedings, now: int, start: datetime = START) -> dict[str, float]:
    spent = by_party(made.stopwatch.read(start + timedelta(seconds=now)))
    return {one.turn.party: one.time.total_seconds() / 60 for one in spent}


def test_who_is_on_the_list_is_present_from_the_start_and_until_the_end() -> None:
    made = follow((60, Step.RECESS), (120, Step.RESUME), (600, Step.ADJOURN))
    (stay,) = attended(made, "E. Pryce").stays
    assert (stay.came, stay.until) == (START, START + timedelta(seconds=600))
    assert attended(made, "R. Landry").stays == ()


def test_who_arrives_late_was_not_there_before() -> None:
    made = follow((720, APP, "E. Pryce arrives"), (900, APP, "Arrives by video", "a-def"))
    (stay,) = attended(made, "E. Pryce").stays
    assert stay.came == START + timedelta(minutes=12)
    landry = attended(made, "R. Landry")
    assert landry.is_here
    assert landry.manner == "video"
    assert landry.in_custody


def test_who_leaves_and_comes_back_has_two_stays() -> None:
    made = follow((60, APP, "I. Duarte leaves"), (300, APP, "Ms. Duarte arrives"))
    first, second = attended(made, "I. Duarte").stays
    assert first.until == START + timedelta(seconds=60)
    assert second.came == START + timedelta(seconds=300)
    assert second.until is None


def test_who_never_came_has_no_stay() -> None:
    made = follow((60, APP, "I. Duarte not present"), (70, APP, "E. Pryce excused from attending"))
    assert attended(made, "I. Duarte").stays == ()
    assert attended(made, "E. Pryce").manner == "excused"


def test_the_interpreter_has_a_language_and_an_oath() -> None:
    made = follow()
    assert not attended(made, "K. Osei").sworn
    made.put(entry(2, (5, APP, "Interpreter K. Osei (Twi) sworn")))
    osei = attended(made, "K. Osei")
    assert osei.sworn
    assert osei.language == "Twi"
    assert not attended(made, "A. Reyes").sworn


def test_a_witness_is_sworn_examined_excused_and_recalled() -> None:
    made = follow(
        (10, W, "Witness sworn: Dr. Lena Haas, pathologist"),
        (20, W, "Direct examination begins", STATE),
        (30, W, "Cross-examination", DEFENCE),
        (40, W, "Witness excused, subject to recall"),
        (50, W, "Witness sworn: R. Coyle"),
        (60, W, "Witness excused"),
        (70, W, "Recalls Dr. Haas"),
    )
    haas, coyle = made.stand.witnesses()
    assert (haas.standing, haas.recalled, haas.party) == (Standing.ON_STAND, True, "State")
    assert haas.entry_id == "e8"
    assert coyle.standing is Standing.EXCUSED
    assert made.stand.current is haas


def test_a_witness_who_was_not_excused_left_the_stand_and_can_still_be_excused() -> None:
    made = follow((10, W, "Witness sworn: Dr. Haas"), (50, W, "Witness sworn: R. Coyle"))
    assert made.stand.witnesses()[0].standing is Standing.LEFT
    made.put(entry(4, (60, W, "Dr. Haas excused")))
    assert [w.standing for w in made.stand.witnesses()] == [Standing.EXCUSED, Standing.ON_STAND]


def test_time_runs_for_who_examines_and_stands_still_off_the_record() -> None:
    made = follow(
        (0, W, "Witness sworn: Dr. Haas"),
        (60, W, "Direct examination begins", STATE),
        (660, Step.GO_OFF_RECORD),
        (960, Step.GO_ON_RECORD),
        (1260, W, "Cross-examination", DEFENCE),
        (1380, W, "Redirect examination"),
        (1440, W, "Questions by the court", DEFENCE),
        (1500, W, "Witness excused"),
    )
    assert minutes(made, 9000) == {"State": 16.0, "R. Landry": 2.0, "The Court": 1.0}
    parts = [(s.turn.act, s.turn.witness) for s in made.stopwatch.read(START)]
    assert parts[0] == (Act.DIRECT, "Dr. Haas")
    assert parts[2] == (Act.REDIRECT, "Dr. Haas")


def test_arguments_are_timed_by_speaker_or_by_the_party_that_is_named() -> None:
    made = follow(
        (0, ARG, "Opening statement for the State begins"),
        (600, ARG, "Opening statement for the State ends"),
        (700, ARG, "Opening statement for the defence begins", DEFENCE),
        (760, ARG, "State rests"),
    )
    assert minutes(made, 9000) == {"State": 10.0, "R. Landry": 1.0}
    assert made.stopwatch.running is None


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="summer time ends"),
        pytest.param(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), id="summer time begins"),
        pytest.param(
            datetime(2026, 5, 4, 23, 50, tzinfo=ZoneInfo("Europe/Dublin")), id="past midnight"
        ),
    ],
)
def test_durations_are_right_whatever_the_clock_on_the_wall_does(start: datetime) -> None:
    begins: Said = (0, W, "Direct examination", STATE)
    made = follow(begins, (3600, W, "Witness excused"), start=start)
    assert minutes(made, 9000, start) == {"State": 60.0}


def test_a_clock_that_was_set_back_takes_no_time_away() -> None:
    made = follow(
        (600, W, "Direct examination", STATE), (300, OBJ, "Objection"), (400, W, "Witness excused")
    )
    assert minutes(made, 9000) == {"State": 0.0}


def test_an_amendment_is_followed_through() -> None:
    made = follow((60, W, "Direct examination", STATE), (360, W, "Cross-examination", DEFENCE))
    made.put(entry(3, (360, EntryKind.NOTE, "Objects, and is heard", DEFENCE)))
    assert minutes(made, 660) == {"State": 10.0}


def test_a_ruling_says_what_it_is_on_who_asked_and_why() -> None:
    made = follow(
        (10, OBJ, "Objection: hearsay", "Ms. Duarte"), (20, RUL, "Sustained"), (30, RUL, "Denied")
    )
    answered, stray = made.rulings.rulings
    assert (answered.on_entry_id, answered.ground) == ("e2", "hearsay")
    assert answered.asked_by == "Ms. Duarte"
    assert stray.on == ""


def test_pleas_stand_by_their_charges() -> None:
    made = follow((10, PLEA, "R. Landry pleads guilty to count 2"))
    assert [(o.charge, o.act) for o in made.rulings.outcomes] == [("2", Act.PLEA)]
    made.put(entry(2, (10, PLEA, "R. Landry pleads not guilty to all counts")))
    assert [o.charge for o in made.rulings.outcomes] == ["1", "2"]


def test_the_service_reads_it_from_the_vault(
    hearings: HearingService, cases: CaseService, hearing: Hearing
) -> None:
    charged = replace(CASE, charges=(Charge("", "1", "Theft"),))
    cases.change_case(hearing.case_id, charged)
    for text, kind in (
        ("Witness sworn: R. Coyle", W),
        ("Pleads guilty to count 1", PLEA),
        ("E. Pryce leaves", APP),
    ):
        hearings.record(typed(hearing.id, text, 60, kind))
    service = ProceedingsService(hearings._vault, cases)
    assert [w.name for w in service.witnesses(hearing.id)] == ["R. Coyle"]
    assert [o.charge for o in service.outcomes(hearing.case_id)] == ["1"]
    left = [a.manner for a in service.attendance(hearing.id) if a.person.name == "E. Pryce"]
    assert left == ["left"]


def test_two_hearings_at_once_in_one_room_are_told(
    hearings: HearingService, cases: CaseService, hearing: Hearing
) -> None:
    service = ProceedingsService(hearings._vault, cases)
    hearings.change_plan(hearing.id, replace(hearing.plan, room="6"))
    plan = replace(hearing.plan, title="Sentencing", room="6", appearances=())
    other = hearings.plan(hearing.case_id, plan).value
    assert service.also_running(hearing.id) == ()
    hearings.take_step(other.id, Step.START, START, new_id())
    assert service.also_running(hearing.id) == ("State v. Landry: Sentencing",)
    hearings.take_step(other.id, Step.ADJOURN, START, new_id())
    assert service.also_running(hearing.id) == ()
