"""The panel “Vault & users”: users, what was done, backups, settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from courtdesk.custody.model import Deed, DeedFilter
from courtdesk.custody.panel.deeds import DeedsTable
from courtdesk.custody.panel.outgoing import Outgoing
from courtdesk.custody.panel.side import FactsCard, button_row, moment_words, settings_words
from courtdesk.custody.panel.user_acts import UserActs
from courtdesk.custody.panel.user_list import UserList
from courtdesk.custody.service import CustodyService
from courtdesk.desk.actions import Action
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.notice import Message
from courtdesk.vault import rotation
from courtdesk.vault.keys import Compartment
from courtdesk.vault.roles import Ability
from courtdesk.vault.users import UserLine, Users

if TYPE_CHECKING:
    from courtdesk.desk.backups import BackupKeeper
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Changed

_CHAINS = {Compartment.RECORD: "Court’s record", Compartment.TEAM: "Trial team"}
_PAUSE_MS = 150
_AT_ONCE = 200
_SIDE = 404


class CustodyPanel(Panel):
    """Who may open the vault, what they did, and where its copies lie."""

    def __init__(self, desk: Desk, backups: BackupKeeper) -> None:
        super().__init__(desk)
        self._keeper = backups
        backups.written.connect(self._read)
        self._custody = CustodyService(desk.vault)
        self._acts = UserActs(self, desk)
        self._outgoing = Outgoing(self, desk)
        self._users = UserList()
        self._count = Chip("0")
        self._deeds = DeedsTable(desk.vault.settings.zone)
        self._deeds.more_wanted.connect(self._on_more_wanted)
        self._words = QLineEdit()
        self._words.setPlaceholderText("Find in what was done")
        self._words.setAccessibleName("Find in what was done")
        self._words.setClearButtonEnabled(True)
        self._who = Choice()
        self._who.setAccessibleName("Whose deeds")
        self._who.setMinimumWidth(150)
        self._chain = Choice()
        self._chain.setAccessibleName("Of the record or of the trial team")
        for compartment, _ in desk.vault.databases():
            self._chain.addItem(_CHAINS[compartment], compartment.value)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_deeds)
        self._words.textChanged.connect(lambda _: self._pause.start())
        self._who.currentIndexChanged.connect(lambda _: self._pause.start())
        self._chain.currentIndexChanged.connect(lambda _: self._pause.start())
        self._actions = self._make_actions()
        self._backups, self._settings = self._make_cards()
        self._lay_out()
        self._read()

    def title(self) -> str:
        return "Vault & users"

    def line(self) -> str:
        return self.desk.vault.settings.name

    def shortcuts(self) -> Sequence[Action]:
        return tuple(self._actions.values())

    def changed(self, changed: Changed) -> None:
        if changed.concerns("user", "settings"):
            self._read()
        else:
            self._pause.start()

    def reveal(self, target: object) -> None:
        if target == "passphrase":
            self._acts.change_passphrase()

    def focus_first(self) -> None:
        self._users.setFocus()

    def _make_actions(self) -> dict[str, Action]:
        group, acts, out = "Vault & users", self._acts, self._outgoing
        known = (
            Action("custody.add", "Add a user", acts.add, "Ctrl+N", group),
            Action("custody.passphrase", "Passphrase", acts.change_passphrase, "F2", group),
            Action("custody.sheet", "Recovery sheet", acts.make_sheet, "F4", group),
            Action("custody.grant", "Give keys", self._on_grant, "Ctrl+G", group),
            Action("custody.remove", "Remove", self._on_remove, "Ctrl+Del", group),
            Action("custody.backup", "Back up now", self._keeper.back_up_now, "Ctrl+B", group),
            Action("custody.place", "Second place", self._on_place, "", group),
            Action("custody.look", "Look in", out.look_into_backup, "", group),
            Action("custody.settings", "Change", self._on_settings, "Ctrl+E", group),
            Action("custody.find", "Find", self._words.setFocus, "Ctrl+F", group),
            Action("custody.receipt", "Receipt", out.make_receipt, "Ctrl+R", group),
            Action("custody.paper", "Check a printout", out.check_paper, "Ctrl+P", group),
            Action("custody.table", "Export", self._on_export, "Ctrl+S", group),
        )
        return {action.id.partition(".")[2]: action for action in known}

    def _make_cards(self) -> tuple[FactsCard, FactsCard]:
        act = self._actions
        backups = FactsCard(
            "Backups",
            ("Beside the vault", "Second place"),
            (act["backup"], act["place"], act["look"]),
        )
        settings = FactsCard("Settings", ("Locks after", "Paper", "Time zone"), ())
        settings.add_action(Button.of(act["settings"]))
        return backups, settings

    def _lay_out(self) -> None:
        act = self._actions
        users = Card("Users", self, padded=False)
        users.add_chip(self._count)
        users.add_action(Button.of(act["add"], Kind.PRIMARY))
        users.body.addWidget(self._users, 1)
        for names in (("passphrase", "sheet"), ("grant", "remove")):
            row = button_row(*(act[name] for name in names))
            row.setContentsMargins(13, 4, 13, 4)
            users.body.addWidget(row)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(users, 1)
        column.addWidget(self._backups)
        column.addWidget(self._settings)
        done = Card("What was done", self, padded=False)
        for name in ("paper", "receipt"):
            done.add_action(Button.of(act[name]))
        done.body.addWidget(self._filter_row())
        done.body.addWidget(self._deeds, 1)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(0, 0, 0, 0)
        row_.setSpacing(GAP)
        row_.addWidget(side)
        row_.addWidget(done, 1)

    def _filter_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(13, 10, 13, 10)
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        line.addWidget(self._who)
        if self._chain.count() > 1:
            line.addWidget(self._chain)
        line.addWidget(Button.of(self._actions["table"]))
        return row

    def _read(self) -> None:
        vault = self.desk.vault

        def look() -> tuple[tuple[UserLine, ...], list[str]]:
            newest = []
            for place in vault.backup_places:
                known = rotation.backups(place, vault.path.stem)
                newest.append(moment_words(known[0][0] if known else None, vault.settings.zone))
            return Users(vault).users(), newest

        self.desk.lane.ask(look, self._show, owner=self)
        self._read_deeds()

    def _show(self, found: tuple[tuple[UserLine, ...], list[str]]) -> None:
        lines, newest = found
        self._users.show_users(lines)
        self._count.show_state(str(len(lines)), Tone.NEUTRAL)
        chosen = self._who.currentData()
        self._who.blockSignals(True)
        self._who.clear()
        self._who.addItem("Everyone", "")
        for line in lines:
            self._who.addItem(line.user.name, line.user.id)
        self._who.setCurrentIndex(max(self._who.findData(chosen), 0))
        self._who.blockSignals(False)
        settings = self.desk.vault.settings
        second = f"{newest[1]} · {settings.backup_place}" if len(newest) > 1 else "not chosen"
        self._backups.show_values(beside_the_vault=newest[0], second_place=second)
        self._settings.show_values(**settings_words(settings))

    def _filter(self) -> DeedFilter:
        return DeedFilter(
            user_id=self._who.currentData() or "",
            words=self._words.text(),
            compartment=self._chain.currentData(),
        )

    def _read_deeds(self) -> None:
        custody, wanted = self._custody, self._filter()

        def show(deeds: tuple[Deed, ...]) -> None:
            self._deeds.show_deeds(deeds, whole=len(deeds) < _AT_ONCE)
            self.desk.status.show_facts(f"{self._deeds.count} deeds shown")

        self.desk.lane.ask(lambda: custody.deeds(wanted, _AT_ONCE), show, owner=self)

    def _on_more_wanted(self, link: int) -> None:
        custody, wanted = self._custody, self._filter()

        def add(deeds: tuple[Deed, ...]) -> None:
            self._deeds.add_deeds(deeds, whole=len(deeds) < _AT_ONCE)

        self.desk.lane.ask(lambda: custody.deeds(wanted, _AT_ONCE, link), add, owner=self)

    def _on_grant(self) -> None:
        if (line := self._users.current()) is not None:
            self._acts.grant(line)

    def _on_remove(self) -> None:
        if (line := self._users.current()) is not None:
            self._acts.remove(line)

    def _on_export(self) -> None:
        self._outgoing.export_deeds(self._filter())

    def _on_settings(self) -> None:
        self._acts.change_settings(self._read)

    def _on_place(self) -> None:
        vault = self.desk.vault
        if not vault.may(Ability.CHANGE_SETTINGS):
            self.desk.show_notice(Message("Your role may not choose the second place."))
            return
        folder = QFileDialog.getExistingDirectory(
            self, "Second place for backups", str(Path.home())
        )
        if folder:
            settings = replace(vault.settings, backup_place=folder)
            self.desk.lane.ask(
                lambda: vault.change_settings(settings), lambda _: self._read(), owner=self
            )
