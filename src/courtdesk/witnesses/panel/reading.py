"""What the panel reads, on the vault's lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.service import HearingService
from courtdesk.witnesses.model.overview import FileView, Overview
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.panel.stand import Standing
from courtdesk.witnesses.service import WitnessService

if TYPE_CHECKING:
    from courtdesk.cases.model import CaseDetails
    from courtdesk.desk.context import Desk

_LAST_LINES = 4


@dataclass(frozen=True)
class Read:
    """The witnesses of a case, what its sides are called, and one witness if there is any."""

    overview: Overview
    sides: dict[Side, str]
    view: FileView | None


class Reading:
    """Reads for one panel; what comes back after the panel is gone is dropped."""

    def __init__(self, desk: Desk, panel: QObject, service: WitnessService) -> None:
        self._desk = desk
        self._panel = panel
        self._service = service
        self._hearings = HearingService(desk.vault, CaseService(desk.vault))
        self._exhibits = ExhibitService(desk.vault, CaseService(desk.vault))

    def case(
        self, case_id: str, file_id: str, moment: datetime, then: Callable[[Read], None]
    ) -> None:
        """The case at ``moment`` (UTC); without the file in it, of whoever needs attention."""
        service = self._service

        def read() -> Read:
            overview = service.overview(case_id, moment)
            ids = [file.id for file in overview.files]
            wanted = file_id if file_id in ids else _first(overview)
            view = service.view(wanted) if wanted else None
            return Read(overview, dict(service.side_words(case_id)), view)

        self._desk.lane.ask(read, then, owner=self._panel)

    def file(self, file_id: str, then: Callable[[FileView], None]) -> None:
        """One witness."""
        service = self._service
        self._desk.lane.ask(lambda: service.view(file_id), then, owner=self._panel)

    def place(self, file_id: str, then: Callable[[tuple[FileView, CaseDetails]], None]) -> None:
        """One witness, and the case that the file belongs to."""
        service = self._service
        self._desk.lane.ask(lambda: service.place(file_id), then, owner=self._panel)

    def standing(self, case_id: str, then: Callable[[Standing], None]) -> None:
        """The last lines of the case's newest log, and the states of its exhibits."""
        hearings, exhibits = self._hearings, self._exhibits

        def read() -> Standing:
            states = tuple((e.name, e.state.value) for e in exhibits.exhibits(case_id))
            held = hearings.hearings(case_id)
            if not held:
                return Standing((), states)
            first = max(held[0].entries - _LAST_LINES + 1, 1)
            return Standing(hearings.window(held[0].id, first, _LAST_LINES), states)

        self._desk.lane.ask(read, then, owner=self._panel)


def _first(overview: Overview) -> str:
    """Whoever needs attention first: on the stand, or the first who is still to be heard."""
    waiting = (line for line in overview.lines if not line.standing.over)
    line = next(waiting, overview.lines[0] if overview.lines else None)
    return line.file.id if line else ""
