"""What is wrong raises a sign and one line in the log."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from courtdesk.sound.model import Incident, IncidentKind, Recording, SoundPlan
from courtdesk.sound.model.signs import LevelWatch, Sign, SignKind, sign_words
from courtdesk.sound.model.words import incident_words
from courtdesk.sound.panel.state import RecordingState
from courtdesk.sound.service.following import ReadBack
from courtdesk.sound.service.watching import Alert, Live, RecorderState
from tests.sound.panel.conftest import Court

NAMES = ("Bench", "Witness")
LIVE = Live(
    "0" * 32, 1, 48_000, RecorderState.RECORDING, 0, 480_000, 480_000, 0, 1, 0,
    (0.1, 0.1),
)  # fmt: skip


def test_a_dead_line_is_noticed_and_a_voice_takes_the_sign_away() -> None:
    watch = LevelWatch(NAMES)
    assert watch.hear((0.2, 0.0), 0) == ()
    assert watch.hear((0.2, 0.0), 19) == ()
    assert watch.hear((0.2, 0.0), 21) == (Sign(SignKind.SILENT, "Witness"),)
    assert watch.hear((0.2, 0.1), 22) == ()
    watch.rest()
    assert watch.hear((0.2, 0.0), 60) == ()


def test_clipping_is_shown_for_a_while() -> None:
    watch = LevelWatch(NAMES)
    assert watch.hear((1.0, 0.1), 0) == (Sign(SignKind.CLIPPING, "Bench"),)
    assert watch.hear((0.1, 0.1), 5) == (Sign(SignKind.CLIPPING, "Bench"),)
    assert watch.hear((0.1, 0.1), 11) == ()


@pytest.mark.parametrize(
    ("live", "sign"),
    [
        (replace(LIVE, alerts=Alert.DISK_LOW), Sign(SignKind.DISK_LOW)),
        (replace(LIVE, alerts=Alert.DISK_FULL), Sign(SignKind.DISK_FULL)),
        (replace(LIVE, alerts=Alert.COPY_FAILED), Sign(SignKind.COPY_FAILED)),
        (replace(LIVE, state=RecorderState.NO_DEVICE), Sign(SignKind.NO_DEVICE)),
        (replace(LIVE, peaks=(1.0, 0.1)), Sign(SignKind.CLIPPING, "Bench")),
    ],
)
def test_what_the_recorder_tells_becomes_a_sign(
    no_microphone: None, court: Court, live: Live, sign: Sign
) -> None:
    taking = court.keeper._taking
    plan = SoundPlan(NAMES)
    taking.recording = Recording("0" * 32, court.hearing_id, plan, datetime.now(UTC), None, 0)
    taking._back_at, taking._levels = time.monotonic(), LevelWatch(NAMES)
    look = taking.look(live, time.monotonic())
    taking.recording = None
    assert look.signs == (sign,)
    court.side.strip.show_look(look)
    assert sign.short in court.side.strip.sign.text()
    taking.note_signs(look)
    taking.note_signs(look)
    texts = [entry.text for entry in court.log_on_disk()]
    told = [text for text in texts if sign.sentence in text]
    assert len(told) == (0 if sign.kind is SignKind.COPY_FAILED else 1)


def test_hum_and_a_disk_that_gives_nothing_back_are_signs(
    no_microphone: None, court: Court
) -> None:
    taking = court.keeper._taking
    plan = SoundPlan(NAMES)
    taking.recording = Recording("0" * 32, court.hearing_id, plan, datetime.now(UTC), None, 0)
    taking._back = ReadBack("0" * 32, 480_000, 1, (0, 50), False)
    now = taking._back_at = time.monotonic()
    hums = taking.look(LIVE, now).signs
    late = taking.look(LIVE, now + 21).signs
    taking.recording = None
    assert [(sign.kind, sign.channel) for sign in hums] == [(SignKind.HUM, "Witness")]
    assert "50 Hz" in hums[0].sentence
    assert Sign(SignKind.UNVERIFIED) in late


def test_a_loss_is_told_with_its_exact_span() -> None:
    at = datetime(2026, 11, 23, 10, 31, 4, 120_000, UTC)
    lost = Incident(IncidentKind.LOST, 5, at, 0.35, "16800 samples")
    words = incident_words(lost, UTC)
    assert words == (
        "Recording: sound was lost from 10:31:04.120 to 10:31:04.470 (0.350 s, 16800 samples)"
    )
    assert incident_words(replace(lost, kind=IncidentKind.PAUSED), UTC) == ""


def test_every_kind_of_incident_has_its_words() -> None:
    at = datetime(2026, 11, 23, 10, 31, 4, tzinfo=UTC)
    for kind in set(IncidentKind) - {IncidentKind.PAUSED}:
        assert "10:31:04.000" in incident_words(Incident(kind, 0, at, 1.0), UTC)


def test_signs_of_one_kind_are_one_line() -> None:
    signs = [Sign(SignKind.SILENT, "Bench"), Sign(SignKind.SILENT, "Witness")]
    assert sign_words(signs, "10:31:04").startswith(
        "Recording: silent (Bench, Witness) since 10:31:04."
    )


def test_nothing_is_painted_while_the_strip_is_hidden(no_microphone: None, court: Court) -> None:
    meters = court.side.strip.meters
    assert not meters.isVisible()
    meters.show_levels(NAMES, (0.5, 0.5))
    assert not meters._frames.isActive()
    assert RecordingState.OFF in {court.keeper.look.state}
