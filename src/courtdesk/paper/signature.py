"""A copy that is signed with a certificate from a PKCS#12 file (ISO 32000-1, 12.8; RFC 5652).

The signature covers every byte of the file; a change of one of them shows. It says who signed,
not that the certificate is to be trusted: nothing is asked of any network.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

_ROOM = 16_384  # bytes for the signature with its chain of certificates
_PLACE = 1_000_000_000  # ten digits that the file's real lengths take the place of
_HIDDEN_BUT_PRINTED = 132


class NotSigned(KnownError):
    """The certificate cannot be used; nothing was written."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A PKCS#12 file (.p12, .pfx) as it was read, and the passphrase that opens it."""

    content: bytes
    passphrase: str


def signed(content: bytes, certificate: Certificate, at: datetime) -> bytes:
    """``content``, a PDF of ours, signed at ``at`` (aware).

    Raises:
        NotSigned: the passphrase is wrong, or the certificate holds no key or is not valid at
            that time.
    """
    opened = _opened(certificate, at)
    prepared = _with_room(content, _name_of(opened), at)
    start = prepared.index(b"<" + b"0" * 2 * _ROOM)
    end = start + 2 * _ROOM + 2
    lengths = (0, start, end, len(prepared) - end)
    prepared = _with_lengths(prepared, lengths)
    signature = _signature(prepared[:start] + prepared[end:], opened)
    if len(signature) > _ROOM:
        raise NotSigned("The certificate’s chain is too long to be put into a PDF.")
    return (
        prepared[: start + 1] + signature.hex().ljust(2 * _ROOM, "0").encode() + prepared[end - 1 :]
    )


def signed_name(target: Path) -> Path:
    """The copy's name beside the archival file's."""
    return target.with_name(f"{target.stem}, signed{target.suffix}")


def _opened(certificate: Certificate, at: datetime) -> "PKCS12KeyAndCertificates":
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        opened = pkcs12.load_pkcs12(certificate.content, certificate.passphrase.encode())
    except ValueError as error:
        raise NotSigned(
            "The certificate file does not open: the passphrase is wrong, or it is no PKCS#12 "
            "file (.p12 or .pfx)."
        ) from error
    if opened.key is None or opened.cert is None:
        raise NotSigned("The file holds no certificate with its key, so it cannot sign.")
    of = opened.cert.certificate
    if not of.not_valid_before_utc <= at <= of.not_valid_after_utc:
        raise NotSigned(
            f"The certificate is valid from {of.not_valid_before_utc:%Y-%m-%d} to "
            f"{of.not_valid_after_utc:%Y-%m-%d}, not today. Ask for a new one."
        )
    return opened


def _name_of(opened: "PKCS12KeyAndCertificates") -> str:
    from cryptography.x509.oid import NameOID

    assert opened.cert is not None  # noqa: S101 - checked when it was opened
    names = opened.cert.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _with_room(content: bytes, name: str, at: datetime) -> bytes:
    """The file with a signature's field, whose content is zeros still."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        value = pdf.make_indirect(
            Dictionary(
                Type=Name.Sig,
                Filter=Name("/Adobe.PPKLite"),
                SubFilter=Name("/adbe.pkcs7.detached"),
                ByteRange=Array([0, _PLACE, _PLACE, _PLACE]),
                Contents=pikepdf.String(b"\0" * _ROOM),
                Name=pikepdf.String(name),
                M=pikepdf.String(f"{at.astimezone(UTC):D:%Y%m%d%H%M%SZ}"),
            )
        )
        looks = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 0, 0]))
        page = pdf.pages[0]
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=pikepdf.String("Signature"),
                V=value,
                F=_HIDDEN_BUT_PRINTED,
                P=page.obj,
                Rect=Array([0, 0, 0, 0]),
                AP=Dictionary(N=looks),
            )
        )
        page.obj.Annots = Array([*page.obj.get("/Annots", ()), field])
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field]), SigFlags=3))
        pdf.save(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return made.getvalue()


def _with_lengths(prepared: bytes, lengths: tuple[int, ...]) -> bytes:
    """Put the real lengths in their place, padded, so that no byte moves."""
    before = f"[ 0 {_PLACE} {_PLACE} {_PLACE} ]".encode()
    after = f"[ {' '.join(map(str, lengths))} ]".encode().ljust(len(before))
    if prepared.count(before) != 1:
        raise AssertionError("the signature's place is not unique")
    return prepared.replace(before, after)


def _signature(data: bytes, opened: "PKCS12KeyAndCertificates") -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import (
        PKCS7Options,
        PKCS7SignatureBuilder,
    )

    assert opened.cert is not None  # noqa: S101 - checked when it was opened
    if not isinstance(opened.key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise NotSigned("The certificate’s key is of a kind that PDF readers do not check.")
    builder = PKCS7SignatureBuilder().set_data(data)
    builder = builder.add_signer(opened.cert.certificate, opened.key, SHA256())
    for each in opened.additional_certs:
        builder = builder.add_certificate(each.certificate)
    options = [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCapabilities]
    return builder.sign(Encoding.DER, options)
