"""The outline of an examination."""

from datetime import UTC, datetime

import pytest

from courtdesk.cases.model import Case
from courtdesk.witnesses.model.outline import Phase, QuestionText, arguments, minutes_of
from courtdesk.witnesses.model.witness import BadWitness, Person, WitnessFile, WitnessKind
from courtdesk.witnesses.service import OutlineService, WitnessService

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def file(witnesses: WitnessService, case: Case) -> WitnessFile:
    return witnesses.open_file(case.id, Person("R. Coyle"), WitnessKind.FACT).value


def ask(outlines: OutlineService, file: WitnessFile, text: str, phase: Phase, **more: str) -> str:
    words = QuestionText(text, minutes=10, **more)
    return outlines.add_question(file.id, phase, words).value.id


def test_questions_stand_in_order_within_direct_cross_and_redirect(
    witnesses: WitnessService, outlines: OutlineService, file: WitnessFile
) -> None:
    cross = ask(outlines, file, "Glasses?", Phase.CROSS)
    first = ask(outlines, file, "Where?", Phase.DIRECT)
    second = ask(outlines, file, "When?", Phase.DIRECT)
    listed = [question.id for question in witnesses.view(file.id).questions]
    assert listed == [first, second, cross]
    outlines.reorder(file.id, [second, first, cross])
    view = witnesses.view(file.id)
    assert [question.id for question in view.questions] == [second, first, cross]
    assert minutes_of(view.questions, Phase.DIRECT) == 20
    with pytest.raises(BadWitness):
        outlines.reorder(file.id, [second, first])


def test_what_was_asked_is_ticked_and_the_tick_can_be_taken_back(
    witnesses: WitnessService, outlines: OutlineService, file: WitnessFile
) -> None:
    question = ask(outlines, file, "Where?", Phase.DIRECT)
    outlines.cover(question, NOW)
    assert witnesses.view(file.id).questions[0].covered_at == NOW
    outlines.cover(question, None)
    assert not witnesses.view(file.id).questions[0].covered


def test_a_deleted_question_comes_back_as_it_was(
    witnesses: WitnessService, outlines: OutlineService, file: WitnessFile
) -> None:
    question = ask(outlines, file, "Where?", Phase.DIRECT, exhibit="State 3")
    gone = outlines.delete_question(question).value
    assert witnesses.view(file.id).questions == ()
    outlines.restore_question(gone)
    assert witnesses.view(file.id).questions == (gone,)


def test_the_arguments_that_a_witness_serves_are_told_once(
    witnesses: WitnessService, outlines: OutlineService, file: WitnessFile
) -> None:
    for argument in ("2.1 Presence", "2.3 Identity", "2.1 Presence", ""):
        ask(outlines, file, "What?", Phase.DIRECT, argument=argument)
    assert arguments(witnesses.view(file.id).questions) == ("2.1 Presence", "2.3 Identity")


@pytest.mark.parametrize("words", [QuestionText(" "), QuestionText("Where?", minutes=-1)])
def test_a_question_that_asks_nothing_is_refused(
    outlines: OutlineService, file: WitnessFile, words: QuestionText
) -> None:
    with pytest.raises(BadWitness):
        outlines.add_question(file.id, Phase.DIRECT, words)
