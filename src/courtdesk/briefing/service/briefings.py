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
        self._points = PointService(vault, cases, hearings)

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
        titles = {
            each.case_id: self._cases.case(each.case_id).details.title
            for each in {item.case_id: item for item in found}.values()
        }
        return tuple(
            Task(
                each.case_id,
                titles[each.case_id],
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
        needs = self._readiness.of(hearing.id for _, hearing in today)
        courts = [case.details for case, _ in today] or [case.details for case, _ in following]
        return Briefing(
            day=day,
            court=courts[0].court if courts else "",
            room=courts[0].room if courts else "",
            matters=tuple(
                self._matter(case, hearing, day, needs.get(hearing.id, ()))
                for case, hearing in today
            ),
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
            for hearing in self._points.last_heard(briefing.day)
            for point in self._points.points(hearing)
        )
        return replace(briefing, points=tuple(found))

    def _matter(
        self, case: Case, set_down: ScheduledHearing, day: date, needs: tuple[Need, ...]
    ) -> Matter:
        hearings = self._hearings.hearings(case.id)
        held = next((h for h in hearings if h.plan.day == day), None)
        before = next((h for h in hearings if h.plan.day < day), None)
        exhibits = self._exhibits.exhibits(case.id)
        people = held.plan.appearances if held else ()
        plain = _plain(case, set_down)
        return Matter(
            **{
                **vars(plain),
                "state": held.state if held else HearingState.NOT_STARTED,
                "attendance": tuple((p.name, p.role or p.for_whom, p.manner) for p in people),
                "missing": _missing(case, held, needs),
                "needs": needs,
                "since": held.started_at if held and held.ended_at is None else None,
                "owed": tuple(
                    f"{exhibit.name}, {exhibit.state}"
                    for exhibit in exhibits
                    if exhibit.state.is_open
                )
                + self._reserved(before),
                "lately": self._lately(before),
                "exhibits": tuple(
                    (exhibit.name, exhibit.details.description, exhibit.state.value)
                    for exhibit in exhibits
                ),
            }
        )

    def _lately(self, hearing: Hearing | None) -> tuple[str, ...]:
        return tuple(entry.text for entry in self._told(hearing))[-_MOST_TOLD:]

    def _reserved(self, hearing: Hearing | None) -> tuple[str, ...]:
        return tuple(
            entry.text
            for entry in self._told(hearing)
            if entry.kind is EntryKind.RULING and "reserved" in entry.text.casefold()
        )

    def _told(self, hearing: Hearing | None) -> tuple[Entry, ...]:
        if hearing is None:
            return ()
        numbers = self._hearings.numbers(hearing.id, _TOLD)
        entries = self._hearings.entries(numbers, hearing.id)
        return tuple(entry for entry in entries if not entry.sealed)


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
