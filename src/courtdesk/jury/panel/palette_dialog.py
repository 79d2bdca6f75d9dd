"""The dialog for the behaviour codes: key, words, tone, weight, face or body."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit_table import EditColumn, EditTable
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.palette import PARTS, TONE_NAMES, BehaviourCode
from courtdesk.jury.model.venire import BadJury

_WEIGHTS = ("2", "1", "0", "-1", "-2")
_SAID = (
    "A code says what is seen, not what it means. Notes keep the words that they were made with. "
    "The weight, from −2 to 2, is what the attention map shows. Delete removes a row."
)


class PaletteDialog(Dialog):
    """Its owner saves :meth:`codes` when the primary button is pressed, and closes it."""

    def __init__(self, parent: QWidget, codes: Sequence[BehaviourCode]) -> None:
        super().__init__(parent, "Behaviour codes", "Save")
        self.setMinimumSize(680, 520)
        self.table = EditTable(
            "Behaviour codes",
            (
                EditColumn("Key", 1),
                EditColumn("Behaviour", 5),
                EditColumn("Tone", 2, TONE_NAMES),
                EditColumn("Weight", 2, _WEIGHTS),
                EditColumn("Seen of", 2, PARTS),
            ),
        )
        self.table.set_rows(
            [(c.key, (c.key, c.words, c.tone, str(c.weight), c.part)) for c in codes]
        )
        self.body.addWidget(Text(_SAID, "secondary", wrap=True))
        self.body.addWidget(self.table, 1)
        self.table.setFocus()

    def codes(self) -> tuple[BehaviourCode, ...]:
        """The codes as they stand in the table.

        Raises:
            BadJury: a weight is no number.
        """
        found = []
        for _, (key, words, tone, weight, part) in self.table.rows():
            try:
                value = int((weight or "0").replace("−", "-"))
            except ValueError:
                raise BadJury(f"The weight of “{words}” is a whole number from −2 to 2.") from None
            found.append(BehaviourCode(key, words, tone or "neutral", value, part or "face"))
        return tuple(found)
