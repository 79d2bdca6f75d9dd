"""What can go wrong with a vault, in sentences that help."""

from courtdesk.errors import ExitStatus, KnownError


class VaultMissing(KnownError):
    """There is no vault at the place that was named."""


class NotAVault(KnownError):
    """What lies there is not a CourtDesk vault."""


class NewerVault(KnownError):
    """The vault was written by a later CourtDesk."""


class VaultInUse(KnownError):
    """Another window or program holds the vault."""


class VaultExists(KnownError):
    """Something lies already where a new vault should go."""


class CannotWrite(KnownError):
    """The disk is full, read-only, or failed; what was not acknowledged is not saved."""


class DiskFull(CannotWrite):
    """The disk is full; what was not acknowledged is not saved."""


class NotAllowed(KnownError):
    """The user's key ring lacks the key of what they asked for."""


class WeakPassphrase(KnownError):
    """The passphrase is too short or too well known."""


class WrongPassphrase(KnownError):
    """The passphrase does not open this user's key slot, or there is no such user."""

    exit_status = ExitStatus.WRONG_PASSPHRASE


class TooManyTries(WrongPassphrase):
    """After five wrong passphrases, the next try has to wait."""


class DamagedVault(KnownError):
    """The vault's files are damaged or were tampered with."""

    exit_status = ExitStatus.DAMAGED
