"""What is seen of jurors: behaviour in a code, apart from what someone makes of it.

There is no validated scale of juror behaviour, and single gestures predict little. So a note says
what was seen, who saw it and in what context; an interpretation is separate, dated, and never
counted. A baseline for each juror comes first.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.jury.model.palette import PALETTE, BehaviourCode
from courtdesk.jury.model.venire import BadJury

MAX_RATING = 3
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


MOST_FACTORS = 3


def factors_from(text: str) -> tuple[tuple[str, int], ...]:
    """Own factors as they are typed, such as “listens 4, patient 2”; without points: left out.

    Raises:
        BadJury: there are more than a person weighs at a glance, or points off the scale.
    """
    found = []
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, points = part.rpartition(" ")
        if not points.isdecimal():
            continue
        if not name.strip() or not 1 <= int(points) <= 5:
            raise BadJury(f"“{part}”: a factor is a name and points from 1 to 5.")
        found.append((name.strip(), int(points)))
    if len(found) > MOST_FACTORS:
        raise BadJury(f"At most {MOST_FACTORS} factors of your own.")
    return tuple(found)


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
