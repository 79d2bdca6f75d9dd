"""From a passphrase to a key: NFKC, Argon2id (RFC 9106), and what makes a passphrase acceptable.

The length rule and the absence of composition rules follow NIST SP 800-63B-4 (a single-factor
memorised secret: at least 15 characters, normalised, checked against a blocklist).
"""

import time
import unicodedata
from dataclasses import dataclass

from courtdesk.vault.errors import DamagedVault, WeakPassphrase

MIN_PASSPHRASE = 15
KEY_BYTES = 32
MIB = 1024
_FLOOR_MIB = 64
_ACCEPTED_MIB = range(19, 1024 + 1)
_COMMON = (
    "password",
    "passphrase",
    "qwerty",
    "letmein",
    "courtdesk",
    "abcdefgh",
    "iloveyou",
    "12345678",
)


@dataclass(frozen=True)
class KdfParams:
    """Cost of Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int = _FLOOR_MIB * MIB
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse costs that no CourtDesk writes: a hostile header must not eat the memory.

        Raises:
            DamagedVault: a cost lies outside the accepted range.
        """
        if not (
            self.memory_kib // MIB in _ACCEPTED_MIB
            and 1 <= self.passes <= 10
            and 1 <= self.lanes <= 16
        ):
            raise DamagedVault(
                "The vault's key file asks for an impossible amount of work and was not used. "
                "Restore the vault from a backup."
            )


def normalised(passphrase: str) -> bytes:
    """The bytes that are hashed: NFKC, so that each way of typing a character is the same."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def check_passphrase(passphrase: str, *, user: str = "") -> None:
    """Accept any passphrase that is long enough and not among the first guesses.

    Raises:
        WeakPassphrase: it is too short, well known, one repeated character, or the user's name.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < MIN_PASSPHRASE:
        raise WeakPassphrase(
            f"The passphrase has {len(text)} characters; it needs at least {MIN_PASSPHRASE}. "
            "A few unrelated words are easy to remember and hard to guess."
        )
    bare = "".join(text.casefold().split())
    rest = bare
    for word in (*_COMMON, "".join(user.casefold().split())):
        if word:
            rest = rest.replace(word, "")
    if len(set(bare)) < 5 or len(rest.strip("0123456789!.?-_")) < 6:
        raise WeakPassphrase(
            "That passphrase is among the first that anyone would try. Choose other words."
        )


def strength(passphrase: str) -> int:
    """A rough strength from 0 (not accepted) to 4 (long, varied words), for a bar to show."""
    try:
        check_passphrase(passphrase)
    except WeakPassphrase:
        return 0
    words = len({word for word in passphrase.casefold().split() if len(word) > 2})
    return min(4, 1 + (len(passphrase) >= 20) + (len(passphrase) >= 28) + (words >= 4))


def derive(passphrase: str, salt: bytes, params: KdfParams) -> bytearray:
    """The key that wraps a slot's key ring; wipe it after use."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    params.check()
    secret = bytearray(normalised(passphrase))
    key = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=params.passes,
            lanes=params.lanes,
            memory_cost=params.memory_kib,
        ).derive_into(secret, key)  # type: ignore[arg-type]  # takes any buffer
    finally:
        wipe(secret)
    return key


def measured(target_seconds: float = 0.8) -> KdfParams:
    """The dearest parameters that this machine derives within ``target_seconds``.

    The floor of 64 MiB holds however slow the machine is.
    """
    floor = KdfParams()
    start = time.perf_counter()
    wipe(derive("measure this machine", b"0123456789abcdef", floor))
    factor = target_seconds / max(time.perf_counter() - start, 1e-3)
    memory = _FLOOR_MIB
    while memory < 256 and memory * 2 <= _FLOOR_MIB * factor:
        memory *= 2
    return KdfParams(memory_kib=memory * MIB)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in place."""
    for i in range(len(secret)):
        secret[i] = 0
