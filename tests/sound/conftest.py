"""Recordings made without a microphone, and a sound server of the tests' own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from courtdesk.sound.model import Codec
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.writer import NewChunk, SegmentWriter

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

RATE = 16_000
KEY = bytes(range(32))
ID = "0" * 32
BEGAN_US = 1_795_424_640_000_000


def speech(seconds: float, channels: int = 2) -> np.ndarray:
    """Noise that swells like speech, the same each time."""
    dice = np.random.default_rng(7)
    frames = round(seconds * RATE)
    swell = 0.4 + 0.4 * np.sin(np.arange(frames) / RATE * 3)[:, None]
    return (dice.normal(0, 3000, (frames, channels)) * swell).clip(-32000, 32000).astype(np.int16)


def write(
    folder: Path, sound: np.ndarray, form: Codec = Codec.FLAC, *, end: bool = True
) -> SegmentWriter:
    """Record ``sound`` in chunks of half a second."""
    writer = SegmentWriter(folder, ID, KEY, None)
    size = RATE // 2
    for first in range(0, len(sound), size):
        part = sound[first : first + size]
        content = codec.encode(part.tobytes(), RATE, sound.shape[1], form)
        utc = BEGAN_US + first * 1_000_000 // RATE
        writer.append(NewChunk(ChunkKind.SOUND, first, len(part), utc, content))
    if end:
        writer.append(NewChunk(ChunkKind.END, len(sound), 0, BEGAN_US))
    writer.close()
    return writer


def take_in(vault: "Vault", hearing_id: str, sound: np.ndarray) -> None:
    """A recording of ``sound`` in the vault, as if it had been made from 09:04:00 UTC on."""
    from courtdesk.sound.tables import RecordingRow

    write(vault.path / "audio" / ID, sound)
    row = RecordingRow(
        id=ID,
        hearing_id=hearing_id,
        device="",
        rate=RATE,
        codec="flac",
        channels='["Bench", "Witness"]',
        second_copy="",
        key=KEY,
        started_at_ms=BEGAN_US // 1000,
        ended_at_ms=None,
    )
    with vault.write("recording.begin") as unit:
        unit.add(row)
        unit.commit()


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """PulseAudio with a null sink, whose monitor is a microphone; its environment."""
    for program in ("pulseaudio", "pactl", "parec", "paplay", "espeak-ng"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("pulse")
    (folder / "run").mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PULSE_RUNTIME_PATH": str(folder / "run"),
        "PULSE_SERVER": f"unix:{folder / 'run' / 'native'}",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    script = folder / "script.pa"
    script.write_text(
        "load-module module-native-protocol-unix\n"
        "load-module module-null-sink sink_name=court rate=48000 channels=2\n"
        "load-module module-remap-source source_name=mic master=court.monitor\n"
        "set-default-sink court\nset-default-source mic\n"
    )
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-F", str(script)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            asked = subprocess.run(
                ["pactl", "list", "short", "sources"],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if "mic" in asked.stdout:
                break
            if server.poll() is not None:
                pytest.skip("pulseaudio does not start here")
            server_wait(server)
        else:
            pytest.skip("pulseaudio does not answer here")
        yield environment
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def server(sound_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
        monkeypatch.setenv(name, sound_server[name])


@pytest.fixture
def speaking(server: None, tmp_path: Path) -> Iterator[None]:
    """Speech that is heard for as long as the test runs."""
    wav = tmp_path / "speech.wav"
    words = "Please state your name for the record. " * 30
    subprocess.run(["espeak-ng", "-w", str(wav), words], check=True)
    player = subprocess.Popen(["paplay", str(wav)])
    yield
    player.terminate()
    player.wait()


def server_wait(server: "subprocess.Popen[bytes]") -> None:
    """A moment for the server, or less if it ends."""
    try:
        server.wait(0.1)
    except subprocess.TimeoutExpired:
        return
