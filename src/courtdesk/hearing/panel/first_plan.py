"""What a new hearing is likely to be: from the case, and from the hearing before it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo

from courtdesk.cases.model import CaseDetails
from courtdesk.hearing.model import SPEAKER_KEYS, Appearance, Hearing, HearingPlan
from courtdesk.vault.ids import new_id


def first_plan(
    case: CaseDetails, last: Hearing | None, today: date, recorder: str, zone: tzinfo
) -> HearingPlan:
    """A plan to start from: what is set down for ``today``, and who appeared last time."""
    set_down = [h for h in case.scheduled if h.starts_at.astimezone(zone).date() == today]
    title = set_down[0].title if set_down else ""
    room = set_down[0].room if set_down else ""
    if last is not None:
        people = tuple(replace(person, id=new_id()) for person in last.plan.appearances)
        return replace(
            last.plan,
            title=title or last.plan.title,
            day=today,
            room=room or last.plan.room,
            recorder=recorder,
            appearances=people,
        )
    return HearingPlan(
        title=title,
        day=today,
        court=case.court,
        room=room or case.room,
        judge=case.judge,
        judge_abbreviation=case.judge_abbreviation,
        recorder=recorder,
        appearances=_numbered(_people(case, recorder)),
    )


def _people(case: CaseDetails, recorder: str) -> Iterator[Appearance]:
    """The court, counsel of each party, the parties, and the clerk."""
    yield Appearance(new_id(), case.judge or "The Court", "The Court", "The Court", "Judge")
    for party in case.parties:
        for counsel in (name.strip() for name in party.counsel.split(",")):
            if counsel:
                label = f"{counsel} ({party.role})"
                yield Appearance(new_id(), counsel, label, party.name, "Counsel")
    for party in case.parties:
        role = f"{party.role}, in custody" if party.in_custody else party.role
        yield Appearance(new_id(), party.name, party.name, party.name, role)
    yield Appearance(new_id(), recorder, "Clerk", "The Court", "Clerk")


def _numbered(people: Iterator[Appearance]) -> tuple[Appearance, ...]:
    return tuple(
        replace(person, key=place if place <= SPEAKER_KEYS else 0)
        for place, person in enumerate(people, start=1)
    )
