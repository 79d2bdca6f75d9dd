"""Pseudonyms stand wherever the name stood, as whole words, in every script."""

import unicodedata
from datetime import UTC, datetime

import pytest

from courtdesk.paper.blocks import (
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Signatures,
    Table,
    bold,
    plain,
)
from courtdesk.paper.imprint import Imprint, Masthead, PaperSize
from courtdesk.paper.press import press
from courtdesk.paper.pseudonyms import Pseudonyms
from tests.paper.documents import pages

NAMES = Pseudonyms(
    (("Jane Doe", "J.D."), ("Doe", "D."), ("O'Neill", "O."), ("Zoë Weiß", "Z.W."), ("Hu", "H."))
)


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Jane Doe, JANE DOE and jane doe", "J.D., J.D. and J.D."),
        ("Jane Doe's coat; Jane Doe’s car", "J.D.'s coat; J.D.’s car"),
        ("Jane\nDoe, Jane\u00a0 Doe", "J.D., J.D."),
        ("Mr. Doe (Doe) “Doe” doe-eyed", "Mr. D. (D.) “D.” D.-eyed"),
        ("Doering, Does, McDoe, Doe_1, Doé", "Doering, Does, McDoe, Doe_1, Doé"),
        ("O’Neill and O'NEILL", "O. and O."),
        ("ZOË WEISS, Zoë Weiß", "Z.W., Z.W."),
        ("Huge Hu hums", "Huge H. hums"),
        ("", ""),
    ],
)
def test_whole_words_in_any_case(text: str, copied: str) -> None:
    assert NAMES.through(text) == copied
    apart = unicodedata.normalize("NFD", text)
    assert NAMES.through(apart) == unicodedata.normalize("NFD", copied)


@pytest.mark.parametrize(
    ("name", "text", "copied"),
    [
        ("Иванов", "Свидетель ИВАНОВ, Иванова", "Свидетель X, Иванова"),
        ("Παπαδόπουλος", "Παπαδόπουλος είπε", "X είπε"),
        ("שרה לוי", "העדה שרה לוי הגיעה", "העדה X הגיעה"),
        ("سارة", "قالت سارة إن", "قالت X إن"),
        ("王小明", "证人王小明出庭", "证人X出庭"),
        ("सीता", "गवाह सीता आई; सीताराम", "गवाह X आई; सीताराम"),
        ("สมชาย", "พยานสมชายมาศาล", "พยานXมาศาล"),
        ("田中 花子", "証人田中 花子は", "証人Xは"),
    ],
)
def test_every_script(name: str, text: str, copied: str) -> None:
    assert Pseudonyms(((name, "X"),)).through(text) == copied


def test_a_pseudonym_is_not_replaced_again() -> None:
    names = Pseudonyms((("Anna", "Bert"), ("Bert", "Carl")))
    assert names.through("Anna and Bert") == "Bert and Carl"


def test_every_part_of_a_document_is_put_through() -> None:
    imprint = Imprint(
        PaperSize.A4, "A. Clerk", datetime(2026, 11, 23, tzinfo=UTC), "UTC", pseudonyms=NAMES
    )
    name = "Jane Doe"
    blocks = (
        Heading(f"About {name}"),
        Paragraph((plain("Heard: "), bold(name))),
        Items((name,)),
        Facts(((name, name),)),
        Table((Column(name),), (Row((f"{name}’s",), bookmark=name),)),
        Signatures((name,)),
    )
    head = Masthead("Court", f"State v. {name}", f"Evidence of {name}", name, name, name)
    data = press(Document(head, imprint, blocks))
    text = " ".join(pages(data))
    assert "Doe" not in text
    assert "DOE" not in text
    assert text.count("J.D.") >= 10
    assert b"Doe" not in data
