"""What the log can be narrowed to."""

from dataclasses import dataclass

from courtdesk.hearing.model import EntryCounts, EntryKind


@dataclass(frozen=True)
class LogFilter:
    """A part of the log: the entries of some kinds, or the bookmarked ones."""

    key: str
    name: str
    keys: str
    kinds: frozenset[EntryKind] | None = None
    bookmarked: bool = False

    def count(self, counts: EntryCounts) -> int:
        """How many entries it shows."""
        if self.bookmarked:
            return counts.bookmarks
        if self.kinds is None:
            return counts.total
        return sum(counts.by_kind.get(kind, 0) for kind in self.kinds)

    @property
    def empty_words(self) -> str:
        """What an empty log says under this filter."""
        if self.bookmarked:
            return "No bookmarks yet. Ctrl+B marks the line you type, or the entry you are on."
        if self.kinds is None:
            return "Nothing is in the log yet. Start the hearing with F9, then type below."
        return f"No {self.name.lower()} in this log yet. Tab sets the kind of the line you type."


FILTERS = (
    LogFilter("all", "All", "Alt+A"),
    LogFilter("rulings", "Rulings", "Alt+R", frozenset({EntryKind.RULING})),
    LogFilter("exhibits", "Exhibits", "Alt+X", frozenset({EntryKind.EXHIBIT})),
    LogFilter("witnesses", "Witnesses", "Alt+W", frozenset({EntryKind.WITNESS})),
    LogFilter("bookmarks", "Bookmarks", "Alt+B", bookmarked=True),
)
