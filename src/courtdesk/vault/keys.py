"""The keys of a vault: one random key for each compartment, and what is derived from it.

A compartment is a part of the vault that a role can be kept out of by key and not by a
filter. The court's record and the trial team's work are databases of their own; sealed matter
is encrypted item by item inside the record, so that sealing is one transaction with the log.
"""

import secrets
import struct
from collections.abc import Iterable
from enum import StrEnum

from courtdesk.vault.errors import DamagedVault, NotAllowed
from courtdesk.vault.kdf import KEY_BYTES, wipe


class Compartment(StrEnum):
    """A part of the vault with a key of its own."""

    RECORD = "record"
    TEAM = "team"
    SEALED = "sealed"


DATABASES = (Compartment.RECORD, Compartment.TEAM)


class KeyRing:
    """The compartment keys that a user holds, and their signing key. Never shown by ``repr``."""

    def __init__(self, keys: dict[Compartment, bytearray], signing_seed: bytearray) -> None:
        self._keys = keys
        self._seed = signing_seed

    @classmethod
    def new(cls, compartments: Iterable[Compartment]) -> "KeyRing":
        """A ring of fresh random keys for ``compartments``."""
        return cls(
            {c: bytearray(secrets.token_bytes(KEY_BYTES)) for c in compartments},
            bytearray(secrets.token_bytes(KEY_BYTES)),
        )

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this ring opens."""
        return frozenset(self._keys)

    @property
    def signing_seed(self) -> bytes:
        """The Ed25519 seed (RFC 8032) of the user who holds the ring."""
        return bytes(self._seed)

    def shared(self, compartments: Iterable[Compartment]) -> "KeyRing":
        """A ring for another user: the same compartment keys, a signing key of its own.

        Raises:
            NotAllowed: this ring lacks one of ``compartments``.
        """
        return KeyRing(
            {c: bytearray(self._key(c)) for c in compartments},
            bytearray(secrets.token_bytes(KEY_BYTES)),
        )

    def add(self, compartment: Compartment) -> None:
        """Make a fresh key for a compartment that nobody holds yet."""
        self._keys[compartment] = bytearray(secrets.token_bytes(KEY_BYTES))

    def derived(self, compartment: Compartment, purpose: str) -> bytes:
        """A 32-byte key for one purpose, by HKDF-SHA256 (RFC 5869) from the compartment's key.

        Raises:
            NotAllowed: the ring lacks the compartment.
        """
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = f"courtdesk {compartment} {purpose}".encode()
        key = HKDF(hashes.SHA256(), KEY_BYTES, None, info).derive(self._key(compartment))
        return bytes(key)

    def pack(self) -> bytearray:
        """The ring as bytes, to be wrapped."""
        packed = bytearray(self._seed)
        packed += struct.pack("B", len(self._keys))
        for compartment, key in sorted(self._keys.items()):
            name = compartment.encode()
            packed += struct.pack("B", len(name)) + name + key
        return packed

    @classmethod
    def unpack(cls, packed: bytearray) -> "KeyRing":
        """A ring from :meth:`pack`'s bytes.

        Raises:
            DamagedVault: the bytes are not a key ring.
        """
        try:
            seed, at = packed[:KEY_BYTES], KEY_BYTES + 1
            keys = {}
            for _ in range(packed[KEY_BYTES]):
                end = at + 1 + packed[at]
                keys[Compartment(packed[at + 1 : end].decode())] = packed[end : end + KEY_BYTES]
                at = end + KEY_BYTES
        except (IndexError, ValueError) as error:
            raise DamagedVault(
                "The key ring in this vault cannot be read. Restore the vault from a backup."
            ) from error
        return cls(keys, seed)

    def wipe(self) -> None:
        """Overwrite every key; the ring is useless afterwards."""
        wipe(self._seed)
        for key in self._keys.values():
            wipe(key)
        self._keys.clear()

    def _key(self, compartment: Compartment) -> bytearray:
        if compartment not in self._keys:
            raise NotAllowed("Your role does not open this part of the vault.")
        return self._keys[compartment]
