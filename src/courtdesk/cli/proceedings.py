"""The course of hearings on the command line: attendance, times, rulings."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from courtdesk.cli.output import iso
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.hearing.model import Hearing
    from courtdesk.hearing.service.proceedings import ProceedingsService
    from courtdesk.vault.store import Vault

Rows = list[dict[str, Any]]


def attendance(vault: "Vault", options: argparse.Namespace) -> Rows:
    """Who was present, how, and when they came and left; one row for each stay."""
    zone = vault.settings.zone
    rows: Rows = []
    for service, hearing in _each(vault, options):
        for attended in service.attendance(hearing.id):
            about = {
                "hearing": hearing.id,
                "name": attended.person.name,
                "for": attended.person.for_whom,
                "role": attended.person.role,
                "manner": attended.manner,
            }
            rest = {
                "language": attended.language or None,
                "sworn": attended.sworn,
                "custody": attended.in_custody,
            }
            stays = [(iso(s.came, zone), iso(s.until, zone)) for s in attended.stays]
            rows += [
                {**about, "came": came, "left": left, **rest}
                for came, left in stays or [(None, None)]
            ]
    return rows


def times(vault: "Vault", options: argparse.Namespace) -> Rows:
    """The time that each party has had, by witness and examination."""
    moment = now()
    return [
        {
            "hearing": hearing.id,
            "party": spent.turn.party or None,
            "witness": spent.turn.witness or None,
            "part": spent.turn.act.value,
            "seconds": int(spent.time.total_seconds()),
            "running": spent.running,
        }
        for service, hearing in _each(vault, options)
        for spent in service.times(hearing.id, moment)
    ]


def charges(vault: "Vault", options: argparse.Namespace) -> Rows:
    """The charges and claims, with the last plea to each and what became of it."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.model.acts import Act
    from courtdesk.hearing.service import ProceedingsService

    cases = CaseService(vault)
    service = ProceedingsService(vault, cases)
    rows: Rows = []
    for line in cases.cases(limit=-1):
        if options.case and line.number.lower() != options.case.lower():
            continue
        said = {(one.charge, one.act): one.words for one in service.outcomes(line.id)}
        rows += [
            {
                "case": line.number,
                "number": charge.number,
                "text": charge.text,
                "plea": said.get((charge.number, Act.PLEA)),
                "disposition": said.get((charge.number, Act.DISPOSITION)),
            }
            for charge in cases.case(line.id).details.charges
        ]
    return rows


def rulings(vault: "Vault", options: argparse.Namespace) -> Rows:
    """The rulings, with what each is on."""
    zone = vault.settings.zone
    return [
        {
            "hearing": hearing.id,
            "number": ruling.number,
            "time": iso(ruling.at, zone),
            "by": ruling.by,
            "ruling": ruling.act.value,
            "words": ruling.words,
            "on": ruling.on or None,
            "asked_by": ruling.asked_by or None,
            "ground": ruling.ground or None,
        }
        for service, hearing in _each(vault, options)
        for ruling in service.rulings(hearing.id)
    ]


def _each(
    vault: "Vault", options: argparse.Namespace
) -> "Iterator[tuple[ProceedingsService, Hearing]]":
    """The hearings that the command is about."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService, ProceedingsService

    cases = CaseService(vault)
    service = ProceedingsService(vault, cases)
    only = cases.case_numbered(options.case).id if options.case else None
    for hearing in HearingService(vault, cases).hearings(only):
        if options.hearing in {None, hearing.id}:
            yield service, hearing
