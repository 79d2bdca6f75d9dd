"""Recordings made elsewhere: kept as ours are, lined up to the log, or refused in a sentence."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from courtdesk.cli.subjects import load_tables
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.sound.imports import BadSound, SoundFile, began_at, plan_import
from courtdesk.sound.model import NoSound, Recording
from courtdesk.sound.service import SoundService
from courtdesk.sound.service.incoming import SoundImports
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.cli.conftest import Run, passphrase_file, run
from tests.sound.conftest import RATE, speech
from tests.vaults import START, typed

__all__ = ["passphrase_file", "run"]
ZONE = "Europe/Dublin"


def take_in(vault: Vault, hearing: Hearing, path: Path, *names: str) -> Recording:
    service = SoundImports(vault)
    with closing(SoundFile(path)) as sound:
        incoming = service.prepare(plan_import(path, sound, hearing.id, START, names))
        incoming.write(sound.blocks())
    return service.keep(incoming).value


def heard(vault: Vault, recording: Recording) -> np.ndarray:
    service = SoundService(vault)
    assert service.verify(recording.id) == ()
    reader = service.open(recording.id)
    return reader.read(0, reader.samples).samples


@pytest.mark.parametrize(
    ("name", "form", "subtype"),
    [("a.wav", "WAV", "PCM_16"), ("a.flac", "FLAC", "PCM_16"), ("a.wav", "WAV", "PCM_24")],
)
def test_what_16_bits_hold_comes_in_sample_for_sample(
    vault: Vault, hearing: Hearing, tmp_path: Path, name: str, form: str, subtype: str
) -> None:
    sound = speech(9.3)
    soundfile.write(tmp_path / name, sound, RATE, subtype, format=form)
    recording = take_in(vault, hearing, tmp_path / name, "Bench")
    assert recording.plan.channels == ("Bench", "Channel 2")
    assert recording.origin is not None
    assert recording.origin.file == name
    assert recording.started_at == START
    assert recording.ended_at == START + timedelta(seconds=9.3)
    assert recording.incidents == ()
    assert np.array_equal(heard(vault, recording), sound)
    load_tables()
    assert verify(vault).ok


@pytest.mark.parametrize(
    ("name", "form", "subtype", "rate"),
    [
        ("a.mp3", "MP3", "MPEG_LAYER_III", 44_100),
        ("a.opus", "OGG", "OPUS", 48_000),
        ("a.wav", "WAV", "FLOAT", 44_100),
    ],
)
def test_other_forms_come_in_as_they_sound(
    vault: Vault, hearing: Hearing, tmp_path: Path, name: str, form: str, subtype: str, rate: int
) -> None:
    wave = 0.5 * np.sin(np.arange(rate * 5) / rate * 2 * np.pi * 440)
    soundfile.write(tmp_path / name, wave, rate, subtype, format=form)
    recording = take_in(vault, hearing, tmp_path / name)
    samples = heard(vault, recording)
    assert (recording.plan.rate, samples.shape[1]) == (rate, 1)
    assert len(samples) == pytest.approx(5 * rate, rel=0.02)
    middle = samples[rate : 2 * rate].astype(float) / 32768
    assert np.sqrt((middle**2).mean()) == pytest.approx(0.354, rel=0.03)


def test_nothing_of_it_lies_in_the_clear_and_a_backup_takes_it(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "a.flac", speech(3), RATE)
    recording = take_in(vault, hearing, tmp_path / "a.flac")
    (file,) = (vault.path / "audio" / recording.id).iterdir()
    assert b"fLaC" not in file.read_bytes()
    assert not list((vault.path / "audio").glob(".importing*"))


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _bent(content: bytes) -> bytes:
    bent = bytearray(content)
    bent[len(bent) // 2] ^= 0x55
    return bytes(bent)


@pytest.mark.parametrize(
    ("name", "harm", "says"),
    [
        ("a.wav", _cut, "cut short"),
        ("a.flac", _cut, "cut short"),
        ("a.flac", _bent, "damaged"),
        ("a.flac", lambda _: b"", "empty"),
        ("a.mp3", lambda _: b"\x00" * 5000, "no sound"),
        ("a.trm", lambda _: b"FTR proprietary" * 99, "no sound"),
        ("a.wav", lambda content: content[:44], "cut short"),
    ],
)
def test_what_is_damaged_or_no_sound_is_refused_and_leaves_nothing(
    vault: Vault, hearing: Hearing, tmp_path: Path, name: str, harm: object, says: str
) -> None:
    whole = tmp_path / f"whole.{'flac' if name.endswith('flac') else 'wav'}"
    soundfile.write(whole, speech(20), RATE)
    (tmp_path / name).write_bytes(harm(whole.read_bytes()))  # type: ignore[operator]
    with pytest.raises(BadSound, match=says):
        take_in(vault, hearing, tmp_path / name)
    assert SoundService(vault).recordings() == ()
    assert not list((vault.path / "audio").glob("*"))


def test_more_channels_than_a_recording_has_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros((RATE, 9), np.int16), RATE)
    with pytest.raises(BadSound, match="9 channels"):
        SoundFile(tmp_path / "a.wav")
    with pytest.raises(BadSound, match="cannot be read"):
        SoundFile(tmp_path / "none.wav")


def test_the_same_file_is_not_imported_twice(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "a.wav", speech(2), RATE)
    take_in(vault, hearing, tmp_path / "a.wav", "Bench", "Witness")
    with pytest.raises(NoSound, match="already"):
        take_in(vault, hearing, tmp_path / "a.wav")
    soundfile.write(tmp_path / "b.wav", speech(3), RATE)
    with pytest.raises(NoSound, match="2 channels"):
        take_in(vault, hearing, tmp_path / "b.wav", "One", "Two", "Three")


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        (
            "Court 4_20261123-0904_01DD2F1AC7E4B980.wav",
            datetime(2026, 11, 23, 9, 4, tzinfo=UTC),
        ),
        ("Court 4_20260723-1004_0000000000000001.wav", datetime(2026, 7, 23, 9, 4, tzinfo=UTC)),
        ("hearing 2026-11-23 09.04.07.mp3", datetime(2026, 11, 23, 9, 4, 7, tzinfo=UTC)),
        ("20260723_100430.flac", datetime(2026, 7, 23, 9, 4, 30, tzinfo=UTC)),
        ("2026-13-45 99-99.wav", None),
        ("minutes.wav", None),
    ],
)
def test_a_files_name_tells_when_it_begins(name: str, moment: datetime | None) -> None:
    if "_01DD" in name:
        ticks = (moment - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
        name = name.replace("01DD2F1AC7E4B980", f"{ticks + 345_600_000:016X}")
        moment += timedelta(seconds=34.56)
    assert began_at(name, ZONE) == moment


def test_the_command_lines_a_recording_up_to_the_log(
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    run: Run,
    tmp_path: Path,
) -> None:
    hearings.record(typed(hearing.id, "Please state your name", 4.5))
    vault.close()
    soundfile.write(tmp_path / "a.wav", speech(20), RATE)
    words = ("import", "recording", vault_folder, tmp_path / "a.wav", "--hearing", hearing.id)
    assert "does not say when it begins" in run(*words).err
    done = run(*words, "--start", "2026-11-23T09:03:58", "--offset", "2", "--channel", "Bench")
    assert done.status == 0, done.err
    assert "from 2026-11-23T09:04:00.000+00:00" in done.out
    assert "2 of 2 entries" in done.out
    (told,) = run("list", "recordings", vault_folder, "--json").document["recordings"]
    assert told["seconds"] == 20
    given = run(
        *("record", "export", vault_folder, "--hearing", hearing.id),
        *("--in-the-clear", "--out", tmp_path / "out"),
    )
    assert given.status == 0, given.err
    samples = soundfile.read(tmp_path / "out" / "sound-001.flac", dtype="int16")[0]
    assert np.array_equal(samples, speech(20))
    assert run("record", "check", vault_folder).out == "Every recording is whole.\n"
