"""Taking the court's day list over.

Cases are matched by their number, hearings by case, day and title. What a list has for a case that
is consolidated with another is set down in the lead case.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.cases.model import (
    BadCase,
    CaseKind,
    CaseStatus,
    DayList,
    ListedMatter,
    ListedState,
    ListedStep,
    ListPlan,
)
from courtdesk.cases.service.consolidations import leads_of
from courtdesk.cases.tables import CaseRow, ScheduledRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, to_ms

_MANY = 500


@dataclass(frozen=True)
class _Known:
    """A hearing that is set down already."""

    id: str
    at: datetime
    title: str
    room: str


@dataclass(frozen=True)
class _Decided:
    """A step, the case it belongs to, and the hearing that it moves."""

    step: ListedStep
    case_id: str
    moves: str = ""


class DayListService:
    """Day lists of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def plan(self, day_list: DayList) -> ListPlan:
        """What taking ``day_list`` over would do."""
        with self._vault.read() as session:
            decided = self._decide(session, day_list.matters)
            led = _led(session, day_list.matters)
        zone = ZoneInfo(self._vault.settings.zone)
        steps = tuple(each.step for each in decided)
        clashes = _clashes(day_list.matters, zone, led)
        remarks = (
            f"{number} is consolidated with {lead}: it is set down there."
            for number, lead in led.values()
        )
        return ListPlan(steps, tuple(clashes), tuple(remarks))

    def take_over(self, day_list: DayList, opened_on: date) -> Saved[ListPlan]:
        """Open the cases that are new and set down the hearings: all of the list or nothing.

        A list that was taken over before changes nothing. ``opened_on`` is a date of the court's
        calendar.

        Raises:
            BadCase: the list has a problem, or nothing on it.
        """
        _refuse_problems(day_list)
        plan = self.plan(day_list)
        if not plan.changes_anything:
            return Saved(plan, Changed(frozenset()))
        with self._vault.write("case.day-list") as unit:
            decided = self._decide(unit.session, day_list.matters)
            opened: dict[str, dict[str, object]] = {}
            added: list[dict[str, object]] = []
            for each in decided:
                matter = each.step.matter
                if each.step.state is ListedState.NEW_CASE:
                    opened.setdefault(each.case_id, _case(each.case_id, matter, opened_on))
                if each.step.state in {ListedState.NEW_CASE, ListedState.SET_DOWN}:
                    added.append(_scheduled(each.case_id, matter))
                elif each.step.state is ListedState.MOVED:
                    row = unit.session.get_one(ScheduledRow, each.moves)
                    row.starts_at_ms, row.room = to_ms(matter.at), matter.room or row.room
            unit.insert_many(CaseRow, opened.values())
            unit.insert_many(ScheduledRow, added)
            unit.commit()
        changed = frozenset(each.case_id for each in decided)
        return Saved(plan, Changed(frozenset({"case"}), changed))

    def _decide(self, session: Session, matters: Iterable[ListedMatter]) -> list[_Decided]:
        zone = ZoneInfo(self._vault.settings.zone)
        cases = _cases(session, {_key(matter.number) for matter in matters})
        known = _set_down(session, [case_id for case_id, _ in cases.values()])

        def which(matter: ListedMatter) -> str:
            """The case that a matter goes to: its id, or its number while it has none."""
            return cases.get(_key(matter.number), (_key(matter.number), ""))[0]

        listed = Counter((which(m), m.at.astimezone(zone).date(), _key(m.title)) for m in matters)
        opened: dict[str, str] = {}
        seen: set[tuple[str, datetime, str]] = set()
        decided = []
        for matter in matters:
            key = _key(matter.number)
            case_id, title = cases.get(key, ("", ""))
            mark = (which(matter), matter.at, _key(matter.title))
            if mark in seen:
                case_id = case_id or opened[key]
                decided.append(_Decided(ListedStep(matter, ListedState.UNCHANGED, title), case_id))
                continue
            seen.add(mark)
            if not case_id:
                new = opened.setdefault(key, new_id())
                decided.append(_Decided(ListedStep(matter, ListedState.NEW_CASE), new))
                continue
            day = matter.at.astimezone(zone).date()
            alone = listed[which(matter), day, _key(matter.title)] == 1
            state, moves = _state(matter, known[case_id], zone, alone=alone)
            decided.append(_Decided(ListedStep(matter, state, title), case_id, moves))
        return decided


def _refuse_problems(day_list: DayList) -> None:
    if day_list.problems:
        first, count = day_list.problems[0], len(day_list.problems)
        rows = "1 row cannot" if count == 1 else f"{count} rows cannot"
        raise BadCase(
            f"{rows} be taken over; row {first.row}: {first.sentence} Nothing was imported."
        )
    if not day_list.matters:
        raise BadCase("The list has no hearings. Nothing was imported.")


def _state(
    matter: ListedMatter, known: list[_Known], zone: ZoneInfo, *, alone: bool
) -> tuple[ListedState, str]:
    """Whether a matter of a known case is set down, moved, or neither; and which it moves."""
    same = [k for k in known if _key(k.title) == _key(matter.title)]
    for each in same:
        if each.at == matter.at:
            changed = matter.room and _key(each.room) != _key(matter.room)
            return (ListedState.MOVED, each.id) if changed else (ListedState.UNCHANGED, "")
    day = matter.at.astimezone(zone).date()
    that_day = [each for each in same if each.at.astimezone(zone).date() == day]
    if alone and len(that_day) == 1:
        return ListedState.MOVED, that_day[0].id
    return ListedState.SET_DOWN, ""


def _cases(session: Session, keys: set[str]) -> dict[str, tuple[str, str]]:
    """Id and title of the cases to which these numbers lead, however they are capitalised."""
    rows = session.execute(select(CaseRow.id, CaseRow.number, CaseRow.title))
    found = {
        key: (case_id, title) for case_id, number, title in rows if (key := _key(number)) in keys
    }
    leads = leads_of(session, [case_id for case_id, _ in found.values()])
    for key, (case_id, _) in found.items():
        if case_id in leads:
            found[key] = (leads[case_id].id, leads[case_id].title)
    return found


def _led(session: Session, matters: Iterable[ListedMatter]) -> dict[str, tuple[str, str]]:
    """The numbers of a list whose cases have a lead case, each with the lead's number."""
    numbers = {_key(matter.number): matter.number for matter in matters}
    rows = session.execute(select(CaseRow.id, CaseRow.number))
    ids = {key: case_id for case_id, number in rows if (key := _key(number)) in numbers}
    leads = leads_of(session, ids.values())
    return {
        key: (numbers[key], leads[case_id].number)
        for key, case_id in ids.items()
        if case_id in leads
    }


def _set_down(session: Session, case_ids: list[str]) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = defaultdict(list)
    for first in range(0, len(case_ids), _MANY):
        some = case_ids[first : first + _MANY]
        query = select(ScheduledRow).where(ScheduledRow.case_id.in_(some))
        for row in session.scalars(query):
            known = _Known(row.id, from_ms(row.starts_at_ms), row.title, row.room)
            found[row.case_id].append(known)
    return found


def _clashes(
    matters: Iterable[ListedMatter], zone: ZoneInfo, led: dict[str, tuple[str, str]]
) -> Iterable[str]:
    """A sentence for each room in which hearings of different cases begin at the same moment.

    Cases that are consolidated (``led``: with which) are one.
    """
    together: dict[tuple[str, datetime], dict[str, str]] = defaultdict(dict)
    for matter in matters:
        if matter.room:
            numbers = together[_key(matter.room), matter.at]
            number = led.get(_key(matter.number), ("", matter.number))[1]
            numbers.setdefault(_key(number), number)
            numbers.setdefault("", matter.room)
    for (_, at), numbers in sorted(together.items(), key=lambda item: item[0][1]):
        room = numbers.pop("")
        if len(numbers) > 1:
            which = ", ".join(list(numbers.values())[:4]) + (" …" if len(numbers) > 4 else "")
            when = at.astimezone(zone)
            yield f"{room}, {when:%Y-%m-%d %H:%M}: {len(numbers)} hearings at once ({which})."


def _case(case_id: str, matter: ListedMatter, opened_on: date) -> dict[str, object]:
    return {
        "id": case_id,
        "number": matter.number,
        "title": matter.name or matter.number,
        "kind": CaseKind.OTHER.value,
        "court": matter.court,
        "room": matter.room,
        "judge": matter.judge,
        "judge_abbreviation": "",
        "status": CaseStatus.OPEN.value,
        "opened_on": opened_on.isoformat(),
    }


def _scheduled(case_id: str, matter: ListedMatter) -> dict[str, object]:
    return {
        "id": new_id(),
        "case_id": case_id,
        "starts_at_ms": to_ms(matter.at),
        "title": matter.title,
        "room": matter.room,
    }


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
