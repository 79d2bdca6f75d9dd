"""What goes with sound that is given out: log with places in it, channels, certificate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Size,
    Space,
    Table,
    Together,
    italic,
)
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.spreadsheet import csv_of
from courtdesk.paper.words import full_date
from courtdesk.sound.model import (
    Contents,
    DraftLine,
    LogLine,
    Omission,
    Order,
    Paper,
    SealedSound,
    SoundPart,
    place_of,
)

_SEALED = {
    SealedSound.SILENCED: "Sealed passages are silent; their length is kept.",
    SealedSound.LEFT_OUT: "Sealed passages are left out.",
    SealedSound.INCLUDED: "SEALED PASSAGES ARE INCLUDED. Keep it from who may not hear them.",
}
_WHY = {
    "sealed": "Portion sealed",
    "damaged": "Damaged, cannot be read",
    "paused": "Recording paused",
    "samples lost": "Sound lost",
    "device gone": "Microphone gone",
    "disk full": "Disk full",
    "broken off": "Recording broken off",
}


def giving_papers(
    contents: Contents, lines: tuple[LogLine, ...], imprint: Imprint
) -> tuple[Paper, ...]:
    """All the papers that go with the sound, made."""
    from courtdesk.paper.press import press

    spoken = imprint.pseudonyms.through_all(lines)
    return (
        Paper("log.csv", log_index_csv(contents, spoken, imprint.zone)),
        Paper("log.pdf", press(log_index_sheet(contents, lines, imprint))),
        Paper("channels.csv", channels_csv(contents, imprint.zone)),
        Paper("certificate.pdf", press(certificate_sheet(contents, imprint))),
    )


def certificate_sheet(contents: Contents, imprint: Imprint) -> Document:
    """The certificate: what was given, from which recordings, with hashes, and what is missing."""
    order, zone = contents.order, ZoneInfo(imprint.zone)
    blocks: list[Block] = [
        Facts(
            (
                ("Hearing", order.title),
                ("Day", full_date(contents.parts[0].at.astimezone(zone))),
                ("From", _clock(contents.parts[0].at, zone)),
                ("To", _clock(max(part.until for part in contents.parts), zone)),
                ("Sealed", _SEALED[order.sealed_sound]),
                ("Protection", "AES-256" if contents.encrypted else "None: not encrypted"),
            )
        ),
        Heading("Files"),
        Table(
            (
                Column("File", width=80),
                Column("Begins", width=52),
                Column("Lasts", width=48, align=Align.RIGHT),
                Column("SHA-256"),
            ),
            tuple(
                Row((p.name, _clock(p.at, zone), _length(p.seconds), _digest(p.sha256)))
                for p in contents.parts
            ),
            size=Size.SMALL,
        ),
        Heading("What cannot be heard"),
        _omissions(contents.omissions, zone),
        Heading("Channels"),
        Table(
            (Column("Recording", width=110), Column("No.", width=32), Column("Microphone")),
            tuple(Row(cells) for cells in channel_rows(contents, zone)),
        ),
        Heading("Recordings"),
    ]
    for source in contents.sources:
        began = source.started_at.astimezone(zone)
        blocks.append(
            Facts(
                (
                    ("Begun", f"{full_date(began)}, {began:%H:%M:%S}"),
                    ("Sound", f"{_counted(source.channels)}, {source.rate:,} samples a second"),
                    ("Fingerprint", _digest(source.fingerprint)),
                    *((("Origin", source.origin),) if source.origin else ()),
                )
            )
        )
    blocks.append(
        Together(
            (
                Space(12),
                Paragraph(
                    "I certify that these files were made from the recordings named above, that "
                    "nothing was changed in them, and that nothing is missing but what is stated."
                ),
                Signatures(("Clerk", "Date")),
            )
        )
    )
    return Document(_masthead(contents, "Certificate of sound"), imprint, tuple(blocks))


def log_index_sheet(contents: Contents, lines: Sequence[LogLine], imprint: Imprint) -> Document:
    """The log, each entry with its file and the place in it."""
    zone = ZoneInfo(imprint.zone)
    rows = []
    for line in _given(contents, lines):
        text = (italic("Portion sealed"),) if _hidden(contents, line) else line.text
        speaker = "" if _hidden(contents, line) else line.speaker
        rows.append(Row((_clock(line.at, zone), *_place(contents.parts, line), speaker, text)))
    columns = (
        Column("Time", width=44),
        Column("File", width=72),
        Column("At", width=44, align=Align.RIGHT),
        Column("Speaker", width=90, align=Align.LEFT),
        Column("Entry"),
    )
    table = Table(columns, tuple(rows), if_empty="No entry was made in this span.")
    return Document(_masthead(contents, "Log to the sound"), imprint, (table,))


def log_index_csv(contents: Contents, lines: Sequence[LogLine], zone_name: str) -> bytes:
    """The same as a table."""
    zone = ZoneInfo(zone_name)
    return csv_of(
        ("time", "file", "at", "speaker", "entry"),
        (
            (
                line.at.astimezone(zone).isoformat(timespec="milliseconds"),
                *_place(contents.parts, line),
                "" if _hidden(contents, line) else line.speaker,
                "Portion sealed" if _hidden(contents, line) else line.text,
            )
            for line in _given(contents, lines)
        ),
    )


def draft_sheet(
    order: Order, drafted: Sequence[DraftLine], lines: Sequence[LogLine], imprint: Imprint
) -> Document:
    """A machine's draft among the entries of the log, marked as a draft on every page."""
    zone = ZoneInfo(imprint.zone)
    rows: list[tuple[datetime, Row]] = [
        (line.at, Row((_clock(line.at, zone), "Machine", (italic(line.text),)))) for line in drafted
    ]
    for line in lines:
        inside = (order.first is None or line.at >= order.first) and (
            order.last is None or line.at < order.last
        )
        if inside and not line.sealed:
            rows.append((line.at, Row((_clock(line.at, zone), line.speaker or "Log", line.text))))
    rows.sort(key=lambda pair: pair[0])
    columns = (
        Column("Time", width=44),
        Column("From", width=90, align=Align.LEFT),
        Column("Words"),
    )
    return Document(
        Masthead(order.court, order.case, "Machine’s draft", order.title, marking="DRAFT"),
        replace(imprint, remark="A machine’s draft, full of mistakes. Not the record."),
        (
            Paragraph(
                "What stands in italics was guessed by a machine from the recording. It mistakes, "
                "leaves out and invents words, and knows no speakers. Use it to find a place in "
                "the sound, never to quote. Sealed passages were left out."
            ),
            Table(columns, tuple(row for _, row in rows), if_empty="The machine heard no words."),
        ),
    )


def draft_pages(
    order: Order, drafted: tuple[DraftLine, ...], lines: tuple[LogLine, ...], imprint: Imprint
) -> bytes:
    """A machine's draft as a PDF."""
    from courtdesk.paper.press import press

    return press(draft_sheet(order, drafted, lines, imprint))


def channels_csv(contents: Contents, zone_name: str) -> bytes:
    """Which channel hears whom."""
    rows = channel_rows(contents, ZoneInfo(zone_name))
    return csv_of(("recording begun", "channel", "microphone"), rows)


def channel_rows(contents: Contents, zone: ZoneInfo) -> list[tuple[str, str, str]]:
    """Each channel of each recording: when that was begun, its number from 1, its name."""
    return [
        (f"{source.started_at.astimezone(zone):%Y-%m-%d %H:%M:%S}", str(number), name)
        for source in contents.sources
        for number, name in enumerate(source.channels, 1)
    ]


def _masthead(contents: Contents, title: str) -> Masthead:
    order = contents.order
    sealed = order.sealed_sound is SealedSound.INCLUDED
    return Masthead(
        court=order.court,
        case=order.case,
        title=title,
        subtitle=order.title,
        edition="Sealed edition" if sealed else "Public edition",
        marking="SEALED" if sealed else "PUBLIC",
    )


def _omissions(omissions: Sequence[Omission], zone: ZoneInfo) -> Table:
    rows = tuple(
        Row(
            (
                _clock(each.at, zone),
                _length(each.seconds),
                f"{each.part} at {_length(each.into)}" if each.part else "",
                _WHY[each.why],
            )
        )
        for each in omissions
    )
    columns = (
        Column("From", width=52),
        Column("Lasts", width=52, align=Align.RIGHT),
        Column("Silent in", width=130),
        Column("Why"),
    )
    return Table(columns, rows, if_empty="Nothing: the sound is whole.")


def _given(contents: Contents, lines: Sequence[LogLine]) -> list[LogLine]:
    """The lines of the span, of each sealed portion the first."""
    order = contents.order
    given: list[LogLine] = []
    for line in lines:
        if order.first is not None and line.at < order.first:
            continue
        if order.last is not None and line.at >= order.last:
            continue
        if not (given and _hidden(contents, given[-1]) and _hidden(contents, line)):
            given.append(line)
    return given


def _hidden(contents: Contents, line: LogLine) -> bool:
    return line.sealed and contents.order.sealed_sound is not SealedSound.INCLUDED


def _place(parts: Sequence[SoundPart], line: LogLine) -> tuple[str, str]:
    found = place_of(line.at, parts)
    return (found[0], _length(found[1])) if found else ("", "")


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M:%S}"


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{int(minutes)}:{rest:04.1f}"


def _digest(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _counted(channels: Sequence[str]) -> str:
    return "1 channel" if len(channels) == 1 else f"{len(channels)} channels"
