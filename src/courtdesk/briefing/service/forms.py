"""The court's own forms of the sheet, and the notes that stand on a day's.

Counsel's form and notes are the trial team's work and lie with it.
"""

import json
from datetime import date
from typing import Any

from sqlalchemy import select

from courtdesk.briefing.model.day import Edition, Section
from courtdesk.briefing.model.forms import (
    Note,
    SheetForm,
    checked_form,
    checked_note,
    note_from_json,
    note_to_json,
    usual_form,
)
from courtdesk.briefing.tables import SheetFormRow, SheetNoteRow, TeamSheetFormRow, TeamSheetNoteRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault

_FORMS: dict[Compartment, type[Any]] = {
    Compartment.RECORD: SheetFormRow,
    Compartment.TEAM: TeamSheetFormRow,
}
_NOTES: dict[Compartment, type[Any]] = {
    Compartment.RECORD: SheetNoteRow,
    Compartment.TEAM: TeamSheetNoteRow,
}


class FormService:
    """The forms and notes of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def form(self, edition: Edition) -> SheetForm:
        """The form of an edition: the one that was saved, or the usual one."""
        home = _home(edition)
        if home not in self._vault.compartments:
            return usual_form(edition)
        with self._vault.read(home) as session:
            row = session.scalars(_of(_FORMS[home], edition)).first()
            if row is None:
                return usual_form(edition)
            kept = json.loads(row.body)
        known = {section.value: section for section in Section}
        sections = tuple(known[name] for name in kept["sections"] if name in known)
        return SheetForm(edition, sections, kept["ruled_lines"])

    def save_form(self, form: SheetForm) -> Saved[SheetForm]:
        """Keep the form of an edition.

        Raises:
            BadForm: it has too many ruled lines.
            NotAllowed: the user may not keep it.
        """
        form, home = checked_form(form), _home(form.edition)
        body = {"sections": list(form.sections), "ruled_lines": form.ruled_lines}
        with self._vault.write("sheet.form", home) as unit:
            row = unit.session.scalars(_of(_FORMS[home], form.edition)).first()
            if row is None:
                row = _FORMS[home](id=new_id(), edition=form.edition.value, body="")
                unit.add(row)
            row.body = json.dumps(body, ensure_ascii=False)
            saved_id = row.id
            unit.commit()
        return Saved(form, Changed(frozenset({"sheet"}), frozenset({saved_id})))

    def note(self, day: date, edition: Edition) -> Note:
        """The notes on an edition of a day's sheet; what no key opens is not there."""
        home = _home(edition)
        if home not in self._vault.compartments:
            return ()
        table = _NOTES[home]
        with self._vault.read(home) as session:
            query = _of(table, edition).where(table.day == day.isoformat())
            row = session.scalars(query).first()
            return note_from_json(row.body) if row is not None else ()

    def save_note(self, day: date, edition: Edition, note: Note) -> Saved[Note]:
        """Keep the notes on an edition of a day's sheet.

        Raises:
            BadForm: they are too long.
            NotAllowed: the user may not keep them.
        """
        note, home = checked_note(note), _home(edition)
        table = _NOTES[home]
        with self._vault.write("sheet.note", home) as unit:
            query = _of(table, edition).where(table.day == day.isoformat())
            row = unit.session.scalars(query).first()
            if row is None:
                row = table(id=new_id(), edition=edition.value, day=day.isoformat(), body="[]")
                unit.add(row)
            row.body = note_to_json(note)
            saved_id = row.id
            unit.commit()
        return Saved(note, Changed(frozenset({"sheet"}), frozenset({saved_id})))


def _home(edition: Edition) -> Compartment:
    return Compartment.TEAM if edition is Edition.COUNSEL else Compartment.RECORD


def _of(table: type[Any], edition: Edition) -> Any:
    return select(table).where(table.edition == edition.value)
