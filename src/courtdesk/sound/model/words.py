"""What the log says of a recording."""

from datetime import datetime, timedelta, tzinfo

from courtdesk.sound.model.recordings import Incident, IncidentKind

_SPANS = {
    IncidentKind.LOST: "sound was lost",
    IncidentKind.DEVICE_GONE: "the microphone did not answer",
    IncidentKind.DISK_FULL: "the disk was full and sound was lost",
    IncidentKind.BROKEN_OFF: "the recorder broke off",
}


def incident_words(incident: Incident, zone: tzinfo) -> str:
    """A line for the log that names the exact span; empty for what is no loss, such as a pause."""
    began = clock_time(incident.at, zone)
    if incident.kind is IncidentKind.PAUSED:
        return ""
    if incident.kind is IncidentKind.CLOCK_JUMPED:
        return f"Recording: the computer’s clock was put by {incident.seconds:+.3f} s at {began}"
    if incident.kind is IncidentKind.COPY_FAILED:
        return f"Recording: the second copy ended at {began}; the recording itself went on"
    if incident.kind is IncidentKind.COPY_BACK:
        return f"Recording: the second copy goes on from {began}"
    what = _SPANS[incident.kind]
    ended = clock_time(incident.at + timedelta(seconds=incident.seconds), zone)
    if incident.kind is IncidentKind.BROKEN_OFF:
        return f"Recording: {what} at {began}; at most {incident.seconds:g} s were lost"
    span = f"{what} from {began} to {ended} ({incident.seconds:.3f} s"
    samples = f", {incident.detail})" if incident.kind is IncidentKind.LOST else ")"
    return f"Recording: {span}{samples}"


def clock_time(moment: datetime, zone: tzinfo) -> str:
    """The time of day to the millisecond, in the court's ``zone``."""
    local = moment.astimezone(zone)
    return f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}"


def length_words(seconds: float) -> str:
    """``1:02:33``."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
