"""Steps of voir dire that the trial team keeps for itself: ratings, flags, hands, questions."""

from __future__ import annotations

from courtdesk.jury.model.watch import MOST_FACTORS, RATING_WORDS, factors_from
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking
from courtdesk.jury.panel.words import signed

_FACTORS = ("listens", "follows instructions", "patient")


class TeamSteps(Asking):
    """What the team notes while jurors are questioned."""

    def rate(self, juror_id: str, value: int) -> None:
        """Rate a juror."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        self.keep(
            lambda: watch.rate(case_id, juror_id, value),
            lambda rating: watch.forget_rating(rating.id),
            f"Rated {signed(value)}",
        )

    def rate_by_factors(self) -> None:
        """Rate the chosen juror, with the team's own factors from 1 to 5."""
        juror, panel = self.chosen(), self.panel
        if juror is None or panel.state.watch is None:
            return
        known = panel.state.watch
        own = dict(known.factors_of(juror.id))
        names = known.factor_names or _FACTORS
        written = ", ".join(f"{name} {own.get(name, '')}".strip() for name in names[:MOST_FACTORS])
        now = known.rating_of(juror.id) or 0
        scale = tuple((str(n), f"{signed(n)}  {RATING_WORDS[n]}") for n in RATING_WORDS)
        asks = (
            Ask("factors", "Own factors, 1 to 5", value=written, hint="listens 4, patient 2"),
            Ask("value", "Rating", scale, str(now)),
        )
        watch, case_id = panel.services.watch, panel.state.case_id
        self.ask(
            AskDialog(panel, f"Rate {juror.shown}", "Save", asks),
            lambda given: watch.rate(
                case_id, juror.id, int(given["value"]), factors_from(given["factors"])
            ),
            "Rating saved",
        )

    def flag(self, juror_id: str, flag: str, on: bool) -> None:
        """Put a flag on a juror, or take it away."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        self.keep(
            lambda: watch.flag(case_id, juror_id, flag, on=on),
            lambda _: watch.flag(case_id, juror_id, flag, on=not on),
            "Flagged" if on else "Flag taken away",
        )

    def hands(self, question_id: str, juror_ids: tuple[str, ...], text: str) -> None:
        """Keep raised hands, or what a juror said."""
        watch, case_id = self.panel.services.watch, self.panel.state.case_id
        self.keep(
            lambda: watch.raise_hands(case_id, question_id, juror_ids, text),
            watch.forget_answers,
            "Answer saved" if text else f"{len(juror_ids)} hands saved",
        )

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
