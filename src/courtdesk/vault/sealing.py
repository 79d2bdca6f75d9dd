"""Sealed matter, encrypted item by item with AES-256-GCM under a key of its own.

An item lies in the row that it belongs to, so that sealing is one transaction with the log; who
lacks the key sees that something is sealed, and nothing more.
"""

import secrets

from courtdesk.vault.errors import DamagedVault

_NONCE_BYTES = 12


def seal(key: bytes, text: str, context: str) -> bytes:
    """``text`` encrypted; it opens in the same ``context`` only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())


def unseal(key: bytes, sealed: bytes, context: str) -> str:
    """What :func:`seal` encrypted.

    Raises:
        DamagedVault: the item was changed, or was moved here from elsewhere.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, body, context.encode()).decode()
    except InvalidTag as error:
        raise DamagedVault(
            "A sealed item was changed or exchanged and cannot be read. Compare with a backup."
        ) from error
