"""The jury on the command line: import a venire; its jurors and strikes as lists."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso
from courtdesk.errors import ExitStatus, KnownError

if TYPE_CHECKING:
    from courtdesk.jury.service import VenireService
    from courtdesk.vault.store import Vault

Rows = list[dict[str, Any]]


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the import of a venire."""
    venire = kinds.add_parser("venire", help="a venire list, from .csv or .xlsx")
    add_vault(venire)
    venire.add_argument("file", type=Path, metavar="FILE")
    venire.add_argument("--case", required=True, metavar="N", help="the case's number")
    venire.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEAD=FIELD",
        help="what a column holds, such as “Juror No.=number”; “HEAD=” keeps it as an answer",
    )
    venire.add_argument(
        "--preset",
        metavar="NAME",
        help="the court whose list layout is used; --map has it remembered (default: the case's)",
    )
    venire.set_defaults(run=_import)
    answers = kinds.add_parser("answers", help="a questionnaire's answers, from .csv or .xlsx")
    add_vault(answers)
    answers.add_argument("file", type=Path, metavar="FILE")
    answers.add_argument("--case", required=True, metavar="N", help="the case's number")
    answers.set_defaults(run=_import_answers)


def _import(options: argparse.Namespace) -> int:
    from courtdesk.intake.tables import read_table
    from courtdesk.jury import imports

    table = read_table(options.file)
    with opened(options) as vault:
        service, case = _service(vault, options.case)
        court = options.preset or case.details.court
        remembered = service.remembered_columns()
        if options.preset and options.preset not in remembered and not options.map:
            known = ", ".join(remembered) or "none yet"
            raise KnownError(
                f"No list layout of “{options.preset}” is known (known: {known}). "
                "Give it once with --map; it is remembered."
            )
        known_columns = imports.fitting(table.header, remembered.get(court, {}))
        mapping = imports.mapping_from(table.header, [*known_columns, *options.map])
        plan = imports.plan_venire(table, mapping)
        if plan.problems:
            raise KnownError(imports.problems_sentence(plan))
        jurors = service.import_venire(case.id, plan).value
        if court and options.map:
            service.remember_columns(court, imports.columns(table.header, mapping))
    for remark in plan.remarks:
        print(f"courtdesk: {remark}", file=sys.stderr)
    print(f"{len(jurors)} jurors imported.")
    return ExitStatus.DONE


def _import_answers(options: argparse.Namespace) -> int:
    from courtdesk.intake.tables import read_table
    from courtdesk.jury.imports import sentence_of
    from courtdesk.jury.model.questionnaire import plan_answers

    table = read_table(options.file)
    with opened(options) as vault:
        service, case = _service(vault, options.case)
        plan = plan_answers(table, service.jurors(case.id))
        if plan.problems:
            raise KnownError(sentence_of(plan.problems))
        count = service.fill_in(plan.given).value
    print(f"The answers of {count} jurors imported.")
    return ExitStatus.DONE


def jurors(vault: "Vault", options: argparse.Namespace) -> Rows:
    """The jurors, in the order of call."""
    rows: Rows = []
    for service, case in _cases(vault, options.case):
        ratings = _ratings(vault, case.id)
        rows += [
            {
                "number": juror.number,
                "name": juror.entry.name,
                "seat": juror.seat or None,
                "status": juror.status.value,
                "race": juror.entry.race,
                "sex": juror.entry.sex,
                "rating": ratings.get(juror.id),
                "case": case.details.number,
                "call": juror.call,
            }
            for juror in service.jurors(case.id)
        ]
    return rows


def strikes(vault: "Vault", options: argparse.Namespace) -> Rows:
    """The strikes that stand, in their order; ``kind`` is null where a list does not note it."""
    from courtdesk.jury.model.venire import StrikeKind

    rows: Rows = []
    for service, case in _cases(vault, options.case):
        labels = service.labels(case.id)
        known = {juror.id: juror for juror in service.jurors(case.id)}
        rows += [
            {
                "order": strike.order,
                "kind": None if strike.kind is StrikeKind.UNNOTED else strike.kind.value,
                "side": None if strike.side is None else labels[strike.side],
                "juror": known[strike.juror_id].number or known[strike.juror_id].entry.name,
                "reason": strike.reason,
                "ruling": strike.ruling,
                "case": case.details.number,
                "time": iso(strike.at, vault.settings.zone),
            }
            for strike in service.strikes(case.id)
            if not strike.withdrawn
        ]
    return rows


def batson(vault: "Vault", options: argparse.Namespace) -> dict[str, Any]:
    """Strikes over eligible jurors by group, for each side."""
    service, case = _service(vault, options.case)
    return {
        "sides": [
            {
                "side": side.label,
                "groups": [
                    {
                        "trait": group.trait,
                        "group": group.group,
                        "struck": group.struck,
                        "eligible": group.eligible,
                        "rate": None if group.rate is None else round(group.rate, 4),
                    }
                    for group in side.groups
                ],
            }
            for side in service.figures(case.id)
        ]
    }


def notes(vault: "Vault", options: argparse.Namespace) -> Rows:
    """What the trial team saw of jurors, in the order of time."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.jury.service import WatchService

    watch = WatchService(vault, HearingService(vault, CaseService(vault)))
    rows: Rows = []
    for service, case in _cases(vault, options.case):
        numbers = {juror.id: juror.number or juror.shown for juror in service.jurors(case.id)}
        rows += [
            {
                "juror": numbers.get(note.juror_id, ""),
                "time": iso(note.at, vault.settings.zone),
                "code": note.words,
                "text": note.text,
                "observer": note.observer,
                "phase": note.context.phase,
                "witness": note.context.witness,
                "interpretation": note.interpretation,
                "case": case.details.number,
            }
            for note in watch.watch(case.id).notes
        ]
    return rows


def _ratings(vault: "Vault", case_id: str) -> dict[str, int]:
    """The newest rating of each juror; nothing for a role that has no key to them."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.jury.service import WatchService
    from courtdesk.vault.keys import Compartment

    if Compartment.TEAM not in vault.compartments:
        return {}
    watch = WatchService(vault, HearingService(vault, CaseService(vault))).watch(case_id)
    return {rating.juror_id: rating.value for rating in watch.ratings}


def _service(vault: "Vault", number: str | None) -> tuple["VenireService", Any]:
    from courtdesk.cases.service import CaseService
    from courtdesk.jury.service import VenireService

    cases = CaseService(vault)
    return VenireService(vault, cases), _only_case(cases, number)


def _only_case(cases: Any, number: str | None) -> Any:
    if number:
        return cases.case_numbered(number)
    lines = cases.cases(limit=2)
    if len(lines) != 1:
        raise KnownError("Say which case is meant, with --case and its number.")
    return cases.case(lines[0].id)


def _cases(vault: "Vault", number: str | None) -> list[tuple["VenireService", Any]]:
    from courtdesk.cases.service import CaseService
    from courtdesk.jury.service import VenireService

    cases = CaseService(vault)
    service = VenireService(vault, cases)
    if number:
        return [(service, cases.case_numbered(number))]
    return [(service, cases.case(line.id)) for line in cases.cases(limit=-1)]
