"""The cards of deliberation, communications and research: titles, empty states, buttons."""

from __future__ import annotations

from courtdesk.desk.widgets.button import Button
from courtdesk.jury.panel.steps import Steps

Cards = list[tuple[str, str, list[Button]]]


def deliberation_cards(steps: Steps) -> Cards:
    """The cards of the deliberation page."""
    asked = steps.buttons("question", "answer", question="Question")
    return [
        ("The jury", "Nobody has been sworn yet.", steps.buttons("replace")),
        ("Questions of the jury", "The jury has sent no question out.", asked),
        ("Verdict", "No verdict has been taken.", steps.buttons("verdict", "poll")),
        (
            "Absences, lateness, misconduct",
            "Nothing to tell.",
            steps.buttons("incident", incident="Note"),
        ),
    ]


def contact_cards(steps: Steps) -> Cards:
    """The court's contacts with jurors."""
    return [
        (
            "Messages",
            "No message was sent to a juror.",
            steps.buttons("message", message="Log"),
        ),
        (
            "Orientation",
            "No juror has been oriented yet.",
            steps.buttons("orient", orient="Tick off"),
        ),
        (
            "Fitness and impartiality",
            "Nobody was asked yet.",
            steps.buttons("fitness", fitness="Ask"),
        ),
        (
            "Attendance",
            "No attendance was taken.",
            steps.buttons("attend", attend="Take"),
        ),
    ]


def research_cards(steps: Steps) -> Cards:
    """The team's research."""
    destroy = steps.buttons("destruction", "purge", destruction="Deadline")
    return [
        ("Findings", "Nothing was looked up.", steps.buttons("finding")),
        ("Guard rails", "The rules of this place name none; ask the court.", []),
        ("Destroy or return", "No rule or order names a day yet.", destroy),
    ]
