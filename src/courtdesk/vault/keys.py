"""The keys of a vault: one random key for each compartment, and what is derived from it.

A compartment is a part of the vault that a role can be kept out of by key and not by a
filter. The court's record and the trial team's work are databases of their own; sealed matter
is encrypted item by item inside the record, so that sealing is one transaction with the log.
"""

import secrets
from collections.abc import Iterable
from enum import StrEnum

from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.kdf import KEY_BYTES, wipe


class Compartment(StrEnum):
    """A part of the vault with a key of its own."""

    RECORD = "record"
    TEAM = "team"
    SEALED = "sealed"


DATABASES = (Compartment.RECORD, Compartment.TEAM)


class KeyRing:
    """A user's identity and the compartment keys that they hold. Never shown by ``repr``.

    The identity is a random seed of 32 bytes: the Ed25519 key that signs what the user writes,
    and by derivation the X25519 key to which others seal compartment keys for them.
    """

    def __init__(self, seed: bytearray, keys: dict[Compartment, bytearray] | None = None) -> None:
        self._seed = seed
        self._keys = keys or {}

    @classmethod
    def new(cls, compartments: Iterable[Compartment] = ()) -> "KeyRing":
        """A ring with a fresh identity, and fresh random keys for ``compartments``."""
        ring = cls(_fresh())
        for compartment in compartments:
            ring.renew(compartment)
        return ring

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this ring opens."""
        return frozenset(self._keys)

    @property
    def signing_seed(self) -> bytes:
        """The Ed25519 seed (RFC 8032) of the user who holds the ring."""
        return bytes(self._seed)

    @property
    def exchange_seed(self) -> bytes:
        """The X25519 private key (RFC 7748) of the user who holds the ring."""
        return _hkdf(self._seed, b"courtdesk exchange")

    def renew(self, compartment: Compartment) -> None:
        """Hold a fresh random key for ``compartment``, in place of any that was held."""
        self.hold(compartment, _fresh())

    def hold(self, compartment: Compartment, key: bytearray) -> None:
        """Hold ``key`` for ``compartment``."""
        wipe(self._keys.get(compartment, bytearray()))
        self._keys[compartment] = key

    def drop(self, compartment: Compartment) -> None:
        """Hold the compartment's key no longer; harmless where it was not held."""
        wipe(self._keys.pop(compartment, bytearray()))

    def key(self, compartment: Compartment) -> bytearray:
        """The compartment's own key; not a copy.

        Raises:
            NotAllowed: the ring lacks the compartment.
        """
        if compartment not in self._keys:
            raise NotAllowed("Your role does not open this part of the vault.")
        return self._keys[compartment]

    def derived(self, compartment: Compartment, purpose: str) -> bytes:
        """A 32-byte key for one purpose, by HKDF-SHA256 (RFC 5869) from the compartment's key.

        Raises:
            NotAllowed: the ring lacks the compartment.
        """
        return _hkdf(self.key(compartment), f"courtdesk {compartment} {purpose}".encode())

    def copy(self) -> "KeyRing":
        """A ring of its own with the same keys."""
        keys = {compartment: bytearray(key) for compartment, key in self._keys.items()}
        return KeyRing(bytearray(self._seed), keys)

    def wipe(self) -> None:
        """Overwrite every key; the ring is useless afterwards."""
        wipe(self._seed)
        for key in self._keys.values():
            wipe(key)
        self._keys.clear()


def _fresh() -> bytearray:
    return bytearray(secrets.token_bytes(KEY_BYTES))


def _hkdf(secret: bytearray, info: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return bytes(HKDF(hashes.SHA256(), KEY_BYTES, None, info).derive(secret))
