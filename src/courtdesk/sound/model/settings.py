"""How a court records: with what, when it begins, what happens off the record."""

from dataclasses import dataclass, field
from enum import StrEnum

from courtdesk.sound.model.recordings import NoSound, SoundPlan

MAX_LEAD_SECONDS = 30.0
MAX_NAME = 40


class OffRecord(StrEnum):
    """What the recording does while the hearing is off the record or in recess."""

    PAUSE = "pause"
    MARK = "mark"


@dataclass(frozen=True)
class PedalKeys:
    """The keys that a foot pedal sends, in Qt's portable form; empty ones do nothing.

    ``play`` plays and stops; ``back`` and ``forward`` go five seconds.
    """

    play: str = "F14"
    back: str = "F13"
    forward: str = "F15"


@dataclass(frozen=True)
class SoundSettings:
    """The court's settings of sound. ``lead_seconds``: how long before an entry it is heard."""

    plan: SoundPlan = field(default_factory=lambda: SoundPlan(("Courtroom",)))
    with_hearing: bool = True
    """Whether starting the hearing starts the recording."""
    off_record: OffRecord = OffRecord.PAUSE
    lead_seconds: float = 3.0
    pedal: PedalKeys = PedalKeys()
    mains: int = 0
    """The mains' frequency in hertz whose hum is looked for: 50, 60, or 0 for both."""
    chosen: bool = False
    """Whether the court has ever set them."""

    def checked(self) -> "SoundSettings":
        """Itself, if it can be kept.

        Raises:
            NoSound: it cannot be recorded so, or a name or the lead is out of bounds.
        """
        self.plan.checked()
        names = [name.strip() for name in self.plan.channels]
        if not all(names) or len(set(names)) < len(names):
            raise NoSound("Give each channel a name of its own, such as Bench or Witness.")
        if any(len(name) > MAX_NAME for name in names):
            raise NoSound(f"A channel's name has at most {MAX_NAME} characters.")
        if not 0 <= self.lead_seconds <= MAX_LEAD_SECONDS:
            raise NoSound(f"The lead is 0 to {MAX_LEAD_SECONDS:g} seconds.")
        return self
