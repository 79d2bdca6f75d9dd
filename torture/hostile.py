"""Files from outside, mutated and made to harm: read in a child with limits, never a failure in it.

A failure is anything but a table or a sentence that refuses it, or more memory or time than the
limits allow.
"""

import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from courtdesk.errors import KnownError
from courtdesk.hearing.imports import guess, plan_import
from courtdesk.intake.confined import CPU_SECONDS, MEMORY_BYTES
from courtdesk.intake.tables import read_table, table_of
from tests.workbooks import MOMENT, packed, workbook
from torture import counts, forked
from torture.forked import BUG, Say

_BATCH = 500
_FINE = {"table", "refused", "the child broke down"}
_PATIENCE = 65.0
_START = datetime(2026, 11, 23, 9, tzinfo=UTC)
_HEAD = "Start (s),Stop (s),Speaker,Role,Text\n"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TABLES = (
    _HEAD + '0,4,"Roe, A.",Judge,Good morning\n4,9,B. Doe,,"two\nlines ""quoted"""\n',
    "time;speaker;text\n9:04;A;naïve café\n9:05:30;B;שלום\n",
    "date\ttime\tkind\ttext\n2026-07-06\t23:58\truling\tlate\n2026-07-07\t0:03\tnote\t证人\n",
)
_TOKENS = (
    *(
        b'"',
        b'""',
        b",",
        b";",
        b"\t",
        b"|",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(b"nan", b"inf", b"-1", b"1e308", b"1e-308", b"99999999999999999999", b"25:61:61", b"0:00"),
    *(b"9999-12-31T23:59:59.999999-23:59", b"0001-01-01", b"2026-02-30", b"=1+1", b"\xed\xa0\x80"),
    *(b"\xf0\x9f\x91\xa9", b"\xe2\x80\xae", b"<b>&amp;", b"x" * 5000, b"," * 300, b"\n" * 50),
)


def main(wanted: int) -> None:
    """Read ``wanted`` inputs and those made to harm; print the counts as JSON."""
    bombs = dict(_bombs())
    tally = counts.Tally("import fuzzing", wanted + len(bombs))
    with tempfile.TemporaryDirectory(prefix="courtdesk-imports-") as name:
        for what, bomb in bombs.items():
            file = Path(name) / "bomb"
            file.write_bytes(bomb)
            began = time.monotonic()
            (said,) = forked.run(lambda say, f=file: _read_as_the_desk_does(f, say)) or ["it died"]
            took = time.monotonic() - began
            tally.run(f"made to harm: {what}", sound=said in _FINE and took < _PATIENCE, why=said)
            tally.add(f"made to harm: {said}", 1)
            tally.add(f"seconds for {what}", round(took, 1))
    at = 0
    while at < wanted:
        at += _batch(tally, at, min(_BATCH, wanted - at))
    tally.print()


def _batch(tally: counts.Tally, start: int, count: int) -> int:
    """Read some inputs in one child with the limits of the desk's; how many it came to."""
    said = forked.run(lambda say: _read(start, count, say))
    for number, line in enumerate(said, start):
        tally.run(f"input {number}", sound=line in _FINE, why=line)
        tally.add(f"inputs: {line if line in _FINE else 'raised'}", 1)
    if len(said) < count and not (said and said[-1].startswith(BUG)):
        # As in the desk: the child ends, the file is refused, nothing else happens.
        said.append("")
        number = start + len(said) - 1
        tally.run(f"input {number}", sound=_is_workbook(number), why="the process ended")
        tally.add("inputs: the child was ended by its limits", 1)
    return max(1, len(said))


def _read_as_the_desk_does(file: Path, say: Say) -> None:
    try:
        table = read_table(file)
        plan_import(table, guess(table.header), _START, "Europe/Dublin")
        say("table")
    except KnownError:
        say("refused")


def _read(start: int, count: int, say: Say) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for number in range(start, start + count):
        content = _input(number)
        try:
            table = table_of(content)
            plan_import(table, guess(table.header), _START, "Europe/Dublin")
            say("table")
        except KnownError:
            say("refused")
        except BaseException as error:
            if _is_workbook(number):
                say("the child broke down")
                continue
            told = f"{content[:400]!r} of {len(content)} bytes raised {error!r:.300}"
            raise RuntimeError(told) from error


def _is_workbook(number: int) -> bool:
    """Workbooks are read in a child by the desk too; short text is not."""
    return number % 4 >= 2


def _input(number: int) -> bytes:
    rnd = random.Random(number)
    if not _is_workbook(number):
        text = rnd.choice(_TABLES)
        encoding = rnd.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
        return _mutated(text.encode(encoding, errors="replace"), rnd)
    if number % 4 == 2:
        return _mutated(_BOOK, rnd)
    return packed(_mutated(_SHEET, rnd).decode("utf-8", errors="replace"))


def _mutated(content: bytes, rnd: random.Random) -> bytes:
    body = bytearray(content)
    for _ in range(rnd.choice((1, 1, 2, 4, 16))):
        at = rnd.randrange(len(body) + 1)
        way = rnd.randrange(6)
        if way == 0 and at < len(body):
            body[at] ^= 1 << rnd.randrange(8)
        elif way == 1:
            body[at:at] = rnd.choice(_TOKENS)
        elif way == 2:
            del body[at : at + rnd.choice((1, 2, 9, 80))]
        elif way == 3:
            body[at:at] = body[at : at + rnd.choice((1, 9, 80, 400))]
        elif way == 4:
            body[at : at + 4] = rnd.randbytes(4)
        else:
            body[at : at + rnd.choice((1, 8))] = rnd.choice(_TOKENS)
    return bytes(body)


def _bombs() -> Iterator[tuple[str, bytes]]:
    cell = f'<worksheet xmlns="{_MAIN}"><sheetData>%s</sheetData></worksheet>'
    text = '<row><c t="inlineStr"><is><t>%s</t></is></c></row>'
    yield "a zip bomb of equal rows", packed(cell % (text % ("A" * 60) * 600_000))
    yield "one far cell", packed(cell % '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    yield "entities in entities", packed(f"<!DOCTYPE w [{entities}]>" + cell % (text % "&a9;"))
    yield "a deep tree", packed("<a>" * 200_000 + "</a>" * 200_000)
    yield "a million columns", b",".join([b"c"] * 1_000_000) + b"\n"
    yield "a field of 60 MB", b"time,text\n1," + b"x" * 60_000_000
    yield "an open quote over 60 MB", b'time,text\n1,"' + b"x," * 30_000_000
    yield "a million empty rows", b"time,text\n" + b",\n" * 1_000_000
    yield "only line ends", b"\r" * 10_000_000
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"")
    yield "20,000 sheets", many.getvalue()


_BOOK = workbook(
    [["Time", "Speaker", "Text"], [(46209.375, MOMENT), "A", "one"], [12.5, "B", "שלום"]]
)
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>time</t></is>'
    '</c><c r="B1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="A2"><v>1.5</v></c>'
    '<c r="B2" t="str"><v>said</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c>'
    "</row></sheetData></worksheet>"
).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]))
