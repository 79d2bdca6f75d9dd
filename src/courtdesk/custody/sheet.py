"""Receipts and recovery sheets on paper."""

from zoneinfo import ZoneInfo

from courtdesk.custody.model import Receipt
from courtdesk.paper.blocks import (
    Code,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Ruled,
    Signatures,
    Size,
    Span,
    Style,
    Table,
    Text,
    Together,
)
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.words import long_date

_PER_LINE = 8


def receipt_sheet(receipt: Receipt, imprint: Imprint, court: str = "") -> Document:
    """The end-of-day receipt: the record's head on paper, for the court's file."""
    at = receipt.at.astimezone(ZoneInfo(imprint.zone))
    return Document(
        Masthead(court or receipt.vault, "", "Receipt of the record", marking="PUBLIC"),
        imprint,
        (
            Paragraph(
                "This receipt states the condition of the record at one moment. Kept apart from "
                "the computer, it shows later whether everything that was recorded until then is "
                "still there and unchanged. It holds nothing confidential.",
            ),
            Facts(
                (
                    ("Vault", receipt.vault),
                    ("At", f"{long_date(at)}, {at:%H:%M:%S} ({imprint.zone})"),
                    ("Links", f"{receipt.link:,}".replace(",", " ")),
                    ("Fingerprint", _groups(receipt.head)),
                )
            ),
            Heading("What the record holds"),
            Table(
                (Column("Kind", share=3.0), Column("Count", share=1.0)),
                tuple(
                    Row((title, f"{count:,}".replace(",", " "))) for title, count in receipt.counts
                ),
                if_empty="Nothing yet.",
            ),
            Together(
                (
                    Heading("To compare"),
                    Paragraph(
                        "Scan the code, then give its text to “courtdesk verify VAULT --receipt”, "
                        "or to the desk’s panel “Vault & users”."
                    ),
                    Code(receipt.code),
                    Paragraph(receipt.code, Size.SMALL),
                )
            ),
            Signatures(("Printed and filed by", "Received by", "Date")),
        ),
    )


def recovery_sheet(code: str, user: str, vault: str, imprint: Imprint) -> Document:
    """The sheet that opens a vault for ``user`` when the passphrase is forgotten."""
    groups = code.split("-")
    rows = tuple(
        Row(tuple((Span(group, Style.BOLD),) for group in groups[start : start + 3]))
        for start in range(0, len(groups), 3)
    )
    return Document(
        Masthead(vault, "", "Recovery sheet", user, marking="SECRET"),
        imprint,
        (
            Paragraph(
                f"Whoever holds this sheet opens the vault “{vault}” as {user}. Keep it under "
                "lock, away from the computer; two people should have to be there to take it out.",
                Size.LEAD,
            ),
            Heading("The code"),
            Table(
                (Column("", share=1.0), Column("", share=1.0), Column("", share=1.0)),
                rows,
                size=Size.LEAD,
            ),
            Code(code),
            Heading("To use it"),
            Items(
                (
                    f"Open CourtDesk, choose {user}, then “Use a recovery sheet”.",
                    "Type the nine groups. Capitals, dashes and spaces do not matter; the letters "
                    "O, I and L are read as the digits 0, 1 and 1.",
                    "Choose a new passphrase, print a new sheet and destroy this one.",
                ),
                numbered=True,
            ),
            Heading("Custody"),
            Ruled(2, "Sealed on, by, and where it lies"),
            Signatures(("First keeper", "Second keeper")),
        ),
    )


def _groups(fingerprint: str) -> Text:
    return " ".join(
        fingerprint[at : at + _PER_LINE] for at in range(0, len(fingerprint), _PER_LINE)
    )
