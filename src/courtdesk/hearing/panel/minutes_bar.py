"""Above the preview of minutes: which state they have come to, and the way to the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.context import Desk
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided
from courtdesk.hearing.model import Hearing, HearingState
from courtdesk.hearing.model.minutes import (
    MinutesSettings,
    MinutesStanding,
    MinutesState,
    may_approve,
    may_certify,
)
from courtdesk.hearing.panel.minutes_dialogs import StateDialog, WordingDialog
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.hearing.service.wording import WordingService

_TONES = {
    MinutesState.DRAFT: Tone.NEUTRAL,
    MinutesState.CERTIFIED: Tone.BLUE,
    MinutesState.APPROVED: Tone.GREEN,
    MinutesState.AMENDED: Tone.VIOLET,
}


class MinutesBar(QWidget):
    """State, what may be done next, and a switch to the log's own draft."""

    changed = Signal()
    """The pages are others now: another state, other wording, or the draft."""

    def __init__(self, desk: Desk, hearings: HearingService, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._desk = desk
        self._now = now
        self.service = MinutesService(desk.vault, hearings)
        self._log = hearings
        self._wording = WordingService(desk.vault)
        self._hearing: Hearing | None = None
        self._standing = MinutesStanding()
        self.draft = False
        """Whether the log's own draft is wanted instead of the newest frozen state."""
        self._state = Chip()
        self._differs = Chip("Log amended since", Tone.AMBER)
        self._words = Elided("", "small")
        group = "Minutes"
        self._certify = Action(
            "minutes.certify",
            "Certify…",
            partial(self._ask, MinutesState.CERTIFIED),
            "Alt+C",
            group,
        )
        self._approve = Action(
            "minutes.approve", "Approve…", partial(self._ask, MinutesState.APPROVED), "Alt+V", group
        )
        self._amend = Action(
            "minutes.amend", "Amend…", partial(self._ask, MinutesState.AMENDED), "Alt+N", group
        )
        self._draft = Action("minutes.draft", "Draft", self._on_draft, "Alt+D", group)
        self._words_of = Action("minutes.wording", "Wording…", self._on_wording, "Alt+O", group)
        self._buttons = {
            action.id: Button.of(action)
            for action in (self._certify, self._approve, self._amend, self._draft, self._words_of)
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(8)
        row.addWidget(self._state)
        row.addWidget(self._differs)
        row.addWidget(self._words, 1)
        for button in self._buttons.values():
            row.addWidget(button)
        self.hide()

    def open(self, hearing: Hearing | None) -> None:
        """Show the state of this hearing's minutes."""
        other = hearing is None or self._hearing is None or hearing.id != self._hearing.id
        self._hearing = hearing
        self.setVisible(hearing is not None)
        if other:
            self.draft = False
            self._show(MinutesStanding(), None, amendable=False)
        if hearing is not None:
            hearing_id, service, log = hearing.id, self.service, self._log
            self._desk.lane.ask(
                lambda: (service.prospects(hearing_id), log.minutes_settings(hearing_id)),
                partial(self._on_read, hearing),
                owner=self,
            )

    def actions_now(self) -> list[Action]:
        """What can be done by key; what is out of turn says so."""
        return [self._certify, self._approve, self._amend, self._draft, self._words_of]

    def _on_read(
        self, hearing: Hearing, read: tuple[tuple[MinutesStanding, bool], MinutesSettings]
    ) -> None:
        if hearing is self._hearing:
            (standing, amendable), settings = read
            self._show(standing, settings, amendable=amendable)

    def _show(
        self, standing: MinutesStanding, settings: MinutesSettings | None, *, amendable: bool
    ) -> None:
        self._standing = standing
        newest = standing.newest
        over = self._hearing is not None and self._hearing.state is HearingState.ADJOURNED
        self._state.show_state(newest.shown if newest else "Draft", _TONES[standing.state])
        self._differs.setVisible(standing.differs)
        if newest is not None:
            words = f"by {newest.by}" + (f": {newest.reason}" if newest.reason else "")
        else:
            words = "Not certified yet" if over else "To be certified once the hearing is over"
        self._words.set_whole(words)
        shown = {
            self._certify: over and may_certify(standing),
            self._approve: settings is not None and may_approve(standing, settings.approval),
            self._amend: amendable,
            self._draft: newest is not None,
            self._words_of: True,
        }
        for action, visible in shown.items():
            self._buttons[action.id].setVisible(visible)
        self._buttons[self._draft.id].setText("As certified" if self.draft else "Draft")

    def _ask(self, state: MinutesState) -> None:
        hearing = self._hearing
        if hearing is None or not self.isVisible():
            return
        dialog = StateDialog(self, state, self._standing, hearing.plan.title)
        dialog.agreed.connect(partial(self._take, dialog, hearing, state))
        dialog.open()

    def _take(self, dialog: StateDialog, hearing: Hearing, state: MinutesState, why: str) -> None:
        service, at, hearing_id = self.service, self._now(), hearing.id
        deeds = {
            MinutesState.CERTIFIED: lambda: service.certify(hearing_id, at),
            MinutesState.APPROVED: lambda: service.approve(hearing_id, at),
            MinutesState.AMENDED: lambda: service.amend(hearing_id, why, at),
        }

        def done(_: object) -> None:
            dialog.accept()
            self.draft = False
            self.changed.emit()

        self._desk.lane.ask(deeds[state], done, dialog.show_failure, owner=dialog)

    def _on_draft(self) -> None:
        if self._standing.newest is not None:
            self.draft = not self.draft
            self._buttons[self._draft.id].setText("As certified" if self.draft else "Draft")
            self.changed.emit()

    def _on_wording(self) -> None:
        hearing = self._hearing
        if hearing is None:
            return
        self._desk.lane.ask(
            lambda: self._wording.settings(hearing.case_id),
            lambda settings: self._open_wording(hearing, settings),
            owner=self,
        )

    def _open_wording(self, hearing: Hearing, settings: MinutesSettings) -> None:
        dialog = WordingDialog(self, settings)
        dialog.agreed.connect(partial(self._keep_wording, dialog, hearing))
        dialog.open()

    def _keep_wording(
        self, dialog: WordingDialog, hearing: Hearing, new: MinutesSettings, case_only: bool
    ) -> None:
        wording = self._wording

        def work() -> object:
            if case_only:
                return wording.change_language(hearing.case_id, new.language)
            wording.change_language(hearing.case_id, None)
            return wording.change(new)

        def done(_: object) -> None:
            dialog.accept()
            self.changed.emit()

        self._desk.lane.ask(work, done, dialog.show_failure, owner=dialog)
