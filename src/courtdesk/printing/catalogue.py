"""Every document of every subject."""

from courtdesk.briefing import documents as briefing
from courtdesk.catalogue import Kind
from courtdesk.errors import KnownError
from courtdesk.exhibits import documents as exhibits
from courtdesk.hearing import documents as hearing
from courtdesk.jury import documents as jury
from courtdesk.witnesses import documents as witnesses

_SUBJECTS = (briefing, hearing, exhibits, jury, witnesses)


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of a court's day."""
    return tuple(kind for subject in _SUBJECTS for kind in subject.KINDS)


def kind_named(name: str) -> Kind:
    """The kind whose stable name is ``name``.

    Raises:
        KnownError: there is none.
    """
    for kind in kinds():
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in kinds())
    raise KnownError(f"There is no document “{name}”. Known are: {known}.")
