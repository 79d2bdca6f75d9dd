"""The forms about the work on a witness: items, questions, calls, sessions, templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from courtdesk.desk.widgets.edit_table import EditColumn
from courtdesk.desk.widgets.text import Text
from courtdesk.vault.ids import new_id
from courtdesk.witnesses.model.calls import Call, Manner
from courtdesk.witnesses.model.checklist import (
    Item,
    ItemText,
    Regime,
    Session,
    Stage,
    Template,
    TemplateItem,
    checked_item,
)
from courtdesk.witnesses.model.outline import Phase, Question, QuestionText, checked_question
from courtdesk.witnesses.model.overview import CallLine
from courtdesk.witnesses.model.sittings import Sitting, checked_sittings
from courtdesk.witnesses.model.witness import BadWitness, Side, WitnessFile
from courtdesk.witnesses.panel.form import Form, day_text, parse_clock, parse_day


def item_form(parent: QWidget, title: str, item: Item | None) -> Form:
    """An item of a checklist."""
    words = item.words if item else ItemText("")
    form = Form(parent, title, "Save" if item else "Add")
    form.setMinimumWidth(560)
    form.side_by_side(form.line("text", "What is to be done", words.text))
    form.side_by_side(
        form.line("owner", "Owner", words.owner),
        form.line("due", "Due", day_text(words.due), "2026-11-23"),
    )
    form.side_by_side(form.line("note", "Note", words.note))
    form.side_by_side(
        form.line("evidence", "Evidence", words.evidence, "where the proof lies"),
        form.line("blocked", "Missing, in two words", words.blocked, "Report missing"),
    )
    form.makes(
        lambda: checked_item(
            ItemText(
                form.text("text"),
                form.text("owner"),
                form.day("due"),
                form.text("note"),
                form.text("evidence"),
                form.text("blocked"),
            )
        )
    )
    form.begin("text")
    return form


def question_form(
    parent: QWidget,
    phase: Phase,
    question: Question | None,
    exhibits: Sequence[str] = (),
    loose: Sequence[str] = (),
) -> Form:
    """A question of an outline; hands over ``(phase, words)``.

    ``exhibits`` are offered; an exhibit that is ``loose`` is told to be in no register.
    """
    words = question.words if question else QuestionText("")
    form = Form(parent, "Question" if question else "New question", "Save" if question else "Add")
    form.setMinimumWidth(640)
    phases = [(each.value.capitalize(), each) for each in Phase]
    form.side_by_side(
        form.choice("phase", "Part", phases, question.phase if question else phase),
        form.line("topic", "Topic", words.topic),
        form.line("minutes", "Minutes", str(words.minutes or "")),
    )
    form.side_by_side(form.area("question", "Question", words.question))
    form.side_by_side(
        form.line("proves", "Proves", words.proves),
        form.line("argument", "Argument", words.argument, "2.1 Presence"),
    )
    form.side_by_side(
        form.line("source", "Source, page:line", words.source, "Police, 2 May 2:14"),
        form.line("exhibit", "Exhibit", words.exhibit, "State 3"),
    )
    form.side_by_side(form.line("expected", "Expected answer", words.expected))
    form.side_by_side(
        form.line("objection", "Objection to expect", words.objection),
        form.line("reply", "Reply", words.reply),
    )
    form.suggest("exhibit", exhibits)
    if words.exhibit in loose:
        form.show_wrong(f"{words.exhibit} is not in the register of exhibits.")
    form.makes(lambda: (form.chosen("phase"), _question(form)))
    form.begin("question")
    return form


def _question(form: Form) -> QuestionText:
    return checked_question(
        QuestionText(
            question=form.text("question"),
            topic=form.text("topic"),
            proves=form.text("proves"),
            argument=form.text("argument"),
            source=form.text("source"),
            exhibit=form.text("exhibit"),
            expected=form.text("expected"),
            objection=form.text("objection"),
            reply=form.text("reply"),
            minutes=form.number("minutes"),
        )
    )


def call_form(
    parent: QWidget, sides: dict[Side, str], sittings: tuple[Sitting, ...], call: Call, *, new: bool
) -> Form:
    """Where a witness stands in the order of call."""
    form = Form(parent, "Call the witness again" if new else "Call", "Add" if new else "Save")
    form.setMinimumWidth(560)
    form.side_by_side(
        form.choice("side", "Called by", [(word, side) for side, word in sides.items()], call.side),
        form.choice("manner", "How", [(m.value.capitalize(), m) for m in Manner], call.manner),
        form.line("minutes", "Estimated minutes", str(call.minutes)),
    )
    options = [("Not set", ""), *((each.name.capitalize(), each.name) for each in sittings)]
    form.side_by_side(
        form.line("day", "Day", day_text(call.day), "2026-11-23"),
        form.choice("sitting", "Sitting", options, call.sitting),
        form.check("recall", "Recalled", on=call.recall),
    )
    form.makes(
        lambda: replace(
            call,
            side=form.chosen("side"),
            manner=form.chosen("manner"),
            minutes=form.number("minutes"),
            day=form.day("day"),
            sitting=form.chosen("sitting"),
            recall=form.on("recall"),
        )
    )
    form.begin("minutes")
    return form


def sittings_form(parent: QWidget, sittings: tuple[Sitting, ...]) -> Form:
    """When the court sits in a case; hands over the sittings."""
    form = Form(parent, "Sittings of the court in this case")
    form.setMinimumSize(620, 420)
    told = (
        "Without a day, a sitting holds for every weekday. With a day, it replaces that day’s "
        "usual ones; a day without times is one on which the court does not sit."
    )
    form.body.addWidget(Text(told, "secondary", wrap=True))
    form.grow(
        form.table(
            "sittings",
            "Sittings",
            [
                EditColumn("Sitting", 3, hint="morning"),
                EditColumn("From", 2, hint="09:00"),
                EditColumn("To", 2, hint="12:30"),
                EditColumn("Only on", 3, hint="2026-11-26"),
            ],
            [
                (
                    each.name,
                    "" if each.is_closed else f"{each.begins:%H:%M}",
                    "" if each.is_closed else f"{each.ends:%H:%M}",
                    day_text(each.day),
                )
                for each in sittings
            ],
        )
    )
    form.makes(lambda: checked_sittings([_sitting(*cells) for cells in form.rows("sittings")]))
    form.begin("sittings")
    return form


def _sitting(name: str, begins: str, ends: str, day: str) -> Sitting:
    on = parse_day(day)
    if on is not None and not begins and not ends:
        return Sitting(name or "the court does not sit", time(), time(), on)
    return Sitting(name, parse_clock(begins), parse_clock(ends), on)


def session_form(
    parent: QWidget, file: WitnessFile, regime: Regime, now: datetime, zone: str
) -> Form:
    """A preparation session, as the regime allows it."""
    title = regime.session_title[:1].upper() + regime.session_title[1:]
    form = Form(parent, f"{title}: {file.person.shown}", "Record")
    form.setMinimumWidth(640)
    form.body.addWidget(Text(regime.notice, "secondary", wrap=True))
    local = now.astimezone(ZoneInfo(zone))
    form.side_by_side(
        form.line("day", "Day", local.date().isoformat()),
        form.line("clock", "Began at", f"{local:%H:%M}"),
        form.line("minutes", "Minutes", "60"),
    )
    form.side_by_side(form.line("present", "In the room", hint="names, with commas between"))
    form.side_by_side(form.area("covered", "Covered"))
    if regime.allows("outline"):
        form.side_by_side(form.line("walked", "Outline walked through"))
    form.side_by_side(
        form.area("difficulties", "Difficulties"), form.area("tasks", "Tasks, one a line")
    )
    form.makes(lambda: _session(form, file.id, regime, zone))
    form.begin("present")
    return form


def _session(form: Form, file_id: str, regime: Regime, zone: str) -> Session:
    day = form.day("day")
    clock = parse_clock(form.text("clock"))
    if day is None:
        raise BadWitness("Say on which day it was.")
    present = (name.strip() for name in form.text("present").split(","))
    tasks = (task.strip() for task in form.text("tasks").splitlines())
    return Session(
        id=new_id(),
        file_id=file_id,
        at=datetime.combine(day, clock, ZoneInfo(zone)).astimezone(ZoneInfo("UTC")),
        minutes=form.number("minutes"),
        present=tuple(filter(None, present)),
        covered=form.text("covered"),
        walked_through=form.text("walked") if regime.allows("outline") else "",
        difficulties=form.text("difficulties"),
        tasks=tuple(filter(None, tasks)),
    )


@dataclass(frozen=True)
class Preparation:
    """What the template form hands over: the items, and the regime of the case."""

    items: tuple[TemplateItem, ...]
    regime_id: str


def template_form(
    parent: QWidget, template: Template, regime: Regime, regimes: tuple[Regime, ...]
) -> Form:
    """The template of a kind of witness, and the regime of the case."""
    form = Form(parent, f"Template: {template.kind.value} witness", "Save and apply")
    form.setMinimumSize(760, 600)
    options = [(each.title, each.id) for each in regimes]
    form.side_by_side(form.choice("regime", "Regime of this case", options, regime.id))
    source = f"{regime.source}; in force since {regime.effective.isoformat()}"
    form.body.addWidget(Text(f"Source: {source}", "small", wrap=True))
    stages = tuple(stage.value for stage in Stage)
    practices = {(item.stage, item.text): item.practice for item in template.items}
    form.grow(
        form.table(
            "items",
            "Items: new ones are added to the checklist, and nothing is taken off it",
            [EditColumn("Stage", 2, stages), EditColumn("Item", 5)],
            [(item.stage.value, item.text) for item in template.items],
        )
    )
    form.makes(lambda: _preparation(form, practices))
    form.begin("items")
    return form


def _preparation(form: Form, practices: dict[tuple[Stage, str], str]) -> Preparation:
    items = []
    stage = Stage.BEFORE
    for named, text in form.rows("items"):
        stage = Stage(named) if named else stage
        items.append(TemplateItem(stage, text, practices.get((stage, text), "")))
    return Preparation(tuple(items), form.chosen("regime"))


def further_call(line: CallLine) -> Call:
    """A further call of a witness: a recall, where there was a first one."""
    if line.call is None:
        return Call("", line.file.id, Side.STATE, 0)
    return Call("", line.file.id, line.call.side, 0, minutes=15, recall=True)
