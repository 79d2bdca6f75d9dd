"""The words that a finished selection's list uses for what became of a juror."""

import re
from dataclasses import dataclass
from functools import lru_cache

from courtdesk.jury.model.venire import JurorStatus, Side, StrikeKind

_STATE_WORDS = r"state|prosecution|prosecutor|people|crown|government|plaintiff|claimant"
_DEFENCE_WORDS = r"defen[cs]e|defendants?"
_STRUCK_BY = re.compile(rf"struck by (?:the )?({_STATE_WORDS}|{_DEFENCE_WORDS})")
_STATE = re.compile(rf"\b({_STATE_WORDS})\b", re.IGNORECASE)
_DEFENCE = re.compile(rf"\b({_DEFENCE_WORDS})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """What became of a juror. ``label`` is the list's own word for the striking side."""

    status: JurorStatus
    strike: StrikeKind | None = None
    side: Side | None = None
    label: str = ""


_PLAIN: tuple[tuple[str, Outcome], ...] = (
    ("without notation", Outcome(JurorStatus.STRUCK_UNNOTED, StrikeKind.UNNOTED)),
    ("for cause", Outcome(JurorStatus.STRUCK_FOR_CAUSE, StrikeKind.CAUSE)),
    ("not struck", Outcome(JurorStatus.NOT_REACHED)),
    ("not reached", Outcome(JurorStatus.NOT_REACHED)),
    ("not used", Outcome(JurorStatus.NOT_REACHED)),
    ("alternate", Outcome(JurorStatus.ALTERNATE)),
    ("absent", Outcome(JurorStatus.EXCUSED, StrikeKind.EXCUSED)),
    ("excused", Outcome(JurorStatus.EXCUSED, StrikeKind.EXCUSED)),
    ("failed to attend", Outcome(JurorStatus.NO_SHOW)),
    ("no show", Outcome(JurorStatus.NO_SHOW)),
    ("no-show", Outcome(JurorStatus.NO_SHOW)),
    ("deferred", Outcome(JurorStatus.DEFERRED)),
    ("disqualified", Outcome(JurorStatus.DISQUALIFIED)),
    ("chosen", Outcome(JurorStatus.SWORN)),
    ("sworn", Outcome(JurorStatus.SWORN)),
    ("serve", Outcome(JurorStatus.SWORN)),
)


@lru_cache(maxsize=256)
def outcome_of(text: str) -> Outcome:
    """What the list's words mean; an empty cell leaves the juror in the venire.

    Raises:
        ValueError: the words are not understood.
    """
    words = " ".join(text.casefold().split())
    if not words or words in {"n/a", "na", "-", "pending", "summoned"}:
        return Outcome(JurorStatus.VENIRE)
    if match := _STRUCK_BY.search(words):
        label = match.group(1)
        side = Side.DEFENCE if _DEFENCE.fullmatch(label) else Side.STATE
        return Outcome(JurorStatus.STRUCK, StrikeKind.PEREMPTORY, side, label.capitalize())
    for part, outcome in _PLAIN:
        if part in words:
            return outcome
    if words in {"juror", "seated"}:
        return Outcome(JurorStatus.SWORN)
    raise ValueError(
        f"its outcome “{text}” is not understood; write “Struck by the state”, “Excused”…"
    )


@lru_cache(maxsize=256)
def eligible_to(text: str) -> frozenset[Side] | None:
    """Which sides could have struck the juror; None where the list does not say.

    Raises:
        ValueError: the words are not understood.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    if words in {"n/a", "na", "neither", "none", "no", "-"}:
        return frozenset()
    sides = frozenset(
        side
        for side, pattern in ((Side.STATE, _STATE), (Side.DEFENCE, _DEFENCE))
        if pattern.search(words)
    )
    if sides:
        return sides
    if words == "both":
        return frozenset(Side)
    raise ValueError(f"who could strike, “{text}”, is not understood; name the sides, or Neither.")
