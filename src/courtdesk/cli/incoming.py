"""``courtdesk import recording``: sound that was recorded elsewhere."""

import argparse
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.giving import in_zone, moment
from courtdesk.cli.output import iso
from courtdesk.errors import ExitStatus, KnownError

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the import of a recording."""
    sound = kinds.add_parser("recording", help="sound recorded elsewhere: WAV, FLAC, MP3, Ogg")
    add_vault(sound)
    sound.add_argument("file", type=Path, metavar="FILE")
    sound.add_argument("--hearing", required=True, metavar="ID")
    sound.add_argument(
        "--start",
        type=moment,
        metavar="2026-11-23T09:00:00",
        help="when it begins, in the court's time; from the file's name where not given",
    )
    sound.add_argument(
        "--offset",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="added to the start: how far the other clock was behind",
    )
    sound.add_argument(
        "--channel", action="append", default=[], metavar="NAME", help="of each channel, in order"
    )
    sound.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService
        from courtdesk.hearing.service import HearingService
        from courtdesk.sound.imports import SoundFile, plan_import
        from courtdesk.sound.service.incoming import SoundImports

        hearings = HearingService(vault, CaseService(vault))
        hearing = hearings.hearing(options.hearing)
        start = _start(vault, options)
        with closing(SoundFile(options.file)) as sound:
            plan = plan_import(options.file, sound, hearing.id, start, tuple(options.channel))
            service = SoundImports(vault)
            incoming = service.prepare(plan)
            incoming.write(sound.blocks())
        recording = service.keep(incoming).value
        zone = vault.settings.zone
        ended = recording.ended_at
        inside = sum(
            recording.started_at <= entry.at <= (ended or entry.at)
            for entry in hearings.log_sheet(hearing.id).entries
        )
    print(f"Recording {recording.id} imported: {len(plan.channels)} channels, {plan.origin.form}.")
    print(f"It goes from {iso(recording.started_at, zone)} to {iso(ended, zone)}.")
    print(f"{inside} of {hearing.entries} entries of the log lie in it.")
    if not inside:
        print("courtdesk: no entry lies in it; is its start right?", file=sys.stderr)
    return ExitStatus.DONE


def _start(vault: "Vault", options: argparse.Namespace) -> datetime:
    from courtdesk.sound.imports import began_at

    zone = vault.settings.zone
    start = in_zone(options.start, zone) or began_at(options.file.name, zone)
    if start is None:
        raise KnownError(
            "The file’s name does not say when it begins. Say so by --start 2026-11-23T09:00:00."
        )
    return start + timedelta(seconds=options.offset)
