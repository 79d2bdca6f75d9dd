"""A sound server of one's own, whose microphone hears what is played into it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("pulseaudio", "pactl", "parec", "paplay", "espeak-ng")
_WORDS = (
    "Please state your full name for the record, and spell the last one. Thank you. Where were you "
    "on the evening of the fourth? At home, with the door locked, and the radio on. Objection; "
    "leading. Sustained. You may rephrase the question, counsel. "
)


def missing() -> str | None:
    """What is not installed, in words."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"needs {', '.join(lacking)}" if lacking else None


@contextmanager
def serving(folder: Path, channels: int) -> Iterator[None]:
    """A server with a source called mic, in this process's environment."""
    (folder / "run").mkdir(mode=0o700)
    script = folder / "script.pa"
    script.write_text(
        "load-module module-native-protocol-unix\n"
        f"load-module module-null-sink sink_name=court rate=48000 channels={channels}\n"
        "load-module module-remap-source source_name=mic master=court.monitor\n"
        "set-default-sink court\nset-default-source mic\n"
    )
    os.environ |= {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PULSE_RUNTIME_PATH": str(folder / "run"),
        "PULSE_SERVER": f"unix:{folder / 'run' / 'native'}",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    words = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-F", str(script)]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            asked = ["pactl", "list", "short", "sources"]
            told = subprocess.run(asked, capture_output=True, text=True, check=False)
            if "mic" in told.stdout:
                break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def speaking(folder: Path, seconds: float) -> Iterator[None]:
    """Speech that is played for ``seconds``, or until this ends."""
    wav = folder / "speech.wav"
    words = _WORDS * max(1, round(seconds / 12))
    subprocess.run(["espeak-ng", "-w", str(wav), "--stdin"], input=words.encode(), check=True)
    player = subprocess.Popen(["paplay", str(wav)])
    try:
        yield
    finally:
        player.terminate()
        player.wait()
