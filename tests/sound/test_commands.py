"""The commands around a recording."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import soundfile

from courtdesk.hearing.model import Hearing
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.sound.test_recorder import until, written

__all__ = ["passphrase_file", "run"]


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
    running = run("record", "check", vault_folder)
    assert (running.status, running.out) == (0, "Every recording is whole.\n")
    backed_up = run("backup", vault_folder, tmp_path / "during.backup")
    assert backed_up.status == 0, backed_up.err
    assert run("record", "stop", vault_folder, passphrase=None).status == 0
    assert run("restore", tmp_path / "during.backup", tmp_path / "again").status == 0
    (part,) = (tmp_path / "again.courtdesk" / "audio").glob("*/000000.sound")
    whole = vault_folder / part.relative_to(tmp_path / "again.courtdesk")
    assert whole.read_bytes().startswith(part.read_bytes())
    assert part.stat().st_size > 48_000 // 4
    checked = run("record", "check", vault_folder)
    assert (checked.status, checked.out) == (0, "Every recording is whole.\n")
    (told,) = run("list", "recordings", vault_folder, "--json").document["recordings"]
    assert told["seconds"] >= 1
    assert told["channels"] == ["Bench", "Witness"]
    given = run(
        *("record", "export", vault_folder, "--hearing", hearing.id),
        *("--in-the-clear", "--out", tmp_path / "sound"),
    )
    assert given.status == 0
    assert "NOT encrypted" in given.out
    info = soundfile.info(tmp_path / "sound" / "sound-001.flac")
    assert info.frames == round(told["seconds"] * 48_000)
    later = datetime.now(UTC) + timedelta(days=1)
    none = run(
        *("record", "export", vault_folder, "--hearing", hearing.id),
        *("--from", later.isoformat(), "--out", tmp_path / "b.zip"),
    )
    assert none.status == 1
    assert not list(tmp_path.glob("b.zip*"))
    assert run("verify", vault_folder).status == 0
