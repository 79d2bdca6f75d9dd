"""Making the demo vault."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from courtdesk.cases.service import CaseService
from courtdesk.demo import CLERK, PASSPHRASE, deadlines, exhibits, jury, minutes, story
from courtdesk.demo.telling import Day, Line
from courtdesk.hearing.model import NewEntry
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

_LIVE = timedelta(hours=1, minutes=42)
_MORNING = time(9, 4)


def make(path: Path) -> None:
    """Write the demo vault.

    Raises:
        VaultExists: something lies there already.
        CannotWrite: the disk refused; nothing is left behind.
    """
    settings = VaultSettings("Department 6", story.ZONE, "letter", demo=True)
    vault = create_vault(path, settings, CLERK, Role.CLERK, PASSPHRASE, params=story.KEY_COST)
    try:
        try:
            _tell(vault, datetime.now(UTC))
        finally:
            vault.close()
        jury.tell_team(path, datetime.now(UTC))
    except BaseException:
        shutil.rmtree(vault.path, ignore_errors=True)  # half a story would be taken for the whole
        raise


def _tell(vault: Vault, now: datetime) -> None:
    """Write every case, and the trial's days; the last of them is still running at ``now``."""
    zone = ZoneInfo(story.ZONE)
    today = now.astimezone(zone).date()
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    ids = {
        told.number: cases.open_case(told, today - story.OPENED_BEFORE[told.number]).value.id
        for told in story.cases(today)
    }
    for place, day in enumerate(story.TRIAL_DAYS, start=1):
        back = len(story.TRIAL_DAYS) - place
        held = _court_day(today, back)
        started = now - _LIVE if back == 0 else datetime.combine(held, _MORNING, zone)
        so_far = replace(day, lines=tuple(line for line in day.lines if line.after < _LIVE.seconds))
        shown = so_far if back == 0 else day
        write_day(hearings, ids[story.TRIAL], shown, held, started.astimezone(UTC))
    minutes.tell(vault, hearings, ids[story.TRIAL])
    exhibits.tell(vault, ids[story.TRIAL], now)
    jury.tell_court(vault, ids[story.TRIAL])
    deadlines.tell(vault, ids, today)


def _court_day(today: date, back: int) -> date:
    """The weekday that lies ``back`` sitting days before ``today``."""
    day = today
    for _ in range(back):
        day -= timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
    return day


def write_day(
    hearings: HearingService, case_id: str, day: Day, held: date, started: datetime
) -> None:
    """Plan a day of the trial and record its lines; ``started`` is UTC."""
    hearing = hearings.plan(case_id, story.plan_of(day, held)).value
    people = {person.key: person for person in hearing.plan.appearances}
    for line in day.lines:
        at = started + timedelta(seconds=line.after)
        if line.step is not None:
            hearings.take_step(hearing.id, line.step, at, new_id(), line.text)
            continue
        speaker = people.get(line.key)
        entry = hearings.record(
            NewEntry(
                id=new_id(),
                hearing_id=hearing.id,
                at=at,
                speaker=speaker.label if speaker else "",
                kind=line.kind,
                text=line.text,
                appearance_id=speaker.id if speaker else "",
            )
        ).value
        _afterwards(hearings, line, entry.id, at)


def _afterwards(hearings: HearingService, line: Line, entry_id: str, at: datetime) -> None:
    if line.bookmarked:
        hearings.bookmark(entry_id, on=True)
    if line.corrected:
        text, reason = line.corrected
        later = at + timedelta(seconds=70)
        label = hearings.entry(entry_id).speaker
        hearings.amend(entry_id, text, label, line.kind, reason, later)
