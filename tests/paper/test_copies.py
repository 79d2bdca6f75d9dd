"""Copies for special uses: opened by a password, or signed. The archival one stays what it is."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from courtdesk.paper.blocks import Heading, Paragraph
from courtdesk.paper.password import BadPassword, protected, protected_name
from courtdesk.paper.reading import fingerprint_of
from courtdesk.paper.signature import Certificate, NotSigned, signed, signed_name
from tests.paper.certificates import AT, PASSPHRASE, certificate
from tests.paper.documents import needs_preflight, pages, pressed, verdict

needs_pdfsig = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed"
)
PASSWORD = "for the parties only"


@pytest.fixture(scope="module")
def archival() -> bytes:
    return pressed(Heading("Order"), Paragraph("The motion is granted."))


def said(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "signed.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_a_password_copy_opens_with_its_password_alone(archival: bytes) -> None:
    copy = protected(archival, PASSWORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy), password="for the parties")
    with pikepdf.open(io.BytesIO(copy), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.Root.MarkInfo.Marked
    assert b"granted" not in copy


def test_a_password_copy_does_not_claim_to_be_archival(archival: bytes) -> None:
    with pikepdf.open(io.BytesIO(protected(archival, PASSWORD)), password=PASSWORD) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid" not in packet
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Hearing log"


@pytest.mark.parametrize("password", ["", "too short", "x" * 128])
def test_a_password_that_does_not_protect_is_refused(archival: bytes, password: str) -> None:
    with pytest.raises(BadPassword):
        protected(archival, password)


def test_copies_are_named_as_such() -> None:
    assert protected_name(Path("a/Order.pdf")) == Path("a/Order, with password.pdf")
    assert signed_name(Path("a/Order.pdf")) == Path("a/Order, signed.pdf")


@needs_pdfsig
@pytest.mark.parametrize("curve", [True, False])
def test_a_signature_holds_and_names_who_signed(
    archival: bytes, tmp_path: Path, curve: bool
) -> None:
    words = said(signed(archival, certificate(curve=curve), AT), tmp_path)
    assert "Signature is Valid" in words
    assert "A. Reyes, clerk" in words
    assert "Total document signed" in words


@needs_pdfsig
def test_one_changed_bit_breaks_the_signature(archival: bytes, tmp_path: Path) -> None:
    copy = bytearray(signed(archival, certificate(), AT))
    copy[copy.index(b"endstream") - 40] ^= 1
    assert "Signature is Valid" not in said(bytes(copy), tmp_path)


@needs_preflight
def test_a_signed_copy_is_still_an_archive_file(archival: bytes, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed(archival, certificate(), AT))
    assert "is a valid PDF/A-1b file" in verdict(file)


def test_a_signed_copy_says_the_same_and_bears_the_records_fingerprint(archival: bytes) -> None:
    copy = signed(archival, certificate(), AT)
    assert pages(copy) == pages(archival)
    assert fingerprint_of(copy) == fingerprint_of(archival) != ""


def test_a_certificate_that_cannot_sign_is_refused(archival: bytes) -> None:
    good = certificate()
    for bad, why in (
        (Certificate(good.content, "wrong"), "passphrase is wrong"),
        (Certificate(b"no certificate", PASSPHRASE), "no PKCS#12"),
        (certificate(days=-5), "not today"),
    ):
        with pytest.raises(NotSigned, match=why):
            signed(archival, bad, AT)
