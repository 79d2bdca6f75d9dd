"""Steps beside the selection: objections, incidents, deliberation, contacts, research, print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import confirm
from courtdesk.desk.widgets.button import Button
from courtdesk.jury.model.court import (
    IDENTITIES,
    STEPS,
    ContactKind,
    Finding,
    Incident,
    StrikeObjection,
)
from courtdesk.jury.model.venire import BadJury, JurorStatus, Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.service.presets import jurisdiction, templates
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.jury.panel.panel import JuryPanel

Given = dict[str, str]
Opener = Callable[..., None]
Step = tuple[str, str, Callable[[], None], str]
Cards = list[tuple[str, str, list[Button]]]


class CourtSteps:
    """Each method asks what it needs, and saves."""

    def __init__(self, panel: JuryPanel, ask: Opener) -> None:
        self._panel = panel
        self._ask = ask

    def extra_steps(self) -> tuple[Step, ...]:
        """The steps that only the court has, or only the team."""
        if self._panel.services.is_court:
            return (
                ("message", "Message to a juror", lambda: self.contact(ContactKind.MESSAGE), ""),
                ("orient", "Orientation", lambda: self.contact(ContactKind.ORIENTATION), ""),
                ("fitness", "Fitness", lambda: self.contact(ContactKind.FITNESS), ""),
                ("attend", "Attendance", lambda: self.contact(ContactKind.ATTENDANCE), ""),
            )
        if self._panel.services.is_team:
            return (
                ("finding", "Add a finding", self.add_finding, ""),
                ("destruction", "Deadline and hold", self.set_destruction, ""),
                ("purge", "Destroy now", self.purge, ""),
            )
        return ()

    def deliberation_cards(self, made: Mapping[str, Action]) -> Cards:
        """The cards of the deliberation page."""

        def buttons(*names: str) -> list[Button]:
            return [Button.of(made[name]) for name in names]

        late = buttons("incident")
        late[0].set_text("Note")
        asked = buttons("question", "answer")
        asked[0].set_text("Question")
        return [
            ("The jury", "Nobody has been sworn yet.", buttons("replace")),
            ("Questions of the jury", "The jury has sent no question out.", asked),
            ("Verdict", "No verdict has been taken.", buttons("verdict", "poll")),
            ("Absences, lateness, misconduct", "Nothing to tell.", late),
        ]

    def last_cards(self, made: Mapping[str, Action]) -> Cards:
        """The court's contacts, or the team's research."""

        def button(name: str, text: str) -> list[Button]:
            if name not in made:
                return []
            one = Button.of(made[name])
            one.set_text(text)
            return [one]

        if self._panel.services.is_court:
            return [
                ("Messages", "No message was sent to a juror.", button("message", "Log")),
                ("Orientation", "No juror has been oriented yet.", button("orient", "Tick off")),
                ("Fitness and impartiality", "Nobody was asked yet.", button("fitness", "Ask")),
                ("Attendance", "No attendance was taken.", button("attend", "Take")),
            ]
        destroy = [*button("destruction", "Deadline"), *button("purge", "Destroy now")]
        return [
            ("Findings", "Nothing was looked up.", button("finding", "Add a finding")),
            ("Guard rails", "The rules of this place name none; ask the court.", []),
            ("Destroy or return", "No rule or order names a day yet.", destroy),
        ]

    def object_to_strike(self) -> None:
        """Object to a strike, or say how far an objection has come."""
        panel = self._panel
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
            Ask("objector", "Objection by", self._sides(), known.objector.value if known else ""),
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

        self._ask(dialog, work, "Objection saved")

    def note_incident(self) -> None:
        """Note an absence, lateness or misconduct."""
        panel = self._panel
        kinds = tuple((kind.value, kind.value) for kind in Incident)
        asks = (self._juror(), Ask("kind", "What", kinds), Ask("text", "In words"))
        dialog = AskDialog(panel, "Absence, lateness, misconduct", "Save", asks)
        self._ask(
            dialog,
            lambda given: panel.services.court.note_incident(
                given["juror"], Incident(given["kind"]), given["text"]
            ),
            "Saved",
        )

    def replace_juror(self) -> None:
        """Discharge a sworn juror; an alternate may take the seat."""
        panel = self._panel
        spare = [j for j in panel.state.sworn if j.status is JurorStatus.ALTERNATE]
        names = (("", "Nobody"), *((j.id, f"{j.number}  {j.shown}") for j in spare))
        asks = (self._juror(), Ask("reason", "Reason"), Ask("by", "The seat is taken by", names))
        dialog = AskDialog(panel, "Replace a juror", "Discharge", asks)
        self._ask(
            dialog,
            lambda given: panel.services.selection.discharge(
                given["juror"], given["reason"], given["by"]
            ),
            "Juror discharged",
        )

    def receive_question(self) -> None:
        """Keep a question that the jury sent out."""
        panel = self._panel
        dialog = AskDialog(
            panel,
            "Question of the jury",
            "Save",
            (Ask("text", "As it stands on the note", long=True),),
        )
        self._ask(
            dialog,
            lambda given: panel.services.court.receive_question(panel.state.case_id, given["text"]),
            "Question saved",
        )

    def answer_question(self) -> None:
        """Keep the court's answer to an open question."""
        panel = self._panel
        waiting = [each for each in panel.state.questions if not each.answer]
        choices = tuple((each.id, f"{each.number}. {each.text[:60]}") for each in waiting)
        asks = (Ask("question", "Question", choices or (("", "None is open"),)),)
        dialog = AskDialog(
            panel, "Answer of the court", "Save", (*asks, Ask("answer", "Answer", long=True))
        )
        self._ask(
            dialog,
            lambda given: panel.services.court.answer_question(given["question"], given["answer"]),
            "Answer saved",
        )

    def take_verdict(self) -> None:
        """Keep the verdict on one charge or claim."""
        panel = self._panel
        case = panel.services.cases

        def show(charges: tuple[tuple[str, str], ...]) -> None:
            charge = (
                Ask("charge", "Charge or claim", charges) if charges else Ask("charge", "Charge")
            )
            asks = (charge, Ask("verdict", "The jury finds", hint="guilty, not guilty, for …"))
            dialog = AskDialog(panel, "Take a verdict", "Save", asks)
            self._ask(
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
        panel = self._panel
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

        self._ask(dialog, work, "Poll saved")

    def contact(self, kind: ContactKind) -> None:
        """Log what the court told a juror, or asked and heard."""
        panel = self._panel
        known = [each for each in templates() if each["kind"] == kind.value]
        codes = tuple((each["code"], each["title"]) for each in known)
        asks = (
            self._juror(),
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
        self._ask(
            dialog,
            lambda given: panel.services.court.contact(
                given["juror"], kind, given["code"], given["text"], given["outcome"]
            ),
            "Saved",
        )

    def add_finding(self) -> None:
        """Keep a finding on a juror, with its source and how sure the match is."""
        panel = self._panel
        asks = (
            self._juror(),
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

        self._ask(dialog, work, "Finding saved")

    def set_destruction(self) -> None:
        """Keep when the team's work must be destroyed, and a hold."""
        panel, kept = self._panel, self._panel.state.destruction
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

        self._ask(dialog, work, "Deadline saved")

    def purge(self) -> None:
        """Destroy the team's work on the jurors of this case, after asking once."""
        panel = self._panel
        asked = confirm(
            panel,
            "Destroy the team’s work on these jurors?",
            "Ratings, flags, answers, notes and findings of this case are destroyed and cannot be "
            "brought back. The court’s record stays. A certificate can be printed afterwards.",
            "Destroy",
        )
        research, case_id = panel.services.research, panel.state.case_id
        asked.accepted.connect(lambda: panel.do(lambda: research.purge(case_id), saved="Destroyed"))

    def print_sheet(self, kind: str) -> None:
        """Make a sheet in the press, and keep it where the person says."""
        from courtdesk.jury.sheet import TITLES, press_sheet

        panel = self._panel
        maker = panel.services.sheet(panel.state.case_id, kind)

        def made(pdf: bytes) -> None:
            chooser = QFileDialog(panel, TITLES[kind])
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setDefaultSuffix("pdf")
            chooser.setNameFilter("PDF (*.pdf)")
            chooser.selectFile(f"{TITLES[kind]}.pdf")
            chooser.fileSelected.connect(lambda path: _keep(panel, pdf, path))
            chooser.open()

        def press(sheet: object) -> None:
            panel.desk.press.make(press_sheet, sheet, then=made, owner=panel)

        panel.do(maker, press)

    def _juror(self) -> Ask:
        chosen = self._panel.chosen_juror_id()
        jurors = self._panel.state.present
        names = tuple((juror.id, f"{juror.number}  {juror.entry.name}".strip()) for juror in jurors)
        return Ask("juror", "Juror", names or (("", "Nobody"),), chosen)

    def _sides(self) -> tuple[tuple[str, str], ...]:
        return tuple((side.value, self._panel.state.rules.labels[side]) for side in Side)


def _keep(panel: JuryPanel, pdf: bytes, path: str) -> None:
    from pathlib import Path

    from courtdesk.paper.save import save

    panel.do(lambda: save(pdf, Path(path)), saved=f"{Path(path).name} written")
