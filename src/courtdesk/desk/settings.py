"""What the desk remembers on this computer. Nothing confidential: no name of a case or person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from courtdesk.desk.theme import Scheme


class DeskSettings:
    """Theme, window geometry and the last vault's path, in an INI file of the user's profile."""

    def __init__(self) -> None:
        self._file = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "CourtDesk", "courtdesk"
        )

    @property
    def scheme(self) -> Scheme:
        """The chosen theme; the system's if none or an unknown one was kept."""
        kept = str(self._file.value("theme", ""))
        return Scheme(kept) if kept in list(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, chosen: Scheme) -> None:
        self._file.setValue("theme", chosen.value)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty at first."""
        kept = self._file.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, place: QByteArray) -> None:
        self._file.setValue("geometry", place)

    @property
    def last_vault(self) -> Path | None:
        """The vault that was opened last, if any; it may be gone."""
        kept = str(self._file.value("last_vault", ""))
        return Path(kept) if kept else None

    @last_vault.setter
    def last_vault(self, path: Path) -> None:
        self._file.setValue("last_vault", str(path))

    def sync(self) -> None:
        """Write to disk now: the process is about to be replaced."""
        self._file.sync()
