"""The key file of a vault: who may open it, and their wrapped key rings.

Two copies (``keys.a``, ``keys.b``) are kept; a damaged one is healed from the other. Names of
users and of the vault stand in the clear, since they are shown before anyone has unlocked;
everything is under a MAC that only a holder of the record's key can make.
"""

import hmac
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from courtdesk.vault import files, kdf
from courtdesk.vault.errors import DamagedVault, NewerVault, WrongPassphrase
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.roles import Role, User

FORMAT_VERSION = 1
_MAX_HEADER = 1 << 20
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Slot:
    """One user's key slot: their key ring, wrapped by AES-256-GCM under their passphrase's key."""

    user: User
    params: KdfParams
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def public(self, vault_id: str) -> bytes:
        """What the wrapping binds besides the ring: the vault, the user and the cost."""
        fields = _slot_fields(self)
        del fields["nonce"], fields["wrapped"]
        return _canonical({"vault": vault_id, "slot": fields})


@dataclass(frozen=True)
class Header:
    """The key file's content. ``generation`` grows with each change."""

    vault_id: str
    name: str
    slots: tuple[Slot, ...]
    demo: bool = False
    generation: int = 1
    format_version: int = FORMAT_VERSION

    def slot_of(self, user_id: str) -> Slot:
        """The slot of a user.

        Raises:
            WrongPassphrase: there is no such user.
        """
        for slot in self.slots:
            if slot.user.id == user_id:
                return slot
        raise WrongPassphrase("This vault has no such user. Choose a name from the list.")


@dataclass(frozen=True)
class UserSummary:
    """A user as the unlock window lists them."""

    id: str
    name: str
    role_title: str


@dataclass(frozen=True)
class HeaderSummary:
    """What can be shown of a vault before it is unlocked."""

    name: str
    users: tuple[UserSummary, ...]
    demo: bool


def new_slot(user: User, passphrase: str, ring: KeyRing, vault_id: str, params: KdfParams) -> Slot:
    """Wrap ``ring`` under ``passphrase`` for ``user``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bare = Slot(user, params, secrets.token_bytes(16), secrets.token_bytes(_NONCE_BYTES), b"")
    key = kdf.derive(passphrase, bare.salt, params)
    packed = ring.pack()
    try:
        wrapped = AESGCM(key).encrypt(bare.nonce, packed, bare.public(vault_id))
    finally:
        kdf.wipe(key)
        kdf.wipe(packed)
    return replace(bare, wrapped=wrapped)


def unwrap(header: Header, slot: Slot, passphrase: str) -> KeyRing:
    """The key ring in ``slot``.

    Raises:
        WrongPassphrase: the passphrase does not open the slot.
        DamagedVault: the slot asks for impossible work or holds no key ring.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = kdf.derive(passphrase, slot.salt, slot.params)
    packed = bytearray(max(len(slot.wrapped) - 16, 0))
    try:
        AESGCM(key).decrypt_into(
            slot.nonce, slot.wrapped, slot.public(header.vault_id), memoryview(packed)
        )
        return KeyRing.unpack(packed)
    except InvalidTag as error:
        raise WrongPassphrase(
            f"That passphrase does not open the vault for {slot.user.name}. "
            "Check Caps Lock and the keyboard's language, then try again."
        ) from error
    finally:
        kdf.wipe(key)
        kdf.wipe(packed)


def write_header(vault: Path, header: Header, ring: KeyRing) -> None:
    """Write both copies, one after the other, each whole.

    Raises:
        CannotWrite: the disk refused; at least one whole copy remains.
    """
    body = _body(header)
    content = _canonical({**body, "mac": _mac(body, ring)})
    for name in files.HEADERS:
        files.write_whole(vault / name, content)


def read_copies(vault: Path) -> tuple[Header, ...]:
    """The readable copies of the key file, newest first.

    Raises:
        VaultMissing, NotAVault: there is no vault at that place.
        NewerVault: a later CourtDesk wrote it.
        DamagedVault: no copy can be read.
    """
    files.check_is_vault(vault)
    copies: list[Header] = []
    for name in files.HEADERS:
        body = _load(vault / name)
        if body is None:
            continue
        try:
            copies.append(_from_body(body))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    if not copies:
        raise DamagedVault(
            f"The key file of “{vault.name}” is empty or damaged, and so is its second copy. "
            "Nothing was changed. Restore the vault from a backup."
        )
    return tuple(sorted(copies, key=lambda header: -header.generation))


def read_header(vault: Path) -> HeaderSummary:
    """What the unlock window shows of a vault; needs no passphrase and no database.

    Raises:
        VaultMissing, NotAVault, NewerVault, DamagedVault: as :func:`read_copies`.
    """
    header = read_copies(vault)[0]
    users = tuple(
        UserSummary(slot.user.id, slot.user.name, slot.user.role.shown) for slot in header.slots
    )
    return HeaderSummary(header.name, users, header.demo)


def is_authentic(vault: Path, header: Header, ring: KeyRing) -> bool:
    """Whether a copy with this content bears the MAC of the record's key."""
    for name in files.HEADERS:
        body = _load(vault / name)
        if body is None:
            continue
        mac = str(body.pop("mac", ""))
        if body == _body(header) and hmac.compare_digest(mac, _mac(body, ring)):
            return True
    return False


def heal(vault: Path, header: Header, ring: KeyRing) -> bool:
    """Rewrite both copies if they differ from ``header``; tells whether that was needed."""
    contents = {
        (vault / name).read_bytes() if (vault / name).is_file() else b"" for name in files.HEADERS
    }
    body = _body(header)
    if contents == {_canonical({**body, "mac": _mac(body, ring)})}:
        return False
    write_header(vault, header, ring)
    return True


def new_user(name: str, role: Role) -> User:
    """A user with a fresh identity."""
    return User(new_id(), " ".join(name.split()), role)


def _load(path: Path) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > _MAX_HEADER:
            return None
        body = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    version = body.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise NewerVault(
            "This vault was written by a later version of CourtDesk. Nothing was changed. "
            "Open it with that version, or update this one."
        )
    return body


def _mac(body: dict[str, Any], ring: KeyRing) -> str:
    key = ring.derived(Compartment.RECORD, "header mac")
    return hmac.new(key, _canonical(body), "sha256").hexdigest()


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _slot_fields(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.user.id,
        "user": slot.user.name,
        "role": slot.user.role.value,
        "compartments": sorted(slot.user.role.compartments),
        "kdf": {"name": "argon2id", **asdict(slot.params)},
        "salt": b64encode(slot.salt).decode(),
        "nonce": b64encode(slot.nonce).decode(),
        "wrapped": b64encode(slot.wrapped).decode(),
    }


def _body(header: Header) -> dict[str, Any]:
    return {
        "format_version": header.format_version,
        "vault": header.vault_id,
        "name": header.name,
        "demo": header.demo,
        "generation": header.generation,
        "cipher": "sqlcipher-4 raw key",
        "compartments": [compartment.value for compartment in Compartment],
        "slots": [_slot_fields(slot) for slot in header.slots],
    }


def _from_body(body: dict[str, Any]) -> Header:
    if not body["slots"]:
        raise ValueError("a key file without slots")
    return Header(
        vault_id=str(body["vault"]),
        name=str(body["name"]),
        slots=tuple(_from_slot(fields) for fields in body["slots"]),
        demo=bool(body["demo"]),
        generation=int(body["generation"]),
        format_version=int(body["format_version"]),
    )


def _from_slot(fields: dict[str, Any]) -> Slot:
    costs = fields["kdf"]
    return Slot(
        user=User(str(fields["id"]), str(fields["user"]), Role(fields["role"])),
        params=KdfParams(int(costs["memory_kib"]), int(costs["passes"]), int(costs["lanes"])),
        salt=b64decode(fields["salt"], validate=True),
        nonce=b64decode(fields["nonce"], validate=True),
        wrapped=b64decode(fields["wrapped"], validate=True),
    )
