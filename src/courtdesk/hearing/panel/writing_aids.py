"""What helps a clerk write: the code book, set phrases, spelling; each by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.hearing.model.phrases import Phrase
from courtdesk.hearing.panel.codes_dialog import CodesDialog
from courtdesk.hearing.panel.composer import Composer
from courtdesk.hearing.panel.phrases_dialog import PhrasesDialog
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.panel.spelling import SpellBook, SpellMarks
from courtdesk.hearing.service.phrases import PhraseService
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_GROUP = "Hearing"


class WritingAids(QObject):
    """Reads phrases and words once the log is in sight, and opens their dialogs."""

    def __init__(self, desk: Desk, session: HearingSession, composer: Composer) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._composer = composer
        self._phrases: tuple[Phrase, ...] = ()
        self.spelling = SpellBook(desk, session)
        self.marks = SpellMarks(self.spelling, composer.edit)
        session.log_read.connect(self._read_phrases)
        session.log_read.connect(self._read_spelling)

    def shortcuts(self) -> list[Action]:
        """What can be done here by key."""
        return [
            Action("hearing.codes", "Code book", self._on_codes, "Ctrl+Shift+K", _GROUP),
            Action("hearing.phrases", "Set phrases", self._on_phrases, "Ctrl+Shift+P", _GROUP),
            Action("hearing.spelling", "Spelling of a word", self._on_spelling, "Ctrl+.", _GROUP),
        ]

    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        self.spelling.take_notice(changed)
        if changed.concerns("phrase"):
            self._read_phrases()

    def _on_spelling(self) -> None:
        if self.marks.suggest() is None:
            self._composer.say("No word is marked.")

    def _read_spelling(self) -> None:
        hearing = self._session.hearing
        if hearing is None:
            return
        self.spelling.read()
        people = [person.name for person in hearing.plan.appearances]
        cases, case_id = CaseService(self._desk.vault), hearing.case_id

        def work() -> list[str]:
            case = cases.case(case_id).details
            parties = [word for party in case.parties for word in (party.name, party.counsel)]
            return [case.title, case.judge, *parties, *people]

        self._session.read(work, self.spelling.use_names)

    def _read_phrases(self) -> None:
        self._session.read(PhraseService(self._desk.vault).phrases, self._on_phrases_read)

    def _on_phrases_read(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases
        self._composer.use_phrases(phrases)

    def _on_phrases(self) -> None:
        dialog = PhrasesDialog(self._composer, self._desk, self._phrases)
        dialog.picked.connect(self._composer.insert_phrase)
        dialog.open()

    def _on_codes(self) -> None:
        hearing = self._session.hearing
        if hearing is not None:
            CodesDialog(self._composer, self._desk, hearing.plan.court).open()
