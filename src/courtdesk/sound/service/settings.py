"""The court's settings of sound, kept in the record."""

import json
from dataclasses import asdict, replace
from typing import Any

from courtdesk.sound.model import Codec, SoundPlan
from courtdesk.sound.model.settings import OffRecord, PedalKeys, SoundSettings
from courtdesk.sound.tables import SoundSettingRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault

_ID = "sound"


class SoundSettingsService:
    """Reads and keeps the settings of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def settings(self) -> SoundSettings:
        """The court's settings, or those that hold before it has chosen any."""
        with self._vault.read() as session:
            row = session.get(SoundSettingRow, _ID)
            return SoundSettings() if row is None else _settings(json.loads(row.content))

    def keep(self, settings: SoundSettings) -> Saved[SoundSettings]:
        """Keep new settings; they hold from the next recording on.

        Raises:
            NoSound: they cannot be recorded with.
            NotAllowed: the user may not keep the record.
        """
        names = tuple(name.strip() for name in settings.plan.channels)
        settings = replace(settings, chosen=True, plan=replace(settings.plan, channels=names))
        content = json.dumps(asdict(settings.checked()), sort_keys=True)
        with self._vault.write("sound.settings", needs=Ability.KEEP_RECORD) as unit:
            row = unit.session.get(SoundSettingRow, _ID)
            if row is None:
                unit.add(SoundSettingRow(id=_ID, content=content))
            else:
                row.content = content
            unit.commit()
        return Saved(settings, Changed(frozenset({"sound settings"}), frozenset({_ID})))


def _settings(kept: dict[str, Any]) -> SoundSettings:
    plan = kept["plan"]
    return SoundSettings(
        SoundPlan(
            tuple(plan["channels"]),
            plan["device"],
            plan["rate"],
            Codec(plan["codec"]),
            plan["second_copy"],
        ),
        kept["with_hearing"],
        OffRecord(kept["off_record"]),
        kept["lead_seconds"],
        PedalKeys(**kept["pedal"]),
        kept["mains"],
        chosen=True,
    )
