"""Steps of the selection: challenges, rulings, strikes, excusals, oaths, undo."""

from __future__ import annotations

from typing import Any

from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.jury.model.strikes import ALTERNATES, DENIED, REGULAR
from courtdesk.jury.model.venire import GONE, BadJury, Juror, JurorStatus, Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given, named
from courtdesk.jury.service.presets import excusals, jurisdiction


class SelectionSteps(Asking):
    """Who stays and who leaves."""

    def pass_juror(self) -> None:
        """Note that a side accepts the chosen juror."""
        juror = self.chosen()
        if juror is None:
            return
        panel = self.panel
        sides = self.sides()
        dialog = AskDialog(
            panel, f"Pass {named(juror)}", "Pass", (Ask("side", "Accepted by", sides),)
        )
        self.ask(
            dialog,
            lambda given: panel.services.selection.pass_juror(juror.id, Side(given["side"])),
            "Juror passed",
        )

    def strike(self, side: Side) -> None:
        """Spend a strike on the chosen juror."""
        juror = self.chosen()
        if juror is None:
            return
        panel, rules = self.panel, self.panel.state.rules
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

        dialog = AskDialog(panel, f"{label} strikes {named(juror)}", "Strike", asks)
        dialog.show_note(self._to_preserve(side))
        self.ask(dialog, work, f"{label} struck {named(juror)}")

    def challenge(self) -> None:
        """Challenge the chosen juror for cause, or enter the ruling that is awaited."""
        juror = self.chosen()
        if juror is None:
            return
        if juror.status is JurorStatus.CAUSE_SOUGHT:
            self._rule(juror)
            return
        panel = self.panel
        asks = (
            Ask("side", "Challenged by", (*self.sides(), ("", "The court"))),
            Ask("ground", "Ground"),
            Ask("argument", "Argument", long=True),
            Ask("source", "Said at (question or time)"),
        )

        def work(given: Given) -> Any:
            side = Side(given["side"]) if given["side"] else None
            return panel.services.selection.challenge(
                juror.id, side, given["ground"], given["argument"], given["source"]
            )

        dialog = AskDialog(panel, f"Challenge {named(juror)} for cause", "Challenge", asks)
        self.ask(dialog, work, "Challenge for cause saved; F7 enters the ruling")

    def excuse(self) -> None:
        """Excuse, defer or disqualify the chosen juror."""
        juror = self.chosen()
        if juror is None:
            return
        panel = self.panel
        kinds = (JurorStatus.EXCUSED, JurorStatus.DEFERRED, JurorStatus.DISQUALIFIED)
        asks = (
            Ask("code", "Reason", excusals()),
            Ask("words", "In words, or until when"),
            Ask("status", "The juror is", tuple((kind.value, kind.value) for kind in kinds)),
        )
        titles = dict(excusals())

        def work(given: Given) -> Any:
            reason = ": ".join(filter(None, (titles[given["code"]], given["words"])))
            status = JurorStatus(given["status"])
            return panel.services.selection.excuse(juror.id, reason, status, code=given["code"])

        dialog = AskDialog(panel, f"Excuse {named(juror)}", "Excuse", asks)
        self.ask(dialog, work, f"{named(juror)} has left")

    def swear(self) -> None:
        """Swear whoever sits: numbered seats as jurors, the others as alternates."""
        panel = self.panel
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

    def undo(self) -> None:
        """Take back the newest act of this session; without one, that of the selection."""
        panel, acts = self.panel, self.panel.acts
        selection, case_id = panel.services.selection, panel.state.case_id
        act = acts.newest
        if act is None:
            self.panel.do(lambda: selection.undo(case_id), saved="Undone")
        else:
            self.panel.do(act.back, lambda _: acts.took_back(), f"Undone: {act.what}")

    def redo(self) -> None:
        """Do again what was undone last."""
        panel, acts = self.panel, self.panel.acts
        selection, case_id = panel.services.selection, panel.state.case_id
        act = acts.next
        if act is None:
            self.panel.do(lambda: selection.redo(case_id), saved="Done again")
        else:
            self.panel.do(act.again, lambda _: acts.did_again(), f"Done again: {act.what}")

    def _to_preserve(self, side: Side) -> str:
        """What the law asks a side to say before it strikes, once a challenge of it was denied."""
        state = self.panel.state
        prompts = [p for p in jurisdiction(state.rules.preset).prompts if p.when == "cause denied"]
        denied = [
            juror.number or juror.shown
            for strike in state.strikes
            if strike.side is side and strike.ruling == DENIED and not strike.withdrawn
            if (juror := state.juror(strike.juror_id)) and juror.status not in GONE
        ]
        if not prompts or not denied:
            return ""
        return f"{prompts[0].text} Challenges denied: {', '.join(denied)}."

    def _rule(self, juror: Juror) -> None:
        panel = self.panel
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
            for prompt in result.value[1]:
                panel.desk.show_notice(
                    Message("To preserve the refusal", prompt.text, tone=Tone.AMBER)
                )

        dialog = AskDialog(panel, f"Ruling on {named(juror)}", "Enter the ruling", asks)
        self.ask(dialog, work, "Ruling saved", then)
