"""Sealing at the desk: one key begins and ends a sealed portion, or seals what is selected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from courtdesk.desk.actions import Action
from courtdesk.desk.keys import short_caption
from courtdesk.hearing.model import Entry, Hearing
from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.quotes import Quotes
from courtdesk.hearing.model.seals import Order, Seal
from courtdesk.hearing.panel.seal_dialogs import LiftDialog, OrderDialog, SealDialog
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.vault.changes import Changed
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.panel.composer import Composer
    from courtdesk.hearing.panel.log_card import LogCard
    from courtdesk.hearing.panel.session import HearingSession

KEYS = "Ctrl+Shift+X"
ORDER_KEYS = "Ctrl+Shift+O"
_AFTER_TYPING_MS = 150


class SealDesk(QObject):
    """Offers sealing to those who may see sealed matter, and warns them of quotations."""

    def __init__(
        self,
        desk: Desk,
        session: HearingSession,
        log: LogCard,
        composer: Composer,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._log = log
        self._composer = composer
        self._zone = zone
        self._now = now
        self._seals = SealingService(desk.vault)
        self.live: Seal | None = None
        self._quotes = Quotes()
        self._may = desk.vault.may(Ability.SEE_SEALED) and desk.vault.may(Ability.KEEP_RECORD)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        if self._may:
            self._connect()

    def shortcuts(self) -> list[Action]:
        """What can be done by key; nothing for who may not see sealed matter."""
        if not self._may:
            return []
        return [
            Action("hearing.seal", "Seal, or end sealing", self._on_seal, KEYS, "Sealing"),
            Action("hearing.seal.order", "Order to seal", self._on_order, ORDER_KEYS, "Sealing"),
        ]

    def quoted(self, words: str) -> int:
        """The number of the sealed entry of the case that ``words`` quote; 0 for none."""
        return self._quotes.quoted(words)

    def changed(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        if self._may and changed.concerns("seal", "hearing"):
            self._read()

    def _connect(self) -> None:
        self._log.offer_sealing(self._on_seal_selected)
        self._soon.timeout.connect(self._look_for_quotation)
        self._composer.typed.connect(self._soon.start)
        self._session.log_read.connect(self._read)
        self._session.entry_added.connect(self._on_entry)
        self._session.entry_changed.connect(self._quotes_of)

    def _read(self) -> None:
        hearing = self._session.hearing
        if hearing is None:
            return
        self._session.read(lambda: self._seals.live(hearing.id), self._show_live)
        self._session.read(lambda: self._seals.quotes(hearing.case_id), self._use_quotes)

    def _use_quotes(self, quotes: Quotes) -> None:
        self._quotes = quotes

    def _quotes_of(self, entry: Entry) -> None:
        self._quotes.add(entry)

    def _show_live(self, live: Seal | None) -> None:
        self.live = live
        words = ""
        if live is not None:
            words = f"Sealed since {self._time(live.begun_at)}"
            if not live.ordered_by:
                words = "Sealed · no order yet"
        self._composer.show_seal(words)

    def _on_entry(self, entry: Entry) -> None:
        self._quotes.add(entry)
        if self.live is not None or entry.sealed:
            return
        acts = lexicon().recogniser.acts(entry.text, entry.kind)
        if any(done.act is Act.SEAL_ORDER for done in acts):
            self._composer.say(f"{short_caption(KEYS)} seals what follows.")

    def _look_for_quotation(self) -> None:
        draft = self._composer.draft()
        if draft is None or self.live is not None:
            return
        number = self._quotes.quoted(draft.text)
        if number:
            self._composer.say(f"This quotes sealed entry {number:,}; the line is open.")

    # The keys

    def _on_seal(self) -> None:
        hearing = self._session.hearing
        if hearing is None:
            return
        if self._log.view.hasFocus():
            self._on_seal_selected()
        elif self.live is None:
            at = self._now()
            self._do(lambda: self._seals.begin(hearing.id, at))
            self._composer.say(f"{short_caption(ORDER_KEYS)} names the order.")
        else:
            at = self._now()
            self._do(lambda: self._seals.end(hearing.id, at))

    def _on_order(self) -> None:
        if self.live is not None:
            self._open_seal(self.live)
        else:
            self._composer.say(f"Nothing is being sealed. {short_caption(KEYS)} begins.")

    def _on_seal_selected(self) -> None:
        self._log.view.read_selected(self._on_selected)

    def _on_selected(self, entries: tuple[Entry, ...] | None) -> None:
        hearing = self._session.hearing
        if not entries or hearing is None:
            return
        opened = [entry for entry in entries if not entry.sealed]
        if not opened and entries[0].seal is not None:
            self._open_seal(entries[0].seal)
            return
        count = "1 entry" if len(opened) == 1 else f"{len(opened):,} entries"
        portion = self._portion(opened[0].at, opened[-1].at)
        judge = Order(hearing.plan.judge)
        dialog = OrderDialog(self._log, f"Seal {count}, {portion}?", "Seal", judge)
        ids = [entry.id for entry in opened]
        self._when_agreed(dialog, lambda order: self._seals.seal(ids, order))

    def _open_seal(self, seal: Seal) -> None:
        portion = self._portion(seal.begun_at, seal.ended_at)
        order = Order(seal.ordered_by or self._judge(), seal.reason)
        dialog = SealDialog(self._log, portion, order)
        self._when_agreed(dialog, lambda order: self._seals.name_order(seal.id, order))
        dialog.lift_wanted.connect(partial(self._lift, seal, portion))

    def _lift(self, seal: Seal, portion: str) -> None:
        dialog = LiftDialog(self._log, portion, self._judge())
        at = self._now()
        self._when_agreed(dialog, lambda order: self._seals.unseal(seal.id, order, at))

    def _when_agreed(self, dialog: OrderDialog, deed: Callable[[Order], object]) -> None:
        def on_agreed(order: Order) -> None:
            self._desk.lane.ask(
                lambda: deed(order), lambda _: dialog.accept(), dialog.show_failure, owner=dialog
            )

        dialog.agreed.connect(on_agreed)
        dialog.open()

    def _do(self, deed: Callable[[], Any]) -> None:
        self._desk.lane.ask(deed, lambda _: self._read(), self._session.tell, owner=self)

    def _judge(self) -> str:
        hearing: Hearing | None = self._session.hearing
        return hearing.plan.judge if hearing is not None else ""

    def _portion(self, begun: datetime, ended: datetime | None) -> str:
        until = f"–{self._time(ended)}" if ended is not None else ", going on"
        return f"{self._time(begun)}{until}"

    def _time(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%H:%M}"
