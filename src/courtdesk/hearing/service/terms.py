"""The words that are right beside the general list: of courts, of this court, of its cases."""

import csv
from functools import lru_cache

from sqlalchemy import select

from courtdesk import assets
from courtdesk.hearing.model.errors import BadEntry
from courtdesk.hearing.model.spelling import Variants, words_of
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.tables import TermRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault


@lru_cache(maxsize=1)
def legal_terms() -> frozenset[str]:
    """The words of courts, and those of the shipped code book."""
    text = assets.resource("spelling", "legal.txt").read_text(encoding="utf-8")
    phrases = " ".join(f"{code.short} {code.phrase}" for code in lexicon().codes)
    return frozenset((*text.split(), *(word.text for word in words_of(phrases))))


@lru_cache(maxsize=1)
def variants() -> Variants:
    """The ways to write a word that the general list has in another way only."""
    text = assets.resource("spelling", "variants.csv").read_text(encoding="utf-8")
    return tuple((row["written"], row["known"]) for row in csv.DictReader(text.splitlines()))


class TermService:
    """The court's dictionary. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def terms(self) -> tuple[str, ...]:
        """The words that were added here."""
        with self._vault.read() as session:
            return tuple(session.scalars(select(TermRow.word).order_by(TermRow.word)))

    def add(self, word: str) -> Saved[str]:
        """Take a word into the court's dictionary; one that is there already stays.

        Raises:
            BadEntry: it is not one word.
        """
        word = word.strip()
        if not word or len(word.split()) != 1 or len(word) > 60:
            raise BadEntry("The dictionary takes one word at a time.")
        with self._vault.write("term.add") as unit:
            known = unit.session.scalars(select(TermRow).where(TermRow.word == word)).first()
            if known is None:
                unit.add(TermRow(id=new_id(), word=word))
                unit.commit()
        return Saved(word, Changed(frozenset({"term"}), frozenset({word})))
