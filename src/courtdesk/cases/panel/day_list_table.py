"""What taking a day list over would do, as a table to look at before it is done."""

from datetime import tzinfo

from PySide6.QtCore import QObject

from courtdesk.cases.model import DayList, ListPlan
from courtdesk.desk.widgets.previewtable import PreviewModel, PreviewTable, as_sentence

MAX_SHOWN = 1_000
_STEP_HEADS = ("Time", "Case", "Name", "Hearing", "Room", "What is done")
_PROBLEM_HEADS = ("Row", "Why it cannot be read")
_WIDTHS = (150, 140, 210, 160, 120)


class DayListModel(PreviewModel):
    """Each hearing with what is done; or, while there are problems, the rows that have one."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(_STEP_HEADS, parent)
        self._zone = zone

    def show_plan(self, read: DayList | None, plan: ListPlan | None) -> None:
        """Show what ``plan`` does, or what stands in the way of the list."""
        if read is not None and read.problems:
            told = read.problems[:MAX_SHOWN]
            self.show_preview(
                _PROBLEM_HEADS, [(f"{p.row:,}", as_sentence(p.sentence)) for p in told]
            )
            return
        steps = plan.steps[:MAX_SHOWN] if plan is not None else ()
        self.show_preview(
            _STEP_HEADS,
            [
                (
                    f"{step.matter.at.astimezone(self._zone):%Y-%m-%d %H:%M}",
                    step.matter.number,
                    step.case_title or step.matter.name,
                    step.matter.title,
                    step.matter.room,
                    step.state.value,
                )
                for step in steps
            ],
        )


class DayListTable(PreviewTable):
    """The preview; nothing in it can be changed."""

    def __init__(self, model: DayListModel) -> None:
        super().__init__(model, "What taking the list over would do", _WIDTHS)
