"""Sound that is given out, and the commands around a recording."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from courtdesk.hearing.model import Hearing
from courtdesk.sound.model import NoSound
from courtdesk.sound.store.giving import give_out
from courtdesk.sound.store.reader import SoundReader
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.sound.conftest import ID, KEY, RATE, speech, write
from tests.sound.test_recorder import server, speaking, until, written

__all__ = ["passphrase_file", "run", "server", "speaking"]


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_span_is_given_out_sample_for_sample(tmp_path: Path, suffix: str) -> None:
    sound = speech(40)
    write(tmp_path / "r", sound)
    target = tmp_path / f"answer{suffix}"
    given = give_out(SoundReader(tmp_path / "r", ID, KEY, 2), target, RATE, 39 * RATE)
    written_out, rate = soundfile.read(target, dtype="int16")
    assert rate == RATE
    assert np.array_equal(written_out, sound[RATE : 39 * RATE])
    assert given.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_nothing_is_written_where_there_is_no_sound(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(1))
    reader = SoundReader(tmp_path / "r", ID, KEY, 2)
    with pytest.raises(NoSound, match="no sound at that time"):
        give_out(reader, tmp_path / "a.wav", 5 * RATE, 6 * RATE)
    with pytest.raises(NoSound, match="Name the file"):
        give_out(reader, tmp_path / "a.mp3", 0, RATE)
    assert list(tmp_path.glob("a.*")) == []


def test_a_recording_from_the_command_line(
    speaking: None, vault: Vault, vault_folder: Path, hearing: Hearing, run: Run, tmp_path: Path
) -> None:
    vault.close()
    assert run("record", "status", vault_folder, passphrase=None).status == 1
    began = run(
        *("record", "start", vault_folder, "--hearing", hearing.id, "--device", "pulse"),
        *("--channel", "Bench", "--channel", "Witness"),
    )
    assert began.status == 0, began.err
    until(written(vault_folder / "audio", 48_000))
    assert "recording" in run("record", "status", vault_folder, passphrase=None).out
    assert run("record", "stop", vault_folder, passphrase=None).status == 0
    checked = run("record", "check", vault_folder)
    assert (checked.status, checked.out) == (0, "Every recording is whole.\n")
    (told,) = run("list", "recordings", vault_folder, "--json").document["recordings"]
    assert told["seconds"] >= 1
    assert told["channels"] == ["Bench", "Witness"]
    given = run(
        "record", "export", vault_folder, "--recording", told["id"], "--out", tmp_path / "a.flac"
    )
    assert given.status == 0
    assert "NOT encrypted" in given.out
    assert soundfile.info(tmp_path / "a.flac").frames == round(told["seconds"] * 48_000)
    later = datetime.now(UTC) + timedelta(days=1)
    none = run(
        *("record", "export", vault_folder, "--recording", told["id"]),
        *("--from", later.isoformat(), "--out", tmp_path / "b.flac"),
    )
    assert none.status == 1
    assert run("verify", vault_folder).status == 0
