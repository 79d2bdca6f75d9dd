"""Set phrases: those that are shipped, and the court's own before them."""

import csv
import io
from functools import lru_cache

from sqlalchemy import select

from courtdesk import assets
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.errors import BadEntry
from courtdesk.hearing.model.phrases import Phrase, checked_phrase
from courtdesk.hearing.tables import PhraseRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault


@lru_cache(maxsize=1)
def shipped() -> tuple[Phrase, ...]:
    """The phrases under ``resources/phrases``, read once."""
    text = assets.resource("phrases", "phrases.csv").read_text(encoding="utf-8")
    return tuple(
        Phrase(row["short"], row["title"], EntryKind(row["kind"]), row["text"])
        for row in csv.DictReader(io.StringIO(text, newline=""))
    )


class PhraseService:
    """The set phrases of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def phrases(self) -> tuple[Phrase, ...]:
        """The court's own, and of those that are shipped the ones whose short form is free."""
        with self._vault.read() as session:
            rows = session.scalars(select(PhraseRow).order_by(PhraseRow.title, PhraseRow.id))
            own = tuple(
                Phrase(row.short, row.title, EntryKind(row.kind), row.text, row.id) for row in rows
            )
        taken = {phrase.short.casefold() for phrase in own}
        return (*own, *(phrase for phrase in shipped() if phrase.short.casefold() not in taken))

    def save(self, phrase: Phrase) -> Saved[Phrase]:
        """Add a phrase, or change the one with its id; a shipped one becomes the court's own.

        Raises:
            BadEntry: it lacks something, its short form is taken, or it is no longer there.
        """
        phrase = checked_phrase(phrase)
        with self._vault.write("phrase.save") as unit:
            for other in unit.session.scalars(select(PhraseRow)).all():
                if other.id != phrase.id and other.short.casefold() == phrase.short.casefold():
                    raise BadEntry(
                        f"“{phrase.short}” is the short form of “{other.title}” already."
                    )
            row = unit.session.get(PhraseRow, phrase.id) if phrase.id else None
            if phrase.id and row is None:
                raise BadEntry("This phrase is no longer in the vault.")
            made = row or PhraseRow(id=new_id())
            made.short, made.title = phrase.short, phrase.title
            made.kind, made.text = phrase.kind.value, phrase.text
            if row is None:
                unit.add(made)
            unit.commit()
            kept = Phrase(made.short, made.title, phrase.kind, made.text, made.id)
        return Saved(kept, Changed(frozenset({"phrase"}), frozenset({kept.id})))

    def remove(self, phrase_id: str) -> Saved[None]:
        """Take a phrase of the court's own away; a shipped one of its short form is back then.

        Raises:
            BadEntry: it is no longer there.
        """
        with self._vault.write("phrase.remove") as unit:
            row = unit.session.get(PhraseRow, phrase_id)
            if row is None:
                raise BadEntry("This phrase is no longer in the vault.")
            unit.session.delete(row)
            unit.commit()
        return Saved(None, Changed(frozenset({"phrase"}), frozenset({phrase_id})))
