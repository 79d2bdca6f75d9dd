"""The dialogs of sealing: by whose order, why; and unsealing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.hearing.model.seals import Order

_MEANING = (
    "The words are encrypted for those who may see sealed matter. All others, and every print, "
    "are told that a portion is sealed. Backups and copies made before still hold the words."
)
_LIFTING = "Everybody who may read the record reads this portion again."


class OrderDialog(Dialog):
    """Asks by whose order something is done, and why."""

    agreed = Signal(object)
    """The ``Order``."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        verb: str,
        order: Order,
        meaning: str = _MEANING,
        *,
        needed: bool = False,
        kind: Kind = Kind.PRIMARY,
    ) -> None:
        super().__init__(parent, title, verb, kind)
        self._needed = needed
        self.by, self.reason = QLineEdit(order.by), QLineEdit(order.reason)
        self.body.addWidget(Text(meaning, wrap=True))
        self._by_field = Field("By order of", self.by, "Shown to everybody, with the time.")
        self.body.addWidget(self._by_field)
        self.body.addWidget(
            Field("Why", self.reason, "" if needed else "Shown only to those who may see it.")
        )
        self.setMinimumWidth(480)
        self.primary.clicked.connect(self._on_primary)
        (self.reason if order.by and not order.reason else self.by).setFocus()

    def show_failure(self, error: Exception) -> None:
        """Say why it was not done."""
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "It was not saved. Try once more.")

    def _on_primary(self) -> None:
        order = Order(self.by.text(), self.reason.text()).cleaned()
        if self._needed and not order.by:
            self._by_field.show_wrong("Name who ordered it. Nothing is unsealed without an order.")
            self.by.setFocus()
            return
        self.primary.setEnabled(False)
        self.agreed.emit(order)


class SealDialog(OrderDialog):
    """A sealed portion: whose order it was; and the way to unseal it."""

    lift_wanted = Signal()

    def __init__(self, parent: QWidget, portion: str, order: Order) -> None:
        super().__init__(parent, f"Sealed portion, {portion}", "Save the order", order)
        lift = Button("Unseal…", "Alt+U", Kind.DANGER)
        lift.setShortcut("Alt+U")
        lift.setAutoDefault(False)
        lift.clicked.connect(self._on_lift)
        self.body.addWidget(lift)

    def _on_lift(self) -> None:
        self.reject()
        self.lift_wanted.emit()


class LiftDialog(OrderDialog):
    """Asks by whose order a portion is unsealed."""

    def __init__(self, parent: QWidget, portion: str, judge: str) -> None:
        super().__init__(
            parent,
            f"Unseal the portion, {portion}?",
            "Unseal",
            Order(judge),
            _LIFTING,
            needed=True,
            kind=Kind.DANGER,
        )
