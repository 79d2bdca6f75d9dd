"""Who may use a vault, what each role may do, and which compartments its key ring holds.

Keys are the wall: a role that lacks a compartment's key cannot read it, whatever the program
says. Abilities decide on top of that what the program offers: panels, commands, exports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from courtdesk.vault.keys import Compartment


class Role(StrEnum):
    """What a user is to the court or to the trial team."""

    CLERK = "clerk"
    CASE_ADMINISTRATOR = "case-administrator"
    JUDGES_STAFF = "judges-staff"
    JURY_COORDINATOR = "jury-coordinator"
    COUNSEL = "counsel"
    READ_ONLY = "read-only"
    OWNER = "owner"

    @property
    def shown(self) -> str:
        """The role as it is shown."""
        return _TITLES[self]

    @property
    def compartments(self) -> tuple[Compartment, ...]:
        """The compartments whose keys the role's users are given."""
        return _COMPARTMENTS[self]


class Ability(StrEnum):
    """Something that a role may do or may not."""

    READ_RECORD = "read the record"
    KEEP_RECORD = "keep the record"
    """Cases, hearings and their log, exhibits, the calendar: what only the court writes."""
    KEEP_JURY = "keep the jury’s public data"
    """Venire, seats, strikes, excusals, verdict: part of the record, kept by both sides."""
    SEE_SEALED = "see sealed matter"
    CERTIFY_MINUTES = "certify or amend minutes"
    APPROVE_MINUTES = "approve minutes"
    TEAM_WORK = "work in the trial team’s files"
    CHANGE_SETTINGS = "change the vault’s settings"
    MANAGE_USERS = "add and remove users"


_TITLES = {
    Role.CLERK: "Clerk",
    Role.CASE_ADMINISTRATOR: "Case administrator",
    Role.JUDGES_STAFF: "Judge’s staff",
    Role.JURY_COORDINATOR: "Jury coordinator",
    Role.COUNSEL: "Counsel",
    Role.READ_ONLY: "Read-only",
    Role.OWNER: "Vault owner",
}
_COURT = (Compartment.RECORD, Compartment.SEALED)
_TEAM = (Compartment.RECORD, Compartment.TEAM)
_COMPARTMENTS = {
    Role.CLERK: _COURT,
    Role.CASE_ADMINISTRATOR: _COURT,
    Role.JUDGES_STAFF: _COURT,
    Role.JURY_COORDINATOR: _TEAM,
    Role.COUNSEL: _TEAM,
    Role.READ_ONLY: (Compartment.RECORD,),
    Role.OWNER: _COURT,
}

COURT_ROLES = frozenset(
    {Role.CLERK, Role.CASE_ADMINISTRATOR, Role.JUDGES_STAFF, Role.OWNER},
)
TEAM_ROLES = frozenset({Role.JURY_COORDINATOR, Role.COUNSEL})
_RUNNING = frozenset({Role.OWNER, Role.CASE_ADMINISTRATOR})

_HELD_BY = {
    Ability.READ_RECORD: frozenset(Role),
    Ability.KEEP_JURY: COURT_ROLES | TEAM_ROLES,
    Ability.SEE_SEALED: COURT_ROLES,
    Ability.TEAM_WORK: TEAM_ROLES,
}
_FALLS_TO = {
    Ability.KEEP_RECORD: (COURT_ROLES, TEAM_ROLES),
    Ability.CERTIFY_MINUTES: (
        frozenset({Role.CLERK, Role.CASE_ADMINISTRATOR, Role.OWNER}),
        COURT_ROLES,
        TEAM_ROLES,
    ),
    Ability.APPROVE_MINUTES: (frozenset({Role.JUDGES_STAFF}), COURT_ROLES, TEAM_ROLES),
    Ability.CHANGE_SETTINGS: (COURT_ROLES, TEAM_ROLES),
    Ability.MANAGE_USERS: (
        _RUNNING,
        frozenset({Role.CLERK}),
        frozenset({Role.JUDGES_STAFF}),
        TEAM_ROLES,
    ),
}
"""Abilities that someone must have: they are the first group's of which the vault has a user."""


def abilities(role: Role, present: Iterable[Role]) -> frozenset[Ability]:
    """What ``role`` may do in a vault whose users have the roles ``present``."""
    users = {role, *present}
    held = {ability for ability, roles in _HELD_BY.items() if role in roles}
    for ability, groups in _FALLS_TO.items():
        group = next((roles for roles in groups if roles & users), frozenset())
        if role in group:
            held.add(ability)
    return frozenset(held)


@dataclass(frozen=True)
class User:
    """Someone with a key slot. ``id`` identifies; the name is only shown."""

    id: str
    name: str
    role: Role
