"""What a court's day can do to paper: nothing set down, far too much, odd names, full disks."""

import errno
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from courtdesk.briefing.model import Briefing, Edition, Matter, sections_of
from courtdesk.briefing.sheet import briefing_sheet
from courtdesk.cli import main
from courtdesk.demo import PASSPHRASE, story
from courtdesk.hearing.model import HearingState
from courtdesk.paper import save as saving
from courtdesk.paper.binding import bind
from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.paper.packet import Packet, Part
from courtdesk.paper.press import press
from courtdesk.paper.save import save
from tests.paper.documents import document, needs_preflight, pages, table, text_of, verdict

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = (
    "Żółć v. Łukasz",
    "Ελένη v. Πέτρος",
    "Юрий v. Надія",
    "שרה כהן",
    "محمد الأحمد",
    "王芳",
    "かな v. カナ",
    "김민수",
    "Գևորգ",
    "გიორგი",
)


def sheet(*titles: str, edition: Edition = Edition.BENCH) -> Document:
    """The day's sheet with a matter of each title."""
    matters = tuple(
        Matter(
            case_id=str(place),
            case_number=f"N-{place}",
            case_title=title,
            starts_at=START + timedelta(minutes=place),
            title="Motion",
            room="4",
            judge="Hon. M. Okafor",
            counsel="M. Pryce",
            state=HearingState.NOT_STARTED,
            owed=(f"ruling on {title}",),
        )
        for place, title in enumerate(titles)
    )
    briefing = Briefing(
        date(2026, 11, 23), "Court", "4", matters, (), (), "A. Reyes", START, "Europe/Dublin"
    )
    imprint = Imprint(PaperSize.LETTER, "A. Reyes", START, "Europe/Dublin", "9f" * 32)
    return briefing_sheet(briefing, edition, sections_of(edition), imprint)


def bound(*documents: Document) -> bytes:
    """The documents as a packet with all that can be bound around them."""
    first = documents[0]
    return bind(Packet(first.masthead, first.imprint, tuple(map(Part, documents)), tabs=True))


def test_a_day_without_matters_is_a_page_that_says_so() -> None:
    assert "Nothing is set down for this day." in text_of(bound(sheet()))


def test_three_hundred_matters_are_all_listed() -> None:
    text = " ".join(pages(bound(sheet(*(f"Matter {n} v. State" for n in range(300))))))
    assert all(f"N-{n} Matter {n} v. State" in text for n in range(300))


def test_a_title_of_500_characters_is_whole_on_the_sheet_and_cut_in_the_head_alone() -> None:
    title = ("The matter of the estate " * 20)[:500].strip()
    made = replace(sheet(title), masthead=replace(sheet(title).masthead, case=title, title=title))
    text = " ".join(pages(bound(made)))
    assert text.count(title) >= 2
    assert "…" in text


def test_a_word_of_300_characters_is_broken_and_loses_nothing() -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(300))
    text = "".join(pages(bound(sheet(word)))).replace(" ", "")
    assert word in text


@needs_preflight
def test_names_in_ten_scripts_are_printed_and_archival(tmp_path: Path) -> None:
    data = bound(sheet(*NAMES))
    (tmp_path / "names.pdf").write_bytes(data)
    assert "is a valid PDF/A-1b file" in verdict(tmp_path / "names.pdf")
    text = text_of(data)
    assert all(name in text for name in NAMES if name not in {"שרה כהן", "محمد الأحمد"})
    assert "could not be printed" not in text


def test_a_table_longer_than_200_pages_is_numbered_to_its_end() -> None:
    rows = [(f"{n}", "The Court", f"entry {n} " * 12) for n in range(4_600)]
    shown = pages(bound(document(table(*rows), title="Hearing log")))
    assert len(shown) > 200
    assert f"Page {len(shown)} of {len(shown)}" in shown[-1]
    assert "entry 4599" in shown[-1]


def test_the_public_list_of_a_strange_day_shows_nothing_but_the_list() -> None:
    text = text_of(press(sheet(*NAMES, edition=Edition.PUBLIC)))
    assert "ruling on" not in text


def test_two_exports_at_once_to_one_name_leave_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "packet.pdf"
    both = [bound(sheet(f"Matter {n}")) for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(10):
            list(pool.map(lambda data: save(data, target), both))
            assert target.read_bytes() in both
    assert [path.name for path in tmp_path.iterdir()] == ["packet.pdf"]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "open elsewhere")],
)
def test_an_export_that_the_disk_refuses_keeps_the_file_that_was_there(
    demo_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    says: str,
) -> None:
    def refuse(_data: bytes, _part: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(saving, "_write", refuse)
    out = tmp_path / "packet.pdf"
    out.write_bytes(b"yesterday's")
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE)
    given = ["export", "packet", str(demo_folder), "--case", story.TRIAL, "--out", str(out)]
    assert main([*given, "--passphrase-file", str(tmp_path / "passphrase.txt")]) == 1
    assert says in capsys.readouterr().err
    assert out.read_bytes() == b"yesterday's"
