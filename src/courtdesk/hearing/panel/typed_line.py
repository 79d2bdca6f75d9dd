"""A line as it was typed, on its way to the record."""

from dataclasses import dataclass

from courtdesk.hearing.model import Draft, NewEntry


@dataclass(frozen=True)
class TypedLine:
    """What Enter committed. ``bookmarked`` is kept with it, in a step of its own."""

    new: NewEntry
    bookmarked: bool = False

    def as_draft(self) -> Draft:
        """The line as the half-typed one."""
        new = self.new
        return Draft(
            new.hearing_id, new.id, new.at, new.speaker, new.kind, new.text, new.appearance_id
        )
