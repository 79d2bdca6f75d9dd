"""What only the court does with jurors, what the jury decides, and research with a conscience."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.jury.model.court import ContactKind, Finding, Incident, StrikeObjection
from courtdesk.jury.model.strikes import TrialRules
from courtdesk.jury.model.venire import BadJury, Side
from courtdesk.jury.service import JuryCourtService, ResearchService, SelectionService
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.jury.courtroom import courtroom, venire


@pytest.fixture
def court(tmp_path: Path) -> Iterator[tuple[Vault, str, list[str]]]:
    """A clerk's vault with a case and the ids of its fourteen jurors, two of them sworn."""
    with courtroom(tmp_path, Role.CLERK) as (vault, case_id):
        service = SelectionService(vault, CaseService(vault))
        service.import_venire(case_id, venire(14))
        service.set_rules(case_id, TrialRules(strikes={Side.STATE: 2, Side.DEFENCE: 2}))
        service.fill_seats(case_id)
        ids = [juror.id for juror in service.jurors(case_id)]
        service.swear(case_id, ids[:2])
        yield vault, case_id, ids


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[Vault, str, list[str]]]:
    """The trial team's vault with a case and its jurors."""
    with courtroom(tmp_path) as (vault, case_id):
        service = SelectionService(vault, CaseService(vault))
        yield vault, case_id, [j.id for j in service.import_venire(case_id, venire(3)).value]


def finding(juror_id: str) -> Finding:
    return Finding(
        "",
        juror_id,
        "Prior civil jury 2019 (hung)",
        "Court index",
        "name and county",
        "",
        now(),
        "J. Lindqvist",
        "probable",
        account_silent=True,
    )


def test_an_objection_goes_step_by_step_to_its_ruling(
    court: tuple[Vault, str, list[str]],
) -> None:
    vault, case_id, ids = court
    service = JuryCourtService(vault)
    raised = service.object_to_strike(
        case_id,
        StrikeObjection("", ids[3], now(), "", "Batson", Side.DEFENCE, "race", "Black"),
    ).value
    answered = replace(raised, step="reason stated", reason="“She hesitated on the death penalty.”")
    service.object_to_strike(case_id, answered)
    ruled = replace(answered, step="ruling", ruling="overruled")
    service.object_to_strike(case_id, ruled)
    assert [(o.step, o.reason, o.ruling) for o in service.objections(case_id)] == [
        ("ruling", "“She hesitated on the death penalty.”", "overruled")
    ]
    with pytest.raises(BadJury, match="The court has ruled on this objection"):
        service.object_to_strike(case_id, replace(ruled, ruling="sustained"))


def test_the_jurys_questions_are_numbered_and_answered_once(
    court: tuple[Vault, str, list[str]],
) -> None:
    vault, case_id, _ = court
    service = JuryCourtService(vault)
    first = service.receive_question(case_id, "May we see exhibit 14 again?").value
    second = service.receive_question(case_id, "What is “reasonable”?").value
    service.answer_question(first.id, "Yes; it is sent in.")
    assert [(q.number, bool(q.answer)) for q in service.questions(case_id)] == [
        (1, True),
        (2, False),
    ]
    assert second.number == 2
    with pytest.raises(BadJury, match="has its answer already"):
        service.answer_question(first.id, "No.")


def test_a_verdict_is_taken_by_charge_and_polled_among_the_sworn(
    court: tuple[Vault, str, list[str]],
) -> None:
    vault, case_id, ids = court
    service = JuryCourtService(vault)
    taken = service.take_verdict(case_id, "Count 1", "guilty").value
    service.poll(taken.id, {ids[0]: "yes", ids[1]: "yes"})
    assert service.verdicts(case_id)[0].poll == {ids[0]: "yes", ids[1]: "yes"}
    with pytest.raises(BadJury, match="Count 1 has been taken"):
        service.take_verdict(case_id, "Count 1", "not guilty")
    with pytest.raises(BadJury, match="Only sworn jurors"):
        service.poll(taken.id, {ids[5]: "yes"})


def test_absence_and_lateness_stand_in_the_record(court: tuple[Vault, str, list[str]]) -> None:
    vault, case_id, ids = court
    service = JuryCourtService(vault)
    service.note_incident(ids[3], Incident.LATE, "delayed by the bridge")
    assert [(i.kind, i.text) for i in service.incidents(case_id)] == [
        (Incident.LATE, "delayed by the bridge")
    ]


def test_only_the_court_speaks_with_jurors(
    court: tuple[Vault, str, list[str]], tmp_path: Path
) -> None:
    vault, case_id, ids = court
    JuryCourtService(vault).contact(ids[0], ContactKind.MESSAGE, "reminder", "Monday 9:00")
    assert [c.code for c in JuryCourtService(vault).contacts(case_id)] == ["reminder"]


def test_the_trial_team_cannot_contact_a_juror(team: tuple[Vault, str, list[str]]) -> None:
    vault, case_id, ids = team
    service = JuryCourtService(vault)
    with pytest.raises(NotAllowed, match="Only the court speaks with jurors"):
        service.contact(ids[0], ContactKind.MESSAGE, "reminder")
    with pytest.raises(NotAllowed):
        service.contacts(case_id)


def test_a_finding_needs_source_grade_and_a_silent_account(
    team: tuple[Vault, str, list[str]],
) -> None:
    vault, case_id, ids = team
    service = ResearchService(vault)
    kept = service.add_finding(case_id, finding(ids[0])).value
    assert service.findings(case_id) == (kept,)
    with pytest.raises(BadJury, match="its source and the query"):
        service.add_finding(case_id, replace(finding(ids[0]), source=""))
    with pytest.raises(BadJury, match="confirmed, probable, unsure"):
        service.add_finding(case_id, replace(finding(ids[0]), identity="certain"))
    with pytest.raises(BadJury, match="may count as contact"):
        service.add_finding(case_id, replace(finding(ids[0]), account_silent=False))


def test_nothing_is_destroyed_under_a_hold_and_all_of_it_afterwards(
    team: tuple[Vault, str, list[str]],
) -> None:
    vault, case_id, ids = team
    service = ResearchService(vault)
    service.add_finding(case_id, finding(ids[0]))
    with pytest.raises(BadJury, match="Name the rule"):
        service.purge(case_id)
    service.set_destruction(case_id, "Order of 2 November", date(2026, 12, 1), "appeal pending")
    with pytest.raises(BadJury, match=r"hold is in force \(appeal pending\)"):
        service.purge(case_id)
    service.set_destruction(case_id, "Order of 2 November", date(2026, 12, 1))
    purged = service.purge(case_id).value
    assert purged.purged["juror_findings"] == 1
    assert purged.purged_at is not None
    assert service.findings(case_id) == ()
    assert service.destruction(case_id) == purged
