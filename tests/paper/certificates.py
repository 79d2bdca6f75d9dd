"""Certificates that a test makes for itself."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from courtdesk.paper.signature import Certificate

PASSPHRASE = "nine slow barges below the lock"
AT = datetime(2026, 11, 23, 16, 42, tzinfo=UTC)


def certificate(*, curve: bool = True, days: int = 365) -> Certificate:
    """A self-made certificate of a clerk, valid for ``days`` around ``AT``."""
    key = (
        ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A. Reyes, clerk")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=400))
        .not_valid_after(AT + timedelta(days=days))
        .sign(key, SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"clerk", key, made, None, BestAvailableEncryption(PASSPHRASE.encode())
    )
    return Certificate(content, PASSPHRASE)
