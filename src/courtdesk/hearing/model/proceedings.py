"""What a hearing's log says of its course: attendance, witnesses, times, rulings, outcomes.

A new entry costs the same in a long log as in a short one. An amended one is followed from the
start again, a few milliseconds for a day's log.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime

from courtdesk.hearing.model.acts import Recogniser
from courtdesk.hearing.model.attendance import Attendance
from courtdesk.hearing.model.entries import Entry
from courtdesk.hearing.model.plans import Appearance
from courtdesk.hearing.model.references import ExhibitFinder
from courtdesk.hearing.model.rulings import Rulings
from courtdesk.hearing.model.stand import Stand
from courtdesk.hearing.model.stopwatch import Stopwatch
from courtdesk.hearing.model.told import People, Told


class Proceedings:
    """Follows one hearing's log."""

    attendance: Attendance
    stand: Stand
    stopwatch: Stopwatch
    rulings: Rulings

    def __init__(
        self,
        appearances: Iterable[Appearance],
        charges: Iterable[str],
        recogniser: Recogniser,
        finder: ExhibitFinder,
    ) -> None:
        """``charges`` are the numbers of the case's charges."""
        self._people = People(appearances)
        self._charges = tuple(charges)
        self._recogniser = recogniser
        self._finder = finder
        self._numbers: list[int] = []
        self._told: list[Told] = []
        self._begin()

    @property
    def last_at(self) -> datetime | None:
        """The moment (UTC) of the last line that says something of the course."""
        return self._told[-1].at if self._told else None

    def put(self, entry: Entry) -> None:
        """Take notice of an entry that is new, was amended or was sealed."""
        told = self._people.told(entry, self._recogniser)
        place = bisect_left(self._numbers, entry.number)
        known = place < len(self._numbers) and self._numbers[place] == entry.number
        if known:
            self._told[place] = told
        elif told.says_something:
            self._numbers.insert(place, entry.number)
            self._told.insert(place, told)
        else:
            return
        if not known and place == len(self._told) - 1:
            self._follow(told)
            return
        self._begin()
        for one in self._told:
            self._follow(one)

    def _begin(self) -> None:
        self.attendance = Attendance(self._people)
        self.stand = Stand()
        self.stopwatch = Stopwatch(self._people, self.stand)
        self.rulings = Rulings(self._finder, self._charges)

    def _follow(self, told: Told) -> None:
        self.attendance.put(told)
        self.stand.put(told)
        self.stopwatch.put(told)
        self.rulings.put(told)
