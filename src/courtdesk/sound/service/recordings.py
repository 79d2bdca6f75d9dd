"""Use cases of sound: begin, find, stop a recording, take it into the record, read it."""

import json
import secrets
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.sound.model import (
    Codec,
    Incident,
    IncidentKind,
    NoSound,
    Origin,
    Problem,
    ProblemKind,
    Recording,
    SoundPlan,
)
from courtdesk.sound.recorder.live import Command, Live, LiveFile
from courtdesk.sound.recorder.start import running, start
from courtdesk.sound.service.taking_up import from_us, last_segment, take_up
from courtdesk.sound.store import chunk
from courtdesk.sound.store.chunk import KEY_BYTES
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.tables import IncidentRow, OriginRow, RecordingRow, SegmentRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms

FOLDER = "audio"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class TakenUp:
    """What a look at a recording's files added to the record."""

    recording: Recording
    news: tuple[Incident, ...]


@dataclass(frozen=True)
class Prepared:
    """A recording that is in the record and has not begun. ``launch`` may run on any thread."""

    id: str
    hearing_id: str
    plan: SoundPlan
    folder: Path
    key: bytes = field(repr=False)

    def launch(self) -> None:
        """Start the recorder; returns once it holds the device.

        Raises:
            NoSound: it could not begin. Then :meth:`SoundService.forget` the recording.
        """
        # Not waited for: it outlives this process, and is found again by its file.
        start(self.folder, self.id, self.key, self.plan).returncode = 0


class SoundService:
    """The recordings of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._audio = vault.path / FOLDER

    def begin(self, hearing_id: str, plan: SoundPlan) -> Saved[Recording]:
        """Start the recorder for a hearing; it goes on when the desk locks or ends.

        Raises:
            NoSound: there is no device, another recording runs, or the plan cannot be recorded.
            CannotWrite: the disk refused.
        """
        prepared = self.prepare(hearing_id, plan).value
        try:
            prepared.launch()
        except NoSound:
            self.forget(prepared.id)
            raise
        return self._saved(prepared.id)

    def prepare(self, hearing_id: str, plan: SoundPlan) -> Saved[Prepared]:
        """Put a recording with its key into the record; launch it next.

        Raises:
            NoSound: another recording runs, or the plan cannot be recorded.
            CannotWrite: the disk refused.
        """
        plan = plan.checked()
        if running(self._audio) is not None:
            raise NoSound("A recording of this vault is running already.")
        self._audio.mkdir(mode=0o700, exist_ok=True)
        key = secrets.token_bytes(KEY_BYTES)
        row = RecordingRow(
            id=new_id(),
            hearing_id=hearing_id,
            device=plan.device,
            rate=plan.rate,
            codec=plan.codec.value,
            channels=json.dumps(plan.channels),
            second_copy=plan.second_copy,
            key=key,
            started_at_ms=to_ms(now()),
            ended_at_ms=None,
        )
        recording_id = row.id
        with self._vault.write("recording.begin") as unit:
            unit.add(row)
            unit.commit()
        changed = self._saved(recording_id).changed
        prepared = Prepared(recording_id, hearing_id, plan, self._audio / recording_id, key)
        return Saved(prepared, changed)

    def never_began(self, recording_id: str) -> bool:
        """Whether a recording was prepared, and its recorder never heard anything.

        One whose sound the record has seen began, though its files may be missing now.
        """
        with self._vault.read() as session:
            taken = last_segment(session, recording_id)
        return taken is None and not any((self._audio / recording_id).glob("*.sound"))

    def forget(self, recording_id: str) -> None:
        """Take back a recording that never began."""
        shutil.rmtree(self._audio / recording_id, ignore_errors=True)
        with self._vault.write("recording.not-begun") as unit:
            unit.session.delete(_row(unit.session, recording_id))
            unit.commit()

    def running(self) -> Live | None:
        """The recorder that runs for this vault, with its levels and counts."""
        return running(self._audio)

    def ask(self, recording_id: str, command: Command) -> None:
        """Have the recorder pause, go on, or stop; :meth:`running` tells when it has.

        Raises:
            NoSound: the recording has no recorder.
        """
        try:
            file = LiveFile(self._audio / recording_id)
        except OSError as error:
            raise NoSound("This recording is not running.") from error
        file.ask(command)
        file.close()

    def recordings(self, hearing_id: str | None = None) -> tuple[Recording, ...]:
        """The recordings of a hearing or of the vault, the newest first."""
        query = select(RecordingRow).order_by(RecordingRow.id.desc())
        if hearing_id is not None:
            query = query.where(RecordingRow.hearing_id == hearing_id)
        with self._vault.read() as session:
            return tuple(_recording(session, row) for row in session.scalars(query).all())

    def recording(self, recording_id: str) -> Recording:
        """A recording.

        Raises:
            NoSound: there is no such recording.
        """
        with self._vault.read() as session:
            return _recording(session, _row(session, recording_id))

    def open(self, recording_id: str, *, from_disk: bool = False) -> SoundReader:
        """A reader of the recording, as :class:`SoundReader`; it may be used on any one thread.

        Raises:
            NoSound: it has no sound, or its files are missing.
        """
        with self._vault.read() as session:
            row = _row(session, recording_id)
            channels = len(json.loads(row.channels))
        copy = Path(row.second_copy) / row.id if row.second_copy else None
        folder = self._audio / row.id
        return SoundReader(folder, row.id, row.key, channels, copy, from_disk=from_disk)

    def take_up(self, recording_id: str, reader: SoundReader | None = None) -> Saved[TakenUp]:
        """Commit what the files hold by now to the audit chain: hashes, losses, and the end.

        Call it every minute while a recording runs, and when the desk comes back. A recording
        whose recorder died is closed here, and what it may have lost becomes an incident.
        A ``reader`` that was kept need not look through all files again.
        """
        reader = reader or self.open(recording_id)
        live = self.running()
        over = live is None or live.recording_id != recording_id
        news: tuple[Incident, ...] = ()
        with self._vault.write("recording.take-up") as unit:
            row = _row(unit.session, recording_id)
            if row.ended_at_ms is None:
                news = take_up(unit, row, reader, over=over)
                unit.commit()
        saved = self._saved(recording_id)
        return Saved(TakenUp(saved.value, news), saved.changed)

    def verify(self, recording_id: str) -> tuple[Problem, ...]:
        """Decode every chunk, follow the chain, and hold it against the record."""
        reader = self.open(recording_id)
        _, problems = reader.verify()
        with self._vault.read() as session:
            rows = session.scalars(
                select(SegmentRow)
                .where(SegmentRow.recording_id == recording_id)
                .order_by(SegmentRow.number)
            ).all()
        heads = {placed.header.number: placed for placed in reader.placed()}
        found = list(problems)
        for row in rows:
            last = heads.get(row.last_chunk)
            if last is None:
                found.append(Problem(ProblemKind.MISSING, row.first_sample, row.last_sample))
            elif chunk.link(last.header.previous, reader.written(last)) != row.head:
                found.append(Problem(ProblemKind.CHANGED, row.first_sample, row.last_sample))
        return tuple(found)

    def _saved(self, recording_id: str) -> Saved[Recording]:
        recording = self.recording(recording_id)
        ids = frozenset({recording_id, recording.hearing_id})
        return Saved(recording, Changed(frozenset({"recording"}), ids))


def _row(session: Session, recording_id: str) -> RecordingRow:
    row = session.get(RecordingRow, recording_id)
    if row is None:
        raise NoSound("There is no such recording in the vault.")
    return row


def _recording(session: Session, row: RecordingRow) -> Recording:
    last = last_segment(session, row.id)
    incidents = session.scalars(
        select(IncidentRow).where(IncidentRow.recording_id == row.id).order_by(IncidentRow.at_us)
    ).all()
    origin = session.get(OriginRow, row.id)
    return Recording(
        id=row.id,
        hearing_id=row.hearing_id,
        plan=SoundPlan(
            tuple(json.loads(row.channels)),
            row.device,
            row.rate,
            Codec(row.codec),
            row.second_copy,
        ),
        started_at=from_ms(row.started_at_ms),
        ended_at=None if row.ended_at_ms is None else from_ms(row.ended_at_ms),
        samples=0 if last is None else last.last_sample,
        incidents=tuple(
            Incident(
                IncidentKind(each.kind),
                each.sample,
                from_us(each.at_us),
                each.length_us / 1e6,
                each.detail,
            )
            for each in incidents
        ),
        origin=None if origin is None else Origin(origin.file, origin.form, origin.sha256),
    )


def live_of(audio: Path) -> Live | None:
    """The recorder that runs for the vault whose sound lies in ``audio``; needs no key."""
    return running(audio)


def stop_recorder(audio: Path) -> bool:
    """Have it stop, without opening the vault; False where none runs."""
    live = running(audio)
    if live is None:
        return False
    file = LiveFile(audio / live.recording_id)
    file.ask(Command.STOP)
    file.close()
    return True
