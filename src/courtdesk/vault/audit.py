"""The audit chain: each write transaction is hashed onto the one before it and signed.

A link commits to every row that its transaction wrote by SHA-256 over a random salt and the
row's content, so that a row edited behind our back no longer fits its newest commitment, and
content that the law has erased can lose its salt without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SALT_BYTES = 16
GENESIS = bytes(32)


@dataclass(frozen=True)
class Link:
    """A link of the chain, as it is hashed. ``at_ms`` is UTC, in milliseconds since 1970."""

    seq: int
    at_ms: int
    user_id: str
    action: str
    items: bytes
    previous: bytes

    def digest(self) -> bytes:
        """The link's SHA-256."""
        return hashlib.sha256(
            b"courtdesk link\x00"
            + self.previous
            + self.items
            + json.dumps([self.seq, self.at_ms, self.user_id, self.action]).encode()
        ).digest()


@dataclass(frozen=True)
class Item:
    """A row that a transaction wrote. Removed rows have neither salt nor commitment."""

    kind: str
    object_id: str
    salt: bytes | None
    commitment: bytes | None


def written(kind: str, object_id: str, columns: dict[str, Any]) -> Item:
    """The item for a row as it now stands."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Item(kind, object_id, salt, commitment(salt, kind, object_id, columns))


def removed(kind: str, object_id: str) -> Item:
    """The item for a row that was deleted."""
    return Item(kind, object_id, None, None)


def commitment(salt: bytes, kind: str, object_id: str, columns: dict[str, Any]) -> bytes:
    """SHA-256 over the salt and the row's content in one fixed form."""
    content = json.dumps(
        [kind, object_id, sorted(columns.items())], separators=(",", ":"), default=bytes.hex
    )
    return hashlib.sha256(salt + content.encode()).digest()


def items_digest(items: Iterable[Item]) -> bytes:
    """One hash over all that a transaction wrote, in order."""
    digest = hashlib.sha256()
    for item in items:
        head = f"{len(item.kind)}:{item.kind}{len(item.object_id)}:{item.object_id}"
        digest.update(head.encode() + (item.commitment or b"removed"))
    return digest.digest()
