"""The rows of a jury. Seen by this subject's service and by migrations only."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase, TeamBase


class SelectionRow(RecordBase):
    """The selection of one case's jury: its rules, its seats, the words for its sides, as JSON."""

    __tablename__ = "jury_selections"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(unique=True)
    labels: Mapped[str]
    rules: Mapped[str]
    layout: Mapped[str]


class JurorRow(RecordBase):
    """A juror. ``eligible`` names the sides that could strike, or is null; the rest is JSON."""

    __tablename__ = "jurors"
    __table_args__ = (UniqueConstraint("case_id", "call"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    call: Mapped[int]
    number: Mapped[str]
    name: Mapped[str]
    race: Mapped[str]
    sex: Mapped[str]
    seat: Mapped[str]
    status: Mapped[str]
    strike: Mapped[str | None]
    struck_by: Mapped[str | None]
    eligible: Mapped[str | None]
    details: Mapped[str]
    answers: Mapped[str]


class StrikeRow(RecordBase):
    """A challenge for cause, a peremptory strike or an excusal, in the order in which they came.

    A withdrawn one keeps its place; ``ruling`` is empty while there is none.
    """

    __tablename__ = "strikes"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    position: Mapped[int]
    juror_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    side: Mapped[str | None]
    defendant: Mapped[str]
    round: Mapped[int]
    pool: Mapped[str]
    ground: Mapped[str]
    reason: Mapped[str]
    argument: Mapped[str]
    rehabilitation: Mapped[str]
    source: Mapped[str]
    objection: Mapped[str]
    ruling: Mapped[str]
    ruled_at_ms: Mapped[int | None]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    withdrawn: Mapped[int]


class MoveRow(RecordBase):
    """One change of a juror's seat or status: what a replay plays and an undo turns back.

    Moves of one ``act`` belong together, such as all who slide when a seat falls vacant.
    """

    __tablename__ = "jury_moves"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    position: Mapped[int]
    act: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]
    juror_id: Mapped[str] = mapped_column(index=True)
    seat_before: Mapped[str]
    seat_after: Mapped[str]
    status_before: Mapped[str]
    status_after: Mapped[str]
    reason: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    undone: Mapped[int]


class VenireLayoutRow(RecordBase):
    """How one court lays out its venire lists: column heads and the fields they hold, as JSON."""

    __tablename__ = "venire_layouts"

    id: Mapped[str] = mapped_column(primary_key=True)
    court: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[str]


class StrikeObjectionRow(RecordBase):
    """An objection to a peremptory strike, as far as it has come."""

    __tablename__ = "strike_objections"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    regime: Mapped[str]
    objector: Mapped[str]
    trait: Mapped[str]
    group_name: Mapped[str]
    step: Mapped[str]
    reason: Mapped[str]
    response: Mapped[str]
    ruling: Mapped[str]


class IncidentRow(RecordBase):
    """Something that happened with a juror in the trial."""

    __tablename__ = "jury_incidents"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class JuryQuestionRow(RecordBase):
    """A question of the jury in deliberation, and its answer."""

    __tablename__ = "jury_questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    text: Mapped[str]
    at_ms: Mapped[int]
    answer: Mapped[str]
    answered_at_ms: Mapped[int | None]
    by_user: Mapped[str]


class VerdictRow(RecordBase):
    """A verdict on one charge or claim; the poll is JSON by juror."""

    __tablename__ = "verdicts"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    charge: Mapped[str]
    verdict: Mapped[str]
    at_ms: Mapped[int]
    poll: Mapped[str]
    by_user: Mapped[str]


class ContactRow(RecordBase):
    """A contact of the court with a juror."""

    __tablename__ = "juror_contacts"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    kind: Mapped[str]
    code: Mapped[str]
    text: Mapped[str]
    outcome: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class RatingRow(TeamBase):
    """A rating of a juror; the newest one counts. Factors are JSON."""

    __tablename__ = "juror_ratings"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    value: Mapped[int]
    factors: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class FlagRow(TeamBase):
    """A flag on a juror."""

    __tablename__ = "juror_flags"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    flag: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class QuestionRow(TeamBase):
    """A question of voir dire."""

    __tablename__ = "voir_dire_questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    text: Mapped[str]
    follows: Mapped[str]


class AnswerRow(TeamBase):
    """A raised hand, or what a juror said."""

    __tablename__ = "voir_dire_answers"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    question_id: Mapped[str]
    juror_id: Mapped[str]
    text: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class BehaviourRow(TeamBase):
    """Something seen of a juror, in its context."""

    __tablename__ = "behaviour_notes"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    at_ms: Mapped[int]
    code: Mapped[str]
    words: Mapped[str]
    tone: Mapped[str]
    weight: Mapped[int]
    observer: Mapped[str]
    text: Mapped[str]
    attention: Mapped[int | None]
    hearing_id: Mapped[str]
    phase: Mapped[str]
    witness: Mapped[str]
    examiner: Mapped[str]
    party: Mapped[str]
    exhibit: Mapped[str]
    recording_ms: Mapped[int | None]
    interpretation: Mapped[str]
    interpreted_at_ms: Mapped[int | None]


class PaletteRow(TeamBase):
    """The behaviour codes of one case, as JSON."""

    __tablename__ = "behaviour_palettes"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    codes: Mapped[str]


class BaselineRow(TeamBase):
    """How a juror is when nothing happens. The id is the juror's."""

    __tablename__ = "juror_baselines"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]


class FindingRow(TeamBase):
    """Something found of a juror where anyone may look."""

    __tablename__ = "juror_findings"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    juror_id: Mapped[str]
    text: Mapped[str]
    source: Mapped[str]
    query: Mapped[str]
    address: Mapped[str]
    at_ms: Mapped[int]
    researcher: Mapped[str]
    identity: Mapped[str]
    account_silent: Mapped[int]


class DestructionRow(TeamBase):
    """When the team's work on a case's jurors is to be destroyed. The id is the case's."""

    __tablename__ = "jury_destructions"

    id: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str]
    due: Mapped[str]
    hold: Mapped[str]
    purged_at_ms: Mapped[int | None]
    purged: Mapped[str]
