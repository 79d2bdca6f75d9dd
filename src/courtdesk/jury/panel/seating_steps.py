"""Steps of the seats: rules, seat map, who sits where, what if, replay."""

from __future__ import annotations

from typing import Any

from courtdesk.errors import KnownError
from courtdesk.jury.model.venire import Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given
from courtdesk.jury.panel.rules_dialogs import LayoutDialog, RulesDialog


class SeatingSteps(Asking):
    """What seats jurors, and shows how they would sit or sat."""

    def fill_seats(self) -> None:
        """Seat those who wait, in the order of call."""
        selection, case_id = self.panel.services.selection, self.panel.state.case_id
        self.panel.do(lambda: selection.fill_seats(case_id), saved="Seats filled")

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
            dialog.show_note(f"Jury: {jury}\nAlternates: {spare or 'none'}\nStrikes left: {rest}")

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
