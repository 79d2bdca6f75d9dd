"""Tables for spreadsheets: text is never a formula."""

import pytest

from courtdesk.paper.spreadsheet import csv_of, harmless


@pytest.mark.parametrize("text", ["=1+1", "+44 1", "-x", "@sum", "\t=1", "\r=1"])
def test_text_that_would_be_calculated_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert harmless(-3) == "-3"
    assert harmless("a-b") == "a-b"


def test_the_table_begins_with_a_mark_and_keeps_line_breaks() -> None:
    content = csv_of(("Wer", "Was"), [("Ä", "a\nb"), ("=x", 'say "no"')])
    assert content.startswith(b"\xef\xbb\xbfWer,Was\r\n")
    assert content.decode("utf-8-sig").splitlines()[1:] == ['Ä,"a', 'b"', '\'=x,"say ""no"""']
