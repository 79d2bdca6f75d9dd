"""A door, a vault and panels that need no database."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from courtdesk.desk.actions import Action
from courtdesk.desk.context import CaseRef, Desk
from courtdesk.desk.door import NewVault
from courtdesk.desk.furniture import Furniture
from courtdesk.desk.panel import Panel, PanelEntry
from courtdesk.desk.search import Finder, Hit
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import Card
from courtdesk.errors import KnownError
from courtdesk.vault.changes import Changed

PASSPHRASE = "the fig tree by the annex"


@dataclass(frozen=True)
class FakeRole:
    shown: str = "Clerk"


@dataclass(frozen=True)
class FakeUser:
    id: str = "u1"
    name: str = "A. Reyes"
    role: FakeRole = FakeRole()
    role_title: str = "Clerk"


@dataclass(frozen=True)
class FakeHeader:
    name: str = "Department 6"
    users: tuple[FakeUser, ...] = (FakeUser(), FakeUser("u2", "T. Marsh"))
    demo: bool = False


@dataclass(frozen=True)
class FakeSettings:
    zone: str = "Europe/Dublin"
    demo: bool = False
    idle_minutes: int = 10


@dataclass
class FakeVault:
    user: FakeUser
    settings: FakeSettings = FakeSettings()
    closed: bool = False

    def may(self, ability: object) -> bool:  # noqa: ARG002
        return True

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeDoor:
    """Opens with one passphrase; counts what it was asked."""

    public: str = ""
    vaults: list[FakeVault] = field(default_factory=list)
    made: list[NewVault] = field(default_factory=list)
    warmed: threading.Event = field(default_factory=threading.Event)
    hold: threading.Event | None = None
    opener_thread: str = ""

    def header(self, path: Path) -> Any:
        if path.name.startswith("gone"):
            raise KnownError(f"“{path.name}” is not there any more. Choose another vault.")
        return FakeHeader(path.stem)

    def public_passphrase(self, header: Any) -> str:  # noqa: ARG002
        return self.public

    def warm(self) -> None:
        self.warmed.set()

    def open(self, path: Path, user_id: str, passphrase: str) -> Any:  # noqa: ARG002
        self.opener_thread = threading.current_thread().name
        if self.hold is not None:
            self.hold.wait(5)
        if passphrase not in {PASSPHRASE, self.public}:
            raise KnownError("The passphrase does not open this vault. Nothing was changed.")
        user = next(user for user in FakeHeader().users if user.id == user_id)
        self.vaults.append(FakeVault(user, FakeSettings(demo=bool(self.public))))
        return self.vaults[-1]

    def create(self, new: NewVault) -> Any:
        self.made.append(new)
        self.vaults.append(FakeVault(FakeUser(name=new.user)))
        return self.vaults[-1]

    def demo(self) -> Path:
        self.public = "public demo passphrase"
        return Path("Demo.courtdesk")


class NotesPanel(Panel):
    """A line to type in, and two actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heard: list[Any] = []
        self.left = False
        self.line_edit = QLineEdit()
        self.line_edit.setAccessibleName("Note")
        self.actions_run: list[str] = []
        card = Card("Notes")
        card.add_action(Button("Recess", "F10"))
        card.body.addWidget(self.line_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.speaker_key = "F1"

    def shortcuts(self) -> Sequence[Action]:
        return [
            Action("notes.speak", "The Court", lambda: self.actions_run.append("speak"), "F1"),
            Action("notes.recess", "Recess", lambda: self.actions_run.append("recess"), "F10"),
        ]

    def case_opened(self, case: CaseRef | None) -> None:
        self.heard.append(("case", case))

    def changed(self, changed: Changed) -> None:
        self.heard.append(("changed", changed))

    def reveal(self, target: object) -> None:
        self.heard.append(("reveal", target))

    def focus_first(self) -> None:
        self.line_edit.setFocus()

    def leave(self) -> None:
        self.left = True


class ListPanel(NotesPanel):
    def shortcuts(self) -> Sequence[Action]:
        return ()

    def title(self) -> str:
        return "Today"

    def line(self) -> str:
        return "Department 6 · 4 matters"


ENTRIES = (
    PanelEntry("today", "Today", "", "calendar-days", "Ctrl+1", ListPanel),
    PanelEntry("notes", "Notes", "Courtroom", "gavel", "Ctrl+2", NotesPanel),
)


def find_cases(words: str) -> list[Hit]:
    cases = {"State v. Landry": "7", "Baltic Line v. Rowe": "9"}
    return [
        Hit(title, "2026-CR-0417", "Case", "notes", target)
        for title, target in cases.items()
        if words.casefold() in title.casefold()
    ]


def furniture(finders: Sequence[Finder] = (find_cases,)) -> Furniture:
    return Furniture(
        entries=lambda _vault: ENTRIES,
        finders=lambda _vault: finders,
        roles=lambda: [("clerk", "Clerk"), ("owner", "Vault owner")],
        warm=lambda: (step for step in ()),
    )
