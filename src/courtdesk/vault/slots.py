"""A user's key slot: their identity wrapped under their passphrase, and the keys given to them.

The passphrase opens the identity alone (and a recovery sheet opens it in its place). Compartment
keys are sealed to the identity, so that they can be given and changed without the passphrase.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from courtdesk.vault import grants, kdf, signing
from courtdesk.vault.canonical import canonical
from courtdesk.vault.errors import WrongPassphrase
from courtdesk.vault.kdf import KEY_BYTES, KdfParams
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.roles import Role, User

_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True)
class Wrap:
    """An identity encrypted by AES-256-GCM under the key of a passphrase or recovery sheet."""

    params: KdfParams
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True)
class Slot:
    """One user's key slot.

    ``exchange`` and ``verify`` are their public keys; ``proof`` is their signature that the first
    is theirs.
    """

    user: User
    exchange: bytes
    verify: bytes
    proof: bytes
    passphrase: Wrap
    recovery: Wrap | None = None
    grants: Mapping[Compartment, bytes] | None = None

    @property
    def params(self) -> KdfParams:
        """The cost of the passphrase's key."""
        return self.passphrase.params

    @property
    def compartments(self) -> frozenset[Compartment]:
        """The compartments whose keys the user was given."""
        return frozenset(self.grants or {})

    def public(self, vault_id: str, purpose: str) -> bytes:
        """What a wrapping binds besides the identity: the vault, the user, their public keys."""
        return canonical(
            {
                "vault": vault_id,
                "user": self.user.id,
                "name": self.user.name,
                "role": self.user.role.value,
                "exchange": self.exchange.hex(),
                "verify": self.verify.hex(),
                "purpose": purpose,
            }
        )


def new_slot(user: User, passphrase: str, ring: KeyRing, vault_id: str, params: KdfParams) -> Slot:
    """A slot that opens ``ring`` for ``user`` by ``passphrase``."""
    exchange = grants.public_key(ring.exchange_seed)
    bare = Slot(
        user,
        exchange,
        signing.verify_key(ring.signing_seed),
        signing.signer(ring.signing_seed).sign(_proof(user.id, exchange, vault_id)),
        Wrap(params, b"", b"", b""),
    )
    slot = with_passphrase(bare, passphrase, ring, vault_id, params)
    return given(slot, ring, ring.compartments, vault_id)


def with_passphrase(
    slot: Slot, passphrase: str, ring: KeyRing, vault_id: str, params: KdfParams
) -> Slot:
    """The slot, opened by another passphrase."""
    return replace(slot, passphrase=_wrap(slot, passphrase, ring, vault_id, params, "passphrase"))


def with_recovery(slot: Slot, code: str, ring: KeyRing, vault_id: str, params: KdfParams) -> Slot:
    """The slot, opened by a recovery sheet too."""
    return replace(slot, recovery=_wrap(slot, code, ring, vault_id, params, "recovery"))


def given(slot: Slot, ring: KeyRing, compartments: Iterable[Compartment], vault_id: str) -> Slot:
    """The slot with the keys of ``compartments`` given out of ``ring``.

    Raises:
        NotAllowed: the ring lacks one of them.
    """
    held = dict(slot.grants or {})
    for compartment in compartments:
        context = _grant_context(slot, compartment, vault_id)
        held[compartment] = grants.give(ring.key(compartment), slot.exchange, context)
    return replace(slot, grants=held)


def is_proven(slot: Slot, verify: bytes, vault_id: str) -> bool:
    """Whether whoever signs with ``verify``'s private half said that the slot's key is theirs."""
    return signing.is_signed(verify, slot.proof, _proof(slot.user.id, slot.exchange, vault_id))


def open_slot(slot: Slot, passphrase: str, vault_id: str) -> KeyRing:
    """The key ring in ``slot``, by its passphrase.

    Raises:
        WrongPassphrase: the passphrase does not open the slot.
        DamagedVault: the slot asks for impossible work or holds no key ring.
    """
    seed = _unwrap(slot, slot.passphrase, passphrase, vault_id, "passphrase")
    if seed is None:
        raise WrongPassphrase(
            f"That passphrase does not open the vault for {slot.user.name}. "
            "Check Caps Lock and the keyboard’s language, then try again."
        )
    return _ring(slot, seed, vault_id)


def open_by_recovery(slot: Slot, code: str, vault_id: str) -> KeyRing | None:
    """The key ring in ``slot``, by its recovery sheet's code; None if it is another's."""
    if slot.recovery is None:
        return None
    seed = _unwrap(slot, slot.recovery, code, vault_id, "recovery")
    return None if seed is None else _ring(slot, seed, vault_id)


def to_fields(slot: Slot) -> dict[str, Any]:
    """The slot as the key file keeps it."""
    return {
        "id": slot.user.id,
        "user": slot.user.name,
        "role": slot.user.role.value,
        "exchange": _text(slot.exchange),
        "verify": _text(slot.verify),
        "proof": _text(slot.proof),
        "passphrase": _wrap_fields(slot.passphrase),
        "recovery": None if slot.recovery is None else _wrap_fields(slot.recovery),
        "grants": {c.value: _text(grant) for c, grant in sorted((slot.grants or {}).items())},
    }


def from_fields(fields: dict[str, Any]) -> Slot:
    """The slot that :func:`to_fields` wrote; KeyError, TypeError or ValueError if it is none."""
    recovery = fields["recovery"]
    return Slot(
        user=User(str(fields["id"]), str(fields["user"]), Role(fields["role"])),
        exchange=_bytes(fields["exchange"]),
        verify=_bytes(fields["verify"]),
        proof=_bytes(fields["proof"]),
        passphrase=_from_wrap(fields["passphrase"]),
        recovery=None if recovery is None else _from_wrap(recovery),
        grants={Compartment(name): _bytes(text) for name, text in fields["grants"].items()},
    )


def _wrap(
    slot: Slot, secret: str, ring: KeyRing, vault_id: str, params: KdfParams, purpose: str
) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    key = kdf.derive(secret, salt, params)
    try:
        sealed = AESGCM(key).encrypt(nonce, ring.signing_seed, slot.public(vault_id, purpose))
    finally:
        kdf.wipe(key)
    return Wrap(params, salt, nonce, sealed)


def _unwrap(slot: Slot, wrap: Wrap, secret: str, vault_id: str, purpose: str) -> bytearray | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(wrap.wrapped) != KEY_BYTES + _TAG_BYTES:
        return None
    key = kdf.derive(secret, wrap.salt, wrap.params)
    seed = bytearray(KEY_BYTES)
    try:
        AESGCM(key).decrypt_into(wrap.nonce, wrap.wrapped, slot.public(vault_id, purpose), seed)
    except (InvalidTag, ValueError):
        return None
    finally:
        kdf.wipe(key)
    return seed


def _ring(slot: Slot, seed: bytearray, vault_id: str) -> KeyRing:
    ring = KeyRing(seed)
    for compartment, grant in (slot.grants or {}).items():
        context = _grant_context(slot, compartment, vault_id)
        ring.hold(compartment, grants.take(grant, ring.exchange_seed, context))
    return ring


def _proof(user_id: str, exchange: bytes, vault_id: str) -> bytes:
    return canonical({"vault": vault_id, "user": user_id, "exchange": exchange.hex()})


def _grant_context(slot: Slot, compartment: Compartment, vault_id: str) -> bytes:
    return canonical({"vault": vault_id, "user": slot.user.id, "compartment": compartment.value})


def _wrap_fields(wrap: Wrap) -> dict[str, Any]:
    return {
        "kdf": {"name": "argon2id", **asdict(wrap.params)},
        "salt": _text(wrap.salt),
        "nonce": _text(wrap.nonce),
        "wrapped": _text(wrap.wrapped),
    }


def _from_wrap(fields: dict[str, Any]) -> Wrap:
    costs = fields["kdf"]
    wrap = Wrap(
        params=KdfParams(int(costs["memory_kib"]), int(costs["passes"]), int(costs["lanes"])),
        salt=_bytes(fields["salt"]),
        nonce=_bytes(fields["nonce"]),
        wrapped=_bytes(fields["wrapped"]),
    )
    if len(wrap.salt) != _SALT_BYTES or len(wrap.nonce) != _NONCE_BYTES:
        raise ValueError("a salt or nonce of another length")
    return wrap


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
