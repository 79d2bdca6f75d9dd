"""The recorder's process as it begins, and as it ends by a bug."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from courtdesk import __main__ as door
from courtdesk.sound.model import NoSound
from courtdesk.sound.recorder import __main__ as process
from courtdesk.sound.recorder import device
from courtdesk.sound.recorder import session as recording
from courtdesk.sound.recorder import start as starting
from courtdesk.sound.recorder.device import devices
from tests.sound.conftest import ID, KEY
from tests.sound.recorders import PLAN

PLAN_TOLD = {**vars(PLAN), "channels": list(PLAN.channels)}


def test_a_recorder_that_is_not_let_in_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(starting, "_command", lambda: silent)
    monkeypatch.setattr(starting, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(NoSound, match="sound system does not answer"):
        starting.start(tmp_path / "r", ID, KEY, PLAN)


def test_a_card_that_several_drivers_offer_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [("Bench", 2, 0), ("Bench", 2, 1), ("Gallery", 1, 1), ("Speakers", 0, 0)]
    portaudio = SimpleNamespace(
        query_hostapis=lambda: ({"name": "MME"}, {"name": "Windows WASAPI"}),
        query_devices=lambda: [
            {"name": name, "max_input_channels": inputs, "hostapi": api, "default_samplerate": 48e3}
            for name, inputs, api in cards
        ],
    )
    monkeypatch.setattr(device, "portaudio", lambda: portaudio)
    names = [each.name for each in devices()]
    assert names == ["Bench, MME", "Bench, Windows WASAPI", "Gallery"]


def test_the_frozen_program_is_its_own_recorder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the frozen program starts is understood by the door."""
    assert starting._command()[1:] == ["-m", "courtdesk.sound.recorder"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    executable, *words = starting._command()
    assert (executable, words) == (sys.executable, [door.RECORDER])
    asked = json.dumps(
        {"folder": "/nowhere/at/all/x", "id": ID, "key": "", "plan": {}}, ensure_ascii=False
    )
    told = subprocess.run(
        [sys.executable, "-m", "courtdesk", *words],
        input=asked + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "refused" in json.loads(told.stdout)


def test_without_portaudio_sound_is_off_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    with pytest.raises(NoSound, match="Sound is off"):
        devices()


class _Broken:
    def __init__(self, *_: object) -> None:
        pass

    def run(self) -> None:
        raise RuntimeError("the witness said her name")


def test_a_bug_of_the_recorder_is_written_down_without_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(status: int) -> None:
        raise SystemExit(status)

    asked = {"folder": str(tmp_path / ID), "id": ID, "key": "", "plan": PLAN_TOLD}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    monkeypatch.setattr(process.signal, "signal", lambda *_: None)
    monkeypatch.setattr(process.os, "umask", lambda _: None)
    monkeypatch.setattr(process.os, "_exit", leave)
    monkeypatch.setattr(process, "_come_first", lambda: None)
    monkeypatch.setattr(process, "_let_go", lambda: None)
    monkeypatch.setattr(recording, "Session", _Broken)
    with pytest.raises(SystemExit, match="1"):
        process.main()
    (log,) = tmp_path.rglob("courtdesk.log")
    told = log.read_text()
    assert "recorder builtins.RuntimeError at sound/recorder/__main__" in told
    assert "witness" not in told
