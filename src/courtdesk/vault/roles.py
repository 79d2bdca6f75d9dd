"""Who may use a vault, and which compartments a role's key ring holds."""

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


@dataclass(frozen=True)
class User:
    """Someone with a key slot. ``id`` identifies; the name is only shown."""

    id: str
    name: str
    role: Role
