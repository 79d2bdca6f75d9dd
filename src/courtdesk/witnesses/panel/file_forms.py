"""The forms about a witness: who it is, what was said before, support and safety."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from courtdesk.desk.widgets.edit_table import EditColumn
from courtdesk.witnesses.model.witness import (
    Absence,
    BadWitness,
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
    WitnessFile,
    WitnessKind,
    checked,
)
from courtdesk.witnesses.panel.form import Form, Rows, day_text, parse_day

_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class Typed:
    """What the witness form hands over. ``known``: the id of someone known from another case."""

    person: Person
    kind: WitnessKind
    record: Record
    sides: tuple[Side, ...] = ()
    minutes: int = 30
    known: str = ""


def witness_form(
    parent: QWidget,
    sides: dict[Side, str],
    file: WitnessFile | None = None,
    people: Sequence[tuple[str, Person]] = (),
) -> Form:
    """A new witness, or who a witness is and how they come to court."""
    form = Form(parent, "Witness" if file else "New witness", "Save" if file else "Add")
    form.setMinimumWidth(760)
    person, record = (file.person, file.record) if file else (Person(""), Record())
    if people:
        options = [("Someone new", ""), *((each.shown, key) for key, each in people)]
        form.side_by_side(form.choice("known", "From another case", options, ""))
    form.side_by_side(
        form.line("name", "Name", person.name),
        form.line("role", "What they are", record.role, "eyewitness, pathologist …"),
        form.choice("kind", "Kind", _words(WitnessKind), file.kind if file else WitnessKind.FACT),
    )
    form.side_by_side(
        form.line("pseudonym", "Name for screen and paper", person.pseudonym, "Witness A"),
        form.check("protected", "Protected: never show the name", on=person.protected),
    )
    form.side_by_side(
        form.line("contact", "Contact", person.contact),
        form.line("language", "Language", person.language),
        form.line("interpreter", "Interpreter", person.interpreter),
    )
    form.side_by_side(
        form.choice("subpoena", "Subpoena", _words(Subpoena), record.subpoena),
        form.line("served", "Served on", day_text(record.served_on), "2026-11-03"),
        form.line("proof", "Proof of service", record.proof),
    )
    form.side_by_side(
        form.line("travel", "Travel", record.travel),
        form.line("standby", "Standby", record.standby),
    )
    if file is None:
        callers: list[tuple[str, object]] = [(word, (side,)) for side, word in sides.items()]
        callers.insert(2, ("Both sides", (Side.STATE, Side.DEFENCE)))
        form.side_by_side(
            form.choice("sides", "Called by", [*callers, ("Nobody yet", ())], (Side.STATE,)),
            form.line("minutes", "Estimated minutes", "30"),
        )
    form.grow(
        form.table(
            "away",
            "Dates to avoid",
            [EditColumn("From", 2), EditColumn("To", 2), EditColumn("Reason (stays here)", 4)],
            [(day_text(a.first), day_text(a.last), a.reason) for a in record.away],
        )
    )
    form.makes(lambda: _typed(form, record, people, new=file is None))
    form.begin("name")
    return form


def _typed(form: Form, record: Record, people: Sequence[tuple[str, Person]], *, new: bool) -> Typed:
    known = form.chosen("known") if people else ""
    person = Person(
        name=form.text("name"),
        contact=form.text("contact"),
        language=form.text("language"),
        interpreter=form.text("interpreter"),
        protected=form.on("protected"),
        pseudonym=form.text("pseudonym"),
    )
    if not known:
        checked(person)
    kept = replace(
        record,
        role=form.text("role"),
        subpoena=form.chosen("subpoena"),
        served_on=form.day("served"),
        proof=form.text("proof"),
        travel=form.text("travel"),
        standby=form.text("standby"),
        away=tuple(_absence(*cells) for cells in form.rows("away")),
    )
    sides = form.chosen("sides") if new else ()
    minutes = form.number("minutes") if new else 30
    return Typed(person, form.chosen("kind"), kept, sides, minutes or 30, known)


def _absence(first: str, last: str, reason: str) -> Absence:
    begins, ends = parse_day(first), parse_day(last or first)
    if begins is None or ends is None:
        raise BadWitness("Dates to avoid need a first day.")
    return Absence(begins, ends, reason)


def statements_form(
    parent: QWidget, file: WitnessFile, exhibits: Sequence[str] = (), loose: Sequence[str] = ()
) -> Form:
    """Prior statements with page:line, exhibits, risks and answers, privilege.

    ``exhibits`` are those of the register; those that are ``loose`` are told.
    """
    form = Form(parent, f"Statements and risks: {file.person.shown}")
    form.setMinimumSize(900, 620)
    record = file.record
    passages: Rows = [
        (s.title, day_text(s.day), p.topic, p.place, p.words)
        for s in record.statements
        for p in (s.passages or (Passage("", "", ""),))
    ]
    form.grow(
        form.table(
            "statements",
            "Statements and transcripts: one row for each passage",
            [
                EditColumn("Statement", 3),
                EditColumn("Day", 2),
                EditColumn("Topic", 2),
                EditColumn("Page:line", 2),
                EditColumn("Says", 5),
            ],
            passages,
        )
    )
    form.grow(
        form.table(
            "exhibits",
            "Exhibits",
            [
                EditColumn("Exhibit", 2, suggestions=tuple(exhibits)),
                EditColumn("Sponsors it", 2, (_YES, _NO)),
                EditColumn("Seen it before", 2, (_YES, _NO)),
                EditColumn("Note", 4),
            ],
            [(e.exhibit, _word(e.sponsors), _word(e.seen_before), e.note) for e in record.exhibits],
        )
    )
    form.grow(
        form.table(
            "risks",
            "Risks and answers",
            [EditColumn("May be impeached with", 1), EditColumn("Answer", 1)],
            [(r.risk, r.answer) for r in record.risks],
        )
    )
    form.side_by_side(form.line("privilege", "Privilege warning", record.privilege))
    if loose:
        form.show_wrong(f"Not in the register of exhibits: {', '.join(loose)}.")
    form.makes(
        lambda: replace(
            record,
            statements=_statements(form.rows("statements"), record.statements),
            exhibits=tuple(
                ExhibitNote(name, sponsors != _NO, seen != _NO, note)
                for name, sponsors, seen, note in form.rows("exhibits")
            ),
            risks=tuple(Risk(risk, answer) for risk, answer in form.rows("risks")),
            privilege=form.text("privilege"),
        )
    )
    form.begin("statements")
    return form


def _statements(rows: Rows, before: tuple[Statement, ...]) -> tuple[Statement, ...]:
    kinds = {statement.title: statement.kind for statement in before}
    found: dict[str, Statement] = {}
    title = ""
    for named, day, topic, place, said in rows:
        title = named or title
        if not title:
            raise BadWitness("The first passage needs the name of its statement.")
        kept = found.get(title) or Statement(title, kind=kinds.get(title, "statement"))
        passages = (Passage(topic, place, said),) if topic or place or said else ()
        found[title] = replace(
            kept, day=parse_day(day) or kept.day, passages=(*kept.passages, *passages)
        )
    return tuple(found.values())


def support_form(parent: QWidget, file: WitnessFile, readers: Sequence[tuple[str, str]]) -> Form:
    """Support and safety. ``readers`` are the (id, name) whom it can be limited to."""
    support = file.support
    form = Form(parent, f"Support and safety: {file.person.shown}")
    form.setMinimumWidth(820)
    form.side_by_side(
        form.table(
            "measures",
            "Special measures",
            [
                EditColumn("Measure", 4, hint="Screen"),
                EditColumn("Asked on", 2),
                EditColumn("Granted on", 2),
                EditColumn("Arranged", 4),
            ],
            [
                (m.name, day_text(m.asked_on), day_text(m.granted_on), m.arranged)
                for m in support.measures
            ],
        )
    )
    form.side_by_side(
        form.line("waiting", "Waiting room", support.waiting),
        form.line("escort", "Escort and entrance", support.escort),
    )
    form.side_by_side(
        form.line("companion", "Companion", support.companion),
        form.line("contact", "Support contact", support.contact),
    )
    form.side_by_side(form.area("needs", "Fears and needs", support.needs))
    form.side_by_side(
        form.area("before", "Before", support.before),
        form.area("during", "During", support.during),
        form.area("after", "After", support.after),
        form.area("debrief", "Debrief", support.debrief),
    )
    boxes = [form.check(f"reader {key}", name, on=key in support.readers) for key, name in readers]
    if boxes:
        form.body.addWidget(_caption("Fears, needs and contacts are seen by (none: the team)"))
        form.side_by_side(*boxes)
    form.makes(lambda: _support(form, support, [key for key, _ in readers]))
    form.begin("measures")
    return form


def _support(form: Form, before: Support, readers: list[str]) -> Support:
    return replace(
        before,
        measures=tuple(
            Measure(name, parse_day(asked), parse_day(granted), arranged)
            for name, asked, granted, arranged in form.rows("measures")
        ),
        waiting=form.text("waiting"),
        escort=form.text("escort"),
        companion=form.text("companion"),
        contact=form.text("contact"),
        needs=form.text("needs"),
        before=form.text("before"),
        during=form.text("during"),
        after=form.text("after"),
        debrief=form.text("debrief"),
        readers=tuple(key for key in readers if form.on(f"reader {key}")),
    )


def _caption(text: str) -> QWidget:
    from courtdesk.desk.widgets.text import Text

    return Text(text, "label")


def _words(kinds: type[WitnessKind] | type[Subpoena]) -> list[tuple[str, object]]:
    return [(kind.value.capitalize(), kind) for kind in kinds]


def _word(yes: bool) -> str:
    return _YES if yes else _NO
