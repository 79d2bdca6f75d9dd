"""What a clerk can get wrong in a hearing."""

from courtdesk.errors import KnownError


class BadEntry(KnownError):
    """An entry, a step or an amendment cannot be kept as it was given."""
