"""The result of a check of the sound equipment, to be signed and kept with the log."""

from courtdesk.paper.blocks import (
    Align,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
    Together,
)
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.press import press
from courtdesk.paper.words import full_date
from courtdesk.sound.model import Codec
from courtdesk.sound.model.check import SoundCheck


def check_sheet(check: SoundCheck, court: str, case: str, imprint: Imprint) -> Document:
    """One page: verdict, channels, the way to the disk and back."""
    from zoneinfo import ZoneInfo

    local = check.at.astimezone(ZoneInfo(imprint.zone))
    plan = check.plan
    kept = "FLAC, every sample" if plan.codec is Codec.FLAC else "Opus"
    verdict = (
        "Everything was heard, written and read back."
        if check.good
        else "NOT IN ORDER. See below before court begins."
    )
    rows = tuple(
        Row(
            (
                str(number),
                channel.name,
                f"{channel.peak_db:.0f} dB",
                f"{channel.rms_db:.0f} dB",
                channel.words,
            )
        )
        for number, channel in enumerate(check.channels, 1)
    )
    columns = (
        Column("No.", width=28),
        Column("Channel"),
        Column("Peak", width=52, align=Align.RIGHT),
        Column("Loudness", width=58, align=Align.RIGHT),
        Column("Result", share=2),
    )
    return Document(
        Masthead(court=court, case=case, title="Sound check", marking="PUBLIC"),
        imprint,
        (
            Facts(
                (
                    ("Day", full_date(local)),
                    ("Time", f"{local:%H:%M:%S}"),
                    ("Microphone", plan.device or "The system’s own"),
                    ("Rate", f"{plan.rate / 1000:g} kHz"),
                    ("Kept as", kept),
                    ("Listened for", f"{check.seconds:.0f} seconds"),
                ),
                columns=2,
            ),
            Paragraph(verdict),
            Heading("Channels"),
            Table(columns, rows),
            Heading("To the disk and back"),
            Facts(
                (
                    ("Lost on the way", f"{check.lost} blocks" if check.lost else "Nothing"),
                    (
                        "Encrypted and read back",
                        "As it was heard" if check.read_back else "NOT AS IT WAS HEARD",
                    ),
                    (
                        "Room on the disk",
                        f"{check.free_bytes / 1e9:.0f} GB, about {check.hours_left:,.0f} hours",
                    ),
                    ("Second copy", check.copy or "None set"),
                )
            ),
            Together((Space(28), Signatures(("Checked by",)))),
        ),
    )


def check_pages(check: SoundCheck, court: str, case: str, imprint: Imprint) -> bytes:
    """The result as a PDF."""
    return press(check_sheet(check, court, case, imprint))
