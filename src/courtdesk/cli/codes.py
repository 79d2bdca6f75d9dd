"""The code book and the checker on the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``import codes``."""
    codes = kinds.add_parser("codes", help="short codes of the court's own, from .csv")
    add_vault(codes)
    codes.add_argument("file", type=Path, metavar="FILE")
    codes.set_defaults(run=_import)


def listed(vault: "Vault", _options: argparse.Namespace) -> list[dict[str, Any]]:
    """The whole code book; the court's own codes first."""
    from courtdesk.hearing.service.codes import CodeService
    from courtdesk.hearing.service.lexicon import lexicon

    return [
        {
            "short": code.short,
            "phrase": code.phrase,
            "kind": code.kind.value,
            "anywhere": code.anywhere,
            "court": code.court,
            "source": code.source,
            "own": bool(code.id),
        }
        for code in (*CodeService(vault).own(), *lexicon().codes)
    ]


def as_csv(vault: "Vault", _options: argparse.Namespace) -> bytes:
    """The whole code book as a file that ``import codes`` reads."""
    from courtdesk.hearing.service.codes import CodeService

    return CodeService(vault).export_codes().encode()


def findings(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """What the hearings leave open, as the checker finds it."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.hearing.service.checking import CheckService

    cases = CaseService(vault)
    checks = CheckService(vault, cases)
    only = cases.case_numbered(options.case).id if options.case else None
    return [
        {
            "hearing": hearing.id,
            "finding": finding.omission.value,
            "what": finding.what,
            "entry": finding.entry_id or None,
            "number": finding.number or None,
            "due": finding.due,
        }
        for hearing in HearingService(vault, cases).hearings(only)
        if options.hearing in {None, hearing.id}
        for finding in checks.checker(hearing.id).findings()
    ]


def _import(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.hearing.service.codes import CodeService, read_codes

        added = CodeService(vault).import_codes(read_codes(options.file)).value
    print(f"{added} codes imported.")
    return ExitStatus.DONE
