"""Second copies of an exported PDF: one that a password opens, one that is signed."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.access import secret_from
from courtdesk.errors import KnownError
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.signature import Certificate


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the copies."""
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help="PDF: write a second copy that the password in FILE opens (-: standard input)",
    )
    parser.add_argument(
        "--sign",
        type=Path,
        metavar="CERTIFICATE",
        help="PDF: write a second copy, signed with this certificate (.p12, .pfx)",
    )
    parser.add_argument(
        "--sign-passphrase-file", metavar="FILE", help="what opens the certificate (-: input)"
    )


class Copies:
    """The copies that a command asks for; passwords and certificate are read at once."""

    def __init__(self, options: argparse.Namespace, form: str = ".pdf") -> None:
        """
        Raises:
            KnownError: a file cannot be read, or PDF is not what is written.
        """
        if form != ".pdf" and (options.password_file or options.sign):
            raise KnownError("Only a PDF can be signed or given a password.")
        self._password = ""
        self._certificate: Certificate | None = None
        if options.password_file:
            self._password = secret_from(options.password_file, "Password: ", "--password-file")
        if options.sign:
            self._certificate = _certificate(options)

    def of(self, content: bytes, target: Path) -> list[tuple[bytes, Path]]:
        """The copies of ``content``, which is written to ``target``, and their files.

        Raises:
            KnownError: the password or the certificate will not do.
        """
        from courtdesk.paper.password import protected, protected_name
        from courtdesk.paper.signature import signed, signed_name

        made = []
        if self._password:
            made.append((protected(content, self._password), protected_name(target)))
        if self._certificate is not None:
            made.append((signed(content, self._certificate, now()), signed_name(target)))
        return made


def described(target: Path) -> str:
    """What the record says of a second copy, without the file's name."""
    return "signed copy" if target.stem.endswith(", signed") else "copy with a password"


def _certificate(options: argparse.Namespace) -> "Certificate":
    from courtdesk.paper.signature import Certificate

    try:
        content = options.sign.read_bytes()
    except OSError as error:
        raise KnownError("The certificate file cannot be read.") from error
    source: str | None = options.sign_passphrase_file
    option = "--sign-passphrase-file"
    return Certificate(content, secret_from(source, "Passphrase of the certificate: ", option))
