"""What lives from unlock to lock: the vault, the press, the frame with its panels."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from courtdesk.desk.actions import Actions
from courtdesk.desk.context import Desk
from courtdesk.desk.pages import PageLane
from courtdesk.desk.press import PressLane
from courtdesk.desk.status import Status

if TYPE_CHECKING:
    from courtdesk.desk.frame import Frame
    from courtdesk.desk.furniture import Furniture
    from courtdesk.desk.lanes import VaultLane
    from courtdesk.desk.theme import Theme
    from courtdesk.vault.store import Vault

_UNHEARD = "unheard"
_WARM_UP_MS = 800
"""After this pause the press's child is started: the desk has been painted by then."""


class Session:
    """One open vault on the desk."""

    def __init__(
        self,
        vault: Vault,
        frame: Frame,
        *,
        lane: VaultLane,
        furniture: Furniture,
        theme: Theme,
    ) -> None:
        self.vault = vault
        self.user_id = vault.user.id
        self._zone = ZoneInfo(vault.settings.zone)
        self._entries = tuple(e for e in furniture.entries(vault) if vault.may(e.needs))
        self.press = PressLane(furniture.warm_press)
        self.pages = PageLane()
        self.desk = Desk(
            vault,
            lane=lane,
            press=self.press,
            pages=self.pages,
            actions=Actions(),
            status=Status(),
            theme=theme,
        )
        signed_in = f"{vault.user.name} · {vault.user.role.shown}"
        finders = tuple(furniture.finders(vault))
        demo = vault.settings.demo
        self.frame = frame
        frame.furnish(self.desk, self._entries, finders, signed_in, demo=demo)
        self._attendants = tuple(furniture.attendants(self.desk))
        self.desk.status.show_lock(
            f"Vault encrypted · locks after {vault.settings.idle_minutes} min idle"
        )
        self._warm_up = QTimer(self.frame, singleShot=True, interval=_WARM_UP_MS)
        self._warm_up.timeout.connect(self.press.warm_up)

    def open_first(self) -> None:
        """Show the first panel of the rail."""
        if self._entries:
            self.frame.open_panel(self._entries[0].name)
        self._warm_up.start()

    def tell_saved(self) -> None:
        """Something is on disk: say when. A panel may say it better."""
        now = datetime.now(self._zone)
        self.desk.status.solved(_UNHEARD)
        self.desk.status.saved(f"Saved at {now:%H:%M:%S}")

    def tell_refused(self, error: Exception) -> None:
        """A save failed that no panel took."""
        from courtdesk.vault.errors import CannotWrite

        if isinstance(error, CannotWrite):
            self.desk.status.save_failed(f"Not saved: {error}", _UNHEARD)

    def leave(self) -> None:
        """Let the panels save what is half typed, and what works beside them come to an end."""
        self.frame.leave()
        for attendant in self._attendants:
            attendant.stop()

    def drop(self) -> None:
        """Delete the panels, to whom nothing comes back any more; end the press and the pages."""
        self.desk.lane.disown()
        self._warm_up.stop()
        self.press.close()
        self.pages.close()
        self.frame.hide()
        self.frame.deleteLater()
        self.desk.deleteLater()
