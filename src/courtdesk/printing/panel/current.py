"""Whether the pages that are shown are those of what is chosen now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from courtdesk.desk.preview import Preview


class CurrentPages(QObject):
    """Lets pages leave only while they are current: what is asked before waits for the new ones.

    Or what is chosen for the public could leave as the pages that were made for the bench.
    """

    def __init__(self, preview: Preview, pause: QTimer) -> None:
        """The end of ``pause`` begins to make the pages anew."""
        super().__init__(preview)
        self._preview = preview
        self._pause = pause
        self._made_of = self._shown_of = -1
        self._waiting: Callable[[], None] | None = None
        self.wish = 0
        """Grows with each choice."""
        preview.shown.connect(self._on_shown)

    def outdate(self) -> None:
        """Something else is chosen now, or stands in the vault."""
        self.wish += 1
        self._pause.start()

    def begin(self, wish: int) -> None:
        """The pages of ``wish`` are about to be made."""
        self._made_of = wish

    def give_up(self) -> None:
        """There are no pages of what is chosen: what waited for them is dropped."""
        self._waiting = None

    def when_current(self, run: Callable[[], None]) -> None:
        """Do ``run`` with the pages of what is chosen now."""
        if self._shown_of == self.wish:
            run()
            return
        self._waiting = run
        if not self._preview.is_making:
            self._pause.start()

    def _on_shown(self) -> None:
        if self._preview.is_making or self._preview.document is None:
            self._shown_of = -1
            return
        self._shown_of = self._made_of
        if self._waiting is not None and self._shown_of == self.wish:
            run, self._waiting = self._waiting, None
            run()
