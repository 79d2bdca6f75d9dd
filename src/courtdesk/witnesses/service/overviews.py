"""Reading a case's witnesses at a glance: the team's order of call against the hearing's log."""

from datetime import datetime

from sqlalchemy import select

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.hearing.service import HearingService
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.calls import Heard, Standing, forecast, fulfilled, standing
from courtdesk.witnesses.model.court import LOG_KINDS, Appearance, appearances, proposal
from courtdesk.witnesses.model.overview import CallLine, Overview, Tally
from courtdesk.witnesses.service import reading, shipped
from courtdesk.witnesses.tables import WitnessLinkRow

_KINDS = LOG_KINDS | {EntryKind.COURSE}


def overview(vault: Vault, hearings: HearingService, case_id: str, now: datetime) -> Overview:
    """The witnesses of a case as the log stands ``now`` (UTC)."""
    with vault.read(Compartment.TEAM) as session:
        files = reading.files(session, case_id, vault.user.id)
        calls = tuple(map(reading.to_call, reading.call_rows(session, case_id)))
        tallies = reading.tallies(session, case_id)
        regime, sittings = reading.plan(session, case_id)
        query = select(WitnessLinkRow).where(WitnessLinkRow.case_id == case_id)
        links = {row.entry_id: row.file_id for row in session.scalars(query)}
    seen = appearances(trial_log(hearings, case_id), shipped.log_words(), links, now)
    known = [(each.file_id, _heard(each)) for each in seen if each.file_id in files]
    heard = fulfilled(calls, known)
    records = {file.id: file.record for file in files.values()}
    reached = forecast(calls, heard, records, sittings, now, vault.settings.zone)
    lines = [
        CallLine(
            files[call.file_id],
            call,
            tallies.get(call.file_id, Tally()),
            standing(call, heard.get(call.id)),
            heard.get(call.id),
            reached.get(call.id),
        )
        for call in calls
    ]
    called = {call.file_id for call in calls}
    lines += [
        CallLine(file, None, tallies.get(file.id, Tally()), Standing.EXPECTED)
        for file in files.values()
        if file.id not in called
    ]
    people = [(file.id, file.person) for file in files.values()]
    unlinked = tuple(
        (each, proposal(each.text, people)) for each in seen if each.entry_id not in links
    )
    return Overview(case_id, regime, sittings, tuple(lines), unlinked if files else ())


def trial_log(hearings: HearingService, case_id: str) -> list[Entry]:
    """What the log of a case says of witnesses and of its own course, hearing after hearing."""
    entries: list[Entry] = []
    for hearing in reversed(hearings.hearings(case_id)):
        numbers = hearings.numbers(hearing.id, _KINDS)
        entries.extend(hearings.entries(numbers, hearing.id))
    return entries


def _heard(appearance: Appearance) -> Heard:
    return Heard(appearance.began, appearance.ended, appearance.on_stand, appearance.phase)
