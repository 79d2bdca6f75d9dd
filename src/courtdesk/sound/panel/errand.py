"""Long work with sound, off the vault's lane: how far it is, and a way to give it up."""

from threading import Event

from courtdesk.errors import KnownError


class GivenUp(KnownError):
    """Who asked for the work wants it no more."""


class Errand:
    """Read and cancelled on the GUI thread; the thread that works calls the rest."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Of sound, done so far."""
        self._cancelled = Event()

    @property
    def cancelled(self) -> bool:
        """Whether it is wanted no more."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Let the work end at its next step."""
        self._cancelled.set()

    def check(self) -> None:
        """Go on.

        Raises:
            GivenUp: the errand was cancelled.
        """
        if self._cancelled.is_set():
            raise GivenUp("Given up. Nothing was kept.")

    def heard(self, seconds: float) -> None:
        """So much is done.

        Raises:
            GivenUp: the errand was cancelled.
        """
        self.seconds = seconds
        self.check()
