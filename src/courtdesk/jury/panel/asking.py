"""What every step of the panel shares: to ask in a dialog, to save, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from courtdesk.desk.undo import Act
from courtdesk.errors import KnownError
from courtdesk.jury.model.venire import BadJury, Juror, Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.vault.changes import Saved

if TYPE_CHECKING:
    from courtdesk.jury.panel.panel import JuryPanel

Given = dict[str, str]
T = TypeVar("T")


class Asking:
    """Base of the steps of one subject."""

    def __init__(self, panel: JuryPanel) -> None:
        self.panel = panel

    def ask(
        self,
        dialog: AskDialog,
        work: Callable[[Given], Any],
        saved: str,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Open a dialog; save what is answered, and close it when it is saved."""

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                dialog.show_wrong(str(error))

        def done(result: Any) -> None:
            dialog.accept()
            if then is not None:
                then(result)

        dialog.answered.connect(
            lambda given: self.panel.do(lambda: work(given), done, saved, failed)
        )
        dialog.open()

    def keep(self, work: Callable[[], Saved[T]], back: Callable[[T], Any], said: str) -> None:
        """Save what can be taken back with Ctrl+Z: ``back`` is given what ``work`` saved."""
        made: list[T] = []

        def again() -> Saved[T]:
            result = work()
            made[:] = [result.value]
            return result

        act = Act(said, lambda: back(made[0]), again)
        self.panel.do(again, lambda _: self.panel.acts.did(act), said)

    def chosen(self) -> Juror | None:
        """The juror that the step is about."""
        return self.panel.state.juror(self.panel.chosen_juror_id())

    def juror_ask(self) -> Ask:
        """A field to choose one of those who can still serve."""
        jurors = self.panel.state.present
        names = tuple((juror.id, f"{juror.number}  {juror.entry.name}".strip()) for juror in jurors)
        return Ask("juror", "Juror", names or (("", "Nobody"),), self.panel.chosen_juror_id())

    def sides(self) -> tuple[tuple[str, str], ...]:
        """The two sides to choose from."""
        return tuple((side.value, self.panel.state.rules.labels[side]) for side in Side)

    def numbered(self, text: str) -> tuple[str, ...]:
        """The ids of the jurors with the numbers in ``text``, which are parted by commas.

        Raises:
            BadJury: a number is nobody's.
        """
        known = {juror.number: juror.id for juror in self.panel.state.jurors if juror.number}
        words = [word.strip() for word in text.split(",") if word.strip()]
        unknown = [word for word in words if word not in known]
        if unknown:
            raise BadJury(f"No juror has the number {', '.join(unknown)}.")
        return tuple(known[word] for word in words)


def named(juror: Juror) -> str:
    """A juror in a sentence."""
    return f"juror {juror.number}" if juror.number else juror.shown
