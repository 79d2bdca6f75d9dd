"""A sealed entry that is quoted in an open line is noticed."""

from dataclasses import replace

import pytest

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.hearing.model.quotes import Quotes
from tests.vaults import START

SEALED = Entry(
    "e",
    "h",
    7,
    START,
    "",
    EntryKind.NOTE,
    "The informant lives above the bakery in Quay Street",
    "A. Clerk",
    sealed=True,
)


@pytest.mark.parametrize(
    "typed",
    [
        "Witness says the INFORMANT lives above",
        "so: lives above\nthe bakery, he says",
        "above the “bakery” in",
    ],
)
def test_four_words_in_a_row_are_a_quotation(typed: str) -> None:
    assert Quotes([SEALED]).quoted(typed) == 7


@pytest.mark.parametrize(
    "typed", ["", "the bakery", "above the bakery", "The informant moved away"]
)
def test_fewer_words_are_none(typed: str) -> None:
    assert not Quotes([SEALED]).quoted(typed)


def test_a_short_sealed_entry_counts_as_a_whole() -> None:
    short = replace(SEALED, text="Jane Doe")
    assert Quotes([short]).quoted("Calls jane doe next") == 7
    assert not Quotes([short]).quoted("Calls Jane next")


def test_open_entries_and_those_without_words_say_nothing() -> None:
    open_one, closed = replace(SEALED, sealed=False), replace(SEALED, text="")
    assert not Quotes([open_one, closed]).quoted(SEALED.text)
