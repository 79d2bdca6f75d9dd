"""Sealed portions of a log: whose order, when, and who sealed them."""

from dataclasses import dataclass
from datetime import datetime

from courtdesk.hearing.model.errors import BadEntry


@dataclass(frozen=True)
class Seal:
    """A portion of a log that only those who may see sealed matter can read.

    It reaches from ``begun_at`` to ``ended_at`` (UTC); without an end it is live, and what is
    recorded is sealed. ``ordered_by`` may be empty until the order is named; ``reason`` is empty
    for those who may not read it. ``lifted_by`` names whose order unsealed it.
    """

    id: str
    hearing_id: str
    begun_at: datetime
    ended_at: datetime | None
    ordered_by: str
    reason: str
    by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lifted_reason: str = ""

    @property
    def is_live(self) -> bool:
        """Whether what is recorded now is sealed under it."""
        return self.ended_at is None and self.lifted_at is None


@dataclass(frozen=True)
class Order:
    """By whose order something is sealed or unsealed, and why."""

    by: str = ""
    reason: str = ""

    def cleaned(self) -> "Order":
        """Itself on one line each."""
        return Order(" ".join(self.by.split()), " ".join(self.reason.split()))


def checked_lifting(order: Order) -> Order:
    """The order that unseals.

    Raises:
        BadEntry: nobody is named.
    """
    order = order.cleaned()
    if not order.by:
        raise BadEntry("Name who ordered it unsealed. Nothing is unsealed without an order.")
    return order
