"""Gathering a day: its matters, what is due, what has to be ruled on."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courtdesk.briefing.model import (
    Briefing,
    Edition,
    Matter,
    Need,
    Task,
)
from courtdesk.briefing.service.deadlines import DeadlineService
from courtdesk.briefing.service.points import PointService
from courtdesk.briefing.service.readiness import ReadinessService
from courtdesk.cases.model import Case, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import Exhibit
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import Entry, EntryKind, Hearing, HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from courtdesk.witnesses.service import WitnessFinder

_AHEAD = timedelta(days=7)
_TOLD = frozenset(
    {EntryKind.WITNESS, EntryKind.RULING, EntryKind.JURY, EntryKind.ORDER, EntryKind.PLEA}
)
_MOST_TOLD = 10


class BriefingService:
    """The briefings of one vault. Call it on the thread that opened the vault."""

    def __init__(
        self, vault: Vault, cases: CaseService, hearings: HearingService, exhibits: ExhibitService
    ) -> None:
        self._vault = vault
        self._cases = cases
        self._hearings = hearings
        self._exhibits = exhibits
        self._zone = ZoneInfo(vault.settings.zone)
        self._deadlines = DeadlineService(vault, cases)
        self._readiness = ReadinessService(vault, cases)
        self.points = PointService(vault, cases, hearings)

    def editions(self) -> tuple[Edition, ...]:
        """The editions that the user may make: counsel's is the trial team's."""
        team = self._vault.may(Ability.TEAM_WORK)
        return tuple(each for each in Edition if team or each is not Edition.COUNSEL)

    def tasks(self, until: date) -> tuple[Task, ...]:
        """What is open on the witnesses' checklists and due on or before ``until``.

        None for whoever has no key to the trial team's work.
        """
        if not self._vault.may(Ability.TEAM_WORK):
            return ()
        found = WitnessFinder(self._vault, self._cases).due(until)
        cases = self._cases.of_ids({each.case_id for each in found})
        return tuple(
            Task(
                each.case_id,
                cases[each.case_id].details.title,
                each.witness,
                each.item.words.text,
                each.item.words.due or until,
                each.item.words.owner,
                each.file_id,
            )
            for each in found
        )

    def briefing(self, day: date) -> Briefing:
        """Everything that the sheet of ``day`` may show but the points of the last hearings."""
        first = datetime.combine(day, time(), self._zone)
        next_day = datetime.combine(day + timedelta(days=1), time(), self._zone)
        today = self._cases.set_down(first, next_day)
        following = self._cases.set_down(next_day, next_day + _AHEAD)
        courts = [case.details for case, _ in today] or [case.details for case, _ in following]
        return Briefing(
            day=day,
            court=courts[0].court if courts else "",
            room=courts[0].room if courts else "",
            matters=self._matters(today, day),
            due=self._deadlines.due(day + timedelta(days=7)),
            following=tuple(_plain(case, hearing) for case, hearing in following),
            prepared_by=self._vault.user.name,
            prepared_at=now(),
            zone=self._vault.settings.zone,
            tasks=self.tasks(day),
        )

    def with_points(self, briefing: Briefing) -> Briefing:
        """``briefing`` with what the checker finds open in the hearings of the court's last day.

        It follows their whole logs: whoever waits for the day reads that first.
        """
        found = (
            point
            for hearing in self.points.last_heard(briefing.day)
            for point in self.points.of(hearing)
        )
        return replace(briefing, points=tuple(found))

    def _matters(
        self, today: tuple[tuple[Case, ScheduledHearing], ...], day: date
    ) -> tuple[Matter, ...]:
        """The matters of a day: a few queries for all of them, however many they are."""
        ids = {case.id for case, _ in today}
        needs = self._readiness.of(hearing.id for _, hearing in today)
        around = self._hearings.around(ids, day)
        told = self._hearings.told((before for _, before in around.values() if before), _TOLD)
        exhibits = self._exhibits.of_cases(ids)
        return tuple(
            _matter(
                case,
                set_down,
                held=around.get(case.id, (None, ""))[0],
                told=told.get(around.get(case.id, (None, ""))[1], ()),
                exhibits=exhibits.get(case.id, ()),
                needs=needs.get(set_down.id, ()),
            )
            for case, set_down in today
        )


def _matter(
    case: Case,
    set_down: ScheduledHearing,
    *,
    held: Hearing | None,
    told: tuple[Entry, ...],
    exhibits: tuple[Exhibit, ...],
    needs: tuple[Need, ...],
) -> Matter:
    people = held.plan.appearances if held else ()
    lately = tuple(entry for entry in told if not entry.sealed)
    reserved = tuple(
        entry.text
        for entry in lately
        if entry.kind is EntryKind.RULING and "reserved" in entry.text.casefold()
    )
    owed = (f"{each.name}, {each.state}" for each in exhibits if each.state.is_open)
    return replace(
        _plain(case, set_down),
        state=held.state if held else HearingState.NOT_STARTED,
        attendance=tuple((p.name, p.role or p.for_whom, p.manner) for p in people),
        missing=_missing(case, held, needs),
        needs=needs,
        since=held.started_at if held and held.ended_at is None else None,
        owed=(*owed, *reserved),
        lately=tuple(entry.text for entry in lately)[-_MOST_TOLD:],
        exhibits=tuple(
            (each.name, each.details.description, each.state.value) for each in exhibits
        ),
    )


def _plain(case: Case, set_down: ScheduledHearing) -> Matter:
    about = case.details
    return Matter(
        case_id=case.id,
        case_number=about.number,
        case_title=about.title,
        starts_at=set_down.starts_at,
        title=set_down.title,
        room=set_down.room or about.room,
        judge=about.judge,
        counsel=" / ".join(party.counsel for party in about.parties if party.counsel),
        state=HearingState.NOT_STARTED,
        set_down_id=set_down.id,
    )


def _missing(case: Case, held: Hearing | None, needs: tuple[Need, ...]) -> tuple[str, ...]:
    """What is not ready: what is recorded, parties without counsel, a hearing nobody planned."""
    missing = [
        f"{need.new.shown} ({need.new.owner})" if need.new.owner else need.new.shown
        for need in needs
        if need.done_at is None
    ]
    missing += [
        f"no counsel for {party.name}" for party in case.details.parties if not party.counsel
    ]
    if held is None:
        missing.append("hearing not planned")
    return tuple(missing)
