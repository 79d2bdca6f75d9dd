"""The order of call: reorder, forecast, conflicts, and what the hearing's log decides."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from courtdesk.cases.model import Case
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.witnesses.model.calls import Standing, moved
from courtdesk.witnesses.model.overview import CallLine, Overview, Weight, state_of
from courtdesk.witnesses.model.sittings import Sitting
from courtdesk.witnesses.model.witness import Absence, BadWitness, Person, Record, Side, WitnessKind
from courtdesk.witnesses.service import CallService, ChecklistService, WitnessService

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Dublin keeps UTC in winter: nine o'clock in court."""

FACT = WitnessKind.FACT


@pytest.fixture
def three(witnesses: WitnessService, case: Case) -> Overview:
    """Bell, Haas and Coyle, for the State, of 60, 150 and 45 minutes."""
    for name, minutes in (("T. Bell", 60), ("Dr. L. Haas", 150), ("R. Coyle", 45)):
        witnesses.open_file(case.id, Person(name), FACT, (Side.STATE,), minutes=minutes)
    return witnesses.overview(case.id, MONDAY)


class Log:
    """A hearing that is being recorded."""

    def __init__(self, hearings: HearingService, case: Case, start: datetime = MONDAY) -> None:
        self._hearings = hearings
        self._start = start
        self.id = hearings.plan(case.id, HearingPlan("Jury trial", start.date())).value.id
        self.step(0, Step.START)

    def step(self, minutes: int, step: Step) -> None:
        self._hearings.take_step(self.id, step, self._at(minutes), new_id())

    def witness(self, minutes: int, text: str, kind: EntryKind = EntryKind.WITNESS) -> str:
        new = NewEntry(new_id(), self.id, self._at(minutes), "Clerk", kind, text)
        return self._hearings.record(new).value.id

    def _at(self, minutes: int) -> datetime:
        return self._start + timedelta(minutes=minutes)


@pytest.fixture
def log(hearings: HearingService, case: Case) -> Log:
    """The hearing's, begun at nine."""
    return Log(hearings, case)


@pytest.fixture
def bell_sworn(calls: CallService, case: Case, three: Overview, log: Log) -> Log:
    """The log after Bell was sworn at nine, and linked to that line."""
    calls.link(case.id, log.witness(0, "Witness sworn"), line_of(three, "T. Bell").file.id)
    return log


def names(overview: Overview) -> list[str]:
    return [line.file.person.name for line in overview.lines]


def line_of(overview: Overview, name: str) -> CallLine:
    return next(line for line in overview.lines if line.file.person.name == name)


def minutes_from_nine(moment: datetime | None) -> int:
    assert moment is not None
    return (moment - MONDAY) // timedelta(minutes=1)


def test_moving_a_witness_up_keeps_the_others_in_order(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview
) -> None:
    listed = [line.call for line in three.lines if line.call]
    before = calls.reorder(case.id, moved(listed, listed[2].id, 0)).value
    assert names(witnesses.overview(case.id, MONDAY)) == ["R. Coyle", "T. Bell", "Dr. L. Haas"]
    calls.reorder(case.id, before)
    assert names(witnesses.overview(case.id, MONDAY)) == names(three)


def test_an_order_that_is_not_of_this_case_is_refused(
    calls: CallService, case: Case, three: Overview
) -> None:
    ids = [line.call.id for line in three.lines if line.call]
    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], "no such call"]):
        with pytest.raises(BadWitness):
            calls.reorder(case.id, wrong)


def test_the_forecast_goes_on_after_lunch_and_on_the_next_day(three: Overview) -> None:
    begins = [minutes_from_nine(line.reached.begins) for line in three.lines if line.reached]
    ends = [minutes_from_nine(line.reached.ends) for line in three.lines if line.reached]
    assert begins == [0, 60, 4 * 60 + 30]
    assert ends[:2] == [60, 3 * 60 + 30]


def test_the_forecast_skips_the_weekend(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview
) -> None:
    friday = MONDAY + timedelta(days=4, hours=7, minutes=30)
    later = witnesses.overview(case.id, friday)
    haas = line_of(later, "Dr. L. Haas").reached
    assert haas is not None
    assert haas.begins is not None
    assert haas.begins.date() == date(2026, 11, 30)


def test_a_witness_planned_for_a_later_day_is_not_reached_before_it(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview
) -> None:
    call = line_of(three, "Dr. L. Haas").call
    assert call is not None
    calls.change_call(replace(call, day=date(2026, 11, 24), sitting="afternoon"))
    reached = line_of(witnesses.overview(case.id, MONDAY), "Dr. L. Haas").reached
    assert reached is not None
    assert reached.begins == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


def test_a_date_to_avoid_on_the_day_set_is_a_conflict(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview
) -> None:
    line = line_of(three, "R. Coyle")
    assert line.call is not None
    away = Record(away=(Absence(date(2026, 11, 25), date(2026, 11, 26), "surgery"),))
    witnesses.change_record(line.file.id, FACT, away)
    calls.change_call(replace(line.call, day=date(2026, 11, 26)))
    found = line_of(witnesses.overview(case.id, MONDAY), "R. Coyle")
    assert found.conflict == "away on 26 Nov, planned then"
    assert "surgery" not in found.conflict
    assert state_of(found, MONDAY.date()) == ("Date to avoid", Weight.BLOCKED)


def test_a_date_to_avoid_on_the_day_foreseen_is_a_conflict_too(
    witnesses: WitnessService, case: Case, three: Overview
) -> None:
    line = line_of(three, "T. Bell")
    away = Record(away=(Absence(MONDAY.date(), MONDAY.date()),))
    witnesses.change_record(line.file.id, FACT, away)
    assert "expected" in line_of(witnesses.overview(case.id, MONDAY), "T. Bell").conflict


def test_a_name_in_the_log_is_a_proposal_and_nothing_more(
    witnesses: WitnessService, case: Case, three: Overview, log: Log
) -> None:
    log.witness(5, "Witness sworn: Ofc. T. Bell, patrol division")
    seen = witnesses.overview(case.id, MONDAY + timedelta(minutes=10))
    ((appearance, proposed),) = seen.unlinked
    assert proposed == line_of(seen, "T. Bell").file.id
    assert appearance.text.startswith("Witness sworn")
    assert {line.standing for line in seen.lines} == {Standing.EXPECTED}


def test_a_surname_that_two_witnesses_share_proposes_nobody(
    witnesses: WitnessService, case: Case, three: Overview, log: Log
) -> None:
    witnesses.open_file(case.id, Person("A. Bell"), FACT)
    log.witness(5, "Witness sworn: Ofc. Bell")
    ((_, proposed),) = witnesses.overview(case.id, MONDAY).unlinked
    assert proposed == ""


def test_sworn_in_the_log_is_sworn_here_once_it_was_linked(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview, log: Log
) -> None:
    bell = line_of(three, "T. Bell").file.id
    calls.link(case.id, log.witness(5, "Witness sworn: Ofc. T. Bell"), bell)
    now = MONDAY + timedelta(minutes=20)
    on_the_stand = line_of(witnesses.overview(case.id, now), "T. Bell")
    assert on_the_stand.standing is Standing.SWORN
    assert on_the_stand.actual == timedelta(minutes=15)
    log.witness(20, "Direct examination by Ms. Pryce")
    examined = line_of(witnesses.overview(case.id, now), "T. Bell")
    assert examined.standing is Standing.ON_THE_STAND
    log.step(25, Step.RECESS)
    log.step(45, Step.RESUME)
    log.witness(55, "The witness is excused")
    done = line_of(witnesses.overview(case.id, MONDAY + timedelta(hours=2)), "T. Bell")
    assert done.standing is Standing.EXCUSED
    assert done.actual == timedelta(minutes=30)


def test_time_that_was_needed_moves_those_who_follow(
    witnesses: WitnessService, case: Case, bell_sworn: Log
) -> None:
    seen = witnesses.overview(case.id, MONDAY + timedelta(minutes=90))
    haas = line_of(seen, "Dr. L. Haas").reached
    assert haas is not None
    assert minutes_from_nine(haas.begins) == 90
    assert seen.remaining(Side.STATE) == timedelta(minutes=195)


def test_a_witness_on_the_stand_overnight_still_is_when_the_court_resumes(
    witnesses: WitnessService,
    calls: CallService,
    hearings: HearingService,
    case: Case,
    three: Overview,
    log: Log,
) -> None:
    calls.link(case.id, log.witness(400, "Witness sworn"), line_of(three, "T. Bell").file.id)
    log.step(420, Step.ADJOURN)
    next_day = Log(hearings, case, MONDAY + timedelta(days=1))
    seen = line_of(witnesses.overview(case.id, MONDAY + timedelta(days=1, minutes=10)), "T. Bell")
    assert seen.standing is Standing.SWORN
    assert seen.actual == timedelta(minutes=30)
    next_day.witness(15, "Witness excused")
    over = witnesses.overview(case.id, MONDAY + timedelta(days=1, hours=1))
    assert line_of(over, "T. Bell").standing is Standing.EXCUSED


def test_a_recalled_witness_fulfils_the_second_call(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview, log: Log
) -> None:
    line = line_of(three, "T. Bell")
    assert line.call is not None
    calls.add_call(replace(line.call, minutes=10, recall=True))
    calls.link(case.id, log.witness(0, "Witness sworn"), line.file.id)
    log.witness(30, "Witness excused")
    calls.link(case.id, log.witness(40, "Calls Ofc. Bell, recalled"), line.file.id)
    seen = witnesses.overview(case.id, MONDAY + timedelta(minutes=45))
    standings = [each.standing for each in seen.lines if each.file.id == line.file.id]
    assert standings == [Standing.EXCUSED, Standing.ON_THE_STAND]


def test_a_recall_that_nobody_planned_prolongs_the_call(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview, bell_sworn: Log
) -> None:
    file_id = line_of(three, "T. Bell").file.id
    bell_sworn.witness(30, "Witness excused")
    calls.link(case.id, bell_sworn.witness(40, "Ofc. Bell recalled"), file_id)
    bell_sworn.witness(50, "Witness excused")
    seen = line_of(witnesses.overview(case.id, MONDAY + timedelta(hours=1)), "T. Bell")
    assert (seen.standing, seen.actual) == (Standing.EXCUSED, timedelta(minutes=40))


def test_a_note_that_speaks_of_an_oath_moves_nobody(
    witnesses: WitnessService, case: Case, three: Overview, log: Log
) -> None:
    log.witness(1, "Interpreter K. Osei sworn", EntryKind.NOTE)
    log.witness(2, "Direct examination of Ofc. Bell begins")
    assert witnesses.overview(case.id, MONDAY).unlinked == ()


def test_whoever_is_none_of_ours_is_not_asked_about_again(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview, log: Log
) -> None:
    entry = log.witness(1, "Witness sworn: N. Other")
    calls.link(case.id, entry, "")
    assert witnesses.overview(case.id, MONDAY).unlinked == ()
    calls.unlink(entry)
    assert len(witnesses.overview(case.id, MONDAY).unlinked) == 1


def test_arrived_and_released_are_said_by_the_team(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview
) -> None:
    call = line_of(three, "R. Coyle").call
    assert call is not None
    calls.mark_arrived(call.id, MONDAY)
    assert line_of(witnesses.overview(case.id, MONDAY), "R. Coyle").standing is Standing.ARRIVED
    calls.mark_released(call.id, MONDAY)
    released = witnesses.overview(case.id, MONDAY)
    assert line_of(released, "R. Coyle").standing is Standing.RELEASED
    assert released.remaining(Side.STATE) == timedelta(minutes=210)
    calls.mark_released(call.id, None)
    assert line_of(witnesses.overview(case.id, MONDAY), "R. Coyle").standing is Standing.ARRIVED


@pytest.mark.parametrize("minutes", [0, -5, 60 * 24 * 31])
def test_an_estimate_that_makes_no_sense_is_refused(
    calls: CallService, three: Overview, minutes: int
) -> None:
    call = three.lines[0].call
    assert call is not None
    with pytest.raises(BadWitness):
        calls.change_call(replace(call, minutes=minutes))


def test_one_line_may_excuse_a_witness_and_swear_the_next(
    witnesses: WitnessService, calls: CallService, case: Case, three: Overview, bell_sworn: Log
) -> None:
    both = bell_sworn.witness(30, "Ofc. Bell is excused; Dr. Haas is sworn")
    calls.link(case.id, both, line_of(three, "Dr. L. Haas").file.id)
    seen = witnesses.overview(case.id, MONDAY + timedelta(minutes=40))
    assert line_of(seen, "T. Bell").standing is Standing.EXCUSED
    assert line_of(seen, "Dr. L. Haas").standing is Standing.SWORN


def test_an_interpreter_who_is_sworn_is_no_witness(
    witnesses: WitnessService, case: Case, three: Overview, log: Log
) -> None:
    log.witness(0, "Interpreter K. Osei sworn")
    assert witnesses.overview(case.id, MONDAY).unlinked == ()


def test_the_log_tells_which_examination_it_is(
    witnesses: WitnessService, case: Case, bell_sworn: Log
) -> None:
    for minute, text in ((1, "Direct examination"), (9, "Cross-examination by the defence")):
        bell_sworn.witness(minute, text)
    heard = line_of(witnesses.overview(case.id, MONDAY), "T. Bell").heard
    assert heard is not None
    assert heard.phase == "cross"


def test_sittings_of_their_own_move_the_forecast_and_the_regime_leaves_them_alone(
    witnesses: WitnessService, checklists: ChecklistService, case: Case, three: Overview
) -> None:
    short = (
        Sitting("morning", time(9), time(10)),
        Sitting("the court does not sit", time(), time(), date(2026, 11, 24)),
        Sitting("late", time(14), time(18), date(2026, 11, 25)),
    )
    checklists.set_sittings(case.id, short)
    checklists.set_regime(case.id, "england-wales")
    seen = witnesses.overview(case.id, MONDAY)
    assert seen.sittings == short
    haas = line_of(seen, "Dr. L. Haas").reached
    assert haas is not None
    assert haas.begins == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert haas.ends == datetime(2026, 11, 25, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        (Sitting("morning", time(12), time(9)),),
        (Sitting("", time(9), time(12)),),
        (Sitting("one", time(9), time(12)), Sitting("two", time(11), time(13))),
        (Sitting("late", time(14), time(18), date(2026, 11, 25)),),
    ],
)
def test_sittings_that_make_no_sense_are_refused(
    checklists: ChecklistService, case: Case, wrong: tuple[Sitting, ...]
) -> None:
    with pytest.raises(BadWitness):
        checklists.set_sittings(case.id, wrong)


def test_a_ruling_may_excuse_the_witness_and_a_juror_who_is_excused_is_nobody_on_the_stand(
    witnesses: WitnessService, case: Case, bell_sworn: Log
) -> None:
    bell_sworn.witness(5, "Juror 4 is excused for illness", EntryKind.ORDER)
    assert line_of(witnesses.overview(case.id, MONDAY), "T. Bell").standing is Standing.SWORN
    bell_sworn.witness(9, "The witness is excused", EntryKind.RULING)
    assert line_of(witnesses.overview(case.id, MONDAY), "T. Bell").standing is Standing.EXCUSED
