"""What the files of a recording hold, as rows of the record: hashes, losses, and the end."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.sound.model import Incident, IncidentKind
from courtdesk.sound.store import chunk
from courtdesk.sound.store.files import Placed
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.tables import IncidentRow, RecordingRow, SegmentRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import from_ms, to_ms
from courtdesk.vault.unit import Unit

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def take_up(
    unit: Unit, row: RecordingRow, reader: SoundReader, *, over: bool
) -> tuple[Incident, ...]:
    """Add what has come since the last time, and return what went wrong; the caller commits.

    A recording that is ``over`` is closed.
    """
    before = last_segment(unit.session, row.id)
    known = -1 if before is None else before.last_chunk
    placed = reader.newest(known)
    if placed:
        unit.add(_segment(reader, row, before, placed))
    news = _incidents(reader, known)
    if over:
        news += _close(reader, row)
    unit.add(*(_incident_row(row.id, each) for each in news))
    return tuple(news)


def last_segment(session: Session, recording_id: str) -> SegmentRow | None:
    """What the record took up last of a recording."""
    return session.scalars(
        select(SegmentRow)
        .where(SegmentRow.recording_id == recording_id)
        .order_by(SegmentRow.number.desc())
        .limit(1)
    ).first()


def _segment(
    reader: SoundReader, row: RecordingRow, before: SegmentRow | None, placed: list[Placed]
) -> SegmentRow:
    last = placed[-1]
    return SegmentRow(
        id=new_id(),
        recording_id=row.id,
        number=0 if before is None else before.number + 1,
        last_chunk=last.header.number,
        first_sample=0 if before is None else before.last_sample,
        last_sample=last.last,
        utc_us=placed[0].header.utc_us,
        head=chunk.link(last.header.previous, reader.written(last)),
    )


def _incidents(reader: SoundReader, after: int) -> list[Incident]:
    found = []
    for told in reader.incidents(after):
        found.append(
            Incident(
                IncidentKind(str(told["kind"])),
                int(str(told["sample"])),
                from_us(int(str(told["utc_us"]))),
                float(str(told["seconds"])),
                str(told["detail"]),
            )
        )
    return found


def _close(reader: SoundReader, row: RecordingRow) -> list[Incident]:
    newest = reader.last_sound
    ended = from_ms(row.started_at_ms)
    last = 0
    if newest is not None:
        last = newest.last
        ended = from_us(newest.header.utc_us + newest.header.frames * 1_000_000 // row.rate)
    row.ended_at_ms = to_ms(ended)
    if reader.ended:
        return []
    return [
        Incident(
            IncidentKind.BROKEN_OFF,
            last,
            ended,
            1.0,
            "the recorder ended without closing the recording; at most this long was lost",
        )
    ]


def _incident_row(recording_id: str, incident: Incident) -> IncidentRow:
    return IncidentRow(
        id=new_id(),
        recording_id=recording_id,
        kind=incident.kind.value,
        sample=incident.sample,
        at_us=_to_us(incident.at),
        length_us=round(incident.seconds * 1e6),
        detail=incident.detail,
    )


def _to_us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_us(microseconds: int) -> datetime:
    """A moment that is stored as microseconds since 1970, UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)
