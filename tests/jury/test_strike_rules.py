"""The trial's own rules for strikes: who may strike, how many are left, how far they reach."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from courtdesk.jury.model.strikes import (
    ALTERNATES,
    Strike,
    TrialRules,
    check_strike,
    eligible_sides,
    last_reachable,
    left,
    next_round,
    what_if,
)
from courtdesk.jury.model.venire import (
    BadJury,
    Juror,
    JurorEntry,
    JurorStatus,
    Side,
    StrikeKind,
)
from courtdesk.jury.service.presets import jurisdiction, jurisdictions

RULES = TrialRules(
    jurors=6,
    alternates=2,
    strikes={Side.STATE: 3, Side.DEFENCE: 3},
    labels={Side.STATE: "State", Side.DEFENCE: "Defense"},
)


def juror(call: int, status: JurorStatus = JurorStatus.SEATED) -> Juror:
    return Juror(str(call), call, JurorEntry(str(100 + call), "", status=status))


def strike(side: Side, order: int = 1, **other: object) -> Strike:
    plain = Strike(str(order), order, "x", StrikeKind.PEREMPTORY, side, datetime.now(UTC))
    return replace(plain, **other)


def test_strikes_left_ignore_the_withdrawn_and_those_of_the_other_pool() -> None:
    rules = replace(RULES, alternate_strikes={Side.STATE: 1})
    made = [
        strike(Side.STATE, 1),
        strike(Side.STATE, 2, withdrawn=True),
        strike(Side.STATE, 3, pool=ALTERNATES),
        strike(Side.DEFENCE, 4),
    ]
    assert left(rules, made, Side.STATE) == 2
    assert left(rules, made, Side.STATE, ALTERNATES) == 0
    assert left(rules, made, Side.DEFENCE) == 2


def test_a_strike_beyond_the_limit_is_refused_in_a_sentence() -> None:
    made = [strike(Side.STATE, n) for n in range(3)]
    with pytest.raises(BadJury, match=r"State has used all its 3 strikes\. Nothing was struck"):
        check_strike(RULES, made, juror(1), Side.STATE)
    check_strike(RULES, made, juror(1), Side.DEFENCE)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (JurorStatus.EXCUSED, "is excused and cannot be struck"),
        (JurorStatus.STRUCK, "is struck and cannot be struck"),
        (JurorStatus.SWORN, "is sworn. Only the court can discharge"),
        (JurorStatus.CAUSE_SOUGHT, "awaits its ruling"),
    ],
)
def test_a_juror_who_cannot_be_struck_is_named(status: JurorStatus, sentence: str) -> None:
    with pytest.raises(BadJury) as refused:
        check_strike(RULES, [], juror(1, status), Side.STATE)
    assert "Juror 101" in str(refused.value) or "of Juror 101" in str(refused.value)
    assert sentence in str(refused.value)


def test_a_passed_juror_is_struck_only_where_the_rules_know_back_strikes() -> None:
    with pytest.raises(BadJury, match="State has passed Juror 101"):
        check_strike(RULES, [], juror(1), Side.STATE, passed=[Side.STATE])
    check_strike(RULES, [], juror(1), Side.DEFENCE, passed=[Side.STATE])
    check_strike(replace(RULES, back_strikes=True), [], juror(1), Side.STATE, passed=[Side.STATE])


def test_strikes_come_in_the_rounds_of_the_trial() -> None:
    rules = replace(RULES, rounds=((2, 1), (1, 1), (0, 1)))
    made = [strike(Side.STATE, 1), strike(Side.STATE, 2)]
    assert next_round(rules, made) == 1
    with pytest.raises(BadJury, match="made its strikes of round 1"):
        check_strike(rules, made, juror(1), Side.STATE)
    made.append(strike(Side.DEFENCE, 3))
    assert next_round(rules, made) == 2
    check_strike(rules, made, juror(1), Side.STATE)


def test_joint_defendants_add_strikes_of_their_own() -> None:
    rules = replace(RULES, defendants=("Ames", "Burke"), each_defendant=2)
    assert rules.allowed(Side.DEFENCE) == 7
    assert rules.allowed(Side.STATE) == 3
    with pytest.raises(BadJury, match="Cole is not among the defendants"):
        check_strike(rules, [], juror(1), Side.DEFENCE, defendant="Cole")


def test_the_worst_case_counts_every_strike_spent_or_not() -> None:
    # 6 jurors + 2 alternates + 2 × 3 strikes = 14.
    jurors = [juror(n) for n in range(1, 31)]
    assert last_reachable(RULES, jurors) == 14
    jurors[0] = juror(1, JurorStatus.STRUCK)
    assert last_reachable(RULES, jurors) == 14


def test_whoever_is_removed_for_cause_moves_the_line_one_further() -> None:
    jurors = [juror(n) for n in range(1, 31)]
    jurors[3] = juror(4, JurorStatus.STRUCK_FOR_CAUSE)
    jurors[8] = juror(9, JurorStatus.EXCUSED)
    assert last_reachable(RULES, jurors) == 16


def test_a_short_venire_is_reached_to_its_end() -> None:
    assert last_reachable(RULES, [juror(n) for n in range(1, 6)]) == 5
    assert last_reachable(RULES, []) == 0


def test_who_could_strike_depends_on_turn_and_on_what_is_left() -> None:
    spent = [strike(Side.STATE, n) for n in range(3)]
    together = replace(RULES, in_turn=False)
    assert eligible_sides(RULES, [], Side.STATE) == {Side.STATE}
    assert eligible_sides(RULES, [], Side.DEFENCE) == set(Side)
    assert eligible_sides(together, [], Side.STATE) == set(Side)
    assert eligible_sides(RULES, spent, Side.DEFENCE) == {Side.DEFENCE}
    assert eligible_sides(RULES, spent, None) == {Side.DEFENCE}


def test_a_what_if_shows_the_jury_that_would_sit() -> None:
    jurors = [juror(n) for n in range(1, 15)]
    outlook = what_if(RULES, jurors, [], [("2", Side.STATE), ("4", Side.DEFENCE)])
    assert [j.call for j in outlook.jury] == [1, 3, 5, 6, 7, 8]
    assert [j.call for j in outlook.alternates] == [9, 10]
    assert outlook.left == {Side.STATE: 2, Side.DEFENCE: 2}


def test_a_what_if_with_too_many_strikes_is_refused() -> None:
    jurors = [juror(n) for n in range(1, 15)]
    with pytest.raises(BadJury, match="State does not have so many strikes"):
        what_if(RULES, jurors, [], [(str(n), Side.STATE) for n in range(1, 5)])
    with pytest.raises(BadJury, match="only once"):
        what_if(RULES, jurors, [], [("1", Side.STATE), ("1", Side.DEFENCE)])


def test_every_preset_says_where_and_when_it_was_read() -> None:
    assert len({each.id for each in jurisdictions()}) == len(jurisdictions())
    for each in jurisdictions():
        assert each.source
        assert each.verified
        assert each.rules.preset == each.id


@pytest.mark.parametrize(
    ("preset", "state", "defence"),
    [
        ("us-federal-felony", 6, 10),
        ("us-federal-capital", 20, 20),
        ("us-tx-felony", 10, 10),
        ("us-ny-b-c", 15, 15),
        ("us-az", 0, 0),
        ("gb-ew-crown", 0, 0),
    ],
)
def test_presets_hold_the_published_numbers(preset: str, state: int, defence: int) -> None:
    rules = jurisdiction(preset).rules
    assert (rules.strikes[Side.STATE], rules.strikes[Side.DEFENCE]) == (state, defence)


@pytest.mark.parametrize(
    ("preset", "alternates", "extra"),
    [
        ("us-federal-felony", 2, 1),
        ("us-federal-felony", 3, 2),
        ("us-federal-capital", 6, 3),
        ("us-tx-felony", 4, 2),
        ("us-ny-a", 3, 6),
        ("us-ny-a", 0, 0),
        ("us-wa", 3, None),
    ],
)
def test_strikes_for_alternates_follow_their_number_where_the_law_scales_them(
    preset: str, alternates: int, extra: int | None
) -> None:
    assert jurisdiction(preset).strikes_for(alternates) == extra


def test_the_shipped_rules_agree_with_their_own_scale() -> None:
    for each in jurisdictions():
        scaled = each.strikes_for(each.rules.alternates)
        if scaled is not None:
            assert set(each.rules.alternate_strikes.values()) == {scaled}, each.id
