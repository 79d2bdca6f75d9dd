"""The rows of a hearing. Seen by this subject's service and by migrations only."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


class HearingRow(RecordBase):
    """A hearing. ``case_id`` names a case of the subject below."""

    __tablename__ = "hearings"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    day: Mapped[str]
    court: Mapped[str]
    room: Mapped[str]
    judge: Mapped[str]
    judge_abbreviation: Mapped[str]
    recorder: Mapped[str]
    jury: Mapped[int]
    state: Mapped[str]
    started_at_ms: Mapped[int | None]
    ended_at_ms: Mapped[int | None]
    since_ms: Mapped[int | None]
    on_record_ms: Mapped[int]
    off_record_ms: Mapped[int]


class AppearanceRow(RecordBase):
    """Someone who takes part in a hearing."""

    __tablename__ = "appearances"

    id: Mapped[str] = mapped_column(primary_key=True)
    hearing_id: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    name: Mapped[str]
    label: Mapped[str]
    for_whom: Mapped[str]
    role: Mapped[str]
    manner: Mapped[str]
    key: Mapped[int]


class EntryRow(RecordBase):
    """A line of the log. ``row`` exists for the full-text index, which needs a whole number."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("hearing_id", "number"),
        Index("ix_entries_hearing_id_kind", "hearing_id", "kind", "number"),
        Index("ix_entries_bookmarked", "hearing_id", "number", sqlite_where=text("bookmarked = 1")),
    )

    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    hearing_id: Mapped[str]
    number: Mapped[int]
    at_ms: Mapped[int]
    appearance_id: Mapped[str]
    speaker: Mapped[str]
    kind: Mapped[str]
    step: Mapped[str | None]
    text: Mapped[str]
    bookmarked: Mapped[int]
    by_user: Mapped[str]
    version: Mapped[int]


class AmendmentRow(RecordBase):
    """What an amendment replaced, and why."""

    __tablename__ = "amendments"

    id: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    old_text: Mapped[str]
    old_speaker: Mapped[str]
    old_kind: Mapped[str]
    reason: Mapped[str]
    by_user: Mapped[str]
    at_ms: Mapped[int]


class DraftRow(RecordBase):
    """The half-typed line of a hearing. It is no part of the record and enters no chain."""

    __tablename__ = "drafts"
    __table_args__ = {"info": {"audited": False}}  # noqa: RUF012 - SQLAlchemy reads it so

    hearing_id: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str]
    at_ms: Mapped[int]
    appearance_id: Mapped[str]
    speaker: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]


class EntryLinkRow(RecordBase):
    """A reference of an entry to an exhibit, a charge or a witness."""

    __tablename__ = "entry_links"
    __table_args__ = (Index("ix_entry_links_target", "kind", "target"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    target: Mapped[str]
    words: Mapped[str]


class CodeRow(RecordBase):
    """A code of the court's own, beside those that are shipped."""

    __tablename__ = "codes"
    __table_args__ = (Index("ix_codes_court", "court"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    short: Mapped[str]
    phrase: Mapped[str]
    kind: Mapped[str]
    anywhere: Mapped[int]
    court: Mapped[str]
    source: Mapped[str]
    since: Mapped[str]


class MinutesRow(RecordBase):
    """A frozen state of a hearing's minutes; see :mod:`courtdesk.hearing.model.minutes`.

    ``content`` is what was frozen, without what is sealed; ``sealed_content`` the whole of it,
    sealed, where there is more.
    """

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("hearing_id", "place"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    hearing_id: Mapped[str]
    place: Mapped[int]
    state: Mapped[str]
    amendment: Mapped[int]
    reason: Mapped[str]
    by_user: Mapped[str]
    role: Mapped[str]
    at_ms: Mapped[int]
    sha256: Mapped[bytes]
    head: Mapped[bytes]
    content: Mapped[str]
    sealed_content: Mapped[bytes | None]


class TimeLimitRow(RecordBase):
    """The time that the court gave a party, for all the hearings of a case."""

    __tablename__ = "time_limits"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    party: Mapped[str]
    limit_ms: Mapped[int]
    source: Mapped[str]


class PhraseRow(RecordBase):
    """A set phrase of the court's own, beside those that are shipped."""

    __tablename__ = "phrases"

    id: Mapped[str] = mapped_column(primary_key=True)
    short: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]


class TermRow(RecordBase):
    """A word that the court's spelling takes as right."""

    __tablename__ = "terms"

    id: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(unique=True)


class SealRow(RecordBase):
    """A sealed portion of a log. ``reason`` is sealed itself; ``live`` ones take in new entries."""

    __tablename__ = "seals"

    id: Mapped[str] = mapped_column(primary_key=True)
    hearing_id: Mapped[str] = mapped_column(index=True)
    live: Mapped[int]
    begun_at_ms: Mapped[int]
    ended_at_ms: Mapped[int | None]
    ordered_by: Mapped[str]
    reason: Mapped[bytes | None]
    by_user: Mapped[str]
    lifted_at_ms: Mapped[int | None]
    lifted_by: Mapped[str]
    lifted_reason: Mapped[str]


class SealedEntryRow(RecordBase):
    """The words of a sealed entry, encrypted. Its row among the entries has none of them.

    ``payload`` holds speaker, kind, text, amendments, references, and what it said of exhibits.
    """

    __tablename__ = "sealed_entries"

    entry_id: Mapped[str] = mapped_column(primary_key=True)
    hearing_id: Mapped[str] = mapped_column(index=True)
    seal_id: Mapped[str] = mapped_column(index=True)
    payload: Mapped[bytes]


class SealedDraftRow(RecordBase):
    """The half-typed line of a sealed portion, encrypted. It enters no chain."""

    __tablename__ = "sealed_drafts"
    __table_args__ = {"info": {"audited": False}}  # noqa: RUF012 - SQLAlchemy reads it so

    hearing_id: Mapped[str] = mapped_column(primary_key=True)
    payload: Mapped[bytes]
