"""A witness, and the file that the team keeps on a witness in one case.

The person and the file are two things: one person can be a witness in several cases, be called
by both sides, be recalled, and change their name. Identity is the id, never the name. Dates are
days of the court's calendar; moments are aware and in UTC.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.errors import KnownError

MAX_NAME = 200


class BadWitness(KnownError):
    """Something about a witness cannot be kept as it was given."""


class Side(StrEnum):
    """Who calls a witness. The words for the sides depend on the kind of the case."""

    STATE = "state"
    DEFENCE = "defence"
    COURT = "court"


class WitnessKind(StrEnum):
    """What sort of witness it is; picks the checklist's template."""

    FACT = "fact"
    EXPERT = "expert"
    POLICE = "police"
    CORPORATE = "corporate"
    VULNERABLE = "child or vulnerable"
    CHARACTER = "character"


class Subpoena(StrEnum):
    """How far the subpoena or summons has come."""

    NONE = "not issued"
    ISSUED = "issued"
    SERVED = "served"
    PROVED = "served, proof filed"


@dataclass(frozen=True)
class Absence:
    """Days on which a witness cannot come, both ends included.

    ``reason`` is kept by the team and stands on no sheet that leaves it.
    """

    first: date
    last: date
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether the witness is away on ``day``."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Passage:
    """What a statement says on a topic, and where. ``place`` is page:line, such as 2:14."""

    topic: str
    place: str
    words: str


@dataclass(frozen=True)
class Statement:
    """A prior statement, report or transcript."""

    title: str
    day: date | None = None
    kind: str = "statement"
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class ExhibitNote:
    """An exhibit that the witness is to sponsor, or has never seen before.

    ``exhibit_id`` is that of the register; empty where the register does not know the exhibit.
    """

    exhibit: str
    sponsors: bool = True
    seen_before: bool = True
    note: str = ""
    exhibit_id: str = ""


@dataclass(frozen=True)
class Risk:
    """What the other side may impeach the witness with, and the answer to it."""

    risk: str
    answer: str = ""


@dataclass(frozen=True)
class Support:
    """Support and safety: special measures, and what the witness fears and needs.

    ``measures``, ``waiting`` and ``escort`` must be arranged and are seen by the whole team;
    the rest by ``readers`` alone (user ids; none: the whole team).
    """

    measures: tuple["Measure", ...] = ()
    waiting: str = ""
    escort: str = ""
    companion: str = ""
    contact: str = ""
    needs: str = ""
    before: str = ""
    during: str = ""
    after: str = ""
    debrief: str = ""
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A special measure (screen, link, intermediary …) and how far it has come."""

    name: str
    asked_on: date | None = None
    granted_on: date | None = None
    arranged: str = ""

    @property
    def state(self) -> str:
        """How far it has come, in a word."""
        if self.arranged:
            return "arranged"
        if self.granted_on:
            return "granted"
        return "asked for" if self.asked_on else "to be asked for"


@dataclass(frozen=True)
class Record:
    """What the team knows of a witness in one case."""

    role: str = ""
    subpoena: Subpoena = Subpoena.NONE
    served_on: date | None = None
    proof: str = ""
    travel: str = ""
    standby: str = ""
    away: tuple[Absence, ...] = ()
    statements: tuple[Statement, ...] = ()
    exhibits: tuple[ExhibitNote, ...] = ()
    risks: tuple[Risk, ...] = ()
    privilege: str = ""


@dataclass(frozen=True)
class Person:
    """Who a witness is. A protected person is shown and printed under ``pseudonym`` alone."""

    name: str
    contact: str = ""
    language: str = ""
    interpreter: str = ""
    protected: bool = False
    pseudonym: str = ""
    former_names: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name for screen and paper."""
        return self.pseudonym if self.protected else self.name


@dataclass(frozen=True)
class WitnessFile:
    """The file on one witness in one case. ``withheld``: you are not among the readers of it."""

    id: str
    witness_id: str
    case_id: str
    kind: WitnessKind
    person: Person
    record: Record = field(default_factory=Record)
    support: Support = field(default_factory=Support)
    withheld: bool = False


def renamed(person: Person, name: str) -> Person:
    """``person`` under a new name; the old one is kept, so that old papers are understood."""
    if name == person.name:
        return person
    former = tuple(dict.fromkeys((*person.former_names, person.name)))
    return replace(person, name=name, former_names=former)


def masked(person: Person) -> Person:
    """A protected person as others see them: the pseudonym, and what an interpreter must know."""
    return Person(
        name=person.pseudonym,
        language=person.language,
        interpreter=person.interpreter,
        protected=True,
        pseudonym=person.pseudonym,
    )


def checked(person: Person) -> Person:
    """``person`` with blanks tidied.

    Raises:
        BadWitness: the name is missing or too long, or a protected person has no pseudonym
            or one that gives the name away.
    """
    name, pseudonym = " ".join(person.name.split()), " ".join(person.pseudonym.split())
    if not name:
        raise BadWitness("A witness needs a name.")
    if max(len(name), len(pseudonym)) > MAX_NAME:
        raise BadWitness(f"The name is longer than {MAX_NAME} characters. Shorten it.")
    if person.protected and not pseudonym:
        raise BadWitness(
            "A protected witness needs another name for screen and paper, such as “Witness A”."
        )
    if person.protected and _gives_away(name, pseudonym):
        raise BadWitness("The name for screen and paper gives the witness’s own name away.")
    return replace(person, name=name, pseudonym=pseudonym)


def _gives_away(name: str, pseudonym: str) -> bool:
    parts = {part.strip(".,").casefold() for part in name.split()}
    shown = {part.strip(".,").casefold() for part in pseudonym.split()}
    return any(len(part) > 1 for part in parts & shown)


def without_private(support: Support) -> Support:
    """What the whole team must know to arrange it; fears, needs and contacts left out."""
    return Support(
        measures=support.measures,
        waiting=support.waiting,
        escort=support.escort,
        readers=support.readers,
    )


@dataclass(frozen=True)
class Conflict:
    """Statements that speak of one topic, side by side: title, place and words of each."""

    topic: str
    versions: tuple[tuple[str, str, str], ...]


def conflicts(record: Record) -> tuple[Conflict, ...]:
    """Topics on which two statements or more do not say the same words."""
    topics: dict[str, list[tuple[str, str, str]]] = {}
    names: dict[str, str] = {}
    for statement in record.statements:
        for passage in statement.passages:
            key = passage.topic.strip().casefold()
            if key:
                names.setdefault(key, passage.topic.strip())
                topics.setdefault(key, []).append((statement.title, passage.place, passage.words))
    return tuple(
        Conflict(names[key], tuple(found))
        for key, found in topics.items()
        if len({words.strip().casefold() for _, _, words in found}) > 1
    )


_SIDES = {
    CaseKind.CRIMINAL: ("State", "Defence"),
    CaseKind.CIVIL: ("Plaintiff", "Defendant"),
    CaseKind.FAMILY: ("Petitioner", "Respondent"),
    CaseKind.OTHER: ("First party", "Second party"),
}


def side_words(case: CaseDetails) -> tuple[tuple[Side, str], ...]:
    """The words of a case for its sides: the first party's role, and the defence or its like."""
    first, second = _SIDES[case.kind]
    roles = [party.role for party in case.parties if party.role]
    if roles:
        first = roles[0]
    if case.kind is not CaseKind.CRIMINAL and len(roles) > 1:
        second = next((role for role in roles if role != first), second)
    return ((Side.STATE, first), (Side.DEFENCE, second), (Side.COURT, "Court"))
