"""The steps of the jury panel: each is an action with a key, asks what it needs, and saves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.errors import KnownError
from courtdesk.intake.tables import Table, read_table, table_of_text
from courtdesk.jury.imports import columns
from courtdesk.jury.model.strikes import ALTERNATES, REGULAR
from courtdesk.jury.model.venire import BadJury, Juror, JurorEntry, JurorStatus, Side, VenirePlan
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.court_steps import CourtSteps
from courtdesk.jury.panel.mapper import Mapper
from courtdesk.jury.panel.rules_dialogs import LayoutDialog, RulesDialog

if TYPE_CHECKING:
    from courtdesk.jury.panel.panel import JuryPanel

_GROUP = "Jury"
Given = dict[str, str]


class Steps(QObject):
    """What a person does in the panel."""

    def __init__(self, panel: JuryPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._court = CourtSteps(panel, self.ask)
        do = self._court
        self._made = {
            name: Action(f"jury.{name}", title, run, keys, _GROUP)
            for name, title, run, keys in (
                ("import", "Import a list", self.import_list, "Ctrl+I"),
                ("paste", "Paste a list", self.paste_list, "Ctrl+Shift+V"),
                ("add", "Add a juror", self.add_juror, "Ctrl+N"),
                ("fill", "Fill the seats", self.fill_seats, "Ctrl+Shift+F"),
                ("rules", "Rules", self.change_rules, "F2"),
                ("layout", "Seat map", self.change_layout, "F3"),
                ("pass", "Pass", self.pass_juror, "F4"),
                ("strike-state", "Strike", lambda: self.strike(Side.STATE), "F5"),
                ("strike-defence", "Strike", lambda: self.strike(Side.DEFENCE), "F6"),
                ("cause", "For cause", self.challenge, "F7"),
                ("excuse", "Excuse", self.excuse, "F8"),
                ("objection", "Objection to a strike", do.object_to_strike, "F9"),
                ("swear", "Swear the seated", self.swear, "F10"),
                ("view", "View from the other side", self.turn_view, "Ctrl+Shift+B"),
                ("what-if", "What if", self.imagine, "Ctrl+Shift+W"),
                ("replay", "Replay a moment", self.replay, "Ctrl+Shift+R"),
                ("undo", "Undo", self.undo, "Ctrl+Z"),
                ("redo", "Redo", self.redo, "Ctrl+Shift+Z; Ctrl+Y"),
                ("incident", "Absence, lateness, misconduct", do.note_incident, "Ctrl+Shift+L"),
                ("replace", "Replace a juror", do.replace_juror, ""),
                ("question", "Question of the jury", do.receive_question, "Ctrl+Shift+J"),
                ("answer", "Answer", do.answer_question, ""),
                ("verdict", "Take a verdict", do.take_verdict, ""),
                ("poll", "Poll", do.poll, ""),
                ("batson", "Batson report", lambda: do.print_sheet("batson"), ""),
                ("print", "Print chart", lambda: do.print_sheet("seating"), "Ctrl+P"),
                ("print-clean", "Print the clean chart", lambda: do.print_sheet("clean"), ""),
                ("print-strikes", "Print the strike sheet", lambda: do.print_sheet("strikes"), ""),
                ("print-jurors", "Print the jurors", lambda: do.print_sheet("jurors"), ""),
                ("print-list", "Print the jury list", lambda: do.print_sheet("jury-list"), ""),
                ("print-matrix", "Print the answers", lambda: do.print_sheet("matrix"), ""),
                ("print-watch", "Print the behaviour", lambda: do.print_sheet("behaviour"), ""),
                *do.extra_steps(),
            )
        }
        self._layout_button = Button.of(self._made["layout"])

    def actions(self) -> Sequence[Action]:
        """All steps, with their keys."""
        return tuple(self._made.values())

    def bar_buttons(self) -> list[Button]:
        """The buttons of the bar."""
        return [
            self._layout_button,
            Button.of(self._made["batson"]),
            Button.of(self._made["print"], Kind.PRIMARY),
        ]

    def show_layout_name(self, name: str) -> None:
        """Name the seat map on its button."""
        self._layout_button.set_text(f"Layout {name}" if len(name) < 14 else "Layout")

    def venire_buttons(self) -> dict[str, Button]:
        """The buttons of the venire page."""
        made = self._made
        return {
            "first": Button.of(made["import"]),
            **{name: Button.of(made[name]) for name in ("import", "paste", "add")},
        }

    def selection_buttons(self) -> list[Button]:
        """The buttons of the selection, in pairs."""
        names = ("fill", "rules", "strike-state", "strike-defence", "cause", "excuse")
        buttons = [Button.of(self._made[name]) for name in (*names, "pass", "swear")]
        buttons[0].set_text("Fill seats")
        buttons[2].set_text("1st side strikes")
        buttons[3].set_text("2nd side strikes")
        buttons[7].set_text("Swear seated")
        self._strike_buttons = buttons[2], buttons[3]
        return buttons

    def show_sides(self, labels: dict[Side, str]) -> None:
        """Name the sides on the buttons that strike for them."""
        for side, button in zip(Side, self._strike_buttons, strict=True):
            button.set_text(f"{labels[side]} strikes")

    def deliberation_cards(self) -> list[tuple[str, str, list[Button]]]:
        """The cards of the deliberation page."""
        return self._court.deliberation_cards(self._made)

    def last_cards(self) -> list[tuple[str, str, list[Button]]]:
        """The cards of the last page: the court's contacts, or the team's research."""
        return self._court.last_cards(self._made)

    def ask(
        self,
        dialog: AskDialog,
        work: Callable[[Given], Any],
        saved: str,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Open a dialog; save what is answered, and close it when it is saved."""

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                dialog.show_wrong(str(error))

        def done(result: Any) -> None:
            dialog.accept()
            if then is not None:
                then(result)

        dialog.answered.connect(
            lambda given: self._panel.do(lambda: work(given), done, saved, failed)
        )
        dialog.open()

    def import_list(self) -> None:
        """Choose a file and map its columns."""
        chooser = QFileDialog(self._panel, "Import a venire list")
        chooser.setNameFilters(["Lists (*.csv *.tsv *.txt *.xlsx)", "All files (*)"])
        chooser.fileSelected.connect(self._on_file_chosen)
        chooser.open()

    def read_file(self, path: str) -> None:
        """Read a list in the press’s child process, then map its columns."""
        from pathlib import Path

        self._panel.desk.press.make(
            read_table, Path(path), then=self.map_columns, owner=self._panel
        )

    def paste_list(self) -> None:
        """Map the columns of the list in the clipboard."""
        from PySide6.QtGui import QGuiApplication

        text = QGuiApplication.clipboard().text()
        self._panel.do(lambda: table_of_text(text), self.map_columns)

    def map_columns(self, table: Table) -> None:
        """Ask what the columns of a table hold, then import it."""
        panel = self._panel
        selection, court = panel.services.selection, panel.state.court
        case_id = panel.state.case_id

        def show(remembered: dict[str, dict[str, str]]) -> None:
            mapper = Mapper(panel, table, court, remembered.get(court, {}))

            def keep(plan: VenirePlan, mapping: dict[str, int]) -> None:
                remember = mapper.remember.isChecked()

                def work() -> Any:
                    made = selection.import_venire(case_id, plan)
                    if remember:
                        selection.remember_columns(court, columns(table.header, mapping))
                    return made

                def failed(error: Exception) -> None:
                    if isinstance(error, KnownError):
                        mapper.show_wrong(str(error))

                count = len(plan.entries)
                panel.do(work, lambda _: mapper.accept(), f"{count} jurors imported", failed)

            mapper.wanted.connect(keep)
            mapper.open()

        panel.do(selection.remembered_columns, show)

    def add_juror(self) -> None:
        """Add one juror by hand."""
        panel = self._panel
        asks = (
            Ask("number", "Juror number"),
            Ask("name", "Name"),
            Ask("age", "Age"),
            Ask("occupation", "Occupation"),
            Ask("race", "Race, as the juror gave it"),
            Ask("sex", "Sex, as the juror gave it"),
        )

        def work(given: Given) -> Any:
            details = {key: given[key] for key in ("age", "occupation") if given[key]}
            entry = JurorEntry(
                given["number"], given["name"], given["race"], given["sex"], details=details
            )
            return panel.services.selection.add_juror(panel.state.case_id, entry)

        self.ask(AskDialog(panel, "Add a juror", "Add", asks), work, "Juror added")

    def fill_seats(self) -> None:
        """Seat those who wait, in the order of call."""
        selection, case_id = self._panel.services.selection, self._panel.state.case_id
        self._panel.do(lambda: selection.fill_seats(case_id), saved="Seats filled")

    def change_rules(self) -> None:
        """Change the rules of the trial."""
        panel = self._panel
        dialog = RulesDialog(panel, panel.state.rules)
        selection, case_id = panel.services.selection, panel.state.case_id
        self.ask(
            dialog,
            lambda _: selection.set_rules(case_id, dialog.rules()),
            "Rules of the trial saved",
        )

    def change_layout(self) -> None:
        """Change the seat map."""
        panel = self._panel
        dialog = LayoutDialog(panel, panel.state.layout)
        selection, case_id = panel.services.selection, panel.state.case_id
        self.ask(
            dialog, lambda _: selection.set_layout(case_id, dialog.seat_map()), "Seat map saved"
        )

    def pass_juror(self) -> None:
        """Note that a side accepts the chosen juror."""
        juror = self._chosen()
        if juror is None:
            return
        panel = self._panel
        sides = self._sides()
        dialog = AskDialog(
            panel, f"Pass {_name(juror)}", "Pass", (Ask("side", "Accepted by", sides),)
        )
        self.ask(
            dialog,
            lambda given: panel.services.selection.pass_juror(juror.id, Side(given["side"])),
            "Juror passed",
        )

    def strike(self, side: Side) -> None:
        """Spend a strike on the chosen juror."""
        juror = self._chosen()
        if juror is None:
            return
        panel, rules = self._panel, self._panel.state.rules
        pools = ((REGULAR, "Regular"), (ALTERNATES, "For alternates only"))
        asks = [
            Ask("reason", "Reason, in the speaker’s words – may be left empty", long=True),
            Ask("source", "Said at (question or time)"),
        ]
        if sum(rules.alternate_strikes.values()):
            asks.append(Ask("pool", "Pool", pools))
        if rules.defendants and side is Side.DEFENCE:
            names = (("", "All together"), *((name, name) for name in rules.defendants))
            asks.append(Ask("defendant", "Struck by", names))
        label = rules.labels[side]

        def work(given: Given) -> Any:
            return panel.services.selection.strike(
                juror.id,
                side,
                given["reason"],
                source=given["source"],
                pool=given.get("pool", REGULAR),
                defendant=given.get("defendant", ""),
            )

        dialog = AskDialog(panel, f"{label} strikes {_name(juror)}", "Strike", asks)
        self.ask(dialog, work, f"{label} struck {_name(juror)}")

    def challenge(self) -> None:
        """Challenge the chosen juror for cause, or enter the ruling that is awaited."""
        juror = self._chosen()
        if juror is None:
            return
        if juror.status is JurorStatus.CAUSE_SOUGHT:
            self._rule(juror)
            return
        panel = self._panel
        asks = (
            Ask("side", "Challenged by", (*self._sides(), ("", "The court"))),
            Ask("ground", "Ground"),
            Ask("argument", "Argument", long=True),
            Ask("source", "Said at (question or time)"),
        )

        def work(given: Given) -> Any:
            side = Side(given["side"]) if given["side"] else None
            return panel.services.selection.challenge(
                juror.id, side, given["ground"], given["argument"], given["source"]
            )

        dialog = AskDialog(panel, f"Challenge {_name(juror)} for cause", "Challenge", asks)
        self.ask(dialog, work, "Challenge for cause saved; F7 enters the ruling")

    def excuse(self) -> None:
        """Excuse, defer or disqualify the chosen juror."""
        juror = self._chosen()
        if juror is None:
            return
        panel = self._panel
        kinds = (JurorStatus.EXCUSED, JurorStatus.DEFERRED, JurorStatus.DISQUALIFIED)
        asks = (
            Ask("reason", "Reason"),
            Ask("status", "The juror is", tuple((kind.value, kind.value) for kind in kinds)),
        )
        dialog = AskDialog(panel, f"Excuse {_name(juror)}", "Excuse", asks)
        self.ask(
            dialog,
            lambda given: panel.services.selection.excuse(
                juror.id, given["reason"], JurorStatus(given["status"])
            ),
            f"{_name(juror)} excused",
        )

    def swear(self) -> None:
        """Swear whoever sits: numbered seats as jurors, the others as alternates."""
        panel = self._panel
        labels = {seat.label: seat.alternate for seat in panel.state.placed if not seat.gallery}
        waiting = {
            label: juror
            for label, juror in panel.state.seated.items()
            if label in labels and juror.status in {JurorStatus.SEATED, JurorStatus.QUALIFIED}
        }
        selection, case_id = panel.services.selection, panel.state.case_id

        def work() -> Any:
            made: Any = None
            for alternate in (False, True):
                ids = [j.id for label, j in waiting.items() if labels[label] is alternate]
                if ids:
                    made = selection.swear(case_id, ids, alternates=alternate)
            if made is None:
                raise BadJury("Nobody who sits is waiting for the oath.")
            return made

        panel.do(work, saved="Jury sworn")

    def turn_view(self) -> None:
        """Show the charts from the bench, or from counsel’s tables again."""
        for page in (self._panel.watch, self._panel.voir_dire):
            page.from_bench = not page.from_bench
            page.show_state(self._panel.state)

    def imagine(self) -> None:
        """Show the jury that would sit after some strikes; nothing is changed."""
        panel = self._panel
        labels = panel.state.rules.labels
        asks = tuple(
            Ask(side.value, f"{labels[side]} would strike", hint="Juror numbers: 104, 112")
            for side in Side
        )
        dialog = AskDialog(panel, "What if", "Show the jury", asks, "Nothing is changed by this.")
        selection, case_id = panel.services.selection, panel.state.case_id
        numbers = {juror.number: juror.id for juror in panel.state.jurors}

        def work(given: Given) -> Any:
            imagined = [
                (numbers.get(word.strip(), word.strip()), side)
                for side in Side
                for word in given[side.value].split(",")
                if word.strip()
            ]
            return selection.what_if(case_id, imagined)

        def show(outlook: Any) -> None:
            jury = ", ".join(juror.number or juror.shown for juror in outlook.jury)
            spare = ", ".join(juror.number or juror.shown for juror in outlook.alternates)
            rest = ", ".join(f"{labels[side]} {count}" for side, count in outlook.left.items())
            dialog.show_note(f"Jury: {jury}\nAlternates: {spare or 'none'}\nStrikes left: {rest}")

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                dialog.show_wrong(str(error))

        dialog.answered.connect(lambda given: panel.do(lambda: work(given), show, "", failed))
        dialog.open()

    def replay(self) -> None:
        """Show who sat where at any moment."""
        from courtdesk.jury.panel.replay import Replay

        panel = self._panel
        selection, case_id = panel.services.selection, panel.state.case_id
        panel.do(
            lambda: selection.moves(case_id),
            lambda moves: Replay(panel, panel.state, moves, panel.zone).open(),
        )

    def undo(self) -> None:
        """Turn the newest act back."""
        selection, case_id = self._panel.services.selection, self._panel.state.case_id
        self._panel.do(lambda: selection.undo(case_id), saved="Undone")

    def redo(self) -> None:
        """Do again what was undone last."""
        selection, case_id = self._panel.services.selection, self._panel.state.case_id
        self._panel.do(lambda: selection.redo(case_id), saved="Done again")

    def move(self, juror_id: str, seat: str) -> None:
        """Give a juror another seat."""
        selection = self._panel.services.selection
        self._panel.do(lambda: selection.seat_juror(juror_id, seat), saved=f"Seat {seat} taken")

    def rate(self, juror_id: str, value: int) -> None:
        """Rate a juror."""
        watch, case_id = self._panel.services.watch, self._panel.state.case_id
        self._panel.do(lambda: watch.rate(case_id, juror_id, value), saved=f"Rated {value:+d}")

    def flag(self, juror_id: str, flag: str, on: bool) -> None:
        """Put a flag on a juror, or take it away."""
        watch, case_id = self._panel.services.watch, self._panel.state.case_id
        self._panel.do(
            lambda: watch.flag(case_id, juror_id, flag, on=on),
            saved="Flagged" if on else "Flag taken away",
        )

    def hands(self, question_id: str, juror_ids: tuple[str, ...], text: str) -> None:
        """Keep raised hands, or what a juror said."""
        watch, case_id = self._panel.services.watch, self._panel.state.case_id
        words = "Answer saved" if text else f"{len(juror_ids)} hands saved"
        self._panel.do(
            lambda: watch.raise_hands(case_id, question_id, juror_ids, text), saved=words
        )

    def add_question(self) -> None:
        """Add a question of voir dire, or a follow-up to the chosen one."""
        panel = self._panel
        chosen = panel.voir_dire.question_id()
        follows = (("", "A question of its own"), (chosen, "Follows the chosen one"))
        asks = [Ask("text", "Question", long=True)]
        if chosen:
            asks.append(Ask("follows", "It is", follows))
        dialog = AskDialog(panel, "Add a question", "Add", asks)
        watch, case_id = panel.services.watch, panel.state.case_id
        self.ask(
            dialog,
            lambda given: watch.add_question(case_id, given["text"], given.get("follows", "")),
            "Question added",
        )

    def _rule(self, juror: Juror) -> None:
        panel = self._panel
        challenge = next(
            strike
            for strike in reversed(panel.state.strikes)
            if strike.juror_id == juror.id and not strike.withdrawn
        )
        asks = (
            Ask("granted", "The challenge is", (("yes", "Granted"), ("no", "Denied"))),
            Ask("rehabilitation", "Rehabilitation", long=True),
        )

        def work(given: Given) -> Any:
            return panel.services.selection.rule_on_cause(
                challenge.id,
                granted=given["granted"] == "yes",
                rehabilitation=given["rehabilitation"],
            )

        def then(result: Any) -> None:
            from courtdesk.desk.widgets.notice import Message

            for prompt in result.value[1]:
                panel.desk.show_notice(Message("To preserve the refusal", prompt.text))

        dialog = AskDialog(panel, f"Ruling on {_name(juror)}", "Enter the ruling", asks)
        self.ask(dialog, work, "Ruling saved", then)

    def _chosen(self) -> Juror | None:
        return self._panel.state.juror(self._panel.chosen_juror_id())

    def _sides(self) -> tuple[tuple[str, str], ...]:
        return tuple((side.value, self._panel.state.rules.labels[side]) for side in Side)

    def _on_file_chosen(self, path: str) -> None:
        self.read_file(path)


def _name(juror: Juror) -> str:
    return f"juror {juror.number}" if juror.number else juror.shown
