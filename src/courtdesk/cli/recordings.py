"""``courtdesk record``: begin, stop and check a recording, and give its sound out."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.cli import giving
from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso
from courtdesk.errors import ExitStatus, KnownError

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

_PATIENCE = 15.0


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``record``."""
    record = commands.add_parser("record", help="record sound, check it, give it out")
    parts = record.add_subparsers(metavar="start|stop|status|check|export|draft", required=True)

    start = parts.add_parser("start", help="begin to record a hearing")
    add_vault(start)
    start.add_argument("--hearing", required=True, metavar="ID")
    start.add_argument(
        "--channel", action="append", required=True, metavar="NAME", help="such as Bench; repeat it"
    )
    start.add_argument("--device", default="", help="the microphone; the system's own if not given")
    start.add_argument("--rate", type=int, default=48_000, help="samples a second")
    start.add_argument("--codec", choices=["flac", "opus"], default="flac")
    start.add_argument("--copy", default="", metavar="FOLDER", help="a second copy, elsewhere")
    start.set_defaults(run=_start)

    for name, work in (("stop", _stop), ("status", _status)):
        part = parts.add_parser(name, help=f"{name} of the recording; needs no passphrase")
        part.add_argument("vault", type=Path, metavar="VAULT")
        part.set_defaults(run=work)

    check = parts.add_parser("check", help="take recordings into the record and verify them")
    add_vault(check)
    check.set_defaults(run=_check)

    giving.add_commands(parts)
    giving.add_draft(parts)


def listed(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """The recordings, the newest first."""
    from courtdesk.sound.service import SoundService

    zone = vault.settings.zone
    return [
        {
            "id": each.id,
            "hearing": each.hearing_id,
            "started": iso(each.started_at, zone),
            "ended": iso(each.ended_at, zone),
            "seconds": round(each.samples / each.plan.rate, 3),
            "channels": list(each.plan.channels),
            "rate": each.plan.rate,
            "codec": each.plan.codec.value,
            "incidents": len(each.incidents),
        }
        for each in SoundService(vault).recordings(options.hearing)
    ]


def _start(options: argparse.Namespace) -> int:
    from courtdesk.sound.model import Codec, SoundPlan

    plan = SoundPlan(
        tuple(options.channel), options.device, options.rate, Codec(options.codec), options.copy
    )
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService
        from courtdesk.hearing.service import HearingService
        from courtdesk.sound.service import SoundService

        hearing = HearingService(vault, CaseService(vault)).hearing(options.hearing)
        recording = SoundService(vault).begin(hearing.id, plan).value
    print(f"Recording {recording.id} runs. It goes on until “courtdesk record stop”.")
    return ExitStatus.DONE


def _stop(options: argparse.Namespace) -> int:
    from courtdesk.sound.service import FOLDER, live_of, stop_recorder

    folder = options.vault / FOLDER
    if not stop_recorder(folder):
        raise KnownError("No recording of this vault is running.")
    deadline = time.monotonic() + _PATIENCE
    while live_of(folder) is not None:
        if time.monotonic() > deadline:
            raise KnownError("The recorder was asked to stop and has not answered yet. Try again.")
        time.sleep(0.1)
    print("The recording is closed. “courtdesk record check” takes it into the record.")
    return ExitStatus.DONE


def _status(options: argparse.Namespace) -> int:
    from courtdesk.sound.service import FOLDER, live_of
    from courtdesk.sound.service.watching import Alert

    live = live_of(options.vault / FOLDER)
    if live is None:
        raise KnownError("No recording of this vault is running.")
    seconds = [count / live.rate for count in (live.heard, live.written, live.verified)]
    state = live.state.name.lower().replace("_", " ")
    print(
        f"{state}: {seconds[0]:.1f} s heard, {seconds[1]:.1f} s on the disk, "
        f"{seconds[2]:.1f} s read back"
    )
    for alert in Alert:
        if live.alerts & alert:
            print(alert.name.lower().replace("_", " "))
    return ExitStatus.DONE


def _check(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.sound.model import ProblemKind
        from courtdesk.sound.service import SoundService

        service = SoundService(vault)
        zone = vault.settings.zone
        bad = 0
        for recording in service.recordings():
            if recording.ended_at is None:
                recording = service.take_up(recording.id).value.recording  # noqa: PLW2901
            for told in recording.incidents:
                print(f"{recording.id}: {told.kind}, {iso(told.at, zone)}, {told.seconds:.3f} s")
            for problem in service.verify(recording.id):
                if recording.ended_at is None and problem.kind is ProblemKind.CUT:
                    continue  # it runs: its end is yet to come
                bad += 1
                rate = recording.plan.rate
                span = f"{problem.first / rate:.3f} to {problem.last / rate:.3f} s"
                print(f"{recording.id}: {problem.kind}, {span}")
    print("Every recording is whole." if not bad else f"{bad} problem{'' if bad == 1 else 's'}.")
    return ExitStatus.DAMAGED if bad else ExitStatus.DONE
