"""Sound that is given to who transcribes it: encrypted, sealed passages never in it."""

import csv
import hashlib
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyzipper
import soundfile

from courtdesk.hearing.model import Hearing
from courtdesk.hearing.model.seals import Order as SealOrder
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.hearing.service.transcriber import TranscriberOrders
from courtdesk.sound.model import (
    Form,
    LogLine,
    NoSound,
    Order,
    SealedSound,
    SealedSpan,
    SoundPart,
    place_of,
    sealed_spans,
)
from courtdesk.sound.service import SoundService
from courtdesk.sound.service.giving import SoundGiving, new_passphrase
from courtdesk.sound.sheet import log_index_csv
from courtdesk.sound.store.writer import segment_path
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.sound.conftest import ID, RATE, speech, take_in
from tests.vaults import START, typed

__all__ = ["passphrase_file", "run"]
PASSPHRASE = "four-and-twenty green umbrellas"


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def sounds(folder: Path) -> np.ndarray:
    files = sorted(folder.glob("sound-*"))
    return np.concatenate([soundfile.read(file, dtype="int16")[0] for file in files])


def give(vault: Vault, target: Path, order: Order, passphrase: str | None = None) -> Any:
    handing = SoundGiving(vault).prepare(order, encrypted=passphrase is not None)
    return handing.write(target, passphrase, lambda _: ())


@pytest.mark.parametrize("form", [Form.FLAC, Form.WAV])
def test_a_span_comes_out_sample_for_sample_with_its_hash(
    vault: Vault, hearing: Hearing, tmp_path: Path, form: Form
) -> None:
    sound = speech(40)
    take_in(vault, hearing.id, sound)
    order = Order(hearing.id, at(1), at(39.5), form=form)
    contents = give(vault, tmp_path / "out", order)
    assert np.array_equal(sounds(tmp_path / "out"), sound[RATE : round(39.5 * RATE)])
    (part,) = contents.parts
    digest = hashlib.sha256((tmp_path / "out" / part.name).read_bytes()).hexdigest()
    assert part.sha256 == digest
    assert part.at == at(1)
    assert digest in (tmp_path / "out" / "SHA256SUMS.txt").read_text()


@pytest.mark.parametrize("form", list(Form))
def test_sealed_passages_are_silent_and_told(
    vault: Vault, hearing: Hearing, tmp_path: Path, form: Form
) -> None:
    sound = speech(20)
    take_in(vault, hearing.id, sound)
    order = Order(hearing.id, sealed=(SealedSpan(at(4.25), at(8)),), form=form)
    contents = give(vault, tmp_path / "out", order)
    heard = sounds(tmp_path / "out")
    assert len(heard) == len(sound)
    inside = heard[round(4.3 * RATE) : round(7.95 * RATE)]
    # Opus lets what was before die away.
    assert np.abs(inside).max() < (60 if form is Form.OPUS else 1)
    if form is not Form.OPUS:
        assert not heard[round(4.25 * RATE) : 8 * RATE].any()
        assert np.array_equal(heard[: round(4.25 * RATE)], sound[: round(4.25 * RATE)])
        assert np.array_equal(heard[8 * RATE :], sound[8 * RATE :])
    (gap,) = contents.omissions
    assert (gap.why, gap.at, gap.seconds, gap.into) == ("sealed", at(4.25), 3.75, 4.25)


def test_sealed_passages_can_be_left_out(vault: Vault, hearing: Hearing, tmp_path: Path) -> None:
    sound = speech(20)
    take_in(vault, hearing.id, sound)
    order = Order(hearing.id, sealed=(SealedSpan(at(4), at(8)),), sealed_sound=SealedSound.LEFT_OUT)
    contents = give(vault, tmp_path / "out", order)
    assert [(part.at, part.seconds) for part in contents.parts] == [(at(0), 4.0), (at(8), 12.0)]
    kept = np.concatenate([sound[: 4 * RATE], sound[8 * RATE :]])
    assert np.array_equal(sounds(tmp_path / "out"), kept)
    assert [gap.seconds for gap in contents.omissions] == [4.0]


def test_who_has_no_key_to_sealed_matter_cannot_ask_for_it(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    from courtdesk.vault.errors import NotAllowed
    from courtdesk.vault.keys import Compartment

    take_in(vault, hearing.id, speech(2))
    order = Order(hearing.id, sealed=(SealedSpan(at(0)),), sealed_sound=SealedSound.INCLUDED)
    give(vault, tmp_path / "out", order)
    assert sounds(tmp_path / "out").any()
    del vault.ring._keys[Compartment.SEALED]
    with pytest.raises(NotAllowed):
        SoundGiving(vault).prepare(order, encrypted=True)
    assert vault.user.role is Role.CLERK


def test_a_hearing_that_is_sealed_as_a_whole_gives_nothing(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    take_in(vault, hearing.id, speech(2))
    order = Order(hearing.id, sealed=(SealedSpan(at(-9)),), sealed_sound=SealedSound.LEFT_OUT)
    with pytest.raises(NoSound, match="no sound in that span"):
        give(vault, tmp_path / "out", order)
    assert list(tmp_path.glob("out*")) == []


def test_long_sound_comes_in_several_files(
    vault: Vault, hearing: Hearing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from courtdesk.sound.store import handing

    monkeypatch.setattr(handing, "_PART_SECONDS", 7)
    sound = speech(20)
    take_in(vault, hearing.id, sound)
    contents = give(vault, tmp_path / "out", Order(hearing.id))
    assert [part.seconds for part in contents.parts] == [7, 7, 6]
    assert [part.at for part in contents.parts] == [at(0), at(7), at(14)]
    assert np.array_equal(sounds(tmp_path / "out"), sound)


def test_damage_is_silent_and_told(vault: Vault, hearing: Hearing, tmp_path: Path) -> None:
    sound = speech(5)
    take_in(vault, hearing.id, sound)
    path = segment_path(vault.path / "audio" / ID, 0)
    fourth = list(SoundService(vault).open(ID).placed())[3]
    content = bytearray(path.read_bytes())
    content[fourth.offset + 200] ^= 1
    path.write_bytes(content)
    contents = give(vault, tmp_path / "out", Order(hearing.id))
    (gap,) = contents.omissions
    assert (gap.why, gap.at, gap.seconds, gap.into) == ("damaged", at(1.5), 0.5, 1.5)
    assert len(sounds(tmp_path / "out")) == len(sound)


def test_an_archive_opens_with_its_passphrase_alone(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    sound = speech(3)
    take_in(vault, hearing.id, sound)
    give(vault, tmp_path / "a.zip", Order(hearing.id), PASSPHRASE)
    raw = (tmp_path / "a.zip").read_bytes()
    assert b"fLaC" not in raw
    with pyzipper.AESZipFile(tmp_path / "a.zip") as packed:
        with pytest.raises(RuntimeError, match="password"):
            packed.read("sound-001.flac", pwd=b"another one altogether")
        content = packed.read("sound-001.flac", pwd=PASSPHRASE.encode())
        assert {info.filename for info in packed.infolist()} == {"sound-001.flac", "SHA256SUMS.txt"}
    assert np.array_equal(soundfile.read(io.BytesIO(content), dtype="int16")[0], sound)
    with pytest.raises(NoSound, match="at least 20"):
        give(vault, tmp_path / "b.zip", Order(hearing.id), "too short")
    assert len({new_passphrase() for _ in range(20)}) == 20
    assert list(tmp_path.glob("b.zip*")) == []


def test_a_disk_that_refuses_leaves_nothing(vault: Vault, hearing: Hearing, tmp_path: Path) -> None:
    take_in(vault, hearing.id, speech(2))
    with pytest.raises(NoSound, match="cannot be written"):
        give(vault, tmp_path / "none" / "a.zip", Order(hearing.id), PASSPHRASE)


def test_sealed_entries_seal_from_before_them_to_the_next_that_is_open() -> None:
    lines = [
        LogLine(at(10), "A", "open"),
        LogLine(at(20), "B", "", sealed=True),
        LogLine(at(30), "B", "", sealed=True),
        LogLine(at(40), "A", "open"),
        LogLine(at(50), "B", "", sealed=True),
    ]
    lead = timedelta(seconds=5)
    assert sealed_spans(lines, lead) == (SealedSpan(at(15), at(40)), SealedSpan(at(45)))
    assert sealed_spans(lines[:1]) == ()


def test_what_the_log_seals_is_silent_whether_it_was_sealed_at_once_or_later(
    vault: Vault, hearings: HearingService, hearing: Hearing, tmp_path: Path
) -> None:
    sound = speech(60)
    take_in(vault, hearing.id, sound)
    seals = SealingService(vault)
    hearings.record(typed(hearing.id, "open", 10))
    seals.begin(hearing.id, at(20), SealOrder("The Court", "a protected name"))
    hearings.record(typed(hearing.id, "the name", 22))
    seals.end(hearing.id, at(28))
    hearings.record(typed(hearing.id, "open again", 30))
    later = hearings.record(typed(hearing.id, "the address", 40)).value
    hearings.record(typed(hearing.id, "open to the end", 45))
    seals.seal([later.id], SealOrder("The Court", "an address"))
    order, lines = TranscriberOrders(vault).order(hearing.id)
    contents = give(vault, tmp_path / "out", order)
    heard = sounds(tmp_path / "out")
    for first, last, silent in ((0, 15, 0), (15, 30, 1), (30, 35, 0), (35, 45, 1), (45, 60, 0)):
        inside = heard[first * RATE : last * RATE]
        assert inside.any() != silent
        assert silent or np.array_equal(inside, sound[first * RATE : last * RATE])
    assert [(gap.at, gap.seconds) for gap in contents.omissions] == [(at(15), 15), (at(35), 10)]
    table = log_index_csv(contents, lines, "UTC").decode()
    assert "the name" not in table
    assert "the address" not in table
    assert table.count("Portion sealed") == 2
    assert "open to the end" in table


def test_the_command_gives_sound_log_channels_and_certificate(
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    run: Run,
    tmp_path: Path,
) -> None:
    take_in(vault, hearing.id, speech(30))
    hearings.record(typed(hearing.id, "Please state your name", 4.5))
    hearings.record(typed(hearing.id, "=cmd()", 12))
    vault.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n")
    words = ("record", "export", vault_folder, "--hearing", hearing.id, "--out")
    assert "--in-the-clear" in run(*words, tmp_path / "folder").err
    done = run(*words, tmp_path / "a.zip", "--archive-passphrase-file", secret)
    assert done.status == 0, done.err
    assert PASSPHRASE not in done.out
    with pyzipper.AESZipFile(tmp_path / "a.zip") as packed:
        packed.setpassword(PASSPHRASE.encode())
        log = list(csv.reader(io.StringIO(packed.read("log.csv").decode("utf-8-sig"))))
        certificate = packed.read("certificate.pdf")
        assert packed.read("log.pdf").startswith(b"%PDF")
        assert b"Witness" in packed.read("channels.csv")
        sums = packed.read("SHA256SUMS.txt").decode()
    assert log[2][:3] == ["2026-11-23T09:04:04.500+00:00", "sound-001.flac", "0:04.5"]
    assert log[3][4] == "'=cmd()"
    assert hashlib.sha256(certificate).hexdigest() in sums
    (tmp_path / "certificate.pdf").write_bytes(certificate)
    known = run("verify", vault_folder, "--paper", tmp_path / "certificate.pdf")
    assert known.status == 0, known.err
    made = run(*words, tmp_path / "b.zip")
    assert "shown once" in made.out


def test_an_entry_made_as_the_recording_goes_on_is_at_the_beginning_of_what_follows() -> None:
    part = SoundPart("sound-002.flac", ID, 0, 10 * RATE, START, RATE, "")
    assert place_of(START - timedelta(seconds=1), [part]) == ("sound-002.flac", 0.0)
    assert place_of(START - timedelta(seconds=3), [part]) is None
    assert place_of(START + timedelta(seconds=4), [part]) == ("sound-002.flac", 4.0)
