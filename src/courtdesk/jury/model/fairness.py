"""Strike figures: arithmetic with its counts, never a conclusion.

The rate of a group is the strikes of a side over the jurors of that group whom the side could
have struck. Whether a difference means anything is for the court (Batson v. Kentucky, 476 U.S.
79 (1986); Washington GR 37; California CCP 231.7).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb

from courtdesk.jury.model.venire import GONE, Juror, JurorStatus, Side, StrikeKind

TRAITS = ("race", "sex")
_NOT_STATED = "Not stated"


@dataclass(frozen=True)
class GroupFigures:
    """A side's strikes in a group, over those of the group whom it could have struck."""

    trait: str
    group: str
    struck: int
    eligible: int

    @property
    def rate(self) -> float | None:
        """Strikes over eligible jurors; None where nobody was eligible."""
        return self.struck / self.eligible if self.eligible else None


@dataclass(frozen=True)
class SideFigures:
    """The figures of one side."""

    side: Side
    label: str
    groups: tuple[GroupFigures, ...]

    def of(self, trait: str) -> tuple[GroupFigures, ...]:
        """The groups of one trait."""
        return tuple(group for group in self.groups if group.trait == trait)


def is_struck_by(juror: Juror, side: Side) -> bool:
    """Whether ``side`` spent a peremptory strike on the juror."""
    entry = juror.entry
    return entry.strike is StrikeKind.PEREMPTORY and entry.struck_by is side


def is_eligible(juror: Juror, side: Side) -> bool:
    """Whether ``side`` could have struck the juror."""
    eligible = juror.entry.eligible
    return eligible is not None and side in eligible


def group_of(juror: Juror, trait: str) -> str:
    """The juror's group, as the list words it."""
    return str(getattr(juror.entry, trait)).strip() or _NOT_STATED


def figures(jurors: Iterable[Juror], labels: Mapping[Side, str]) -> tuple[SideFigures, ...]:
    """The strike figures of both sides, groups in the order of the alphabet."""
    jurors = tuple(jurors)
    return tuple(
        SideFigures(
            side,
            labels.get(side, side.value.capitalize()),
            tuple(group for trait in TRAITS for group in _groups(jurors, side, trait)),
        )
        for side in Side
    )


def _groups(jurors: tuple[Juror, ...], side: Side, trait: str) -> list[GroupFigures]:
    struck: dict[str, int] = {}
    eligible: dict[str, int] = {}
    for juror in jurors:
        if is_eligible(juror, side):
            group = group_of(juror, trait)
            eligible[group] = eligible.get(group, 0) + 1
            struck[group] = struck.get(group, 0) + is_struck_by(juror, side)
    return [GroupFigures(trait, name, struck[name], eligible[name]) for name in sorted(eligible)]


def outside_eligibility(jurors: Iterable[Juror]) -> tuple[Juror, ...]:
    """Jurors whom a side struck although it is not noted as able to: for a person to look at."""
    return tuple(
        juror
        for juror in jurors
        for side in Side
        if is_struck_by(juror, side) and not is_eligible(juror, side)
    )


def fisher_exact(group: GroupFigures, others: GroupFigures) -> float:
    """The two-sided Fisher exact probability of the table struck/kept × group/others.

    Computed in whole numbers: the sum of the probabilities of all tables with the same margins
    that are no more likely than the one seen.
    """
    a, b = group.struck, group.eligible - group.struck
    c, d = others.struck, others.eligible - others.struck
    row, column, total = a + b, a + c, a + b + c + d
    if not total:
        return 1.0

    def ways(x: int) -> int:
        return comb(row, x) * comb(total - row, column - x)

    seen = ways(a)
    low, high = max(0, column - (total - row)), min(row, column)
    return sum(w for w in map(ways, range(low, high + 1)) if w <= seen) / comb(total, column)


def rest_of(groups: Iterable[GroupFigures], group: GroupFigures) -> GroupFigures:
    """All other groups of the same trait, taken together."""
    others = [g for g in groups if g.trait == group.trait and g.group != group.group]
    return GroupFigures(
        group.trait,
        "all others",
        sum(g.struck for g in others),
        sum(g.eligible for g in others),
    )


@dataclass(frozen=True)
class Comparator:
    """A struck juror beside the kept jurors who share a trait that was stated as the reason."""

    struck: Juror
    trait: str
    value: str
    kept: tuple[Juror, ...]


def comparators(jurors: Iterable[Juror], struck: Juror, trait: str) -> Comparator:
    """Kept jurors who share ``trait`` with ``struck``.

    ``trait`` names an answer by its head, or a field such as ``occupation``. Kept is whoever was
    sworn, or made alternate; the juror's own value is compared without regard to case.
    """
    value = trait_of(struck, trait)
    kept = tuple(
        juror
        for juror in jurors
        if juror.id != struck.id
        and juror.status in {JurorStatus.SWORN, JurorStatus.ALTERNATE}
        and value
        and trait_of(juror, trait).casefold() == value.casefold()
    )
    return Comparator(struck, trait, value, kept)


def trait_of(juror: Juror, trait: str) -> str:
    """What the record holds of a juror's trait; empty for nothing."""
    entry = juror.entry
    if trait in TRAITS:
        return group_of(juror, trait)
    return (entry.answers.get(trait) or entry.details.get(trait) or "").strip()


def traits_known(jurors: Iterable[Juror]) -> tuple[str, ...]:
    """The answers and fields that at least one juror has, in the order of their first use."""
    found: dict[str, None] = {}
    for juror in jurors:
        for name, value in (*juror.entry.answers.items(), *juror.entry.details.items()):
            if value.strip():
                found.setdefault(name)
    return tuple(found)


def still_there(jurors: Iterable[Juror]) -> tuple[Juror, ...]:
    """Those who can still serve, in the order of call."""
    return tuple(juror for juror in jurors if juror.status not in GONE)
