"""Steps of trial watch: notes, words, baseline, interpretation, the palette, undo of slips."""

from __future__ import annotations

from courtdesk.jury.model.palette import BehaviourCode, attention_of
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking
from courtdesk.jury.panel.palette_dialog import PaletteDialog
from courtdesk.jury.panel.words import clock, note_line
from courtdesk.vault.times import now


class WatchSteps(Asking):
    """What the team keeps of jurors in trial."""

    def note(self, juror_id: str, code: BehaviourCode) -> None:
        """Keep what was seen, with what is going on in the running hearing."""
        panel, at, watch = self.panel, now(), self.panel.services.watch
        case_id = panel.state.case_id
        self.keep(
            lambda: watch.note_behaviour(
                case_id,
                juror_id,
                code,
                at,
                watch.context(case_id),
                attention=attention_of(code),
            ),
            lambda note: watch.forget_note(note.id),
            f"{code.words} noted at {clock(at, panel.zone)}",
        )

    def add_words(self, juror_id: str, words: str) -> None:
        """Add words to the newest note of a juror."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        if words.strip():
            self.panel.do(
                lambda: watch.add_words_to_newest(case_id, juror_id, words), saved="Words added"
            )

    def set_baseline(self) -> None:
        """Say how the chosen juror is when nothing happens."""
        juror, panel = self.chosen(), self.panel
        if juror is None or panel.state.watch is None:
            return
        before = panel.state.watch.baseline_of(juror.id)
        watch, case_id = panel.services.watch, panel.state.case_id
        ask = Ask("text", "How the juror is when nothing happens", value=before, long=True)
        dialog = AskDialog(panel, f"Baseline of {juror.shown}", "Save", (ask,))
        self.ask(
            dialog,
            lambda given: watch.set_baseline(case_id, juror.id, given["text"]),
            "Baseline saved",
        )

    def interpret(self) -> None:
        """Say what the newest note of the chosen juror may mean, apart from what was seen."""
        juror, panel = self.chosen(), self.panel
        if juror is None or panel.state.watch is None:
            return
        notes = [note for note in panel.state.watch.notes if note.juror_id == juror.id]
        if not notes:
            panel.desk.status.saved(f"Nothing has been noted of {juror.shown} yet")
            return
        note, watch = notes[-1], panel.services.watch
        seen = f"Seen: {note.words}. {note.text}".strip()
        ask = Ask("text", "What it may mean", value=note.interpretation, long=True)
        dialog = AskDialog(panel, f"Interpretation, {juror.shown}", "Save", (ask,))
        dialog.show_note(f"{note_line(note, panel.zone)}\n{seen}")
        self.ask(
            dialog, lambda given: watch.interpret(note.id, given["text"]), "Interpretation saved"
        )

    def edit_palette(self) -> None:
        """Edit the behaviour codes."""
        panel = self.panel
        if panel.state.watch is None:
            return
        dialog = PaletteDialog(panel, panel.state.watch.palette)
        watch, case_id = panel.services.watch, panel.state.case_id
        dialog.primary.clicked.connect(
            lambda: panel.do(
                lambda: watch.set_palette(case_id, dialog.codes()),
                lambda _: dialog.accept(),
                "Behaviour codes saved",
                lambda error: dialog.show_wrong(str(error)),
            )
        )
        dialog.open()

    def next_view(self) -> None:
        """Show the next view of what was seen."""
        self.panel.show_tab("watch")
        self.panel.watch.views.show_next()
