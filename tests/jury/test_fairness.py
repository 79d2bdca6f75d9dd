"""Strike figures: arithmetic with its counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.jury.model.fairness import (
    GroupFigures,
    comparators,
    figures,
    fisher_exact,
    outside_eligibility,
    rest_of,
    traits_known,
)
from courtdesk.jury.model.venire import Juror, JurorEntry, JurorStatus, Side, StrikeKind
from tests.jury.courtroom import plan_of

BOTH = frozenset(Side)


def juror(
    number: int,
    race: str,
    by: Side | None = None,
    eligible: frozenset[Side] | None = BOTH,
    status: JurorStatus = JurorStatus.SWORN,
    **answers: str,
) -> Juror:
    entry = JurorEntry(
        str(number),
        "",
        race,
        status=JurorStatus.STRUCK if by else status,
        strike=StrikeKind.PEREMPTORY if by else None,
        struck_by=by,
        eligible=eligible,
        answers=answers,
    )
    return Juror(str(number), number, entry)


def group(struck: int, eligible: int) -> GroupFigures:
    return GroupFigures("race", "a", struck, eligible)


def test_a_rate_counts_only_those_whom_the_side_could_have_struck() -> None:
    jurors = [
        juror(1, "Black", Side.STATE, frozenset({Side.STATE})),
        juror(2, "Black"),
        juror(3, "White"),
        juror(4, "White", eligible=frozenset()),
        juror(5, "Black", eligible=None),
    ]
    state, defence = figures(jurors, {Side.STATE: "State", Side.DEFENCE: "Defense"})
    assert [(g.group, g.struck, g.eligible) for g in state.of("race")] == [
        ("Black", 1, 2),
        ("White", 0, 1),
    ]
    assert [(g.group, g.struck, g.eligible) for g in defence.of("race")] == [
        ("Black", 0, 1),
        ("White", 0, 1),
    ]
    assert [g.group for g in state.of("sex")] == ["Not stated"]


def test_a_strike_of_a_juror_not_noted_as_eligible_is_pointed_out() -> None:
    odd = juror(1, "Black", Side.STATE, frozenset({Side.DEFENCE}))
    assert outside_eligibility([odd, juror(2, "White")]) == (odd,)


@pytest.mark.parametrize(
    ("struck", "eligible", "others_struck", "others", "wanted"),
    [
        # Fisher's tea: 3 of 4 against 1 of 4.
        (3, 4, 1, 4, Fraction(34, 70)),
        # A much printed example: 1 of 10 against 11 of 14.
        (1, 10, 11, 14, Fraction(2759456185220, 10**15)),
        # 5 of 7 against 1 of 25: of the 906,192 ways to choose 6 of 32, 525 + 7 are as extreme.
        (5, 7, 1, 25, Fraction(21 * 25 + 7, 906192)),
        (0, 0, 0, 0, Fraction(1)),
    ],
)
def test_fishers_exact_test_gives_known_values(
    struck: int, eligible: int, others_struck: int, others: int, wanted: Fraction
) -> None:
    found = fisher_exact(group(struck, eligible), group(others_struck, others))
    assert found == pytest.approx(float(wanted), rel=1e-6)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_fishers_exact_test_is_symmetric_and_a_probability(a: int, b: int, c: int, d: int) -> None:
    first, second = group(a, a + b), group(c, c + d)
    found = fisher_exact(first, second)
    assert 0 < found <= 1 + 1e-12
    assert found == pytest.approx(fisher_exact(second, first))


def test_the_rest_of_a_trait_is_summed() -> None:
    groups = [
        GroupFigures("race", "A", 1, 4),
        GroupFigures("race", "B", 2, 5),
        GroupFigures("race", "C", 0, 3),
        GroupFigures("sex", "F", 9, 9),
    ]
    rest = rest_of(groups, groups[0])
    assert (rest.struck, rest.eligible) == (2, 8)


def test_comparators_are_kept_jurors_who_share_the_stated_trait() -> None:
    struck = juror(1, "Black", Side.STATE, Victim="yes")
    shares = juror(2, "White", Victim="Yes")
    alternate = juror(3, "White", status=JurorStatus.ALTERNATE, Victim="YES")
    jurors = [
        struck,
        shares,
        alternate,
        juror(4, "White", Victim="no"),
        juror(5, "White", Side.STATE, Victim="yes"),
        juror(6, "White", status=JurorStatus.NOT_REACHED, Victim="yes"),
    ]
    found = comparators(jurors, struck, "Victim")
    assert (found.value, found.kept) == ("yes", (shares, alternate))


def test_nobody_shares_a_trait_that_the_struck_juror_does_not_have() -> None:
    jurors = [juror(1, "Black", Side.STATE), juror(2, "White")]
    assert comparators(jurors, jurors[0], "Victim").kept == ()


def test_the_traits_to_compare_by_are_those_that_somebody_has() -> None:
    plan = plan_of("No.,Occupation,Victim,Gap\n1,Nurse,yes,\n2,,,")
    jurors = [Juror(str(n), n, entry) for n, entry in enumerate(plan.entries)]
    assert traits_known(jurors) == ("Victim", "occupation")
