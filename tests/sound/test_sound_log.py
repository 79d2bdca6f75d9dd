"""A hearing as its sound sees it."""

from datetime import timedelta

import pytest

from courtdesk.hearing.model import Hearing, Step
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.hearing.service.sound_log import SoundLog
from courtdesk.sound.model import SEAL_LEAD
from courtdesk.sound.model.course import MarkKind, Stand
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from tests.vaults import START, typed


def test_the_course_follows_the_steps(
    vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    log = SoundLog(vault)
    assert [course.hearing_id for course in log.under_way()] == [hearing.id]
    assert log.course("0" * 32) is None
    for step, stand in (
        (Step.GO_OFF_RECORD, Stand.OFF),
        (Step.GO_ON_RECORD, Stand.ON),
        (Step.RECESS, Stand.OFF),
        (Step.ADJOURN, Stand.OVER),
    ):
        hearings.take_step(hearing.id, step, START + timedelta(minutes=1), new_id())
        course = log.course(hearing.id)
        assert course is not None
        assert course.stand is stand
    assert log.under_way() == ()


def test_entries_spans_off_record_and_seals_are_marks(
    vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    hearings.record(typed(hearing.id, "Good morning", 5))
    hearings.take_step(hearing.id, Step.GO_OFF_RECORD, START + timedelta(seconds=10), new_id())
    hearings.take_step(hearing.id, Step.GO_ON_RECORD, START + timedelta(seconds=40), new_id())
    SealingService(vault).begin(hearing.id, START + timedelta(seconds=50))
    marks = SoundLog(vault).marks(hearing.id)
    (entry,) = [mark for mark in marks if mark.kind is MarkKind.ENTRY and mark.speaker]
    assert (entry.at, entry.speaker) == (START + timedelta(seconds=5), "Ms. Pryce (State)")
    (away,) = [mark for mark in marks if mark.kind is MarkKind.OFF_RECORD]
    assert away.until is not None
    assert (away.until - away.at).total_seconds() == 30
    assert any(mark.kind is MarkKind.SEALED for mark in marks)


def test_only_who_may_see_sealed_matter_hears_it(
    vault: Vault, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = SoundLog(vault)
    at = START + timedelta(seconds=50)
    SealingService(vault).begin(hearing.id, at)
    assert log.sealed(hearing.id) == ()
    may = vault.may
    monkeypatch.setattr(vault, "may", lambda what: what is not Ability.SEE_SEALED and may(what))
    spans = log.sealed(hearing.id)
    assert spans
    assert min(span.first for span in spans) == at - SEAL_LEAD


def test_the_same_news_are_noted_once(
    vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    log = SoundLog(vault)
    before = hearings.hearing(hearing.id).entries
    for _ in range(2):
        log.note(hearing.id, START, "Recording: sound was lost", "recording 1, sample 5")
    assert hearings.hearing(hearing.id).entries == before + 1
