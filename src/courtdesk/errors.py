"""What a person or the world can get wrong, said in a sentence that helps.

A ``KnownError`` is expected: it is shown as it stands, on screen or on standard error,
and carries nothing confidential. Every other exception is a bug.
"""

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit status of the command line; others script against these numbers."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    WRONG_PASSPHRASE = 3
    DAMAGED = 4


class KnownError(Exception):
    """A mistake of the user or the world.

    The message says what happened, what is safe, and what to do next, in one or two
    sentences of plain words.
    """

    exit_status = ExitStatus.REFUSED
