"""Steps by which the court speaks with jurors; no role of the trial team is given them."""

from __future__ import annotations

from courtdesk.jury.model.court import ContactKind
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking
from courtdesk.jury.service.presets import templates


class ContactSteps(Asking):
    """Messages, orientation, fitness, attendance."""

    def contact(self, name: str) -> None:
        """Log what the court told a juror, or asked and heard."""
        panel, kind = self.panel, ContactKind(name)
        known = [each for each in templates() if each["kind"] == kind.value]
        codes = tuple((each["code"], each["title"]) for each in known)
        asks = (
            self.juror_ask(),
            Ask("code", "About", codes),
            Ask("text", "Words", value=known[0]["text"] if known else "", long=True),
            Ask("outcome", "Outcome", hint="Who decided, and what"),
        )
        dialog = AskDialog(panel, kind.value.capitalize(), "Save", asks)
        about = dialog.input("code")
        words = {each["code"]: each["text"] for each in known}
        if hasattr(about, "currentIndexChanged"):
            about.currentIndexChanged.connect(
                lambda _: dialog.fill({"text": words.get(dialog.values()["code"], "")})
            )
        self.ask(
            dialog,
            lambda given: panel.services.court.contact(
                given["juror"], kind, given["code"], given["text"], given["outcome"]
            ),
            "Saved",
        )
