"""What the panel writes: each act is saved on the vault's lane, said, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from courtdesk.desk.undo import Act, Acts, Work
from courtdesk.vault.changes import Saved
from courtdesk.vault.times import now
from courtdesk.witnesses.model.checklist import Item
from courtdesk.witnesses.model.outline import Question
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    HistoryService,
    OutlineService,
    Step,
)

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.witnesses.panel.form import Form

Then = Callable[[Saved[Any]], None]


class Writing(QObject):
    """Writes for one panel. Nothing is shown as done before the disk has it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.checklists = ChecklistService(desk.vault)
        self.outlines = OutlineService(desk.vault)
        self.calls = CallService(desk.vault)
        self._history = HistoryService(desk.vault)
        self._acts = Acts()

    def run(self, work: Work, what: str, back: Work) -> None:
        """Save something that ``back`` takes back."""
        self._act(Act(what, back=back, again=work))

    def whole(self, case_id: str, work: Work, what: str) -> None:
        """Save something on a case that is taken back as a whole."""
        service = self._history
        self._ask(lambda: service.saving(case_id, work), what, partial(self._remember, what))

    def form(self, form: Form, case_id: str, work: Callable[[Any], Saved[Any]], what: str) -> None:
        """Open ``form``; what it hands over is saved, and it closes when that is on disk."""
        service = self._history

        def saved(result: Saved[Any]) -> None:
            form.accept()
            self._desk.status.saved(what)
            self._remember(what, result)

        def save(value: Any) -> None:
            self._desk.lane.ask(
                lambda: service.saving(case_id, lambda: work(value)),
                saved,
                form.failed,
                owner=form,
            )

        form.wanted.connect(save)
        form.open()

    def _remember(self, what: str, result: Saved[Any]) -> None:
        service = self._history
        step: Step = result.value[1]
        self._acts.did(
            Act(what, back=lambda: service.take_back(step), again=lambda: service.do_again(step))
        )

    def tick(self, item: Item, then: Then) -> None:
        """Tick an item, or take its tick away."""
        at = None if item.done else now()
        before = item.done_at
        service = self.checklists
        word = "Ticked" if at else "Tick taken away"
        self._act(
            Act(
                f"{word}: {item.words.text}",
                back=lambda: service.tick(item.id, before),
                again=lambda: service.tick(item.id, at),
            ),
            then,
        )

    def cover(self, question: Question, then: Then) -> None:
        """Tick a question as asked, or take that back."""
        at = None if question.covered else now()
        service = self.outlines
        self._act(
            Act(
                "Question ticked" if at else "Tick taken away",
                back=lambda: service.cover(question.id, question.covered_at),
                again=lambda: service.cover(question.id, at),
            ),
            then,
        )

    def delete_item(self, item: Item) -> None:
        """Delete an item; whoever calls has asked where it holds a note."""
        service = self.checklists
        self._act(
            Act(
                f"Deleted: {item.words.text}",
                back=lambda: service.restore_item(item),
                again=lambda: service.delete_item(item.id, even_with_note=True),
            )
        )

    def delete_question(self, question: Question) -> None:
        """Delete a question."""
        service = self.outlines
        self._act(
            Act(
                "Question deleted",
                back=lambda: service.restore_question(question),
                again=lambda: service.delete_question(question.id),
            )
        )

    def reorder_questions(self, file_id: str, before: list[str], order: list[str]) -> None:
        """Put the questions of a file into another order."""
        service = self.outlines
        self._act(
            Act(
                "Outline reordered",
                back=lambda: service.reorder(file_id, before),
                again=lambda: service.reorder(file_id, order),
            )
        )

    def undo(self) -> None:
        """Take the newest act back."""
        act = self._acts.newest
        if act is None:
            self._desk.status.saved("Nothing to undo")
        else:
            self._acts.took_back()
            self._ask(act.back, f"Undone: {act.what}")

    def redo(self) -> None:
        """Do again what was taken back last."""
        act = self._acts.next
        if act is None:
            self._desk.status.saved("Nothing to redo")
        else:
            self._acts.did_again()
            self._ask(act.again, f"Done again: {act.what}")

    def _act(self, act: Act, then: Then | None = None) -> None:
        def saved(result: Saved[Any]) -> None:
            self._acts.did(act)
            if then is not None:
                then(result)

        self._ask(act.again, act.what, saved)

    def _ask(self, work: Work, what: str, then: Then | None = None) -> None:
        def saved(result: Saved[Any]) -> None:
            self._desk.status.saved(what)
            if then is not None:
                then(result)

        self._desk.lane.ask(work, saved, owner=self)
