"""Every kind of document of every subject, in every edition, over the demo."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from courtdesk.cases.service import CaseService
from courtdesk.catalogue import Kind, Need, Reader, Wanted
from courtdesk.demo import story
from courtdesk.hearing.service import HearingService
from courtdesk.jury.service import WatchService
from courtdesk.paper import blocks
from courtdesk.paper.blocks import Document
from courtdesk.paper.press import press
from courtdesk.printing.catalogue import kind_named, kinds
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from courtdesk.witnesses.service import WitnessService
from tests.paper.documents import needs_pdftotext, needs_preflight, verdicts

Made = dict[tuple[str, str], Document]


def made_in(vault: Vault) -> Made:
    """Every document that the vault's user can make, by kind and edition."""
    made = {}
    for kind in kinds():
        for edition in kind.offered(vault):
            wanted = _wanted(kind, vault)
            document = kind.made(vault, replace(wanted, edition=edition.name))
            made[kind.name, edition.name] = document
    return made


def _wanted(kind: Kind, vault: Vault) -> Wanted:
    witness = ""
    if Need.WITNESS in kind.needs:
        cases = CaseService(vault)
        case_id = cases.case_numbered(story.TRIAL).id
        witness = WitnessService(vault, cases).overview(case_id, now()).files[0].id
    today = datetime.now(ZoneInfo(vault.settings.zone)).date()
    return Wanted(case=story.TRIAL, witness=witness, date=today if Need.DAY in kind.needs else None)


@pytest.fixture
def everything(court: Vault, demo_folder: Path) -> Made:
    """What the court and what the team can make."""
    from courtdesk.demo import CLERK, PASSPHRASE
    from courtdesk.vault.header import read_header
    from courtdesk.vault.opening import open_vault

    made = made_in(court)
    court.close()
    other = next(user for user in read_header(demo_folder).users if user.name != CLERK)
    team = open_vault(demo_folder, other.id, PASSPHRASE)
    try:
        return made | made_in(team)
    finally:
        team.close()


@needs_preflight
def test_every_kind_is_an_archive_file_and_a_broken_copy_is_refused(
    everything: Made, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    for (kind, edition), document in everything.items():
        (folder / f"{kind} {edition}.pdf").write_bytes(press(document))
    with pikepdf.open(next(folder.glob("*.pdf"))) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(folder / "broken.pdf")
    said = verdicts(folder)
    assert said.pop("broken") is False
    assert len(said) == len(everything)
    assert [name for name, valid in said.items() if not valid] == []


@needs_pdftotext
def test_every_word_of_every_kind_can_be_read_back(everything: Made) -> None:
    for key, document in everything.items():
        found = Counter(_words(_read(press(document))))
        expected = Counter(word for text in _texts(document) for word in _words(text))
        missing = {word: n for word, n in expected.items() if found[word] < n}
        assert not missing, key


def test_the_same_document_gives_the_same_bytes(everything: Made) -> None:
    for key, document in everything.items():
        assert press(document) == press(document), key


def test_no_court_edition_holds_a_word_of_the_teams_notes(team: Vault) -> None:
    cases = CaseService(team)
    watch = WatchService(team, HearingService(team, cases))
    notes = watch.watch(cases.case_numbered(story.TRIAL).id).notes
    secret = {note.text for note in notes if len(note.text) > 12}
    assert secret
    for kind in kinds():
        for edition in kind.offered(team):
            if edition.readers <= {Reader.COUNSEL}:
                continue
            wanted = replace(_wanted(kind, team), edition=edition.name)
            shown = " ".join(_texts(kind.made(team, wanted)))
            assert not [text for text in secret if text in shown], (kind.name, edition.name)


def test_kinds_have_stable_names_of_their_own() -> None:
    names = [kind.name for kind in kinds()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names)
    assert all(kind_named(name).editions for name in names)


def _read(data: bytes) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[A-Za-z0-9]+", text) if len(word) < 16]


def _texts(document: Document) -> Iterator[str]:
    if not document.bare:  # which has no title on its pages
        yield document.masthead.title
        yield document.masthead.subtitle
    yield from _texts_of(document.blocks)


def _texts_of(some: Iterable[blocks.Block]) -> Iterator[str]:
    for block in some:
        match block:
            case blocks.Heading(text) | blocks.Paragraph(text):
                yield _plain(text)
            case blocks.Items(items):
                yield from map(_plain, items)
            case blocks.Facts(pairs):
                yield from (f"{label} {_plain(value)}" for label, value in pairs)
            case blocks.Table(_, rows):
                for row in rows:
                    cells = row.cells if isinstance(row, blocks.Row) else (row.text,)
                    yield from map(_plain, cells)
            case blocks.Drawing():
                yield from (words.text for words in block.words)
            case blocks.Together(inner):
                yield from _texts_of(inner)
            case _:
                continue


def _plain(text: blocks.Text) -> str:
    return text if isinstance(text, str) else "".join(span.text for span in text)
