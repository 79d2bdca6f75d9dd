"""Steps by which the court speaks with jurors; no role of the trial team is given them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox

from courtdesk.jury.model.court import ContactKind
from courtdesk.jury.model.venire import BadJury, Juror
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given
from courtdesk.jury.panel.checklist import ChecklistDialog
from courtdesk.jury.service.presets import outcomes, templates

_SWORN, _SEATED = "sworn", "seated"


class ContactSteps(Asking):
    """Messages, orientation, fitness, attendance."""

    def send(self) -> None:
        """Log a message to one juror or to many, begun from a template."""
        known = _templates(ContactKind.MESSAGE)
        asks = (
            self._whom(),
            Ask("code", "About", tuple((each["code"], each["title"]) for each in known)),
            Ask("text", "Words", value=known[0]["text"], long=True),
            Ask("outcome", "Outcome", tuple((each, each) for each in outcomes("message"))),
        )
        dialog = AskDialog(self.panel, "Message to jurors", "Log it", asks)
        self._follow(dialog, known)
        self.ask(
            dialog,
            lambda given: self._keep(
                given, ContactKind.MESSAGE, [(given["code"], given["text"])], given["outcome"]
            ),
            "Message logged",
        )

    def orient(self) -> None:
        """Tick off what jurors were told at the beginning."""
        known = _templates(ContactKind.ORIENTATION)
        items = [(each["code"], each["title"], each["text"]) for each in known]
        dialog = ChecklistDialog(self.panel, "Orientation", (self._whom(),), items)
        words = {each["code"]: each["text"] for each in known}

        def work(given: Given) -> Any:
            told = [(code, words[code]) for code in dialog.ticked()]
            if not told:
                raise BadJury("Tick what the jurors were told.")
            return self._keep(given, ContactKind.ORIENTATION, told, "told")

        self.ask(dialog, work, "Orientation ticked off")

    def ask_fitness(self) -> None:
        """Log a question of fitness or impartiality, the answer, and what was decided by whom."""
        known = _templates(ContactKind.FITNESS)
        asks = (
            self.juror_ask(),
            Ask("code", "Asked", tuple((each["code"], each["title"]) for each in known)),
            Ask("text", "Question", value=known[0]["text"], long=True),
            Ask("answer", "Answer of the juror", long=True),
            Ask("outcome", "Outcome", tuple((each, each) for each in outcomes("fitness"))),
            Ask("by", "Decided by"),
        )
        dialog = AskDialog(self.panel, "Fitness and impartiality", "Save", asks)
        self._follow(dialog, known)

        def work(given: Given) -> Any:
            if not given["by"]:
                raise BadJury("Say who decided: the judge, or the clerk.")
            words = f"{given['text']} – {given['answer'] or 'no answer'}"
            outcome = f"{given['outcome']}, decided by {given['by']}"
            told = [(given["juror"], given["code"], words)]
            return self.panel.services.court.contact_all(told, ContactKind.FITNESS, outcome)

        self.ask(dialog, work, "Saved")

    def attend(self) -> None:
        """Take the attendance of all at once: who is not named was there all day."""
        asks = (
            self._whom(),
            Ask("absent", "Did not attend", hint="Juror numbers: 104, 112"),
            Ask("half-day", "Half a day", hint="Juror numbers"),
            Ask("deferred", "Deferred", hint="Juror numbers"),
        )
        dialog = AskDialog(self.panel, "Attendance", "Take it", asks)
        titles = {each["code"]: each["title"] for each in _templates(ContactKind.ATTENDANCE)}

        def work(given: Given) -> Any:
            codes = {
                juror_id: code
                for code in ("absent", "half-day", "deferred")
                for juror_id in self.numbered(given[code])
            }
            whom = dict.fromkeys([*self._ids(given["whom"]), *codes])
            told = [(j, c := codes.get(j, "full-day"), titles[c]) for j in whom]
            return self.panel.services.court.contact_all(told, ContactKind.ATTENDANCE)

        self.ask(dialog, work, "Attendance taken")

    def _whom(self) -> Ask:
        state = self.panel.state
        groups = [
            (key, f"{words} ({len(jurors)})")
            for key, words, jurors in (
                (_SWORN, "Everyone sworn", state.sworn),
                (_SEATED, "Everyone seated", tuple(state.seated.values())),
            )
            if jurors
        ]
        one = self.juror_ask()
        return Ask("whom", "To", (*groups, *one.choices))

    def _ids(self, whom: str) -> tuple[str, ...]:
        state = self.panel.state
        groups: dict[str, tuple[Juror, ...]] = {
            _SWORN: state.sworn,
            _SEATED: tuple(state.seated.values()),
        }
        return tuple(juror.id for juror in groups[whom]) if whom in groups else (whom,)

    def _keep(
        self, given: Given, kind: ContactKind, told: list[tuple[str, str]], outcome: str
    ) -> Any:
        """Log each of ``told``, a code and its words, for everyone whom the dialog names."""
        entries = [(juror, code, text) for juror in self._ids(given["whom"]) for code, text in told]
        return self.panel.services.court.contact_all(entries, kind, outcome)

    def _follow(self, dialog: AskDialog, known: list[dict[str, str]]) -> None:
        """Let the words follow the template that is chosen."""
        about = dialog.input("code")
        assert isinstance(about, QComboBox)  # noqa: S101 - it was made of choices
        words = {each["code"]: each["text"] for each in known}
        about.currentIndexChanged.connect(
            lambda _: dialog.fill({"text": words[dialog.values()["code"]]})
        )


def _templates(kind: ContactKind) -> list[dict[str, str]]:
    return [each for each in templates() if each["kind"] == kind.value]
