"""What the court wants of its minutes: its certificate, who approves, a second language."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk import assets
from courtdesk.hearing.model import BadEntry
from courtdesk.hearing.model.minutes import Approval, Headings, MinutesSettings
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import SettingRow

_KEY = "minutes"


@lru_cache(maxsize=1)
def languages() -> dict[str, Headings]:
    """The second languages that are shipped, by code."""
    found = json.loads(assets.resource("minutes", "headings.json").read_text(encoding="utf-8"))
    return {
        code: Headings(code, language["name"], language["headings"])
        for code, language in found.items()
    }


def settings_of(session: Session, case_id: str) -> MinutesSettings:
    """What holds for a case: the court's settings, with the case's own language if it has one."""
    known: dict[str, Any] = _defaults()
    for key in (_KEY, _key_of(case_id)):
        value = session.scalar(select(SettingRow.value).where(SettingRow.key == key))
        known |= json.loads(value) if value else {}
    return MinutesSettings(known["certification"], Approval(known["approval"]), known["language"])


class WordingService:
    """Reads and changes the settings of minutes. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def settings(self, case_id: str = "") -> MinutesSettings:
        """What holds for the court, or for a case."""
        with self._vault.read() as session:
            return settings_of(session, case_id)

    def change(self, settings: MinutesSettings) -> Saved[MinutesSettings]:
        """Keep what holds for the court.

        Raises:
            BadEntry: the certificate is empty, or the language unknown.
            NotAllowed: the role may not change settings.
        """
        if not settings.certification.strip():
            raise BadEntry("The certificate needs words. They stand above the clerk’s signature.")
        _check(settings.language)
        value = {
            "certification": settings.certification.strip(),
            "approval": settings.approval.value,
            "language": settings.language,
        }
        return self._keep(_KEY, value, settings, Ability.CHANGE_SETTINGS)

    def change_language(self, case_id: str, language: str | None) -> Saved[MinutesSettings]:
        """Keep the second language of a case; empty for none, ``None`` for the court's.

        Raises:
            BadEntry: the language is unknown.
            NotAllowed: the role does not keep the record.
        """
        _check(language or "")
        value = {} if language is None else {"language": language}
        with self._vault.read() as session:
            settings = settings_of(session, case_id)
        return self._keep(_key_of(case_id), value, settings, Ability.KEEP_RECORD)

    def _keep(
        self, key: str, value: dict[str, str], settings: MinutesSettings, needs: Ability
    ) -> Saved[MinutesSettings]:
        with self._vault.write("minutes.settings", needs=needs) as unit:
            unit.session.merge(SettingRow(key=key, value=json.dumps(value, ensure_ascii=False)))
            unit.commit()
        return Saved(settings, Changed(frozenset({"minutes"})))


def _key_of(case_id: str) -> str:
    return f"{_KEY}:{case_id}"


def _check(language: str) -> None:
    if language and language not in languages():
        known = ", ".join(sorted(languages()))
        raise BadEntry(f"There are no headings in “{language}”. Known are: {known}.")


def _defaults() -> dict[str, Any]:
    text = assets.resource("minutes", "defaults.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
