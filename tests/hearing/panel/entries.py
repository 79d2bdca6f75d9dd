"""Entries of no vault, and a source that answers when the test says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from courtdesk.hearing.model import Amendment, Entry, EntryKind
from courtdesk.hearing.panel.log.entry_rows import Answer
from tests.vaults import START


def entry(number: int, text: str = "", after: float | None = None, **more: object) -> Entry:
    """Entry ``number``, ``after`` seconds from the start (a minute each without it)."""
    at = START + timedelta(seconds=60 * number if after is None else after)
    words = text or f"Entry {number} " + "is wrapped over the lines that it needs " * (number % 9)
    made = Entry(f"e{number}", "h", number, at, "The Court", EntryKind.NOTE, words, "A. Clerk")
    return made if not more else _with(made, **more)


def amended(number: int, old: str, new: str, reason: str) -> Entry:
    """An entry that was corrected once."""
    past = Amendment(1, old, "The Court", EntryKind.NOTE, reason, "A. Clerk", START)
    return entry(number, new, amendments=(past,))


class Source:
    """Answers fetches at once, or keeps them until ``answer_all``."""

    def __init__(self, *, at_once: bool = True, **special: Entry) -> None:
        self.at_once = at_once
        self.special = {made.number: made for made in special.values()}
        self.asked: list[list[int]] = []
        self._open: list[tuple[Sequence[int], Answer]] = []

    def __call__(self, numbers: Sequence[int], answer: Answer) -> None:
        self.asked.append(list(numbers))
        if self.at_once:
            answer(self._entries(numbers))
        else:
            self._open.append((numbers, answer))

    def answer_all(self) -> None:
        """Answer what was asked so far."""
        waiting, self._open = self._open, []
        for numbers, answer in waiting:
            answer(self._entries(numbers))

    def fail_all(self) -> None:
        """Say of everything that it could not be read."""
        waiting, self._open = self._open, []
        for _, answer in waiting:
            answer(None)

    def _entries(self, numbers: Sequence[int]) -> tuple[Entry, ...]:
        return tuple(self.special.get(number) or entry(number) for number in numbers)


def _with(made: Entry, **more: object) -> Entry:
    return replace(made, **more)
