"""Steps of research: findings, and the day by which the team's work is destroyed."""

from __future__ import annotations

from datetime import date
from typing import Any

from courtdesk.desk.dialog import confirm
from courtdesk.jury.model.court import IDENTITIES, Finding
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given
from courtdesk.vault.times import now


class ResearchSteps(Asking):
    """What was found where anyone may look, and its end."""

    def add_finding(self) -> None:
        """Keep a finding on a juror, with its source and how sure the match is."""
        panel = self.panel
        asks = (
            self.juror_ask(),
            Ask("text", "Finding", long=True),
            Ask("source", "Source"),
            Ask("query", "Query that led to it"),
            Ask("address", "Address"),
            Ask("identity", "Is it the juror?", tuple((i, i) for i in IDENTITIES), "unsure"),
            Ask(
                "silent",
                "The account used cannot notify anyone",
                (("no", "Not sure"), ("yes", "Yes, it cannot")),
            ),
        )
        dialog = AskDialog(panel, "Add a finding", "Save", asks)

        def work(given: Given) -> Any:
            finding = Finding(
                "",
                given["juror"],
                given["text"],
                given["source"],
                given["query"],
                given["address"],
                now(),
                panel.desk.vault.user.name,
                given["identity"],
                given["silent"] == "yes",
            )
            return panel.services.research.add_finding(panel.state.case_id, finding)

        self.ask(dialog, work, "Finding saved")

    def set_destruction(self) -> None:
        """Keep when the team's work must be destroyed, and a hold."""
        panel, kept = self.panel, self.panel.state.destruction
        due = kept.due.isoformat() if kept and kept.due else ""
        asks = (
            Ask("rule", "Rule or order", value=kept.rule if kept else ""),
            Ask(
                "due",
                "By",
                value=due,
                hint="2026-12-31",
            ),
            Ask("hold", "Hold", value=kept.hold if kept else "", hint="Empty: none"),
        )
        dialog = AskDialog(panel, "Destroy or return", "Save", asks)

        def work(given: Given) -> Any:
            try:
                due = date.fromisoformat(given["due"]) if given["due"] else None
            except ValueError:
                raise BadJury("Write the day as 2026-12-31.") from None
            return panel.services.research.set_destruction(
                panel.state.case_id, given["rule"], due, given["hold"]
            )

        self.ask(dialog, work, "Deadline saved")

    def purge(self) -> None:
        """Destroy the team's work on the jurors of this case, after asking once."""
        panel = self.panel
        asked = confirm(
            panel,
            "Destroy the team’s work on these jurors?",
            "Ratings, flags, answers, notes and findings of this case are destroyed and cannot be "
            "brought back. The court’s record stays. A certificate can be printed afterwards.",
            "Destroy",
        )
        research, case_id = panel.services.research, panel.state.case_id
        asked.accepted.connect(lambda: panel.do(lambda: research.purge(case_id), saved="Destroyed"))
