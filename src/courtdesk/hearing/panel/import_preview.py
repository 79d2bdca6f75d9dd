"""What an import would record, as tables to look at before it is done."""

from datetime import tzinfo

from PySide6.QtCore import QObject

from courtdesk.desk.widgets.previewtable import PreviewModel, PreviewTable, as_sentence
from courtdesk.hearing.model import ImportPlan
from courtdesk.hearing.panel.kinds import kind_name

MAX_SHOWN = 500
_ENTRY_HEADS = ("Time", "Speaker", "Kind", "Entry")
_PROBLEM_HEADS = ("Row", "Why it cannot be imported")
_WIDTHS = (172, 160, 90)


class ImportModel(PreviewModel):
    """The first entries of a plan; or, while there are problems, the rows that have one."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(_ENTRY_HEADS, parent)
        self._zone = zone

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what ``plan`` would record, or what stands in its way."""
        if plan is not None and plan.problems:
            told = plan.problems[:MAX_SHOWN]
            self.show_preview(
                _PROBLEM_HEADS, [(f"{p.row:,}", as_sentence(p.sentence)) for p in told]
            )
            return
        entries = plan.entries[:MAX_SHOWN] if plan is not None else ()
        self.show_preview(
            _ENTRY_HEADS,
            [
                (
                    f"{entry.at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}",
                    entry.speaker,
                    kind_name(entry.kind),
                    " ".join(entry.text[:300].split()),
                )
                for entry in entries
            ],
        )


class ImportTable(PreviewTable):
    """The preview; nothing in it can be changed."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__(model, "What would be imported", _WIDTHS)
