"""The court's code book in the vault: its own codes before those that are shipped."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import or_, select

from courtdesk.hearing.model.codebook import (
    Code,
    CodeBook,
    checked_code,
    codes_from_csv,
    codes_to_csv,
)
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.errors import BadEntry
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.tables import CodeRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.unit import Unit

_MAX_BYTES = 4 << 20


class CodeService:
    """The code book of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def book(self, court: str = "") -> CodeBook:
        """The codes that a court may type: its own first, then its vault's, then the shipped."""
        words = lexicon()
        own = sorted(self.own(court), key=lambda code: not code.court)
        return CodeBook((*own, *words.codes), words.parties)

    def own(self, court: str | None = None) -> tuple[Code, ...]:
        """The codes that were added here: all, or those that a court may type."""
        query = select(CodeRow).order_by(CodeRow.short, CodeRow.id)
        if court is not None:
            query = query.where(or_(CodeRow.court == "", CodeRow.court == court))
        with self._vault.read() as session:
            return tuple(_code(row) for row in session.scalars(query))

    def whole(self) -> tuple[Code, ...]:
        """The whole book: the court's own codes, then those that are shipped."""
        return (*self.own(), *lexicon().codes)

    def save(self, code: Code) -> Saved[Code]:
        """Add a code, or change the one with its id.

        Raises:
            BadEntry: it has no short form or phrase, or is no longer there.
        """
        code = checked_code(code)
        with self._vault.write("code.save") as unit:
            if code.id:
                row = unit.session.get(CodeRow, code.id)
                if row is None:
                    raise BadEntry("This code is no longer in the book.")
                _fill(row, code)
            else:
                row = _add(unit, code)
            unit.commit()
        return Saved(_code(row), _changed(row.id))

    def remove(self, code_id: str) -> Saved[None]:
        """Take a code of the court's own out of the book.

        Raises:
            BadEntry: it is no longer there.
        """
        with self._vault.write("code.remove") as unit:
            row = unit.session.get(CodeRow, code_id)
            if row is None:
                raise BadEntry("This code is no longer in the book.")
            unit.session.delete(row)
            unit.commit()
        return Saved(None, _changed(code_id))

    def import_codes(self, text: str) -> Saved[int]:
        """Add the codes of a CSV file, all or none; one with the same words is not added twice.

        Raises:
            BadEntry: a row holds no code.
        """
        codes = codes_from_csv(text)
        known = {_words(code) for code in self.own()}
        added = []
        with self._vault.write("codes.import") as unit:
            for code in codes:
                if _words(code) not in known:
                    known.add(_words(code))
                    added.append(_add(unit, code).id)
            unit.commit()
        return Saved(len(added), _changed(*added))

    def export_codes(self) -> str:
        """The whole book as a CSV file."""
        return codes_to_csv(self.whole())


def read_codes(path: Path) -> str:
    """The text of a file of codes.

    Raises:
        BadEntry: it cannot be read as UTF-8 text, or is longer than any code book.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadEntry(
            f"The file “{path.name}” cannot be read as UTF-8 text. Nothing was imported."
        ) from error
    if len(content) > _MAX_BYTES:
        raise BadEntry("A code book of more than 4 MB is not read. Nothing was imported.")
    return text


def _words(code: Code) -> tuple[str, str, str]:
    return code.short.casefold(), code.phrase, code.court


def _changed(*ids: str) -> Changed:
    return Changed(frozenset({"code"}), frozenset(ids))


def _add(unit: Unit, code: Code) -> CodeRow:
    row = CodeRow(id=new_id())
    _fill(row, code)
    unit.add(row)
    return row


def _fill(row: CodeRow, code: Code) -> None:
    row.short, row.phrase, row.kind = code.short, code.phrase, code.kind.value
    row.anywhere, row.court = int(code.anywhere), code.court
    row.source, row.since = code.source, code.since


def _code(row: CodeRow) -> Code:
    code = Code(row.short, row.phrase, EntryKind(row.kind), bool(row.anywhere), row.court)
    return replace(code, source=row.source, since=row.since, id=row.id)
