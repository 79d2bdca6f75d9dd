"""A machine's draft: offline, marked, without what is sealed; or a sentence where it cannot be."""

import importlib.util
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from courtdesk.hearing.model import Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.sound.model import NoSound, Order, SealedSpan
from courtdesk.sound.service.drafting import SoundDrafts
from courtdesk.sound.store import speech as engine
from courtdesk.vault.store import Vault
from tests.cli.conftest import Run, passphrase_file, run
from tests.sound.conftest import RATE, speech, take_in
from tests.sound.test_giving import at
from tests.vaults import typed

__all__ = ["passphrase_file", "run"]
WORDS = "the door was closed and the light was on"

needs_engine = pytest.mark.skipif(
    importlib.util.find_spec("pocketsphinx") is None, reason="the engine is not installed"
)


def spoken(folder: Path) -> np.ndarray:
    """Silence, the sentence, silence, in two channels."""
    wav = folder / "said.wav"
    try:
        subprocess.run(["espeak-ng", "-s", "130", "-w", str(wav), WORDS], check=True)
    except FileNotFoundError:
        pytest.skip("espeak-ng is not installed")
    said, rate = soundfile.read(wav, dtype="int16")
    places = np.arange(len(said) * RATE // rate) * rate / RATE
    one = np.interp(places, np.arange(len(said)), said)
    whole = np.concatenate([np.zeros(2 * RATE), one, np.zeros(2 * RATE)]).astype(np.int16)
    return np.stack([whole, whole], 1)


@needs_engine
def test_some_of_what_is_said_is_found_at_its_moment(
    vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    take_in(vault, hearing.id, spoken(tmp_path))
    lines = tuple(SoundDrafts(vault).prepare(Order(hearing.id)).lines())
    assert lines
    assert abs((lines[0].at - at(2)).total_seconds()) < 0.5
    found = " ".join(line.text for line in lines).split()
    assert len(set(found) & set(WORDS.split())) >= 3


@needs_engine
def test_what_is_sealed_is_not_listened_to(vault: Vault, hearing: Hearing, tmp_path: Path) -> None:
    take_in(vault, hearing.id, spoken(tmp_path))
    order = Order(hearing.id, sealed=(SealedSpan(at(1), at(60)),))
    assert tuple(SoundDrafts(vault).prepare(order).lines()) == ()


@needs_engine
def test_the_command_writes_a_marked_paper(
    vault: Vault,
    vault_folder: Path,
    hearings: HearingService,
    hearing: Hearing,
    run: Run,
    tmp_path: Path,
) -> None:
    take_in(vault, hearing.id, spoken(tmp_path))
    hearings.record(typed(hearing.id, "The witness describes the room", 2))
    vault.close()
    words = ("record", "draft", vault_folder, "--hearing", hearing.id, "--out", tmp_path / "d.pdf")
    done = run(*words)
    assert done.status == 0, done.err
    assert "Not the record" in done.out
    told = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "d.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "DRAFT" in told
    assert "Not the record" in told
    assert "describes the room" in told
    assert run(*words, "--channel", "9").status == 1


def test_without_the_engine_it_says_so(
    vault: Vault, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(vault, hearing.id, speech(1))
    monkeypatch.setattr(engine, "is_there", lambda: False)
    with pytest.raises(NoSound, match="not installed"):
        SoundDrafts(vault).prepare(Order(hearing.id))
