"""Whether an open line quotes what is sealed: runs of words that a sealed entry has too."""

import re
from collections.abc import Iterable, Iterator

from courtdesk.hearing.model.entries import Entry

RUN = 4
"""Words in a row that count as a quotation; a shorter sealed entry counts as a whole."""
_LEAST = 2
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Quotes:
    """The words of sealed entries, for those who may see them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._runs: dict[tuple[str, ...], int] = {}
        self._short: set[int] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take in a sealed entry; one that is open or closed to the reader says nothing."""
        if not entry.sealed or entry.closed:
            return
        for text in (entry.text, *(each.old_text for each in entry.amendments)):
            words = _words(text)
            if _LEAST <= len(words) < RUN:
                self._short.add(len(words))
                self._runs.setdefault(words, entry.number)
            for run in _runs(words, RUN):
                self._runs.setdefault(run, entry.number)

    def quoted(self, text: str) -> int:
        """The number of the sealed entry whose words ``text`` has; 0 for none."""
        if not self._runs:
            return 0
        words = _words(text)
        for length in (RUN, *self._short):
            for run in _runs(words, length):
                if run in self._runs:
                    return self._runs[run]
        return 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    return (words[at : at + length] for at in range(len(words) - length + 1))
