"""What a unit of work changed, told to whoever shows it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Changed:
    """The kinds of things that changed (``"case"``, ``"entry"`` …) and their ids."""

    kinds: frozenset[str]
    ids: frozenset[str] = field(default_factory=frozenset)

    def concerns(self, *kinds: str) -> bool:
        """Whether any of ``kinds`` changed."""
        return not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True)
class Saved(Generic[T]):
    """A value that is on disk, and what saving it changed."""

    value: T
    changed: Changed
