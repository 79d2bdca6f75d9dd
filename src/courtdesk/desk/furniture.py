"""What the composition root puts on the desk."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from courtdesk.desk.context import Desk
    from courtdesk.desk.panel import PanelEntry
    from courtdesk.desk.search import Finder
    from courtdesk.vault.store import Vault


class Attendant(Protocol):
    """Something that works from unlock to lock."""

    def stop(self) -> None:
        """The lock is near; the vault's lane still runs."""


class Furniture:
    """Panels, finders and roles. All are asked for when they are needed, not at the start."""

    def __init__(
        self,
        *,
        entries: Callable[[Vault], Sequence[PanelEntry]],
        finders: Callable[[Vault], Sequence[Finder]],
        roles: Callable[[], Sequence[tuple[str, str]]],
        warm: Callable[[], Generator[object]],
        warm_press: Callable[[], None] | None = None,
        attendants: Callable[[Desk], Sequence[Attendant]] = lambda _: (),
        last_rites: Callable[[Vault], None] = lambda _: None,
        begin_anew: Callable[[Path, str], None] | None = None,
    ) -> None:
        """
        Args:
            entries: the panels that the user of an open vault may see, in the rail's order.
            finders: what searches an open vault for Ctrl+K.
            roles: key and title of the roles that a new vault's first user may have.
            warm: loads what the unlocked desk needs in steps of some milliseconds, while the
                passphrase is typed.
            warm_press: picklable; imports in the press's child what making pages needs.
            attendants: what works beside the panels from unlock to lock.
            last_rites: what is done to a vault before it is closed, on its lane.
            begin_anew: replaces the process after a lock, given the vault's path and the user.
        """
        self.entries = entries
        self.finders = finders
        self.roles = roles
        self.warm = warm
        self.warm_press = warm_press
        self.attendants = attendants
        self.last_rites = last_rites
        self.begin_anew = begin_anew
