"""Steps of the seats: rules, seat map, who sits where, what if, replay."""

from __future__ import annotations

from typing import Any

from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.jury.model.venire import Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given, named
from courtdesk.jury.panel.rules_dialogs import LayoutDialog, RulesDialog


class SeatingSteps(Asking):
    """What seats jurors, and shows how they would sit or sat."""

    def fill_seats(self) -> None:
        """Seat those who wait, in the order of call."""
        selection, case_id = self.panel.services.selection, self.panel.state.case_id
        self.panel.do(lambda: selection.fill_seats(case_id), saved="Seats filled")

    def fill_vacancy(self) -> None:
        """Fill an empty seat: with the next who waits, or by sliding down."""
        panel = self.panel
        seated = panel.state.seated
        empty = [s.label for s in panel.state.placed if s.label not in seated and not s.gallery]
        if not empty:
            panel.desk.show_notice(Message("No seat is vacant.", tone=Tone.BLUE))
            return
        seats = tuple((label, f"Seat {label}") for label in empty)
        next_one = (
            "One drawn by lot takes it"
            if panel.state.rules.random_replacement
            else "The next in the order of call takes it"
        )
        ways = (("no", next_one), ("yes", "Everyone after it slides down"))
        here = panel.chosen_seat()
        asks = (
            Ask("seat", "Empty seat", seats, here if here in empty else seats[0][0]),
            Ask("slide", "How it is filled", ways),
            Ask("reason", "Why it fell vacant"),
        )
        selection, case_id = panel.services.selection, panel.state.case_id
        self.ask(
            AskDialog(panel, "Fill a vacant seat", "Fill", asks),
            lambda given: selection.fill_vacancy(
                case_id, given["seat"], slide=given["slide"] == "yes", reason=given["reason"]
            ),
            "Seat filled",
        )

    def move_chosen(self) -> None:
        """Give the chosen juror another seat; whoever sits there changes places."""
        juror, panel = self.chosen(), self.panel
        if juror is None:
            return
        seated = panel.state.seated
        seats = tuple(
            (
                seat.label,
                f"{seat.label}   {seated[seat.label].shown if seat.label in seated else ''}",
            )
            for seat in panel.state.placed
        )
        ask = Ask("seat", "Seat", (*seats, ("", "None")), juror.seat)
        selection = panel.services.selection
        self.ask(
            AskDialog(panel, f"Seat of {named(juror)}", "Move", (ask,)),
            lambda given: selection.seat_juror(juror.id, given["seat"]),
            f"{named(juror)} moved",
        )

    def change_rules(self) -> None:
        """Change the rules of the trial."""
        panel = self.panel
        dialog = RulesDialog(panel, panel.state.rules)
        selection, case_id = panel.services.selection, panel.state.case_id
        self.ask(
            dialog,
            lambda _: selection.set_rules(case_id, dialog.rules()),
            "Rules of the trial saved",
        )

    def change_layout(self) -> None:
        """Change the seat map."""
        panel = self.panel
        dialog = LayoutDialog(panel, panel.state.layout)
        selection, case_id = panel.services.selection, panel.state.case_id
        self.ask(
            dialog, lambda _: selection.set_layout(case_id, dialog.seat_map()), "Seat map saved"
        )

    def turn_view(self) -> None:
        """Show the charts from the bench, or from counsel’s tables again."""
        for page in (self.panel.watch, self.panel.voir_dire):
            page.from_bench = not page.from_bench
            page.show_state(self.panel.state)

    def imagine(self) -> None:
        """Show the jury that would sit after some strikes; nothing is changed."""
        panel = self.panel
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
            lot = f"\nDrawn by lot: {outlook.drawn} more" if outlook.drawn else ""
            dialog.show_note(
                f"Jury: {jury}\nAlternates: {spare or 'none'}{lot}\nStrikes left: {rest}"
            )

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                dialog.show_wrong(str(error))

        dialog.answered.connect(lambda given: panel.do(lambda: work(given), show, "", failed))
        dialog.open()

    def replay(self) -> None:
        """Show who sat where at any moment."""
        from courtdesk.jury.panel.replay import Replay

        panel = self.panel
        selection, case_id = panel.services.selection, panel.state.case_id
        panel.do(
            lambda: selection.moves(case_id),
            lambda moves: Replay(panel, panel.state, moves, panel.zone).open(),
        )

    def move(self, juror_id: str, seat: str) -> None:
        """Give a juror another seat."""
        selection = self.panel.services.selection
        self.panel.do(lambda: selection.seat_juror(juror_id, seat), saved=f"Seat {seat} taken")
