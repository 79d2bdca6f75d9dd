"""Recordings made elsewhere: what their names say of the time, and their sound."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from courtdesk.intake.sound import BadSound, SoundFile
from courtdesk.sound.model import ImportPlan, NoSound, Origin

__all__ = ["BadSound", "SoundFile", "began_at", "plan_import"]

# For The Record names a file by place, local date and minute, and the moment in steps of 100 ns
# since 1601, UTC (Windows’ FILETIME) in hexadecimal digits.
_FTR = re.compile(r"_(\d{8})-(\d{4})_([0-9A-Fa-f]{16})$")
_OTHERS = re.compile(
    r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})[-_ T.]{1,3}"
    r"(\d{2})[-_.:h]?(\d{2})(?:[-_.:m]?(\d{2}))?(?!\d)"
)
_FILETIME = datetime(1601, 1, 1, tzinfo=UTC)
_YEARS = range(1990, 2100)


def began_at(name: str, zone: str) -> datetime | None:
    """When the sound of a file named ``name`` began, in UTC; None if the name does not say.

    A date and a time are read in ``zone``, the court’s, unless the name holds a FILETIME that
    agrees with them to within a day.
    """
    stem = Path(name).stem
    local = _local(stem, zone)
    ftr = _FTR.search(stem)
    if ftr is None:
        return local
    ticks = int(ftr[3], 16)
    if ticks >> 62 == 0:
        exact = _FILETIME + timedelta(microseconds=ticks // 10)
        if exact.year in _YEARS and (local is None or abs(exact - local) < timedelta(days=1)):
            return exact
    return local


def plan_import(
    path: Path,
    sound: SoundFile,
    hearing_id: str,
    started_at: datetime,
    names: tuple[str, ...] = (),
) -> ImportPlan:
    """The import of a file that was opened. ``names`` are its channels’, in order.

    Raises:
        NoSound: there are more names than channels.
        BadSound: the file cannot be read.
    """
    count = sound.format.channels
    if len(names) > count:
        raise NoSound(f"The file has {count} channels, and {len(names)} were named.")
    channels = tuple(
        names[number] if number < len(names) else f"Channel {number + 1}" for number in range(count)
    )
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadSound(f"“{path.name}” cannot be read. Check that it is there.") from error
    origin = Origin(path.name, sound.format.name, digest)
    return ImportPlan(hearing_id, channels, sound.format.rate, started_at.astimezone(UTC), origin)


def _local(stem: str, zone: str) -> datetime | None:
    for found in _OTHERS.finditer(stem):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        if year in _YEARS:
            try:
                local = datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(zone))
            except ValueError:
                continue
            return local.astimezone(UTC)
    return None
