"""What was recorded comes back, and what was damaged is named while the rest plays."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from courtdesk.sound.model import Codec, NoSound, ProblemKind
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import SEGMENT_CHUNKS, NewChunk, SegmentWriter, segment_path
from tests.sound.conftest import BEGAN_US, ID, KEY, RATE, speech, write


def reader(folder: Path, key: bytes = KEY) -> SoundReader:
    return SoundReader(folder, ID, key, 2)


def test_flac_comes_back_sample_for_sample(tmp_path: Path) -> None:
    sound = speech(7.3)
    write(tmp_path / "r", sound)
    read = reader(tmp_path / "r")
    assert read.samples == len(sound)
    assert np.array_equal(read.read(0, len(sound)).samples, sound)
    assert np.array_equal(read.read(12_345, 54_321).samples, sound[12_345:54_321])
    assert read.read(12_345, 54_321).gaps == ()


def test_opus_comes_back_as_long_as_it_was(tmp_path: Path) -> None:
    sound = speech(4)
    write(tmp_path / "r", sound, Codec.OPUS)
    span = reader(tmp_path / "r").read(0, len(sound))
    assert len(span.samples) == len(sound)
    assert span.gaps == ()


def test_nothing_of_the_sound_lies_in_the_clear(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(1))
    content = segment_path(tmp_path / "r", 0).read_bytes()
    assert b"fLaC" not in content


def test_a_whole_recording_has_no_problem_and_the_writers_head(tmp_path: Path) -> None:
    writer = write(tmp_path / "r", speech(3))
    assert reader(tmp_path / "r").verify() == (writer.head, ())


@pytest.mark.parametrize("where", ["header", "content"])
def test_a_damaged_chunk_is_named_and_the_rest_plays(tmp_path: Path, where: str) -> None:
    sound = speech(5)
    write(tmp_path / "r", sound)
    fourth = list(reader(tmp_path / "r").placed())[3]
    path = segment_path(tmp_path / "r", 0)
    content = bytearray(path.read_bytes())
    content[fourth.offset + (2 if where == "header" else 200)] ^= 1
    path.write_bytes(content)
    read = reader(tmp_path / "r")
    span = read.read(0, len(sound))
    half = RATE // 2
    (gap,) = span.gaps
    assert (gap.kind, gap.first, gap.last) == (ProblemKind.DAMAGED, 3 * half, 4 * half)
    assert np.array_equal(span.samples[: 3 * half], sound[: 3 * half])
    assert np.array_equal(span.samples[4 * half :], sound[4 * half :])
    assert not span.samples[3 * half : 4 * half].any()
    _, problems = read.verify()
    assert problems


def test_chunks_that_were_taken_away_or_exchanged_are_noticed(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(5))
    path = segment_path(tmp_path / "r", 0)
    content = path.read_bytes()
    places = [each.offset for each in reader(tmp_path / "r").placed()]
    path.write_bytes(content[: places[3]] + content[places[4] :])
    _, problems = reader(tmp_path / "r").verify()
    assert ProblemKind.MISSING in {problem.kind for problem in problems}


def test_a_recording_cut_between_two_chunks_is_noticed(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(5))
    path = segment_path(tmp_path / "r", 0)
    places = [each.offset for each in reader(tmp_path / "r").placed()]
    path.write_bytes(path.read_bytes()[: places[5]])
    _, problems = reader(tmp_path / "r").verify()
    assert [problem.kind for problem in problems] == [ProblemKind.CUT]


def test_what_is_read_from_the_disk_is_what_was_written(tmp_path: Path) -> None:
    sound = speech(5)
    write(tmp_path / "r", sound)
    read = SoundReader(tmp_path / "r", ID, KEY, 2, from_disk=True)
    assert np.array_equal(read.read(0, len(sound)).samples, sound)


def test_files_that_are_gone_are_said_and_read_again_when_they_are_back(tmp_path: Path) -> None:
    sound = speech(5)
    write(tmp_path / "r", sound)
    read = reader(tmp_path / "r")
    path = segment_path(tmp_path / "r", 0)
    path.rename(tmp_path / "away")
    with pytest.raises(NoSound, match="cannot be read"):
        read.read(0, len(sound))
    (tmp_path / "away").rename(path)
    assert np.array_equal(read.read(0, len(sound)).samples, sound)


def test_a_torn_end_costs_nothing_but_itself(tmp_path: Path) -> None:
    sound = speech(5)
    write(tmp_path / "r", sound, end=False)
    path = segment_path(tmp_path / "r", 0)
    path.write_bytes(path.read_bytes()[:-100])
    read = reader(tmp_path / "r")
    assert read.samples == len(sound) - RATE // 2
    assert np.array_equal(read.read(0, read.samples).samples, sound[: read.samples])


def test_a_wrong_key_says_so(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(2))
    with pytest.raises(NoSound, match="does not open the recording"):
        reader(tmp_path / "r", bytes(32))


def test_a_moment_is_found_to_the_sample(tmp_path: Path) -> None:
    write(tmp_path / "r", speech(10))
    read = reader(tmp_path / "r")
    assert read.sample_at(BEGAN_US + 6_250_000) == round(6.25 * RATE)
    assert read.sample_at(BEGAN_US - 5) == 0
    assert read.sample_at(BEGAN_US + 99_000_000) == 10 * RATE


def test_a_full_disk_leaves_no_half_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = SegmentWriter(tmp_path / "r", ID, KEY, None)
    new = NewChunk(ChunkKind.INCIDENT, 0, 0, BEGAN_US, b"{}")
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:10]) and _full())
    with pytest.raises(OSError, match="full"):
        writer.append(new)
    assert segment_path(tmp_path / "r", 0).stat().st_size == 0
    monkeypatch.undo()
    writer.append(new)
    writer.close()
    assert len(list(reader(tmp_path / "r").placed())) == 1


def _full() -> int:
    raise OSError(28, "full")


def test_a_second_copy_is_the_same_and_may_fail(tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    writer = SegmentWriter(tmp_path / "r", ID, KEY, tmp_path / "drive")
    writer.append(NewChunk(ChunkKind.INCIDENT, 0, 0, BEGAN_US, b"{}"))
    writer.close()
    copy = segment_path(tmp_path / "drive" / ID, 0).read_bytes()
    assert copy == segment_path(tmp_path / "r", 0).read_bytes()
    (tmp_path / "file").write_text("")
    without = SegmentWriter(tmp_path / "s", ID, KEY, tmp_path / "file")
    without.append(NewChunk(ChunkKind.INCIDENT, 0, 0, BEGAN_US, b"{}"))
    without.close()
    assert without.copy_failed


def test_a_second_copy_whose_drive_comes_back_goes_on_with_the_next_file(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path / "r", ID, KEY, tmp_path / "drive")
    for number in range(2 * SEGMENT_CHUNKS):
        if number == SEGMENT_CHUNKS:
            assert writer.copy_failed
            (tmp_path / "drive").mkdir()
        writer.append(NewChunk(ChunkKind.INCIDENT, 0, 0, BEGAN_US + number, b"{}"))
    writer.close()
    assert not writer.copy_failed
    assert not segment_path(tmp_path / "drive" / ID, 0).exists()
    copy = segment_path(tmp_path / "drive" / ID, 1).read_bytes()
    assert copy == segment_path(tmp_path / "r", 1).read_bytes()


@pytest.mark.parametrize("where", ["header", "content"])
def test_what_is_damaged_or_missing_is_heard_from_the_second_copy_and_still_told(
    tmp_path: Path, where: str
) -> None:
    sound = speech(5)
    write(tmp_path / "r", sound)
    shutil.copytree(tmp_path / "r", tmp_path / "copy")
    fourth = list(reader(tmp_path / "r").placed())[3]
    path = segment_path(tmp_path / "r", 0)
    content = bytearray(path.read_bytes())
    content[fourth.offset + (2 if where == "header" else 200)] ^= 1
    path.write_bytes(content)
    healed = SoundReader(tmp_path / "r", ID, KEY, 2, tmp_path / "copy")
    span = healed.read(0, len(sound))
    assert span.gaps == ()
    assert np.array_equal(span.samples, sound)
    assert ProblemKind.DAMAGED in {problem.kind for problem in healed.verify()[1]}
    path.unlink()
    alone = SoundReader(tmp_path / "r", ID, KEY, 2, tmp_path / "copy")
    assert np.array_equal(alone.read(0, len(sound)).samples, sound)
    without = SoundReader(tmp_path / "copy", ID, KEY, 2, tmp_path / "pulled out")
    assert np.array_equal(without.read(0, len(sound)).samples, sound)
