"""A selection from the first seat to the oath, through the service."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.jury.model.layout import LayoutRow, SeatLayout
from courtdesk.jury.model.strikes import TrialRules, last_reachable
from courtdesk.jury.model.venire import BadJury, Juror, JurorStatus, Side, StrikeKind
from courtdesk.jury.service import SelectionService
from courtdesk.jury.service.presets import jurisdiction
from courtdesk.vault.times import now
from tests.jury.courtroom import courtroom, venire

RULES = TrialRules(
    jurors=6,
    alternates=2,
    strikes={Side.STATE: 2, Side.DEFENCE: 2},
    labels={Side.STATE: "State", Side.DEFENCE: "Defense"},
    in_turn=False,
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[SelectionService, str]]:
    """A selection of twenty jurors under ``RULES``, nobody seated yet."""
    with courtroom(tmp_path) as (vault, case_id):
        service = SelectionService(vault, CaseService(vault))
        service.import_venire(case_id, venire(20))
        service.set_rules(case_id, RULES)
        yield service, case_id


def numbered(service: SelectionService, case_id: str, number: int) -> Juror:
    return next(j for j in service.jurors(case_id) if j.number == str(number))


def seated(service: SelectionService, case_id: str) -> dict[str, str]:
    return {j.seat: j.number for j in service.jurors(case_id) if j.seat}


def test_seats_are_filled_in_the_order_of_call(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    assert service.fill_seats(case_id).value == 14
    found = seated(service, case_id)
    assert (found["1"], found["12"], found["A1"], found["A2"]) == ("101", "112", "113", "114")
    assert numbered(service, case_id, 101).status is JurorStatus.SEATED
    assert numbered(service, case_id, 115).status is JurorStatus.VENIRE


def test_two_jurors_change_seats_and_an_undo_brings_them_back(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    service.seat_juror(numbered(service, case_id, 101).id, "5")
    assert (seated(service, case_id)["5"], seated(service, case_id)["1"]) == ("101", "105")
    service.undo(case_id)
    assert (seated(service, case_id)["5"], seated(service, case_id)["1"]) == ("105", "101")
    service.redo(case_id)
    assert seated(service, case_id)["5"] == "101"
    with pytest.raises(BadJury, match="nothing to redo"):
        service.redo(case_id)


def test_a_vacant_seat_is_filled_by_the_next_or_by_sliding(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    service.strike(numbered(service, case_id, 103).id, Side.STATE, "says she cannot be fair")
    assert "3" not in seated(service, case_id)
    service.fill_vacancy(case_id, "3", slide=False, reason="struck")
    assert seated(service, case_id)["3"] == "115"
    service.strike(numbered(service, case_id, 101).id, Side.DEFENCE)
    service.fill_vacancy(case_id, "1", slide=True, reason="struck")
    found = seated(service, case_id)
    assert (found["1"], found["2"], found["11"], found["A2"]) == ("102", "115", "112", "116")
    with pytest.raises(BadJury, match="Seat 1 is not empty"):
        service.fill_vacancy(case_id, "1", slide=True)


def test_a_strike_keeps_its_reason_and_who_could_have_struck(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    made = service.strike(numbered(service, case_id, 104).id, Side.STATE, "knows a witness").value
    juror = numbered(service, case_id, 104)
    assert (made.order, made.kind, made.reason) == (1, StrikeKind.PEREMPTORY, "knows a witness")
    assert juror.status is JurorStatus.STRUCK
    assert juror.entry.eligible == set(Side)
    [state, defence] = service.figures(case_id)
    assert [(g.group, g.struck, g.eligible) for g in state.of("race")] == [("White", 1, 1)]
    assert [(g.group, g.struck, g.eligible) for g in defence.of("race")] == [("White", 0, 1)]


def test_a_side_is_counted_for_a_passed_juror_only_while_it_has_strikes(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    for number in (101, 102):
        service.strike(numbered(service, case_id, number).id, Side.STATE)
    service.swear(case_id, [numbered(service, case_id, n).id for n in range(103, 109)])
    assert numbered(service, case_id, 103).entry.eligible == {Side.DEFENCE}
    state, _ = service.figures(case_id)
    assert sum(g.eligible for g in state.of("race")) == 2


def test_a_strike_beyond_the_limit_changes_nothing(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    for number in (101, 102):
        service.strike(numbered(service, case_id, number).id, Side.STATE)
    with pytest.raises(BadJury, match="State has used all its 2 strikes"):
        service.strike(numbered(service, case_id, 103).id, Side.STATE)
    assert numbered(service, case_id, 103).status is JurorStatus.VENIRE
    assert len(service.strikes(case_id)) == 2


def test_an_excused_juror_cannot_be_struck(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.excuse(numbered(service, case_id, 101).id, "carer of a child")
    with pytest.raises(BadJury, match="Juror 101 is excused and cannot be struck any more"):
        service.strike(numbered(service, case_id, 101).id, Side.STATE)


def test_an_undone_strike_is_given_back(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    service.strike(numbered(service, case_id, 104).id, Side.STATE)
    service.undo(case_id)
    juror = numbered(service, case_id, 104)
    assert (juror.status, juror.seat) == (JurorStatus.SEATED, "4")
    assert juror.entry.eligible is None
    assert [strike.withdrawn for strike in service.strikes(case_id)] == [True]
    service.redo(case_id)
    assert numbered(service, case_id, 104).status is JurorStatus.STRUCK


def test_nothing_is_undone_once_the_court_has_ruled(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    made = service.challenge(numbered(service, case_id, 104).id, Side.STATE, "bias").value
    service.rule_on_cause(made.id, granted=True)
    with pytest.raises(BadJury, match="The court has ruled on this"):
        service.undo(case_id)
    assert numbered(service, case_id, 104).status is JurorStatus.STRUCK_FOR_CAUSE


def test_a_denied_challenge_leaves_the_juror_qualified_and_a_new_ruling_replaces_it(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    made = service.challenge(numbered(service, case_id, 104).id, Side.DEFENCE, "bias", "…").value
    service.rule_on_cause(made.id, granted=False, rehabilitation="would follow instructions")
    juror = numbered(service, case_id, 104)
    assert (juror.status, juror.seat) == (JurorStatus.QUALIFIED, "4")
    service.rule_on_cause(made.id, granted=True)
    assert numbered(service, case_id, 104).status is JurorStatus.STRUCK_FOR_CAUSE
    assert service.strikes(case_id)[0].ruling == "granted"


def test_a_denial_brings_the_prompt_of_the_law_of_the_place(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.set_rules(case_id, jurisdiction("us-tx-civil").rules)
    made = service.challenge(numbered(service, case_id, 101).id, Side.DEFENCE, "bias").value
    _, prompts = service.rule_on_cause(made.id, granted=False).value
    assert "remain objectionable" in prompts[0].text
    made = service.challenge(numbered(service, case_id, 102).id, Side.DEFENCE, "bias").value
    assert service.rule_on_cause(made.id, granted=True).value[1] == ()


def test_a_new_seat_map_in_mid_selection_loses_nobody(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    with pytest.raises(BadJury, match="no place for 107 in seat 7"):
        service.set_layout(case_id, SeatLayout("1 × 6", (LayoutRow(6),)))
    wider = SeatLayout("3 × 7", (LayoutRow(7, alternates=1),) * 3)
    service.set_layout(case_id, wider)
    assert service.layout(case_id) == wider
    assert seated(service, case_id)["12"] == "112"


def test_any_moment_can_be_seen_again(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    before = now()
    _wait_a_millisecond(before)
    service.strike(numbered(service, case_id, 104).id, Side.STATE)
    after = now()
    _wait_a_millisecond(after)
    service.undo(case_id)
    then = service.at_moment(case_id, before)
    assert {j.number: j.seat for j in then.jurors}["104"] == "4"
    assert then.left == {Side.STATE: 2, Side.DEFENCE: 2}
    struck = next(j for j in service.at_moment(case_id, after).jurors if j.number == "104")
    assert (struck.seat, struck.status) == ("", JurorStatus.STRUCK)


def test_more_are_not_sworn_than_the_rules_have_room_for(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    with pytest.raises(BadJury, match="room for 6 more; 7 were chosen"):
        service.swear(case_id, [numbered(service, case_id, n).id for n in range(101, 108)])


def test_an_alternate_takes_the_seat_of_a_discharged_juror(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    service.swear(case_id, [numbered(service, case_id, n).id for n in range(101, 107)])
    service.swear(case_id, [numbered(service, case_id, 113).id], alternates=True)
    leaving, alternate = numbered(service, case_id, 102), numbered(service, case_id, 113)
    service.discharge(leaving.id, "taken ill", replace_by=alternate.id)
    assert seated(service, case_id)["2"] == "113"
    assert numbered(service, case_id, 113).status is JurorStatus.SWORN
    assert numbered(service, case_id, 102).status is JurorStatus.DISCHARGED


def test_a_passed_juror_is_safe_from_that_side(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    service.pass_juror(numbered(service, case_id, 101).id, Side.STATE)
    with pytest.raises(BadJury, match="State has passed Juror 101"):
        service.strike(numbered(service, case_id, 101).id, Side.STATE)
    with pytest.raises(BadJury, match="passed the juror already"):
        service.pass_juror(numbered(service, case_id, 101).id, Side.STATE)
    service.strike(numbered(service, case_id, 101).id, Side.DEFENCE)


def test_a_what_if_changes_nothing(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    before = service.jurors(case_id)
    head = service._vault.head()
    outlook = service.what_if(case_id, [(before[0].id, Side.STATE)])
    assert outlook.jury[0].number == "102"
    assert service.jurors(case_id) == before
    assert service._vault.head() == head


def test_rules_that_make_no_sense_are_refused(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    with pytest.raises(BadJury, match="at least one juror, and no number below 0"):
        service.set_rules(case_id, replace(RULES, strikes={Side.STATE: -1}))


def _wait_a_millisecond(since: object) -> None:
    while now() == since:
        pass


def test_a_lot_decides_who_takes_a_vacant_seat_and_anyone_who_waits_can_be_reached(
    room: tuple[SelectionService, str],
) -> None:
    service, case_id = room
    linear = service.rules(case_id)
    service.fill_seats(case_id)
    drawn = set()
    rules = replace(linear, jurors=12, random_replacement=True)
    service.set_rules(case_id, rules)
    first = service.jurors(case_id)[0]
    service.excuse(first.id, "ill")
    for _ in range(40):
        service.fill_vacancy(case_id, first.seat, slide=False)
        move = service.moves(case_id)[-1]
        assert move.reason == "drawn by lot"
        drawn.add(move.juror_id)
        service.undo(case_id)
    assert len(drawn) > 1
    jurors = service.jurors(case_id)
    assert last_reachable(rules, jurors) == max(
        juror.call for juror in jurors if juror.status is JurorStatus.VENIRE
    )


def test_a_what_if_by_lot_names_only_those_who_sit(room: tuple[SelectionService, str]) -> None:
    service, case_id = room
    service.fill_seats(case_id)
    by_lot = replace(service.rules(case_id), jurors=12, random_replacement=True)
    service.set_rules(case_id, by_lot)
    sitting = [juror for juror in service.jurors(case_id) if juror.seat]
    before = service.moves(case_id), service.strikes(case_id)
    outlook = service.what_if(case_id, [(sitting[0].id, Side.STATE)])
    assert outlook.drawn == 1
    assert {j.id for j in (*outlook.jury, *outlook.alternates)} == {j.id for j in sitting[1:]}
    assert (service.moves(case_id), service.strikes(case_id)) == before
