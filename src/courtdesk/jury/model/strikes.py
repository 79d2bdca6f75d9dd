"""Strikes: a challenge for cause, a peremptory strike, an excusal."""

from dataclasses import dataclass
from datetime import datetime

from courtdesk.jury.model.venire import Side, StrikeKind

REGULAR = "regular"
ALTERNATES = "alternates"

GRANTED = "granted"
DENIED = "denied"


@dataclass(frozen=True)
class Strike:
    """A strike as it stands in the record. Times are UTC; ``ruling`` is empty while there is none.

    ``reason`` is in the speaker's words; ``source`` says at which question or time the answer
    behind it was given; ``pool`` is ``regular`` or ``alternates``.
    """

    id: str
    order: int
    juror_id: str
    kind: StrikeKind
    side: Side | None
    at: datetime
    by: str = ""
    defendant: str = ""
    round: int = 1
    pool: str = REGULAR
    ground: str = ""
    reason: str = ""
    argument: str = ""
    rehabilitation: str = ""
    source: str = ""
    objection: str = ""
    ruling: str = ""
    ruled_at: datetime | None = None
    withdrawn: bool = False
