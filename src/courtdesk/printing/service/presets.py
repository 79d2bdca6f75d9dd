"""The packets that are shipped, and those that the court or the team saved."""

import json
from functools import cache
from typing import Any

from sqlalchemy import select

from courtdesk.assets import resource
from courtdesk.printing.model import BadPacket, Preset, checked, preset_from
from courtdesk.printing.tables import PresetRow, TeamPresetRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault


class PresetService:
    """The presets of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        team = Compartment.TEAM in vault.compartments
        self._home = Compartment.TEAM if team else Compartment.RECORD
        self._row: type[Any] = TeamPresetRow if team else PresetRow

    def presets(self) -> tuple[Preset, ...]:
        """Those that are shipped, then the saved ones by name."""
        with self._vault.read(self._home) as session:
            rows = session.scalars(select(self._row).order_by(self._row.title, self._row.id))
            saved = tuple(preset_from(json.loads(row.body), row.id) for row in rows)
        return (*shipped(), *saved)

    def named(self, name: str) -> Preset:
        """The preset of a name or a title; a saved one goes before a shipped one.

        Raises:
            BadPacket: there is none.
        """
        wanted = name.casefold()
        for preset in reversed(self.presets()):
            if wanted in {preset.name.casefold(), preset.title.casefold()}:
                return preset
        known = ", ".join(dict.fromkeys(preset.name for preset in self.presets()))
        raise BadPacket(f"There is no packet “{name}”. Known are: {known}.")

    def save(self, preset: Preset) -> Saved[Preset]:
        """Keep ``preset``; one of the same title is replaced.

        Raises:
            BadPacket: it has no name, or holds nothing.
        """
        preset = checked(preset)
        with self._vault.unit("packet.save", self._home) as unit:
            same = select(self._row).where(self._row.title == preset.title)
            row = unit.session.scalars(same).first()
            if row is None:
                row = self._row(id=new_id(), title=preset.title, body="")
                unit.add(row)
            row.body = preset.to_json()
            saved = preset_from(json.loads(row.body), row.id)
            unit.commit()
        return Saved(saved, Changed(frozenset({"packet"}), frozenset({saved.id})))

    def remove(self, preset_id: str) -> Saved[None]:
        """Forget a preset that was saved; the shipped ones stay.

        Raises:
            BadPacket: there is no such preset.
        """
        with self._vault.unit("packet.remove", self._home) as unit:
            row = unit.session.get(self._row, preset_id)
            if row is None:
                raise BadPacket("This packet is no longer in the vault.")
            unit.session.delete(row)
            unit.commit()
        return Saved(None, Changed(frozenset({"packet"}), frozenset({preset_id})))


@cache
def shipped() -> tuple[Preset, ...]:
    """The packets that every vault offers."""
    text = resource("printing", "presets.json").read_text(encoding="utf-8")
    return tuple(preset_from(each) for each in json.loads(text)["presets"])
