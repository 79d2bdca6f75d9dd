"""What a person can do in the jury panel: each step is an action with a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.jury.model.venire import Side
from courtdesk.jury.panel.contact_steps import ContactSteps
from courtdesk.jury.panel.deliberation_steps import DeliberationSteps
from courtdesk.jury.panel.objection_step import ObjectionStep
from courtdesk.jury.panel.prints import PrintDialog
from courtdesk.jury.panel.research_steps import ResearchSteps
from courtdesk.jury.panel.seating_steps import SeatingSteps
from courtdesk.jury.panel.selection_steps import SelectionSteps
from courtdesk.jury.panel.team_steps import TeamSteps
from courtdesk.jury.panel.venire_steps import VenireSteps
from courtdesk.jury.panel.watch_steps import WatchSteps

if TYPE_CHECKING:
    from courtdesk.jury.panel.panel import JuryPanel

_GROUP = "Jury"
Step = tuple[str, str, Callable[[], None], str]


class Steps(QObject):
    """The steps of each subject, those of them that the user's role has, and their buttons."""

    def __init__(self, panel: JuryPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.venire = VenireSteps(panel)
        self.seating = SeatingSteps(panel)
        self.selection = SelectionSteps(panel)
        self.objection = ObjectionStep(panel)
        self.team = TeamSteps(panel)
        self.watch = WatchSteps(panel)
        self.research = ResearchSteps(panel)
        self.deliberation = DeliberationSteps(panel)
        self.contacts = ContactSteps(panel)
        services = panel.services
        steps = [*self._turning(), *self._selecting(), *self._trying(), *self._printing()]
        steps += self._deciding() if services.keeps_record else ()
        steps += self._of_the_court() if services.is_court else ()
        steps += self._of_the_team() if services.is_team else ()
        self.made: Mapping[str, Action] = {
            name: Action(f"jury.{name}", title, run, keys, _GROUP)
            for name, title, run, keys in steps
        }
        self._layout_button = Button.of(self.made["layout"])

    def actions(self) -> Sequence[Action]:
        """All steps, with their keys."""
        return tuple(self.made.values())

    def buttons(self, *names: str, **texts: str) -> list[Button]:
        """Buttons of the steps that the user has; ``texts`` are shorter words for some."""
        found = []
        for name in names:
            if name in self.made:
                button = Button.of(self.made[name])
                button.set_text(texts.get(name.replace("-", "_"), self.made[name].title))
                found.append(button)
        return found

    def bar_buttons(self) -> list[Button]:
        """The buttons of the bar."""
        return [
            self._layout_button,
            Button.of(self.made["batson"]),
            Button.of(self.made["print"], Kind.PRIMARY),
        ]

    def show_layout_name(self, name: str) -> None:
        """Name the seat map on its button."""
        self._layout_button.set_text(f"Layout {name}" if len(name) < 14 else "Layout")

    def selection_buttons(self) -> list[Button]:
        """The buttons of the selection, in pairs."""
        names = ("fill", "rules", "strike-state", "strike-defence", "cause", "excuse")
        texts = {"fill": "Fill seats", "swear": "Swear seated"}
        buttons = self.buttons(*names, "pass", "swear", **texts)
        self._strike_buttons = buttons[2], buttons[3]
        return buttons

    def show_sides(self, labels: Mapping[Side, str]) -> None:
        """Name the sides on the buttons that strike for them."""
        for side, button in zip(Side, self._strike_buttons, strict=True):
            button.set_text(f"{labels[side]} strikes")

    def print_sheet(self, kind: str) -> None:
        """Show a paper in the preview."""
        PrintDialog(self._panel, kind).open()

    def _turning(self) -> tuple[Step, ...]:
        turn = self._panel.turn_tab
        return (
            ("next", "Next part of the panel", partial(turn, 1), "Ctrl+Tab"),
            ("before", "Part before", partial(turn, -1), "Ctrl+Shift+Tab"),
        )

    def _selecting(self) -> tuple[Step, ...]:
        venire, seats, selection = self.venire, self.seating, self.selection
        return (
            ("import", "Import a list", venire.import_list, "Ctrl+I"),
            ("paste", "Paste a list", venire.paste_list, "Ctrl+Shift+V"),
            ("add", "Add a juror", venire.add_juror, "Ctrl+N"),
            ("fill", "Fill the seats", seats.fill_seats, "F12"),
            ("rules", "Rules", seats.change_rules, "F2"),
            ("layout", "Seat map", seats.change_layout, "F3"),
            ("pass", "Pass", selection.pass_juror, "F4"),
            ("strike-state", "Strike", partial(selection.strike, Side.STATE), "F5"),
            ("strike-defence", "Strike", partial(selection.strike, Side.DEFENCE), "F6"),
            ("cause", "For cause", selection.challenge, "F7"),
            ("excuse", "Excuse", selection.excuse, "F8"),
            ("objection", "Objection to a strike", self.objection.object_to_strike, "F9"),
            ("swear", "Swear the seated", selection.swear, "F10"),
            ("move", "Move to another seat", seats.move_chosen, "Ctrl+T"),
            ("vacancy", "Fill a vacant seat", seats.fill_vacancy, "F11"),
            ("questionnaire", "Questionnaire", venire.fill_in, "Ctrl+E"),
            ("answers", "Import answers", venire.import_answers, "Ctrl+Shift+E"),
            ("view", "View from the other side", seats.turn_view, "Ctrl+Shift+B"),
            ("what-if", "What if", seats.imagine, "Ctrl+Shift+W"),
            ("replay", "Replay a moment", seats.replay, "Ctrl+Shift+R"),
            ("undo", "Undo", selection.undo, "Ctrl+Z"),
            ("redo", "Redo", selection.redo, "Ctrl+Shift+Z; Ctrl+Y"),
        )

    def _trying(self) -> tuple[Step, ...]:
        does = self.deliberation
        return (
            ("incident", "Absence, lateness, misconduct", does.note_incident, "Ctrl+Shift+L"),
            ("replace", "Replace a juror", does.replace_juror, "Ctrl+Shift+X"),
        )

    def _deciding(self) -> tuple[Step, ...]:
        """What the court keeps; the trial team only where the vault has nobody of the court."""
        does = self.deliberation
        return (
            ("question", "Question of the jury", does.receive_question, "Ctrl+Shift+J"),
            ("answer", "Answer", does.answer_question, "Ctrl+Shift+U"),
            ("verdict", "Take a verdict", does.take_verdict, "Ctrl+Shift+T"),
            ("poll", "Poll", does.poll, "Ctrl+Shift+P"),
        )

    def _printing(self) -> tuple[Step, ...]:
        shown = partial(partial, self.print_sheet)
        return (
            ("batson", "Batson report", shown("batson"), ""),
            ("print", "Print chart", shown("seating"), "Ctrl+P"),
            *(
                (f"print-{kind}", f"Print: {title}", shown(kind), "")
                for kind, title in PrintDialog.offered(self._panel.services)
                if kind not in {"seating", "batson"}
            ),
        )

    def _of_the_court(self) -> tuple[Step, ...]:
        contacts = self.contacts
        return (
            ("message", "Message to jurors", contacts.send, "Ctrl+M"),
            ("orient", "Orientation", contacts.orient, "Ctrl+O"),
            ("fitness", "Fitness", contacts.ask_fitness, "Ctrl+Shift+N"),
            ("attend", "Attendance", contacts.attend, "Ctrl+Shift+A"),
        )

    def _of_the_team(self) -> tuple[Step, ...]:
        research = self.research
        watch = self.watch
        return (
            ("ask", "Add a question", self.team.add_question, "Ctrl+Shift+Q"),
            ("factors", "Rate by factors", self.team.rate_by_factors, "Ctrl+R"),
            ("baseline", "Baseline", watch.set_baseline, "Ctrl+B"),
            ("interpret", "Interpretation", watch.interpret, "Ctrl+Shift+M"),
            ("palette", "Behaviour codes", watch.edit_palette, "Ctrl+Shift+K"),
            ("view-notes", "Next view of the notes", watch.next_view, "Ctrl+G"),
            ("finding", "Add a finding", research.add_finding, "Ctrl+Shift+G"),
            ("destruction", "Deadline and hold", research.set_destruction, "Ctrl+D"),
            ("purge", "Destroy now", research.purge, ""),
        )
