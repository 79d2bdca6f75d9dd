"""The rows of sound. Seen by this subject's service and by migrations only."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


class RecordingRow(RecordBase):
    """A recording and its key. ``hearing_id`` names a hearing of the subject above.

    The key is random and lies here, inside the encrypted record: when the vault is given new
    keys, the sound need not be written anew.
    """

    __tablename__ = "recordings"

    id: Mapped[str] = mapped_column(primary_key=True)
    hearing_id: Mapped[str] = mapped_column(index=True)
    device: Mapped[str]
    rate: Mapped[int]
    codec: Mapped[str]
    channels: Mapped[str]
    second_copy: Mapped[str]
    key: Mapped[bytes]
    started_at_ms: Mapped[int]
    ended_at_ms: Mapped[int | None]


class SegmentRow(RecordBase):
    """A stretch of a recording that the record has taken up, with the hash of all up to its end."""

    __tablename__ = "sound_segments"
    __table_args__ = (UniqueConstraint("recording_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    recording_id: Mapped[str]
    number: Mapped[int]
    last_chunk: Mapped[int]
    first_sample: Mapped[int]
    last_sample: Mapped[int]
    utc_us: Mapped[int]
    head: Mapped[bytes]


class IncidentRow(RecordBase):
    """Something that went wrong while a recording ran: what, where in it, and for how long."""

    __tablename__ = "sound_incidents"

    id: Mapped[str] = mapped_column(primary_key=True)
    recording_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    sample: Mapped[int]
    at_us: Mapped[int]
    length_us: Mapped[int]
    detail: Mapped[str]


class SoundSettingRow(RecordBase):
    """The court's settings of sound, as JSON; one row with the id “sound”."""

    __tablename__ = "sound_settings"

    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class OriginRow(RecordBase):
    """The file that a recording was imported from; its id is the recording's."""

    __tablename__ = "sound_origins"

    id: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    form: Mapped[str]
    sha256: Mapped[str]
