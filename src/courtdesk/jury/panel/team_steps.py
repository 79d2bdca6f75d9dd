"""Steps of voir dire that the trial team keeps for itself: ratings, flags, hands, questions."""

from __future__ import annotations

from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking


class TeamSteps(Asking):
    """What the team notes while jurors are questioned."""

    def rate(self, juror_id: str, value: int) -> None:
        """Rate a juror."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        self.panel.do(lambda: watch.rate(case_id, juror_id, value), saved=f"Rated {value:+d}")

    def flag(self, juror_id: str, flag: str, on: bool) -> None:
        """Put a flag on a juror, or take it away."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        self.panel.do(
            lambda: watch.flag(case_id, juror_id, flag, on=on),
            saved="Flagged" if on else "Flag taken away",
        )

    def hands(self, question_id: str, juror_ids: tuple[str, ...], text: str) -> None:
        """Keep raised hands, or what a juror said."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        words = "Answer saved" if text else f"{len(juror_ids)} hands saved"
        self.panel.do(lambda: watch.raise_hands(case_id, question_id, juror_ids, text), saved=words)

    def add_question(self) -> None:
        """Add a question of voir dire, or a follow-up to the chosen one."""
        panel = self.panel
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
