"""What is seen of jurors: behaviour in a code, apart from what someone makes of it.

There is no validated scale of juror behaviour, and single gestures predict little. So a note says
what was seen, who saw it and in what context; an interpretation is separate, dated, and never
counted. A baseline for each juror comes first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.jury.model.venire import BadJury

MAX_RATING = 3
MAX_ATTENTION = 4
RATING_WORDS = {
    -3: "Strongly against us",
    -2: "Against us",
    -1: "Leans against us",
    0: "Neutral",
    1: "Leans to us",
    2: "For us",
    3: "Strongly for us",
}


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


@dataclass(frozen=True)
class Context:
    """What is going on in the hearing: filled in by the program, never asked for.

    ``recording_ms`` is the time on the record when something was seen.
    """

    hearing_id: str = ""
    phase: str = ""
    witness: str = ""
    examiner: str = ""
    party: str = ""
    exhibit: str = ""
    recording_ms: int | None = None

    @property
    def shown(self) -> str:
        """The context in one line, such as “direct, Dr. Haas”."""
        return ", ".join(part for part in (self.phase, self.witness or self.examiner) if part)


@dataclass(frozen=True)
class BehaviourNote:
    """Something seen of a juror. Times are UTC."""

    id: str
    juror_id: str
    at: datetime
    code: str
    words: str
    tone: str
    weight: int
    observer: str
    text: str = ""
    attention: int | None = None
    context: Context = field(default_factory=Context)
    interpretation: str = ""
    interpreted_at: datetime | None = None


@dataclass(frozen=True)
class Rating:
    """What the team makes of a juror: −3 … +3, and own factors from 1 to 5. Times are UTC."""

    juror_id: str
    value: int
    at: datetime
    by: str
    factors: tuple[tuple[str, int], ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Question:
    """A question of voir dire; ``follows`` is the id of the one that it follows up."""

    id: str
    position: int
    text: str
    follows: str = ""


@dataclass(frozen=True)
class Answer:
    """A raised hand, or what the juror said. Times are UTC."""

    id: str
    question_id: str
    juror_id: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Watch:
    """What the team knows of the jurors of one case."""

    palette: tuple[BehaviourCode, ...] = PALETTE
    ratings: tuple[Rating, ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    notes: tuple[BehaviourNote, ...] = ()
    baselines: tuple[tuple[str, str], ...] = ()

    def rating_of(self, juror_id: str) -> int | None:
        """The newest rating of a juror."""
        return next((r.value for r in reversed(self.ratings) if r.juror_id == juror_id), None)

    def factors_of(self, juror_id: str) -> tuple[tuple[str, int], ...]:
        """The team's own factors in the newest rating of a juror that has any."""
        return next(
            (r.factors for r in reversed(self.ratings) if r.juror_id == juror_id and r.factors), ()
        )

    @property
    def factor_names(self) -> tuple[str, ...]:
        """The names of the factors in use, in the order of their first use."""
        return tuple(dict.fromkeys(name for r in self.ratings for name, _ in r.factors))

    def flags_of(self, juror_id: str) -> tuple[str, ...]:
        """The flags of a juror."""
        return tuple(flag for owner, flag in self.flags if owner == juror_id)

    def has_spoken(self, juror_id: str) -> bool:
        """Whether an answer in words was noted."""
        return any(a.juror_id == juror_id and a.text for a in self.answers)

    def baseline_of(self, juror_id: str) -> str:
        """How the juror is when nothing happens."""
        return dict(self.baselines).get(juror_id, "")


def checked_rating(value: int) -> int:
    """``value``, if it is on the scale.

    Raises:
        BadJury: it is not.
    """
    if not -MAX_RATING <= value <= MAX_RATING:
        raise BadJury("A rating lies between −3 and +3.")
    return value


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


_EXHIBIT = re.compile(
    r"\b(?:State|Def\.?|Defen[cs]e|Court|Plaintiff|Prosecution|People|Government|Exhibit)"
    r" (?:Exhibit )?(?:\d+|[A-Z]{1,2})\b"
)
_PHASES = (
    ("cross-examination", "cross"),
    ("redirect", "redirect"),
    ("re-examination", "redirect"),
    ("direct examination", "direct"),
    ("examination-in-chief", "direct"),
    ("opening statement", "opening"),
    ("closing argument", "closing"),
    ("closing speech", "closing"),
    ("instructions", "instructions"),
    ("summing-up", "instructions"),
)


_TELLING = frozenset({EntryKind.WITNESS, EntryKind.ARGUMENT, EntryKind.NOTE})


def context_of(hearing_id: str, entries: Iterable[Entry], recording_ms: int | None) -> Context:
    """What is going on, read off the log: the last phase, witness and exhibit that it names."""
    phase = witness = examiner = party = exhibit = ""
    for entry in entries:
        words = entry.text.casefold()
        if entry.kind is EntryKind.WITNESS and "sworn" in words and ":" in entry.text:
            witness, phase = entry.text.partition(":")[2].partition(",")[0].strip(), ""
        if entry.kind is EntryKind.WITNESS and ("excused" in words or "released" in words):
            witness = phase = examiner = party = exhibit = ""
        for said, name in _PHASES:
            if said in words and entry.kind in _TELLING:
                ended = words.rstrip(". ").endswith(("ends", "ended", "concluded"))
                phase = "" if ended else name
                examiner = "" if ended else entry.speaker
                party = entry.speaker.partition("(")[2].rstrip(")") or entry.speaker
                break
        if entry.kind is EntryKind.EXHIBIT:
            named = _EXHIBIT.search(entry.text)
            exhibit = named.group() if named else exhibit
    return Context(hearing_id, phase, witness, examiner, party, exhibit, recording_ms)


def counts_by_code(notes: Iterable[BehaviourNote]) -> tuple[tuple[str, int], ...]:
    """How often each behaviour was seen, the most frequent first."""
    return tuple(Counter(note.words for note in notes).most_common())
