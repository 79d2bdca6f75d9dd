"""The behaviour codes: what can be noted with one key, and how attention is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from courtdesk.jury.model.venire import BadJury

MAX_ATTENTION = 4


@dataclass(frozen=True)
class BehaviourCode:
    """A code of the palette: its key (1–9), its words, its tone, and what of the juror it is.

    ``tone`` is ``green``, ``neutral``, ``amber`` or ``red``; ``weight`` is what the heat map
    counts, from −2 to 2; ``part`` is ``face`` or ``body``.
    """

    key: str
    words: str
    tone: str
    weight: int
    part: str


PALETTE: tuple[BehaviourCode, ...] = (
    BehaviourCode("1", "Nods / agrees", "green", 2, "face"),
    BehaviourCode("2", "Takes notes", "green", 1, "body"),
    BehaviourCode("3", "Leans in", "green", 1, "body"),
    BehaviourCode("4", "Smiles", "green", 1, "face"),
    BehaviourCode("5", "Neutral", "neutral", 0, "face"),
    BehaviourCode("6", "Looks away", "amber", -1, "face"),
    BehaviourCode("7", "Arms crossed", "amber", -1, "body"),
    BehaviourCode("8", "Frowns / shakes head", "red", -2, "face"),
    BehaviourCode("9", "Dozing", "red", -2, "body"),
)
"""The palette to begin with; a team edits it."""


TONE_NAMES = ("green", "neutral", "amber", "red")
PARTS = ("face", "body")
ATTENTION_KEY = "0"


def attention_code(level: int) -> BehaviourCode:
    """An attention mark from 0, away, to 4, rapt; the heat map counts it from −2 to 2.

    Raises:
        BadJury: it is off the scale.
    """
    if not 0 <= level <= MAX_ATTENTION:
        raise BadJury("Attention lies between 0 and 4.")
    tone = ("red", "amber", "neutral", "green", "green")[level]
    words = f"Attention {level} of {MAX_ATTENTION}"
    return BehaviourCode(ATTENTION_KEY, words, tone, level - 2, "body")


def attention_of(code: BehaviourCode) -> int | None:
    """The attention that a code marks; None for a behaviour."""
    return code.weight + 2 if code.key == ATTENTION_KEY else None


def checked_palette(codes: Sequence[BehaviourCode]) -> tuple[BehaviourCode, ...]:
    """``codes``, if each has words and a key of its own that nothing else needs.

    Raises:
        BadJury: they have not, or a tone, weight or part is unknown.
    """
    if len({code.key for code in codes}) < len(codes):
        raise BadJury("Each behaviour needs a key of its own.")
    if not codes or any(not code.words.strip() or len(code.key) != 1 for code in codes):
        raise BadJury("Each behaviour needs words and one key.")
    taken = [c.key for c in codes if c.key.isalpha() or c.key.isspace() or c.key == ATTENTION_KEY]
    if taken:
        raise BadJury(
            f"The key “{taken[0]}” is taken: letters choose seats, 0 begins an attention mark. "
            "Use a figure from 1 to 9 or a sign."
        )
    for code in codes:
        if code.tone not in TONE_NAMES or code.part not in PARTS or not -2 <= code.weight <= 2:
            raise BadJury(
                f"“{code.words}” needs a tone ({', '.join(TONE_NAMES)}), a weight from −2 to 2, "
                "and face or body."
            )
    return tuple(codes)
