"""The chess clock: the time of each party, and what is left of what the court gave."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.hearing.model.limits import TimeLimit
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.stopwatch import COURT, by_party

_SECOND = 1_000
_Party = tuple[str, timedelta, bool]


class TimesCard(Card):
    """Runs while the time of a party runs. Nothing blinks: a limit that is near changes a word."""

    limits_wanted = Signal()
    turn_changed = Signal(str)
    """Whose time runs, in words; empty for nobody’s."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__("Time")
        self._now = now
        self._has_room = True
        self.hide()
        self._proceedings: Proceedings | None = None
        self._limits: dict[str, TimeLimit] = {}
        self._earlier: Mapping[str, timedelta] = {}
        self._rows: dict[str, tuple[Elided, Text, Chip]] = {}
        edit = Button("Limits", "Ctrl+Shift+T", Kind.LINK)
        edit.clicked.connect(self.limits_wanted)
        self.add_action(edit)
        self.body.setContentsMargins(13, 8, 13, 10)
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(page)
        self._tick = QTimer(self, interval=_SECOND)
        self._tick.timeout.connect(self._show)

    def show_proceedings(self, proceedings: Proceedings) -> None:
        """Show the times of these proceedings, and go on with them."""
        self._proceedings = proceedings
        self._show()
        running = proceedings.stopwatch.running
        if running is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()

    def show_limits(self, limits: Sequence[TimeLimit], earlier: Mapping[str, timedelta]) -> None:
        """The limits of the case, and what each party has had on other days."""
        self._limits = {limit.party: limit for limit in limits}
        self._earlier = earlier
        self._show()

    def clear(self) -> None:
        """Another hearing is open."""
        self._proceedings = None
        self._limits, self._earlier = {}, {}
        self._tick.stop()
        self._show()

    def give_room(self, on: bool) -> None:
        """Whether there is room for the card; the course above says whose time runs in any case."""
        self._has_room = on
        self.setVisible(on and bool(self._rows))

    def parties(self) -> list[str]:
        """Those whose time is shown."""
        return list(self._rows)

    def words_of(self, party: str) -> tuple[str, str]:
        """What is shown of a party: its time, and what is left of its limit."""
        _name, time, left = self._rows[party]
        return time.text(), left.text()

    def _show(self) -> None:
        shown = self._times()
        if [party for party, _, _ in shown] != list(self._rows):
            self._lay_rows([party for party, _, _ in shown])
        for party, spent, running in shown:
            name, time, left = self._rows[party]
            time.setText(clock_words(spent))
            name.set_whole(f"▶ {party or 'Not told'}" if running else party or "Not told")
            limit = self._limits.get(party)
            left.setVisible(limit is not None)
            if limit is not None:
                left.show_state(*_left(limit, spent + self._earlier.get(party, timedelta())))
        self.setVisible(self._has_room and bool(shown))
        self.turn_changed.emit(self._turn_words())

    def _times(self) -> list[_Party]:
        spent = () if self._proceedings is None else self._proceedings.stopwatch.read(self._now())
        sums = [(one.turn.party, one.time, one.running) for one in by_party(spent)]
        known = {party for party, _, _ in sums}
        sums += [(party, timedelta(), False) for party in self._limits if party not in known]
        return sums

    def _turn_words(self) -> str:
        turn = None if self._proceedings is None else self._proceedings.stopwatch.running
        if turn is None:
            return ""
        party = "" if turn.party == COURT else turn.party
        return " · ".join(
            part for part in (turn.act.value.capitalize(), turn.witness, party) if part
        )

    def _lay_rows(self, parties: Sequence[str]) -> None:
        for widgets in self._rows.values():
            for widget in widgets:
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._rows = {}
        for row, party in enumerate(parties):
            made = (Elided("", "small"), Text("", "strong"), Chip())
            for column, part in enumerate(made):
                self._grid.addWidget(part, row, column)
            self._rows[party] = made


def clock_words(span: timedelta) -> str:
    """A span as a clock shows it: “1:04:09”."""
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _left(limit: TimeLimit, spent: timedelta) -> tuple[str, Tone]:
    left = limit.left(spent)
    if left < timedelta():
        return f"{_minutes(-left)} over", Tone.RED
    return f"{_minutes(left)} left", Tone.AMBER if limit.is_near(spent) else Tone.NEUTRAL


def _minutes(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes >= 60 else f"{minutes} min"
