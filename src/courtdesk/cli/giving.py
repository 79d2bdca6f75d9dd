"""``courtdesk record export``: a hearing's sound for who transcribes it, with its papers."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from courtdesk.cli.access import add_vault, opened, secret_from
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.sound.model import Contents, LogLine, Order, Paper
    from courtdesk.vault.store import Vault


def add_commands(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``record export``."""
    export = parts.add_parser("export", help="give sound out, with log, channels and certificate")
    add_vault(export)
    export.add_argument("--hearing", required=True, metavar="ID")
    for edge in ("from", "to"):
        export.add_argument(
            f"--{edge}",
            dest=f"{edge}_",
            type=moment,
            metavar="2026-11-23T09:00:00",
            help="in the court's time; the whole hearing where not given",
        )
    export.add_argument("--form", choices=["flac", "opus", "wav"], default="flac")
    export.add_argument(
        "--sealed",
        choices=["silenced", "left-out", "included"],
        default="silenced",
        help="what becomes of sealed passages (default: silence of the same length)",
    )
    export.add_argument(
        "--seal-lead",
        type=float,
        metavar="SECONDS",
        help="how long before a sealed entry the sealed passage begins (default: 5)",
    )
    export.add_argument("--out", required=True, type=Path, metavar="FILE.zip|FOLDER")
    export.add_argument(
        "--archive-passphrase-file",
        metavar="FILE",
        help="the passphrase of the archive; one is made and printed where not given",
    )
    export.add_argument(
        "--in-the-clear", action="store_true", help="write a folder that is NOT encrypted"
    )
    export.set_defaults(run=_export)


def moment(text: str) -> datetime:
    """A moment on the command line; without an offset it is in the court's zone."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not of the form 2026-11-23T09:00:00"
        ) from None


def in_zone(given: datetime | None, zone: str) -> datetime | None:
    """``given`` with the court's zone where it has none."""
    if given is None or given.tzinfo is not None:
        return given
    return given.replace(tzinfo=ZoneInfo(zone))


def add_draft(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``record draft``."""
    draft = parts.add_parser("draft", help="have a machine guess what was said; never the record")
    add_vault(draft)
    draft.add_argument("--hearing", required=True, metavar="ID")
    for edge in ("from", "to"):
        draft.add_argument(f"--{edge}", dest=f"{edge}_", type=moment, metavar="2026-11-23T09:00:00")
    draft.add_argument("--channel", type=int, metavar="N", help="only this one; all are mixed else")
    draft.add_argument("--model", type=Path, metavar="FOLDER", help="a model of the court's own")
    draft.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    draft.set_defaults(run=_draft, sealed="silenced", form="flac", seal_lead=None)


def _draft(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.sound.service.drafting import SoundDrafts
        from courtdesk.sound.sheet import draft_sheet

        order, lines = _order(vault, options)
        drafting = SoundDrafts(vault).prepare(order)
        channel = None if options.channel is None else options.channel - 1
        drafted = tuple(drafting.lines(channel, options.model))
        imprint = Imprint.by(vault, now())
    from courtdesk.paper.press import press
    from courtdesk.paper.save import save

    save(press(draft_sheet(order, drafted, lines, imprint)), options.out)
    print(f"{options.out} written: {len(drafted)} lines guessed by a machine. Not the record.")
    return ExitStatus.DONE


def _export(options: argparse.Namespace) -> int:
    passphrase, made = _passphrase(options)
    with opened(options) as vault:
        from courtdesk.sound.service.giving import SoundGiving
        from courtdesk.sound.sheet import giving_papers
        from courtdesk.vault.prints import NewPrint, Prints

        order, lines = _order(vault, options)
        handing = SoundGiving(vault).prepare(order, encrypted=passphrase is not None)
        imprint = Imprint.by(vault, now())
        prints = Prints(vault)

        def papers(contents: "Contents") -> "Iterator[Paper]":
            for paper in giving_papers(contents, lines, imprint):
                if paper.name.endswith(".pdf"):
                    edition = contents.order.sealed_sound.value
                    what = NewPrint("sound", paper.name, imprint.fingerprint, edition)
                    prints.record(what, paper.content)
                yield paper

        contents = handing.write(options.out, passphrase, papers)
    _tell(contents, options.out, passphrase if made else None)
    return ExitStatus.DONE


def _passphrase(options: argparse.Namespace) -> tuple[str | None, bool]:
    """The archive's passphrase, or None for a folder in the clear; and whether it was made here."""
    if options.in_the_clear:
        return None, False
    if options.out.suffix.lower() != ".zip":
        raise KnownError(
            "Sound is given out as an encrypted archive: name it FILE.zip. For a folder that "
            "anyone can hear who finds it, say --in-the-clear."
        )
    if options.archive_passphrase_file:
        given = secret_from(options.archive_passphrase_file, "", "--archive-passphrase-file")
        return given, False
    from courtdesk.sound.service.giving import new_passphrase

    return new_passphrase(), True


def _order(vault: "Vault", options: argparse.Namespace) -> "tuple[Order, tuple[LogLine, ...]]":
    from courtdesk.hearing.service.transcriber import TranscriberOrders
    from courtdesk.sound.model import SEAL_LEAD, Form, SealedSound

    zone = vault.settings.zone
    return TranscriberOrders(vault).order(
        options.hearing,
        in_zone(options.from_, zone),
        in_zone(options.to_, zone),
        SealedSound(options.sealed),
        Form(options.form),
        SEAL_LEAD if options.seal_lead is None else timedelta(seconds=options.seal_lead),
    )


def _tell(contents: "Contents", out: Path, made: str | None) -> None:
    seconds = sum(part.seconds for part in contents.parts)
    state = "encrypted (AES-256 ZIP)" if contents.encrypted else "NOT encrypted"
    print(f"{out} written, {state}: {len(contents.parts)} files, {seconds:.1f} s of sound.")
    if made is not None:
        print(f"Passphrase, shown once: {made}")
        print("Tell it to the recipient by another way than the archive. 7-Zip opens it.")
    for gap in contents.omissions:
        where = f" in {gap.part} from {gap.into:.1f} s on" if gap.part else ""
        print(f"courtdesk: {gap.why} for {gap.seconds:.3f} s{where}.", file=sys.stderr)
