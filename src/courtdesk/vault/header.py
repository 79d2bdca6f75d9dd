"""The key file of a vault: who may open it, and their key slots.

Two copies (``keys.a``, ``keys.b``) are kept; a damaged one is healed from the other. Names of
users and of the vault stand in the clear, since they are shown before anyone has unlocked;
everything is under a MAC that only a holder of the record's key can make.
"""

import hmac
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from courtdesk.vault import files
from courtdesk.vault.canonical import canonical
from courtdesk.vault.errors import DamagedVault, NewerVault, WrongPassphrase
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.roles import Role, User
from courtdesk.vault.slots import Slot, from_fields, to_fields

FORMAT_VERSION = 1
_MAX_HEADER = 1 << 20


@dataclass(frozen=True)
class Header:
    """The key file's content. ``generation`` grows with each change.

    ``stale`` names compartments whose key a removed user may still know: the next user who holds
    one of them gives it a new key.
    """

    vault_id: str
    name: str
    slots: tuple[Slot, ...]
    demo: bool = False
    generation: int = 1
    stale: frozenset[Compartment] = frozenset()
    format_version: int = FORMAT_VERSION
    mac: str = field(default="", compare=False, repr=False)

    def slot_of(self, user_id: str) -> Slot:
        """The slot of a user.

        Raises:
            WrongPassphrase: there is no such user.
        """
        for slot in self.slots:
            if slot.user.id == user_id:
                return slot
        raise WrongPassphrase("This vault has no such user. Choose a name from the list.")

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that the vault has a user of."""
        return frozenset(slot.user.role for slot in self.slots)

    @property
    def held(self) -> frozenset[Compartment]:
        """The compartments that somebody holds the key of."""
        return frozenset[Compartment]().union(*(slot.compartments for slot in self.slots))

    def following(self, *slots: Slot, stale: frozenset[Compartment] | None = None) -> "Header":
        """The next generation, with ``slots`` in the place of those of the same users, or added."""
        changed = {slot.user.id: slot for slot in slots}
        kept = tuple(changed.pop(slot.user.id, slot) for slot in self.slots)
        return replace(
            self,
            slots=(*kept, *changed.values()),
            generation=self.generation + 1,
            stale=self.stale if stale is None else stale,
        )

    def without(self, user_id: str) -> "Header":
        """The header without a user's slot."""
        return replace(self, slots=tuple(s for s in self.slots if s.user.id != user_id))


@dataclass(frozen=True)
class UserSummary:
    """A user as the unlock window lists them."""

    id: str
    name: str
    role_title: str
    has_recovery: bool = False


@dataclass(frozen=True)
class HeaderSummary:
    """What can be shown of a vault before it is unlocked."""

    name: str
    users: tuple[UserSummary, ...]
    demo: bool


def write_header(vault: Path, header: Header, ring: KeyRing) -> None:
    """Write both copies, one after the other, each whole.

    Raises:
        CannotWrite: the disk refused; at least one whole copy remains.
    """
    content = _content(header, ring)
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
        copy = _load(vault / name)
        # Like copies are tried once: each try costs a key derivation.
        if copy is not None and not any(copy == c and copy.mac == c.mac for c in copies):
            copies.append(copy)
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
        UserSummary(s.user.id, s.user.name, s.user.role.shown, s.recovery is not None)
        for s in header.slots
    )
    return HeaderSummary(header.name, users, header.demo)


def is_authentic(header: Header, ring: KeyRing) -> bool:
    """Whether the copy bears the MAC of the record's key."""
    return hmac.compare_digest(header.mac, _mac(_body(header), ring))


def heal(vault: Path, header: Header, ring: KeyRing) -> bool:
    """Rewrite both copies if they differ from ``header``; tells whether that was needed."""
    contents = {
        (vault / name).read_bytes() if (vault / name).is_file() else b"" for name in files.HEADERS
    }
    if contents == {_content(header, ring)}:
        return False
    write_header(vault, header, ring)
    return True


def new_user(name: str, role: Role) -> User:
    """A user with a fresh identity."""
    return User(new_id(), " ".join(name.split()), role)


def _load(path: Path) -> Header | None:
    """A copy of the key file, or None if it is missing or damaged."""
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
    mac = str(body.pop("mac", ""))
    if not mac.isascii():
        return None
    try:
        header = replace(_from_body(body), mac=mac)
        whole = header.slots and canonical(_body(header)) == canonical(body)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        return None
    return header if whole else None


def _content(header: Header, ring: KeyRing) -> bytes:
    body = _body(header)
    return canonical({**body, "mac": _mac(body, ring)})


def _mac(body: dict[str, Any], ring: KeyRing) -> str:
    key = ring.derived(Compartment.RECORD, "header mac")
    return hmac.new(key, canonical(body), "sha256").hexdigest()


def _body(header: Header) -> dict[str, Any]:
    return {
        "format_version": header.format_version,
        "vault": header.vault_id,
        "name": header.name,
        "demo": header.demo,
        "generation": header.generation,
        "cipher": "sqlcipher-4 raw key",
        "stale": sorted(header.stale),
        "slots": [to_fields(slot) for slot in header.slots],
    }


def _from_body(body: dict[str, Any]) -> Header:
    return Header(
        vault_id=str(body["vault"]),
        name=str(body["name"]),
        slots=tuple(from_fields(fields) for fields in body["slots"]),
        demo=bool(body["demo"]),
        generation=int(body["generation"]),
        stale=frozenset(Compartment(name) for name in body["stale"]),
        format_version=int(body["format_version"]),
    )
