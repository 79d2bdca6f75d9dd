"""Ed25519 signatures (RFC 8032) of the users who write."""

from functools import lru_cache
from typing import Protocol


class Signer(Protocol):
    """Whoever signs a link."""

    def sign(self, data: bytes, /) -> bytes:
        """The signature of ``data``."""


def signer(seed: bytes) -> Signer:
    """The signer with this 32-byte seed."""
    from cryptography.hazmat.primitives.asymmetric import ed25519

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def verify_key(seed: bytes) -> bytes:
    """The 32-byte public key that checks what the seed signs."""
    from cryptography.hazmat.primitives.asymmetric import ed25519

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def is_signed(key: bytes, signature: bytes, data: bytes) -> bool:
    """Whether ``signature`` is that of ``data`` by the owner of ``key``."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


class _Verifier(Protocol):
    def verify(self, signature: bytes, data: bytes, /) -> None: ...


@lru_cache(maxsize=256)
def _public(key: bytes) -> _Verifier:
    from cryptography.hazmat.primitives.asymmetric import ed25519

    return ed25519.Ed25519PublicKey.from_public_bytes(key)
