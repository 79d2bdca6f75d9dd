"""A clerk who never stops: writes entries into a vault, and says each that was shown as saved."""

import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.errors import KnownError
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry
from courtdesk.hearing.service import HearingService
from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault, open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify

CHEAP = KdfParams(memory_kib=19 * 1024, passes=1, lanes=1)
PASSPHRASE = "nine slow barges under the bridge"  # noqa: S105 - of vaults that are thrown away
_START = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
_DAY = date(2026, 11, 23)
Say = Callable[[str], object]


@dataclass
class Survey:
    """What a vault holds after it was harmed."""

    opened: bool = False
    lost: int = 0
    doubled: int = 0
    beyond: int = 0
    findings: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing acknowledged is gone, nothing stands twice, the chain is whole."""
        return self.opened and not (self.lost or self.doubled or self.findings)


def make_vault(path: Path) -> str:
    """A vault with one hearing of a few entries; the hearing's id."""
    vault = create_vault(
        path, VaultSettings("Torture"), "A. Clerk", Role.CLERK, PASSPHRASE, params=CHEAP
    )
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    case = cases.open_case(CaseDetails("1", "State v. Weather"), _DAY).value
    hearing = hearings.plan(case.id, HearingPlan("Day 1", _DAY)).value.id
    write(hearings, hearing, 5, random.Random(1), lambda _: None)
    vault.close()
    return hearing


def open_here(path: Path) -> Vault:
    """Open the vault that :func:`make_vault` made."""
    return open_vault(path, None, PASSPHRASE)


def hearings_of(vault: Vault) -> HearingService:
    """The hearings of an open vault."""
    return HearingService(vault, CaseService(vault))


def write(hearings: HearingService, hearing: str, count: int, rnd: random.Random, say: Say) -> None:
    """Record ``count`` entries, saying the id of each once the service has returned."""
    for _ in range(count):
        line = new_line(hearing, rnd)
        hearings.record(line)
        say(line.id)


def new_line(hearing: str, rnd: random.Random) -> NewEntry:
    """A line of any length, from a word to several pages."""
    at = _START + timedelta(seconds=rnd.randrange(30_000))
    text = f"line of {rnd.random()} " + "and so on " * rnd.choice((0, 3, 20, 200, 900))
    return NewEntry(new_id(), hearing, at, "Ms. Pryce (State)", EntryKind.NOTE, text)


def survey(path: Path, hearing: str, acknowledged: Iterable[str]) -> Survey:
    """Open the vault as the next morning would, and hold it against what was shown as saved."""
    load_tables()
    found = Survey()
    try:
        vault = open_here(path)
    except DamagedVault as error:
        found.findings.append(f"not opened: {error}")
        return found
    try:
        found.opened = True
        kept = [entry.id for entry in hearings_of(vault).log_sheet(hearing).entries]
        wanted = set(acknowledged)
        found.lost = len(wanted - set(kept))
        found.doubled = len(kept) - len(set(kept))
        found.beyond = len(set(kept) - wanted)
        found.findings += [finding.what for finding in verify(vault).findings]
    except KnownError as error:
        found.findings.append(f"{type(error).__name__}: {error}")
    finally:
        vault.close()
    return found


def fresh(base: Path, target: Path) -> Path:
    """A copy of a vault in the place of whatever lay there."""
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(base, target))
