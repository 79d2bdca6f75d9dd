"""The code on a recovery sheet: 160 random bits in nine groups that a person can retype.

It is written in Crockford's base 32, which leaves out letters that look like digits, and ends in
20 bits of checksum, so that a slip of the pen is told from a wrong sheet.
"""

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\t": "", "\n": ""})
SECRET_BITS = 160
_CHECK_BITS = 20
_DIGITS = (SECRET_BITS + _CHECK_BITS) // 5
_GROUP = 4


def new_code() -> str:
    """A fresh code, in groups."""
    return grouped(secrets.randbits(SECRET_BITS))


def grouped(secret: int) -> str:
    """The code of a secret of 160 bits."""
    value = secret << _CHECK_BITS | _check(secret)
    digits = "".join(_ALPHABET[value >> 5 * at & 31] for at in reversed(range(_DIGITS)))
    return "-".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def code_in(text: str) -> str | None:
    """The code that was typed, in its one form; None if ``text`` is no code or has a slip."""
    if len(text) > 4 * _DIGITS:
        return None
    digits = text.upper().translate(_READ_AS)
    if len(digits) != _DIGITS or any(digit not in _ALPHABET for digit in digits):
        return None
    value = 0
    for digit in digits:
        value = value << 5 | _ALPHABET.index(digit)
    secret = value >> _CHECK_BITS
    return grouped(secret) if _check(secret) == value & ((1 << _CHECK_BITS) - 1) else None


def _check(secret: int) -> int:
    digest = hashlib.sha256(b"courtdesk recovery" + secret.to_bytes(SECRET_BITS // 8, "big"))
    return int.from_bytes(digest.digest()[:3], "big") >> 4
