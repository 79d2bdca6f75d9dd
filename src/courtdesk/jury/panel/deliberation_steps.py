"""Steps of trial and deliberation: incidents, replaced jurors, questions, verdict, poll."""

from __future__ import annotations

from typing import Any

from courtdesk.jury.model.court import Incident
from courtdesk.jury.model.venire import BadJury, JurorStatus
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given


class DeliberationSteps(Asking):
    """What happens with the sworn jury."""

    def note_incident(self) -> None:
        """Note an absence, lateness or misconduct."""
        panel = self.panel
        kinds = tuple((kind.value, kind.value) for kind in Incident)
        asks = (self.juror_ask(), Ask("kind", "What", kinds), Ask("text", "In words"))
        dialog = AskDialog(panel, "Absence, lateness, misconduct", "Save", asks)
        self.ask(
            dialog,
            lambda given: panel.services.court.note_incident(
                given["juror"], Incident(given["kind"]), given["text"]
            ),
            "Saved",
        )

    def replace_juror(self) -> None:
        """Discharge a sworn juror; an alternate may take the seat."""
        panel = self.panel
        spare = [j for j in panel.state.sworn if j.status is JurorStatus.ALTERNATE]
        names = (("", "Nobody"), *((j.id, f"{j.number}  {j.shown}") for j in spare))
        asks = (self.juror_ask(), Ask("reason", "Reason"), Ask("by", "The seat is taken by", names))
        dialog = AskDialog(panel, "Replace a juror", "Discharge", asks)
        self.ask(
            dialog,
            lambda given: panel.services.selection.discharge(
                given["juror"], given["reason"], given["by"]
            ),
            "Juror discharged",
        )

    def receive_question(self) -> None:
        """Keep a question that the jury sent out."""
        panel = self.panel
        dialog = AskDialog(
            panel,
            "Question of the jury",
            "Save",
            (Ask("text", "As it stands on the note", long=True),),
        )
        self.ask(
            dialog,
            lambda given: panel.services.court.receive_question(panel.state.case_id, given["text"]),
            "Question saved",
        )

    def answer_question(self) -> None:
        """Keep the court's answer to an open question."""
        panel = self.panel
        waiting = [each for each in panel.state.questions if not each.answer]
        choices = tuple((each.id, f"{each.number}. {each.text[:60]}") for each in waiting)
        asks = (Ask("question", "Question", choices or (("", "None is open"),)),)
        dialog = AskDialog(
            panel, "Answer of the court", "Save", (*asks, Ask("answer", "Answer", long=True))
        )
        self.ask(
            dialog,
            lambda given: panel.services.court.answer_question(given["question"], given["answer"]),
            "Answer saved",
        )

    def take_verdict(self) -> None:
        """Keep the verdict on one charge or claim."""
        panel = self.panel
        case = panel.services.cases

        def show(charges: tuple[tuple[str, str], ...]) -> None:
            charge = (
                Ask("charge", "Charge or claim", charges) if charges else Ask("charge", "Charge")
            )
            asks = (charge, Ask("verdict", "The jury finds", hint="guilty, not guilty, for …"))
            dialog = AskDialog(panel, "Take a verdict", "Save", asks)
            self.ask(
                dialog,
                lambda given: panel.services.court.take_verdict(
                    panel.state.case_id, given["charge"], given["verdict"]
                ),
                "Verdict saved",
            )

        def read() -> tuple[tuple[str, str], ...]:
            charges = case.case(panel.state.case_id).details.charges
            return tuple((f"{c.number}. {c.text}", f"{c.number}. {c.text}") for c in charges)

        panel.do(read, show)

    def poll(self) -> None:
        """Keep what each juror said when polled."""
        panel = self.panel
        sworn = [j for j in panel.state.sworn if j.status is JurorStatus.SWORN]
        if not panel.state.verdicts:
            return
        taken = tuple((each.id, f"{each.charge}: {each.verdict}") for each in panel.state.verdicts)
        no = Ask("no", "Numbers of those who do not affirm", hint="Empty: all affirm")
        dialog = AskDialog(panel, "Poll the jury", "Save", (Ask("verdict", "Verdict", taken), no))

        def work(given: Given) -> Any:
            against = {word.strip() for word in given["no"].split(",") if word.strip()}
            unknown = against - {juror.number for juror in sworn}
            if unknown:
                raise BadJury(f"No sworn juror has the number {', '.join(sorted(unknown))}.")
            answers = {j.id: "no" if j.number in against else "yes" for j in sworn}
            return panel.services.court.poll(given["verdict"], answers)

        self.ask(dialog, work, "Poll saved")
