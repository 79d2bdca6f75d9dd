"""Presets: the rules of jurisdictions and the seat maps of courtrooms, read from dated data.

A preset is a starting point that a person confirms; each says where it was read and when it was
checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtdesk.jury.model.layout import Corner, LayoutRow, SeatLayout, Turn
from courtdesk.jury.model.strikes import StrikeMethod, TrialRules
from courtdesk.jury.model.venire import Side


@dataclass(frozen=True)
class Prompt:
    """A reminder that the law of a place has reason for, shown when ``when`` happens."""

    when: str
    text: str
    source: str


@dataclass(frozen=True)
class Jurisdiction:
    """A jurisdiction's rules as data: with source, the date they hold from, and who checked."""

    id: str
    title: str
    rules: TrialRules
    source: str
    effective: str
    verified: str
    regimes: tuple[str, ...] = ()
    presumed_invalid: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    research: tuple[str, ...] = ()
    destroy: str = ""
    alternate_scale: tuple[tuple[int, int], ...] = ()

    def strikes_for(self, alternates: int) -> int | None:
        """Each side's strikes against alternates only, for so many; None where no scale is known.

        More alternates than the scale knows have the last of it.
        """
        if not self.alternate_scale or alternates < 1:
            return 0 if self.alternate_scale else None
        for most, count in self.alternate_scale:
            if alternates <= most:
                return count
        return self.alternate_scale[-1][1]


def jurisdiction_of(data: Mapping[str, Any]) -> Jurisdiction:
    """A jurisdiction from its entry in the data."""
    return Jurisdiction(
        id=data["id"],
        title=data["title"],
        rules=rules_of({**data["rules"], "preset": data["id"], "source": data["source"]}),
        source=data["source"],
        effective=data["effective"],
        verified=data["verified"],
        regimes=tuple(data.get("regimes", ())),
        presumed_invalid=tuple(data.get("presumed_invalid", ())),
        prompts=tuple(Prompt(**prompt) for prompt in data.get("prompts", ())),
        research=tuple(data.get("research", ())),
        destroy=data.get("destroy", ""),
        alternate_scale=tuple((most, count) for most, count in data.get("alternate_scale", ())),
    )


def rules_of(data: Mapping[str, Any]) -> TrialRules:
    """Rules from plain data, as stored or as shipped; what is missing has its default."""
    plain = TrialRules()
    return TrialRules(
        preset=data.get("preset", ""),
        labels=_by_side(data.get("labels", {})),
        jurors=data.get("jurors", plain.jurors),
        alternates=data.get("alternates", plain.alternates),
        strikes=_by_side(data.get("strikes", {})),
        alternate_strikes=_by_side(data.get("alternate_strikes", {})),
        method=StrikeMethod(data.get("method", plain.method.value)),
        in_turn=data.get("in_turn", plain.in_turn),
        back_strikes=data.get("back_strikes", False),
        random_replacement=data.get("random_replacement", False),
        rounds=tuple((pair[0], pair[1]) for pair in data.get("rounds", ())),
        defendants=tuple(data.get("defendants", ())),
        each_defendant=data.get("each_defendant", 0),
        source=data.get("source", ""),
    )


def rules_data(rules: TrialRules) -> dict[str, Any]:
    """Rules as plain data."""
    data = dict(vars(rules))
    for key in ("labels", "strikes", "alternate_strikes"):
        data[key] = {side.value: value for side, value in data[key].items()}
    return {**data, "method": rules.method.value}


def layout_of(data: Mapping[str, Any]) -> SeatLayout:
    """A seat map from plain data, as stored or as shipped."""
    rows = tuple(
        LayoutRow(
            seats=row["seats"],
            name=row.get("name", ""),
            alternates=row.get("alternates", 0),
            aisles=tuple(row.get("aisles", ())),
            shift=row.get("shift", 0.0),
            turn=Turn(row.get("turn", Turn.STRAIGHT.value)),
            gallery=row.get("gallery", False),
        )
        for row in data["rows"]
    )
    return SeatLayout(
        name=data["name"],
        rows=rows,
        start=Corner(data.get("start", Corner.FRONT_LEFT.value)),
        serpentine=data.get("serpentine", False),
        first=data.get("first", 1),
        gallery_first=data.get("gallery_first", 0),
        source=data.get("source", ""),
    )


def layout_data(layout: SeatLayout) -> dict[str, Any]:
    """A seat map as plain data."""
    rows = [{**vars(row), "turn": row.turn.value} for row in layout.rows]
    return {**vars(layout), "rows": rows, "start": layout.start.value}


def _by_side(data: Mapping[str, Any]) -> dict[Side, Any]:
    return {Side(key): value for key, value in data.items()}
