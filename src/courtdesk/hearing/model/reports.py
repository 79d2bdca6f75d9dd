"""What a hearing's log says of its witnesses, its rulings, who came and left, and the jury's time.

Nothing of it is kept: it is read from the log by the rules that the checker follows, so that paper
and checker never say two things.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from courtdesk.hearing.model.acts import EXAMINATIONS, EXHIBIT_ACTS, Act, Recogniser
from courtdesk.hearing.model.attendance import Attendance, Attended
from courtdesk.hearing.model.checker import line_of
from courtdesk.hearing.model.course import Clock
from courtdesk.hearing.model.entries import Entry, EntryKind
from courtdesk.hearing.model.jury_time import JuryPeriod, JuryTime
from courtdesk.hearing.model.open_matters import Line, Matter, Matters, follow, witness_name
from courtdesk.hearing.model.plans import Appearance, Hearing
from courtdesk.hearing.model.references import ExhibitFinder, names
from courtdesk.hearing.model.told import People

_BRINGS = frozenset({Act.WITNESS_SWORN, Act.RECALLED})
_RELEASES = frozenset({Act.EXCUSED, Act.RECALLABLE})


@dataclass(frozen=True)
class Examination:
    """One part of a testimony: when it began (UTC), and who asked."""

    act: Act
    at: datetime
    by: str


@dataclass(frozen=True)
class Testimony:
    """A witness's time on the stand. ``party`` is whose counsel asked first."""

    name: str
    taken: Act
    at: datetime
    party: str = ""
    examinations: tuple[Examination, ...] = ()
    released_at: datetime | None = None
    recallable: bool = False
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """A motion or an objection, and the ruling on it. Times are UTC."""

    kind: EntryKind
    number: int
    at: datetime
    by: str
    matter: str
    ground: str = ""
    ruling: str = ""
    ruled_at: datetime | None = None


@dataclass(frozen=True)
class HearingReport:
    """What the further papers of a hearing show, read in one snapshot.

    Sealed entries are not in it unless it was made with them; ``withheld`` says that some were
    left out. ``entries`` counts all of them, ``amended`` those that were corrected.
    """

    case_number: str
    case_title: str
    hearing: Hearing
    clock: Clock
    zone: str
    testimonies: tuple[Testimony, ...] = ()
    requests: tuple[Request, ...] = ()
    attended: tuple[Attended, ...] = ()
    jury: tuple[JuryPeriod, ...] = ()
    amended: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    withheld: bool = False
    shows_sealed: bool = False
    together: str = ""
    """The numbers of all cases that it is about, where it is about several."""


class LogStory:
    """Follows the log of one hearing and keeps what the papers tell of it."""

    def __init__(
        self, people: tuple[Appearance, ...], recogniser: Recogniser, finder: ExhibitFinder
    ) -> None:
        self._parties = {person.label: person.for_whom for person in people}
        self._recogniser = recogniser
        self._finder = finder
        self._matters = Matters()
        self._requests: dict[tuple[str, EntryKind], Request] = {}
        self._on_stand: Testimony | None = None
        self.testimonies: list[Testimony] = []
        self._people = People(people)
        self._attendance = Attendance(self._people)
        self._jury = JuryTime()

    @property
    def jury(self) -> tuple[JuryPeriod, ...]:
        """Where the jury was, in order."""
        return tuple(self._jury.periods)

    @property
    def attended(self) -> tuple[Attended, ...]:
        """Each appearance, in the order of the list."""
        return self._attendance.everyone()

    @property
    def requests(self) -> tuple[Request, ...]:
        """Motions and objections in the order of the record."""
        return tuple(self._requests.values())

    def read(self, entries: Iterable[Entry]) -> None:
        """Follow ``entries``, the next ones of the log."""
        for entry in entries:
            if entry.kind is EntryKind.NOTE:  # it does nothing: testimony may speak of anything
                continue
            line = line_of(entry, self._recogniser, self._finder)
            after = follow(self._matters, line)
            self._read_requests(entry, line, after)
            self._matters = after
            self._read_testimony(entry, line)
            self._attendance.put(self._people.told(entry, self._recogniser))
            self._jury.read(entry.at, line)
        if self._on_stand is not None:
            self.testimonies.append(self._on_stand)
            self._on_stand = None

    # Motions and objections

    def _read_requests(self, entry: Entry, line: Line, after: Matters) -> None:
        before = self._matters
        for kind, was, now in (
            (EntryKind.MOTION, before.motions, after.motions),
            (EntryKind.OBJECTION, before.objections, after.objections),
        ):
            ids = {matter.entry_id for matter in now}
            for matter in was:
                if matter.entry_id not in ids:
                    self._rule(matter, kind, entry)
            for matter in now:
                if matter.entry_id == line.entry_id:
                    self._requests[matter.entry_id, kind] = _request(kind, matter, entry)

    def _rule(self, matter: Matter, kind: EntryKind, entry: Entry) -> None:
        asked = self._requests[matter.entry_id, kind]
        ruled = replace(asked, ruling=entry.text, ruled_at=entry.at)
        self._requests[matter.entry_id, kind] = ruled

    # Witnesses

    def _read_testimony(self, entry: Entry, line: Line) -> None:
        for done in line.acts:
            if done.act in _BRINGS:
                self._take_stand(done.act, witness_name(done.clause), entry)
            elif done.act in _RELEASES and "juror" not in done.clause.casefold():
                self._leave_stand(done.act, entry.at)
            elif done.act in EXAMINATIONS and self._on_stand is not None:
                self._examine(done.act, entry)
        if self._on_stand is not None and {done.act for done in line.acts} & EXHIBIT_ACTS:
            named = [name.words for name in self._finder.find(entry.text)]
            seen = dict.fromkeys((*self._on_stand.exhibits, *named))
            self._on_stand = replace(self._on_stand, exhibits=tuple(seen))

    def _take_stand(self, act: Act, name: str, entry: Entry) -> None:
        if self._on_stand is not None:
            if names(name, self._on_stand.name) and act is Act.WITNESS_SWORN:
                return
            self.testimonies.append(self._on_stand)
        party = self._parties.get(entry.speaker, "") if act is Act.RECALLED else ""
        self._on_stand = Testimony(name, act, entry.at, party)

    def _leave_stand(self, act: Act, at: datetime) -> None:
        if self._on_stand is not None:
            left = replace(self._on_stand, released_at=at, recallable=act is Act.RECALLABLE)
            self.testimonies.append(left)
            self._on_stand = None

    def _examine(self, act: Act, entry: Entry) -> None:
        stand = self._on_stand
        if stand is not None:
            asked = (*stand.examinations, Examination(act, entry.at, entry.speaker))
            party = stand.party or self._parties.get(entry.speaker, "")
            self._on_stand = replace(stand, examinations=asked, party=party)


def _request(kind: EntryKind, matter: Matter, entry: Entry) -> Request:
    what, _, ground = entry.text.partition(":")
    named = ground if kind is EntryKind.OBJECTION else ""
    shown = what if named else entry.text
    return Request(kind, matter.number, entry.at, entry.speaker, shown.strip(), named.strip())
