"""The trial team's witnesses in the demo: six of them, in the middle of their preparation."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtdesk.cases.service import CaseService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.checklist import ItemText, Session, Stage, TemplateItem
from courtdesk.witnesses.model.outline import Phase, QuestionText
from courtdesk.witnesses.model.witness import (
    Absence,
    ExhibitNote,
    Measure,
    Passage,
    Person,
    Record,
    Risk,
    Side,
    Statement,
    Subpoena,
    Support,
    WitnessKind,
)
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    OutlineService,
    WitnessService,
)

_B, _S, _D, _A = Stage
_LINDQVIST, _PRYCE = "J. Lindqvist", "M. Pryce"
_ITEMS = (
    (_B, "Subpoena served, proof filed", _LINDQVIST, -19),
    (_B, "Prior statements read: 2 police, 1 grand jury", _PRYCE, -16),
    (_B, "Contradictions noted and explained", _PRYCE, -16),
    (_B, "Criminal record and bias checked", _LINDQVIST, -15),
    (_B, "Exhibits to be shown, marked and in binder", _LINDQVIST, 0),
    (_B, "Courtroom visit", "", 0),
    (_S, "Told: tell the truth; listen; answer only the question", _PRYCE, -8),
    (_S, "Direct outline walked through once, not rehearsed", _PRYCE, -8),
    (_S, "Likely cross topics walked through", _PRYCE, 0),
    (_D, "Arrival time and entrance agreed", _LINDQVIST, None),
    (_D, "Escort and separate waiting room", "Court officer", None),
    (_D, "Travel claim form handed over", "", None),
    (_A, "Released from subpoena", "", None),
    (_A, "Debrief and support call", "", None),
)
_COYLE_DONE = frozenset({0, 1, 2, 3, 6, 7, 9})
_QUESTIONS = (
    (
        Phase.DIRECT,
        QuestionText(
            "Where were you at 01:50?",
            "Presence",
            "presence",
            "2.1 Presence",
            "Police, 2 May 1:6",
            "State 3",
            "At the corner of Quay Street, under the lamp",
            minutes=10,
        ),
    ),
    (
        Phase.DIRECT,
        QuestionText(
            "What did you hear first?",
            "Presence",
            "sequence of events",
            "2.1 Presence",
            "Police, 2 May 2:14",
            expected="A door, then someone running",
            objection="Leading",
            reply="The question names no answer",
            minutes=10,
        ),
    ),
    (
        Phase.DIRECT,
        QuestionText(
            "How was the light, and how far away were you?",
            "Lighting and distance",
            "ability to see",
            "2.3 Identity",
            "Grand jury 41:7",
            "State 7",
            minutes=8,
        ),
    ),
    (
        Phase.DIRECT,
        QuestionText(
            "Whom did you pick in the line-up, and how sure were you?",
            "Identification",
            "identity; 70 % sure",
            "2.3 Identity",
            "Grand jury 44:2",
            "State 9",
            objection="Suggestive line-up",
            reply="Ruled on before trial; six photographs alike",
            minutes=12,
        ),
    ),
    (
        Phase.CROSS,
        QuestionText(
            "You told the police that the lamp was out?",
            "Eyesight",
            source="Police, 2 May 2:14",
            expected="It was flickering",
            argument="4.2 Flight",
            minutes=20,
        ),
    ),
    (
        Phase.REDIRECT,
        QuestionText("Which of the two was it when you saw his face?", "Lighting", minutes=5),
    ),
)


@dataclass(frozen=True)
class _Told:
    """A witness of the demo: how many of the items are done, and what is said of them."""

    name: str
    role: str
    kind: WitnessKind
    side: Side
    minutes: int
    done: int
    subpoena: Subpoena
    exhibits: tuple[str, ...]
    blocked: str = ""


_WITNESSES = (
    _Told(
        "Ofc. T. Bell",
        "patrol division",
        WitnessKind.POLICE,
        Side.STATE,
        35,
        12,
        Subpoena.PROVED,
        ("State 13",),
    ),
    _Told(
        "Dr. L. Haas",
        "forensic pathologist",
        WitnessKind.EXPERT,
        Side.STATE,
        45,
        12,
        Subpoena.PROVED,
        ("State 14", "State 15"),
    ),
    _Told(
        "M. Iglesias",
        "neighbour",
        WitnessKind.FACT,
        Side.STATE,
        55,
        10,
        Subpoena.PROVED,
        ("State 3",),
    ),
    _Told("R. Coyle", "eyewitness", WitnessKind.FACT, Side.STATE, 65, 7, Subpoena.PROVED, ()),
    _Told(
        "S. Amadi",
        "employer",
        WitnessKind.CHARACTER,
        Side.DEFENCE,
        75,
        4,
        Subpoena.SERVED,
        ("Def. C",),
    ),
    _Told(
        "Dr. P. Voss",
        "toxicologist",
        WitnessKind.EXPERT,
        Side.DEFENCE,
        85,
        3,
        Subpoena.ISSUED,
        (),
        "Report missing",
    ),
)


def tell(vault: Vault, case_id: str, now: datetime) -> None:
    """Write the witnesses of the trial into ``vault``, whose user is of the trial team."""
    today = now.astimezone(ZoneInfo(vault.settings.zone)).date()
    witnesses = WitnessService(vault, CaseService(vault))
    checklists = ChecklistService(vault)
    template = tuple(
        TemplateItem(stage, text, "outline" if "walked through" in text else "")
        for stage, text, _, _ in _ITEMS
    )
    for kind in {told.kind for told in _WITNESSES}:
        checklists.change_template(kind, template)
    for told in _WITNESSES:
        file = witnesses.open_file(
            case_id,
            _person(told),
            told.kind,
            (told.side,),
            record=_record(told, today),
            support=_support(told, today),
            minutes=told.minutes,
        ).value
        done = _COYLE_DONE if told.name == "R. Coyle" else frozenset(range(told.done))
        for place, item in enumerate(witnesses.view(file.id).items):
            checklists.change_item(item.id, _words(told, place, today))
            if place in done:
                checklists.tick(item.id, now - timedelta(days=2))
        if told.name == "R. Coyle":
            _prepare_coyle(vault, file.id, now)
    calls = CallService(vault)
    for appearance, proposed in witnesses.overview(case_id, now).unlinked:
        calls.link(case_id, appearance.entry_id, proposed)


def _words(told: _Told, place: int, today: date) -> ItemText:
    _, text, owner, days = _ITEMS[place]
    coyle = told.name == "R. Coyle"
    due = None if days is None else today + timedelta(days=days if coyle or days < 0 else days + 2)
    words = ItemText(text, owner, due)
    if not coyle and told.done <= place:
        words = replace(words, due=None if days is None else today + timedelta(days=3))
    if told.blocked and place == told.done:
        words = replace(words, text="Report served on the other side", blocked=told.blocked)
    return words


def _person(told: _Told) -> Person:
    if told.name == "M. Iglesias":
        return Person(told.name, "+1 555 0142", "Spanish", "A. Ferrer (Spanish)")
    if told.name == "R. Coyle":
        return Person(told.name, "via victim services, ext. 210")
    return Person(told.name, "through counsel")


def _record(told: _Told, today: date) -> Record:
    record = Record(
        role=told.role,
        subpoena=told.subpoena,
        served_on=today - timedelta(days=20) if told.subpoena is not Subpoena.ISSUED else None,
        proof="return filed" if told.subpoena is Subpoena.PROVED else "",
        travel="Own car; space reserved behind the court",
        standby="At one hour’s notice",
        exhibits=tuple(ExhibitNote(name) for name in told.exhibits),
    )
    if told.name == "S. Amadi":
        away = (Absence(today + timedelta(days=6), today + timedelta(days=8), "family wedding"),)
        return replace(record, away=away)
    if told.name != "R. Coyle":
        return record
    return replace(
        record,
        exhibits=(
            ExhibitNote("State 3", note="map of the quay"),
            ExhibitNote("State 7", seen_before=False, note="photograph of the lamp"),
            ExhibitNote("State 9", note="line-up sheet"),
        ),
        statements=(
            Statement(
                "Police, 2 May",
                date(2026, 5, 2),
                "police statement",
                (
                    Passage("Lighting", "2:14", "the lamp was out"),
                    Passage("Presence", "1:6", "at the corner since about 01:45"),
                ),
            ),
            Statement(
                "Grand jury",
                date(2026, 6, 11),
                "transcript",
                (
                    Passage("Lighting", "41:7", "the lamp was flickering"),
                    Passage("Identification", "44:2", "seventy per cent sure"),
                ),
            ),
        ),
        risks=(
            Risk("Said that the lamp was out", "It flickered: was asked once, in one word"),
            Risk("Wears glasses", "Wore them; optician’s note in the file"),
        ),
        privilege="Victim services’ notes are not to be asked about",
    )


def _support(told: _Told, today: date) -> Support | None:
    if told.name != "R. Coyle":
        return None
    return Support(
        measures=(Measure("Screen", today - timedelta(days=14), today - timedelta(days=12)),),
        waiting="Room 2.14, by the north stairs",
        escort="Court officer, separate entrance",
        companion="Sister",
        contact="victim services, ext. 210",
        needs="Anxious about seeing the defendant; separate entrance.",
        before="Visit the courtroom while it is empty",
        during="Pause after an hour",
        after="Leave by the north stairs",
    )


def _prepare_coyle(vault: Vault, file_id: str, now: datetime) -> None:
    outlines = OutlineService(vault)
    for phase, words in _QUESTIONS:
        outlines.add_question(file_id, phase, words)
    ChecklistService(vault).record_session(
        Session(
            id=new_id(),
            file_id=file_id,
            at=now - timedelta(days=8),
            minutes=50,
            present=("R. Coyle", _PRYCE, _LINDQVIST),
            covered="The courtroom, the oath, listening to the question",
            walked_through="Direct outline, once",
            difficulties="Answers before the question has ended",
        )
    )
