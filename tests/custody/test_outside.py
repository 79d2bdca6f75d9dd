"""A printout from outside is read where it can do no harm."""

import operator
import os
from functools import partial

import pytest

from courtdesk.custody.imports import fingerprint_on
from courtdesk.errors import KnownError
from courtdesk.intake.confined import MEMORY_BYTES, ReaderEnded, confined


def test_what_the_child_read_comes_back() -> None:
    assert confined(len, b"three") == 5


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
def test_a_reader_that_asks_for_too_much_ends_alone() -> None:
    with pytest.raises(ReaderEnded):
        confined(partial(operator.mul, 2 * MEMORY_BYTES), b"x")


def test_what_is_no_pdf_or_a_broken_one_bears_nothing() -> None:
    assert fingerprint_on(b"PK\x03\x04") == ""
    assert fingerprint_on(b"%PDF-1.7\nnothing of it") == ""


def test_a_file_that_ends_its_reader_is_told_in_words(monkeypatch) -> None:
    def ends(*_: object) -> None:
        raise ReaderEnded

    monkeypatch.setattr("courtdesk.custody.imports.confined", ends)
    with pytest.raises(KnownError, match="was not read"):
        fingerprint_on(b"%PDF-1.7")
