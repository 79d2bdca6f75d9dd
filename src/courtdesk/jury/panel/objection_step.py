"""The step of objecting to a strike, as far as the objection has come."""

from __future__ import annotations

from typing import Any

from courtdesk.jury.model.court import STEPS, StrikeObjection
from courtdesk.jury.model.venire import Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given
from courtdesk.jury.service.presets import jurisdiction
from courtdesk.vault.times import now


class ObjectionStep(Asking):
    """Batson, GR 37, CCP 231.7: objection, reason, response, ruling."""

    def object_to_strike(self) -> None:
        """Object to a strike, or say how far an objection has come."""
        panel = self.panel
        juror = panel.state.juror(panel.chosen_juror_id())
        open_ones = [each for each in panel.state.objections if not each.ruling]
        known = open_ones[-1] if open_ones else None
        if known is None and juror is None:
            struck = [strike.juror_id for strike in panel.state.strikes if not strike.withdrawn]
            juror = panel.state.juror(struck[-1]) if struck else None
        if known is None and juror is None:
            return
        regimes = jurisdiction(panel.state.rules.preset).regimes or ("Batson",)
        group = known.group if known else juror.entry.race if juror else ""
        reason, response = (known.reason, known.response) if known else ("", "")
        asks = (
            Ask("regime", "Under", tuple((r, r) for r in regimes), known.regime if known else ""),
            Ask("objector", "Objection by", self.sides(), known.objector.value if known else ""),
            Ask("trait", "Trait", (("race", "Race"), ("sex", "Sex")), known.trait if known else ""),
            Ask("group", "Group", value=group),
            Ask("step", "Step", tuple((s, s) for s in STEPS), known.step if known else ""),
            Ask(
                "reason",
                "Reason, in the speaker’s words",
                value=reason,
                long=True,
            ),
            Ask("response", "Response", value=response, long=True),
            Ask("ruling", "Ruling", value=known.ruling if known else ""),
        )
        dialog = AskDialog(panel, "Objection to a strike", "Save", asks)
        invalid = jurisdiction(panel.state.rules.preset).presumed_invalid
        if invalid:
            dialog.show_note("Presumed invalid here as a reason: " + "; ".join(invalid) + ".")

        def work(given: Given) -> Any:
            made = StrikeObjection(
                known.id if known else "",
                known.juror_id if known else juror.id if juror else "",
                now(),
                "",
                given["regime"],
                Side(given["objector"]),
                given["trait"],
                given["group"],
                given["step"],
                given["reason"],
                given["response"],
                given["ruling"],
            )
            return panel.services.court.object_to_strike(panel.state.case_id, made)

        self.ask(dialog, work, "Objection saved")
