"""What each role may do, and which role stands in where another is missing."""

import pytest

from courtdesk.vault.roles import COURT_ROLES, TEAM_ROLES, Ability, Role, abilities


@pytest.mark.parametrize("role", sorted(COURT_ROLES))
def test_a_court_role_keeps_the_record_and_never_works_for_the_team(role: Role) -> None:
    held = abilities(role, Role)
    assert {Ability.KEEP_RECORD, Ability.KEEP_JURY, Ability.SEE_SEALED} <= held
    assert Ability.TEAM_WORK not in held


@pytest.mark.parametrize("role", sorted(TEAM_ROLES))
def test_a_team_role_keeps_the_record_only_where_no_court_role_does(role: Role) -> None:
    assert Ability.KEEP_RECORD not in abilities(role, {role, Role.CLERK})
    assert Ability.KEEP_RECORD in abilities(role, {role, Role.READ_ONLY})


@pytest.mark.parametrize("role", sorted(TEAM_ROLES))
def test_a_team_role_works_for_the_team_and_on_the_jury_beside_a_clerk(role: Role) -> None:
    assert {Ability.TEAM_WORK, Ability.KEEP_JURY} <= abilities(role, {role, Role.CLERK})


def test_read_only_reads_and_nothing_else() -> None:
    assert abilities(Role.READ_ONLY, {Role.READ_ONLY}) == {Ability.READ_RECORD}


@pytest.mark.parametrize(
    ("present", "manages"),
    [
        ({Role.OWNER, Role.CLERK, Role.COUNSEL}, {Role.OWNER}),
        ({Role.CLERK, Role.JUDGES_STAFF, Role.COUNSEL}, {Role.CLERK}),
        ({Role.JUDGES_STAFF, Role.COUNSEL}, {Role.JUDGES_STAFF}),
        ({Role.COUNSEL, Role.READ_ONLY}, {Role.COUNSEL}),
    ],
)
def test_managing_users_falls_to_the_next_group(present: set[Role], manages: set[Role]) -> None:
    found = {role for role in present if Ability.MANAGE_USERS in abilities(role, present)}
    assert found == manages
