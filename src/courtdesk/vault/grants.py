"""Handing a compartment's key to another user, who need not be there.

The key is encrypted to the user's X25519 key (RFC 7748) under a fresh one-time key, so that
whoever holds a compartment can give it, or give its new key after a change, without knowing
anyone's passphrase.
"""

from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.kdf import KEY_BYTES

_NONCE = bytes(12)
"""Each one-time key encrypts once."""


def public_key(exchange_seed: bytes) -> bytes:
    """The public half of a user's X25519 key."""
    from cryptography.hazmat.primitives.asymmetric import x25519

    return x25519.X25519PrivateKey.from_private_bytes(exchange_seed).public_key().public_bytes_raw()


def give(key: bytearray, to: bytes, context: bytes) -> bytes:
    """``key`` encrypted to the user with the public key ``to``; it opens in ``context`` only."""
    from cryptography.hazmat.primitives.asymmetric import x25519
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = x25519.X25519PrivateKey.generate()
    shared = once.exchange(x25519.X25519PublicKey.from_public_bytes(to))
    mine = once.public_key().public_bytes_raw()
    return mine + AESGCM(_one_time(shared, mine + to)).encrypt(_NONCE, key, context)


def take(grant: bytes, exchange_seed: bytes, context: bytes) -> bytearray:
    """The key in a grant.

    Raises:
        DamagedVault: the grant was changed, or is another user's.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric import x25519
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    theirs = grant[:KEY_BYTES]
    key = bytearray(KEY_BYTES)
    try:
        own = x25519.X25519PrivateKey.from_private_bytes(exchange_seed)
        shared = own.exchange(x25519.X25519PublicKey.from_public_bytes(theirs))
        once = _one_time(shared, theirs + own.public_key().public_bytes_raw())
        AESGCM(once).decrypt_into(_NONCE, grant[KEY_BYTES:], context, key)
    except (InvalidTag, ValueError) as error:
        raise DamagedVault(
            "A key in the vault’s key file was changed by something other than CourtDesk. "
            "Nothing was opened. Restore the vault from a backup."
        ) from error
    return key


def _one_time(shared: bytes, public_keys: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return bytes(HKDF(hashes.SHA256(), KEY_BYTES, public_keys, b"courtdesk grant").derive(shared))
