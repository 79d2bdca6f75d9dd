"""What becomes of the calls in the panel: moved, arrived, released, linked to the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from courtdesk.witnesses.model.calls import Call
from courtdesk.witnesses.model.overview import CallLine, Overview
from courtdesk.witnesses.panel.order_list import Place
from courtdesk.witnesses.panel.writing import Writing


class Calling:
    """Changes the order of call of one panel; each change can be undone."""

    def __init__(self, writing: Writing, now: Callable[[], datetime]) -> None:
        self._writing = writing
        self._calls = writing.calls
        self._now = now

    def move(self, overview: Overview, call_id: str, to: int, place: Place) -> None:
        """Move a call to a place in the order, and into a day and sitting."""
        calls, case_id = self._calls, overview.case_id
        order = [line.call for line in overview.lines if line.call]
        at = next((n for n, call in enumerate(order) if call.id == call_id), -1)
        if at < 0 or (at == to and Place(order[at].day, order[at].sitting) == place):
            return
        was = order[at]
        self._writing.run(
            lambda: calls.move(case_id, call_id, to, place.day, place.sitting),
            "Order of call changed",
            back=lambda: calls.move(case_id, call_id, at, was.day, was.sitting),
        )

    def arrived(self, line: CallLine | None) -> None:
        """The witness has come; or, if that was said already, has not."""
        if line is not None and line.call is not None:
            words = ("has arrived", "is not here yet")
            self._mark(line, line.call, self._calls.mark_arrived, line.call.arrived_at, words)

    def released(self, line: CallLine | None) -> None:
        """The witness may go; or, if that was said already, may not."""
        if line is not None and line.call is not None:
            words = ("is released", "is not released")
            self._mark(line, line.call, self._calls.mark_released, line.call.released_at, words)

    def _mark(
        self,
        line: CallLine,
        call: Call,
        mark: Callable[[str, datetime | None], Any],
        was: datetime | None,
        words: tuple[str, str],
    ) -> None:
        """Have ``mark`` say that it is so now, or take back that it ``was``."""
        at = None if was else self._now()
        self._writing.run(
            lambda: mark(call.id, at),
            f"{line.file.person.shown} {words[0] if at else words[1]}",
            back=lambda: mark(call.id, was),
        )

    def link(self, case_id: str, entry_id: str, file_id: str) -> None:
        """Say which witness a line of the log brings to the stand."""
        calls = self._calls
        self._writing.run(
            lambda: calls.link(case_id, entry_id, file_id),
            "Linked to the hearing’s log",
            back=lambda: calls.unlink(entry_id),
        )
