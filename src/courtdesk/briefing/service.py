"""Use cases of a briefing: keep deadlines, gather a day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from courtdesk.briefing.model import (
    BadDeadline,
    Briefing,
    Deadline,
    DueItem,
    Edition,
    Matter,
    NewDeadline,
    Task,
)
from courtdesk.briefing.tables import DeadlineRow
from courtdesk.cases.model import Case, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import Entry, EntryKind, Hearing, HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms
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

    def add_deadline(self, new: NewDeadline) -> Saved[Deadline]:
        """Keep a deadline.

        Raises:
            BadDeadline: it says nothing.
            BadCase: there is no such case.
        """
        if not new.text.strip():
            raise BadDeadline("Say what is due, such as “Proposed jury instructions”.")
        self._cases.case(new.case_id)
        with self._vault.write("deadline.add") as unit:
            row = DeadlineRow(
                id=new_id(),
                case_id=new.case_id,
                text=new.text.strip(),
                due_on=new.due_on.isoformat(),
                owner=new.owner.strip(),
                rule_id=new.rule_id,
                explanation=new.explanation,
                done_at_ms=None,
            )
            unit.add(row)
            unit.commit()
        return _saved(_deadline(row))

    def set_done(self, deadline_id: str, at: datetime | None) -> Saved[Deadline]:
        """Tick a deadline off at ``at`` (UTC), or open it again with None.

        Raises:
            BadDeadline: there is no such deadline.
        """
        with self._vault.write("deadline.done") as unit:
            row = unit.session.get(DeadlineRow, deadline_id)
            if row is None:
                raise BadDeadline("This deadline is no longer in the vault.")
            row.done_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(_deadline(row))

    def due(self, until: date, case_id: str | None = None) -> tuple[DueItem, ...]:
        """What is open and due on or before ``until``, the oldest first."""
        query = (
            select(DeadlineRow)
            .where(DeadlineRow.done_at_ms.is_(None), DeadlineRow.due_on <= until.isoformat())
            .order_by(DeadlineRow.due_on, DeadlineRow.id)
        )
        if case_id is not None:
            query = query.where(DeadlineRow.case_id == case_id)
        with self._vault.read() as session:
            deadlines = [_deadline(row) for row in session.scalars(query)]
        cases = {d.what.case_id: self._cases.case(d.what.case_id).details for d in deadlines}
        return tuple(
            DueItem(d, cases[d.what.case_id].number, cases[d.what.case_id].title) for d in deadlines
        )

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
        """Everything that the sheet of ``day`` may show."""
        first = datetime.combine(day, time(), self._zone)
        next_day = datetime.combine(day + timedelta(days=1), time(), self._zone)
        today = self._cases.set_down(first, next_day)
        following = self._cases.set_down(next_day, next_day + _AHEAD)
        courts = [case.details for case, _ in today] or [case.details for case, _ in following]
        return Briefing(
            day=day,
            court=courts[0].court if courts else "",
            room=courts[0].room if courts else "",
            matters=tuple(self._matter(case, hearing, day) for case, hearing in today),
            due=self.due(day + timedelta(days=7)),
            following=tuple(_plain(case, hearing) for case, hearing in following),
            prepared_by=self._vault.user.name,
            prepared_at=now(),
            zone=self._vault.settings.zone,
            tasks=self.tasks(day),
        )

    def _matter(self, case: Case, set_down: ScheduledHearing, day: date) -> Matter:
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
                "missing": _missing(case, held),
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
    )


def _missing(case: Case, held: Hearing | None) -> tuple[str, ...]:
    """What is not ready: parties without counsel, and a hearing that nobody has planned."""
    missing = [
        f"no counsel for {party.name}" for party in case.details.parties if not party.counsel
    ]
    if held is None:
        missing.append("hearing not planned")
    return tuple(missing)


def _deadline(row: DeadlineRow) -> Deadline:
    what = NewDeadline(
        case_id=row.case_id,
        text=row.text,
        due_on=date.fromisoformat(row.due_on),
        owner=row.owner,
        rule_id=row.rule_id,
        explanation=row.explanation,
    )
    done = None if row.done_at_ms is None else from_ms(row.done_at_ms)
    return Deadline(row.id, what, done)


def _saved(deadline: Deadline) -> Saved[Deadline]:
    return Saved(
        deadline, Changed(frozenset({"deadline"}), frozenset({deadline.id, deadline.what.case_id}))
    )
