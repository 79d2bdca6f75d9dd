"""The recorder against a real sound server: nothing lost, and it outlives the desk."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from courtdesk.hearing.model import Hearing
from courtdesk.sound.model import IncidentKind, NoSound, SoundPlan
from courtdesk.sound.recorder.live import Command, Live, LiveFile
from courtdesk.sound.recorder.start import running, start
from courtdesk.sound.service import SoundService
from courtdesk.sound.store.reader import SoundReader
from courtdesk.vault.store import Vault
from tests.sound.conftest import ID, KEY
from tests.vaults import reopen

RATE = 48_000
PLAN = SoundPlan(("Bench", "Witness"), "pulse", RATE)


def until(told: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < deadline, "it did not come to pass"
        os.sched_yield()


def written(folder: Path, samples: int) -> Callable[[], bool]:
    def told() -> bool:
        live = running(folder)
        return live is not None and live.written >= samples

    return told


def stopped(folder: Path) -> Callable[[], bool]:
    return lambda: running(folder) is None


def test_speech_is_recorded_without_losing_a_sample(speaking: None, tmp_path: Path) -> None:
    """Against parec on the same source: one is found in the other, sample for sample."""
    raw = tmp_path / "parec.raw"
    with raw.open("wb") as out:
        peer = subprocess.Popen(
            ["parec", "-d", "mic", "--format=s16le", f"--rate={RATE}", "--channels=2"], stdout=out
        )
        until(lambda: raw.stat().st_size > RATE)
        _folder(tmp_path)
        process = start(tmp_path / "audio" / ID, ID, KEY, PLAN)
        until(written(tmp_path / "audio", 3 * RATE))
        file = LiveFile(tmp_path / "audio" / ID)
        file.ask(Command.STOP)
        file.close()
        assert process.wait(20) == 0
        assert running(tmp_path / "audio") is None
        size = raw.stat().st_size
        until(lambda: raw.stat().st_size > size + 4 * RATE)
        peer.terminate()
        peer.wait()
    reader = SoundReader(tmp_path / "audio" / ID, ID, KEY, 2)
    ours = reader.read(0, reader.samples).samples
    assert reader.ended
    assert len(ours) >= 3 * RATE
    theirs = np.frombuffer(raw.read_bytes()[: raw.stat().st_size // 4 * 4], np.int16).reshape(-1, 2)
    place = _find(ours, theirs)
    assert place is not None
    assert np.array_equal(ours, theirs[place : place + len(ours)])


def _folder(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()


def _find(ours: np.ndarray, theirs: np.ndarray) -> int | None:
    """Where a loud second of ``ours`` lies in ``theirs``, carried back to the first sample."""
    loud = int(np.abs(ours[:, 0].astype(int)).argmax())
    probe = ours[loud : loud + 64].tobytes()
    at = theirs.tobytes().find(probe)
    return None if at < 0 or at % 4 else at // 4 - loud


def test_a_killed_recorder_loses_at_most_a_second(speaking: None, tmp_path: Path) -> None:
    _folder(tmp_path)
    process = start(tmp_path / "audio" / ID, ID, KEY, PLAN)
    until(written(tmp_path / "audio", RATE))
    live = running(tmp_path / "audio")
    process.kill()
    process.wait()
    assert live is not None
    reader = SoundReader(tmp_path / "audio" / ID, ID, KEY, 2)
    assert reader.samples >= live.written
    assert live.heard - reader.samples < RATE
    assert not reader.read(0, reader.samples).gaps


def test_a_second_recording_of_the_same_vault_is_refused(server: None, tmp_path: Path) -> None:
    _folder(tmp_path)
    process = start(tmp_path / "audio" / ID, ID, KEY, PLAN)
    with pytest.raises(NoSound, match="running already"):
        start(tmp_path / "audio" / ("1" * 32), "1" * 32, KEY, PLAN)
    process.kill()
    process.wait()


def test_the_recorder_does_not_mind_being_told_to_end(speaking: None, tmp_path: Path) -> None:
    _folder(tmp_path)
    process = start(tmp_path / "audio" / ID, ID, KEY, PLAN)
    process.send_signal(signal.SIGTERM)
    until(written(tmp_path / "audio", RATE))
    assert process.poll() is None
    process.kill()
    process.wait()


def test_the_key_is_in_neither_arguments_nor_environment(server: None, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("/proc is of Linux")
    _folder(tmp_path)
    process = start(tmp_path / "audio" / ID, ID, KEY, PLAN)
    for name in ("cmdline", "environ"):
        content = Path(f"/proc/{process.pid}/{name}").read_bytes()
        assert KEY not in content
        assert b"AAECAwQFBgcICQ" not in content
    process.kill()
    process.wait()


def test_a_hearings_recording_goes_on_while_the_vault_is_locked(
    speaking: None, vault: Vault, vault_folder: Path, hearing: Hearing
) -> None:
    service = SoundService(vault)
    began = service.begin(hearing.id, PLAN).value
    with pytest.raises(NoSound, match="running already"):
        service.begin(hearing.id, PLAN)
    until(written(vault_folder / "audio", RATE))
    first = service.take_up(began.id).value.recording
    assert first.samples >= RATE
    vault.close()
    before = _running(vault_folder)
    until(written(vault_folder / "audio", before.written + RATE))
    opened = reopen(vault_folder)
    service = SoundService(opened)
    service.ask(began.id, Command.STOP)
    until(stopped(vault_folder / "audio"))
    done = service.take_up(began.id).value
    assert done.recording.ended_at is not None
    assert done.recording.incidents == ()
    assert service.verify(began.id) == ()
    reader = service.open(began.id)
    heard_us = next(reader.placed()).header.utc_us
    assert began.started_at.timestamp() * 1e6 < heard_us
    assert abs(reader.sample_at(heard_us + 700_000) - 0.7 * RATE) < RATE * 0.06
    opened.close()


def test_a_pause_and_a_kill_are_told_with_their_span(
    speaking: None, vault: Vault, vault_folder: Path, hearing: Hearing
) -> None:
    service = SoundService(vault)
    began = service.begin(hearing.id, PLAN).value
    audio = vault_folder / "audio"
    until(written(audio, RATE))
    service.ask(began.id, Command.PAUSE)
    until(lambda: _running(vault_folder).state.name == "PAUSED")
    paused = time.monotonic()
    until(lambda: time.monotonic() - paused > 1)
    service.ask(began.id, Command.RECORD)
    until(lambda: _running(vault_folder).state.name == "RECORDING")
    until(written(audio, _running(vault_folder).written + RATE))
    os.kill(_running(vault_folder).pid, signal.SIGKILL)
    until(stopped(audio))
    done = service.take_up(began.id).value
    kinds = [incident.kind for incident in done.news]
    assert kinds == [IncidentKind.PAUSED, IncidentKind.BROKEN_OFF]
    assert 0.8 < done.news[0].seconds < 5
    assert service.recording(began.id).ended_at is not None


def _running(vault_folder: Path) -> Live:
    live = running(vault_folder / "audio")
    assert live is not None
    return live


def test_no_device_leaves_no_recording(
    vault: Vault, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = SoundService(vault)
    with pytest.raises(NoSound):
        service.begin(hearing.id, SoundPlan(("Bench",), "no such microphone", RATE))
    assert service.recordings() == ()
