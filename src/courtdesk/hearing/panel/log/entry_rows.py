"""The entries that a log view shows: windows of them, read when they are first needed."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from courtdesk.hearing.model import Entry

PAGE = 64
MAX_PAGES = 32
MAX_CHARACTERS = 4_000_000
PAGES_AT_ONCE = 3

Answer = Callable[[tuple[Entry, ...] | None], None]
Fetch = Callable[[Sequence[int], Answer], None]
"""Reads the entries with these numbers, elsewhere, and answers on the GUI thread.

The answer is ``None`` when they could not be read; whoever fetches tells the user.
"""


class EntryRows(QObject):
    """Rows of a log in the order of the record; row 0 is the first that is shown.

    ``numbers`` says which entries are shown: a range for the whole log, a sorted array of
    numbers for a filtered one. Pages not looked at for long are dropped, so memory depends on
    the window and not on the length of the log.
    """

    arrived = Signal()

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._numbers: range | array[int] = range(0)
        self._pages: OrderedDict[int, dict[int, Entry]] = OrderedDict()
        self._characters: dict[int, int] = {}
        self._wanted: dict[int, None] = {}
        self._unknown: set[int] = set()
        self._edition = 0
        self._reading = False
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setTimerType(Qt.TimerType.PreciseTimer)
        self._asking.timeout.connect(self._ask)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def reading(self) -> bool:
        """Whether entries that were asked for have not arrived yet."""
        return self._reading or bool(self._wanted)

    @property
    def pages_held(self) -> int:
        """How many pages are in memory."""
        return len(self._pages)

    def show(self, numbers: Sequence[int]) -> None:
        """Show other entries; what was read so far is forgotten."""
        self._numbers = numbers if isinstance(numbers, range) else array("I", numbers)
        self._forget()

    def number(self, row: int) -> int:
        """The number of the entry in ``row``."""
        return self._numbers[row]

    def numbers(self, first: int, last: int) -> Sequence[int]:
        """The numbers of the rows ``first`` to ``last``, both included."""
        return self._numbers[first : last + 1]

    def row_of(self, number: int) -> int | None:
        """The row that shows the entry ``number``, if one does."""
        row = bisect_left(self._numbers, number)
        if row < len(self._numbers) and self._numbers[row] == number:
            return row
        return None

    def entry(self, row: int) -> Entry | None:
        """The entry of ``row``; if it is not here yet it is asked for, and ``arrived`` follows."""
        page = row // PAGE
        held = self._pages.get(page)
        if held is not None:
            entry = held.get(row)
            if entry is not None:
                self._pages.move_to_end(page)
                return entry
        if self._numbers[row] not in self._unknown:
            self._want(page)
        return None

    def before(self, row: int) -> Entry | None:
        """The entry above ``row``, as far as it was read together with it."""
        held = self._pages.get(row // PAGE)
        return held.get(row - 1) if held is not None else None

    def expect(self, first: int, last: int) -> None:
        """Read ahead: the rows ``first`` to ``last`` are likely to be shown next."""
        for page in range(max(first, 0) // PAGE, min(last, len(self) - 1) // PAGE + 1):
            if page not in self._pages:
                self._want(page)

    def append(self, entry: Entry) -> None:
        """Add a row at the end for an entry that has just been saved."""
        if self._numbers and entry.number <= self._numbers[-1]:
            self.replace(entry)
            return
        row = len(self._numbers)
        if isinstance(self._numbers, range):
            self._numbers = range(1, entry.number + 1)
        else:
            self._numbers.append(entry.number)
        if len(self._numbers) != row + 1:
            return
        page = row // PAGE
        held = self._pages.get(page)
        if held is None and row % PAGE == 0:
            above = self._pages.get(page - 1, {}).get(row - 1)
            held = {} if row == 0 else {row - 1: above} if above is not None else None
        if held is not None:
            self._keep(page, {**held, row: entry})

    def replace(self, entry: Entry) -> bool:
        """Show a newer version of an entry; says whether one of the rows held in memory changed."""
        row = self.row_of(entry.number)
        if row is None:
            return False
        changed = False
        for page in {row // PAGE, (row + 1) // PAGE}:
            held = self._pages.get(page)
            if held is not None and row in held:
                held[row] = entry
                changed = True
        return changed

    def _forget(self) -> None:
        self._edition += 1
        self._reading = False
        self._pages.clear()
        self._characters.clear()
        self._wanted.clear()
        self._unknown.clear()

    def _want(self, page: int) -> None:
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._reading and not self._asking.isActive():
            self._asking.start(0)

    def _ask(self) -> None:
        """Ask for the pages looked at last, in one stretch.

        Older wishes are dropped; the view repeats what it still needs.
        """
        if self._reading or not self._wanted:
            return
        pages = self._stretch()
        self._wanted.clear()
        numbers = sorted({self._numbers[row] for page in pages for row in self._span(page)})
        if not numbers:
            return
        self._reading = True
        edition = self._edition
        self._fetch(numbers, lambda entries: self._on_answer(edition, pages, numbers, entries))

    def _stretch(self) -> list[int]:
        first = last = next(reversed(self._wanted))
        while first - 1 in self._wanted and last - first < PAGES_AT_ONCE - 1:
            first -= 1
        while last + 1 in self._wanted and last - first < PAGES_AT_ONCE - 1:
            last += 1
        return list(range(first, last + 1))

    def _span(self, page: int) -> range:
        """The rows read for ``page``: its own and the one above, whose day decides on a heading."""
        return range(max(page * PAGE - 1, 0), min((page + 1) * PAGE, len(self._numbers)))

    def _on_answer(
        self,
        edition: int,
        pages: list[int],
        asked: list[int],
        entries: tuple[Entry, ...] | None,
    ) -> None:
        if edition != self._edition:
            return
        self._reading = False
        if entries is None:
            return
        by_number = {entry.number: entry for entry in entries}
        self._unknown.update(number for number in asked if number not in by_number)
        for page in pages:
            found = {
                row: by_number[number]
                for row in self._span(page)
                if (number := self._numbers[row]) in by_number
            }
            self._keep(page, {**found, **self._pages.get(page, {})})
        self.arrived.emit()
        self._ask()

    def _keep(self, page: int, held: dict[int, Entry]) -> None:
        self._pages[page] = held
        self._pages.move_to_end(page)
        self._characters[page] = sum(map(_characters, held.values()))
        while len(self._pages) > PAGES_AT_ONCE and (
            len(self._pages) > MAX_PAGES or sum(self._characters.values()) > MAX_CHARACTERS
        ):
            oldest, _ = self._pages.popitem(last=False)
            del self._characters[oldest]


def _characters(entry: Entry) -> int:
    return len(entry.text) + sum(len(amendment.old_text) for amendment in entry.amendments)
