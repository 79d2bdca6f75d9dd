"""Sealed editions in a packet: for those who may see sealed matter, after a warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import confirm
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.catalogue import Kind as DocumentKind
    from courtdesk.desk.panel import Panel
    from courtdesk.paper.packet import Packet
    from courtdesk.printing.panel.lists import PacketList
    from courtdesk.vault.store import Vault

_WARNING = (
    "It shows what is sealed, and real names. A packet with sealed matter in it is marked SEALED. "
    "It is for the bench and the clerk’s office: where the packet is for anyone else, the public "
    "edition stands in its place."
)
_NONE = "The document that is chosen in the packet has no sealed edition."


def sealed_editions(kinds: Iterable[DocumentKind], vault: Vault) -> dict[str, str]:
    """By a kind's name, the edition with sealed matter that the vault's user can make."""
    return {
        kind.name: edition.name
        for kind in kinds
        for edition in kind.offered(vault)
        if edition.may is Ability.SEE_SEALED
    }


class SealedEditions(QObject):
    """Has the action and the button that change the chosen document's edition, and the sign."""

    def __init__(self, panel: Panel, packet: PacketList, group: str) -> None:
        super().__init__(panel)
        self._panel = panel
        self._packet = packet
        self.action = panel.permitted(
            Action("print.sealed", "Sealed edition", self._on_wanted, "Alt+S", group),
            Ability.SEE_SEALED,
        )
        self.button = Button.of(self.action, Kind.LINK)
        self._follow()
        self.sign = Chip("Sealed matter", Tone.RED)
        self.sign.hide()
        packet.currentItemChanged.connect(lambda *_: self._follow())
        packet.changed.connect(self._follow)

    def show_of(self, packet: Packet | None) -> None:
        """Say whether sealed matter is in what was gathered."""
        self.sign.setVisible(packet is not None and packet.masthead.marking == "SEALED")

    def _follow(self) -> None:
        self.button.setEnabled(self._packet.takes_sealed)
        turned = "Public" if self._packet.is_sealed else "Sealed"
        self.button.set_text(turned if self._packet.is_sealed else f"{turned}…")
        self.button.setAccessibleName(f"{turned} edition")

    def _on_wanted(self) -> None:
        packet = self._packet
        if not packet.takes_sealed:
            self._panel.desk.show_notice(Message(_NONE, tone=Tone.AMBER))
        elif packet.is_sealed:
            packet.turn_edition()
        else:
            asked = confirm(
                self._panel,
                f"Put the sealed edition of “{packet.chosen_title}” into the packet?",
                _WARNING,
                "Put it in",
            )
            asked.accepted.connect(packet.turn_edition)
