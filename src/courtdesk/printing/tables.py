"""The rows of packets. Seen by this subject's service and by migrations only.

What the trial team prints is kept with the team's work: the name of a packet can tell a plan.
"""

from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase, TeamBase


class _Preset:
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]


class _HeldCopy:
    id: Mapped[str] = mapped_column(primary_key=True)
    print_id: Mapped[str] = mapped_column(index=True)
    number: Mapped[str]
    holder: Mapped[str]
    handed_at_ms: Mapped[int]
    recalled_at_ms: Mapped[int | None]
    returned_at_ms: Mapped[int | None]


class PresetRow(_Preset, RecordBase):
    """A packet that the court saved under a name; ``body`` is JSON."""

    __tablename__ = "packet_presets"


class TeamPresetRow(_Preset, TeamBase):
    """A packet that the trial team saved."""

    __tablename__ = "packet_presets"


class HeldCopyRow(_HeldCopy, RecordBase):
    """A copy of a printed document, and who has it."""

    __tablename__ = "held_copies"


class TeamHeldCopyRow(_HeldCopy, TeamBase):
    """A copy of what the trial team printed."""

    __tablename__ = "held_copies"
