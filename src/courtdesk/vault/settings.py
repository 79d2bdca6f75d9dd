"""The settings of a vault."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from courtdesk.errors import KnownError

IDLE_MINUTES = range(1, 31)
"""The longest is CJIS Security Policy 5.9.5, section 5.5.5: 30 minutes."""


@dataclass(frozen=True)
class VaultSettings:
    """What holds for the whole vault. ``zone`` is an IANA name; ``paper`` is a4 or letter.

    ``idle_minutes`` without a key or a click lock the desk. ``backup_place`` is the folder of a
    second place for backups, or empty.
    """

    name: str
    zone: str = "UTC"
    paper: str = "a4"
    demo: bool = False
    idle_minutes: int = 10
    backup_place: str = ""

    def checked(self) -> "VaultSettings":
        """Itself, if the zone and the paper are known.

        Raises:
            KnownError: they are not.
        """
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise KnownError(
                f"“{self.zone}” is no time zone. Name one such as Europe/Dublin or America/Chicago."
            ) from error
        if self.paper not in {"a4", "letter"}:
            raise KnownError("The paper is a4 or letter.")
        if self.idle_minutes not in IDLE_MINUTES:
            raise KnownError("The desk locks after 1 to 30 idle minutes.")
        return self
