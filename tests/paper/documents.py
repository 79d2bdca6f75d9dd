"""Documents to press in tests, and ways to read them back."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from courtdesk.paper.blocks import Block, Column, Document, Row, Table, Text
from courtdesk.paper.imprint import Imprint, Masthead, PaperSize
from courtdesk.paper.press import press

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_VALID = re.compile(r"<isValid[^>]*>true</isValid>")
JARS = Path("/usr/share/java")
_JAR_NAMES = (
    "preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io jaxb-api "
    "jakarta-activation javax.activation"
)

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)
needs_preflight = pytest.mark.skipif(
    shutil.which("java") is None or not (JARS / "preflight.jar").exists(),
    reason="PDFBox preflight (libpdfbox2-java) is not installed",
)


def document(*blocks: Block, paper: PaperSize = PaperSize.A4, **masthead: str) -> Document:
    """A document with a full masthead and imprint, and ``blocks``."""
    about = {
        "court": "Superior Court · Department 6",
        "case": "2026-CR-0417 · State v. Landry",
        "title": "Hearing log",
        "edition": "Clerk’s edition",
        "marking": "PUBLIC",
    }
    printed_at = datetime(2026, 11, 23, 16, 42, tzinfo=UTC)
    imprint = Imprint(paper, "A. Reyes", printed_at, "Europe/Dublin", "9f3a77c1" * 8)
    return Document(Masthead(**about | masthead), imprint, blocks)


def table(*rows: tuple[Text, Text, Text]) -> Table:
    """A table like the log's."""
    columns = (Column("Time", width=44), Column("Speaker", width=92), Column("Entry"))
    return Table(columns, tuple(Row(cells) for cells in rows))


def pressed(*blocks: Block, **masthead: str) -> bytes:
    """The PDF of ``document(*blocks)``."""
    return press(document(*blocks, **masthead))


def pages(data: bytes) -> list[str]:
    """The text of each page as pdfium reads it, without line ends."""
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [_plain(text) for text in texts]


def text_of(data: bytes) -> str:
    """The text of all pages as poppler reads it, without line ends."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return _plain(done.stdout.decode())


def verdict(path: Path) -> str:
    """What PDFBox preflight says about the PDF/A-1b file at ``path``."""
    jars = [str(jar) for jar in sorted(JARS.glob("*.jar")) if _is_wanted(jar.stem)]
    command = ["java", "-cp", ":".join(jars), "org.apache.pdfbox.preflight.Validator_A1b", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _is_wanted(stem: str) -> bool:
    return stem in _JAR_NAMES.split() or "activation" in stem


def _plain(text: str) -> str:
    return " ".join(_DIRECTIONS.sub("", text).split())


def verdicts(folder: Path) -> dict[str, bool]:
    """For each PDF in ``folder``, whether PDFBox preflight takes it for a PDF/A-1b file."""
    jars = [str(jar) for jar in sorted(JARS.glob("*.jar")) if _is_wanted(jar.stem)]
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    command = ["java", "-cp", ":".join(jars), validator, "xml", "batch", str(folder)]
    subprocess.run(command, capture_output=True, check=False)
    said = {path: Path(f"{path}.preflight.xml").read_text() for path in folder.glob("*.pdf")}
    return {path.stem: _VALID.search(xml) is not None for path, xml in said.items()}
