"""The exhibits that a file names, held against the court's register.

A link rests on the exhibit's id: an exhibit that is renumbered is shown under its new number, and
one that left the register is told as loose.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import Exhibit
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.outline import Question, QuestionText
from courtdesk.witnesses.model.witness import Record


class Register:
    """The register of one case as it stands when this is made."""

    def __init__(self, exhibits: Iterable[Exhibit]) -> None:
        self._exhibits = tuple(exhibits)
        self._by_id = {exhibit.id: exhibit for exhibit in self._exhibits}
        self._by_name = {_plain(exhibit.name): exhibit for exhibit in self._exhibits}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all exhibits, in the register's order."""
        return tuple(exhibit.name for exhibit in self._exhibits)

    def resolve(self, text: str) -> tuple[Exhibit, ...]:
        """The exhibits that a typed text names; none if one of them is not registered."""
        exact = self._by_name.get(_plain(text))
        if exact is not None:
            return (exact,)
        found = [self._by_name.get(_plain(name.words)) for name in lexicon().exhibits.find(text)]
        if not found and (number := text.strip().casefold()):
            same = [e for e in self._exhibits if e.details.number.casefold() == number]
            found = list(same) if len(same) == 1 else []
        return tuple(e for e in found if e is not None) if all(found) else ()

    def linked(self, words: QuestionText) -> QuestionText:
        """``words`` with the exhibit that they name."""
        name, key = self._link(words.exhibit)
        return replace(words, exhibit=name, exhibit_id=key)

    def linked_record(self, record: Record) -> Record:
        """``record`` with the exhibits that it names."""
        notes = tuple(
            replace(note, exhibit=name, exhibit_id=key)
            for note in record.exhibits
            for name, key in (self._link(note.exhibit),)
        )
        return replace(record, exhibits=notes)

    def shown(self, question: Question) -> Question:
        """``question`` with its exhibit as it is called now."""
        known = self._by_id.get(question.words.exhibit_id)
        if known is None:
            return question
        return replace(question, words=replace(question.words, exhibit=known.name))

    def shown_record(self, record: Record) -> Record:
        """``record`` with its exhibits as they are called now."""
        notes = tuple(
            replace(note, exhibit=self._by_id[note.exhibit_id].name)
            if note.exhibit_id in self._by_id
            else note
            for note in record.exhibits
        )
        return replace(record, exhibits=notes)

    def loose(self, record: Record, questions: Iterable[Question]) -> tuple[str, ...]:
        """What is named as an exhibit and is not in the register, each once."""
        named = [(note.exhibit, note.exhibit_id) for note in record.exhibits]
        named += [(q.words.exhibit, q.words.exhibit_id) for q in questions]
        return tuple(
            dict.fromkeys(
                text
                for text, key in named
                if text and key not in self._by_id and (key or not self.resolve(text))
            )
        )

    def _link(self, text: str) -> tuple[str, str]:
        found = self.resolve(text)
        return (found[0].name, found[0].id) if len(found) == 1 else (text, "")


def register(vault: Vault, case_id: str) -> Register:
    """The register of a case."""
    return Register(ExhibitService(vault, CaseService(vault)).exhibits(case_id))


def _plain(name: str) -> str:
    return re.sub(r"[\s.]+", "", name).casefold()
