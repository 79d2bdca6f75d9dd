"""The demo's jury: a fictional venire of 48, its selection, and what the coordinator notes."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from courtdesk.cases.service import CaseService
from courtdesk.demo import PASSPHRASE, story, witnesses
from courtdesk.hearing.service import HearingService
from courtdesk.intake.tables import Table
from courtdesk.jury.imports import plan_venire
from courtdesk.jury.model.court import ContactKind, Finding, Incident
from courtdesk.jury.model.fields import guess
from courtdesk.jury.model.palette import PALETTE
from courtdesk.jury.model.strikes import TrialRules
from courtdesk.jury.model.venire import Juror, Side
from courtdesk.jury.model.watch import Context
from courtdesk.jury.service import (
    JuryCourtService,
    ResearchService,
    SelectionService,
    WatchService,
)
from courtdesk.jury.service.presets import templates
from courtdesk.vault.opening import open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.users import Users

COORDINATOR = "J. Lindqvist"
_HEAD = ("Juror No.", "Name", "Age", "Occupation", "Race", "Sex", "Served before?", "Crime victim?")
_SEATED = (
    "Abara Brandt Castillo Dunne Eriksen Farouk Gallo Hsu Ibarra Jansen Kowalski Lindh Mbeki Novak "
)
_OTHERS = (
    "Okoye Pires Quist Rahimi Soto Tamm Ueda Varga Wren Xu Yilmaz Zeller Adler Banda Costa "
    "Dietz Egan Fofana Grau Holm Ito Joshi Kerr Lunde Mora Nagy Otero Petrov Quiroga Ruiz "
    "Stahl Tobin Urban Voss "
)
_FIRST = "Ana Bo Cleo Dan Eva Femi Gus Hana Ivo Jo Kim Lea Max Nia "
_WORK = (
    "Teacher Welder Nurse Retired Student Clerk Driver Engineer Cook Realtor Farmer Barber "
    "Teacher Welder "
)
_FOR_CAUSE = ("Okoye", "Quist", "Soto", "Ueda", "Wren")
_STRUCK = (("Pires", "Unsure about the presumption of innocence"), ("Rahimi", "Knows the scene"))
_RATINGS = (2, 1, 0, -1, 1, -3, 0, 2, 1, -1, 0, 1, 1, 0)
_QUESTIONS = (
    "Has anyone here served on a jury before?",
    "Does anyone know a police officer well?",
    "Would anyone find it hard to look at photographs of the scene?",
)
_GROUND = "Could not set aside what she read"
_STEP = timedelta(minutes=5)


def tell_court(vault: Vault, case_id: str) -> None:
    """What the record holds: the venire, the selection, the jury that was sworn."""
    service = SelectionService(vault, CaseService(vault))
    table = Table(_HEAD, _rows())
    by_name = {
        juror.shown: juror
        for juror in service.import_venire(case_id, plan_venire(table, guess(_HEAD))).value
    }
    service.set_rules(case_id, _rules())
    for name in _FOR_CAUSE:
        made = service.challenge(
            by_name[name].id, Side.DEFENCE, "Could not set aside what she read"
        )
        service.rule_on_cause(made.value.id, granted=True)
    for name, reason in _STRUCK:
        service.strike(by_name[name].id, Side.STATE, reason, source="voir dire, question 2")
    service.fill_seats(case_id)
    jury = [by_name[name].id for name in _SEATED.split()]
    service.swear(case_id, jury[:12])
    service.swear(case_id, jury[12:], alternates=True)
    court = JuryCourtService(vault)
    court.note_incident(by_name["Dunne"].id, Incident.LATE, "delayed by the bridge")
    _talk(court, jury)
    Users(vault).add(COORDINATOR, Role.JURY_COORDINATOR, PASSPHRASE, params=story.KEY_COST)


def _talk(court: JuryCourtService, jury: list[str]) -> None:
    """What the court told its jurors, and asked."""
    known = {each["code"]: each for each in templates()}
    told = ("punctual", "badge", "no-talk", "no-research", "report")
    court.contact_all(
        [(juror, code, known[code]["text"]) for code in told for juror in jury],
        ContactKind.ORIENTATION,
        "told",
    )
    lunch = known["bring-lunch"]["text"]
    court.contact_all([(j, "bring-lunch", lunch) for j in jury], ContactKind.MESSAGE, "read out")
    health = known["health"]["text"] + " – Migraine; has the tablets."
    court.contact(
        jury[1], ContactKind.FITNESS, "health", health, "fit to serve, decided by the judge"
    )
    court.contact_all([(j, "full-day", "Full day") for j in jury], ContactKind.ATTENDANCE)


def tell_team(path: Path, now: datetime) -> None:
    """What the trial team holds: answers, ratings, and the notes of this morning."""
    vault = open_vault(path, _coordinator(path), PASSPHRASE)
    try:
        cases = CaseService(vault)
        case_id = cases.case_numbered(story.TRIAL).id
        jurors = [j for j in SelectionService(vault, cases).jurors(case_id) if j.seat]
        watch = WatchService(vault, HearingService(vault, cases))
        for juror, value in zip(jurors, _RATINGS, strict=True):
            watch.rate(case_id, juror.id, value)
        for place, words in enumerate(_QUESTIONS):
            question = watch.add_question(case_id, words).value
            hands = [juror.id for n, juror in enumerate(jurors) if n % (place + 3) == place]
            watch.raise_hands(case_id, question.id, hands)
        _notes(watch, case_id, jurors, now)
        ResearchService(vault).add_finding(
            case_id,
            Finding(
                "",
                jurors[9].id,
                "Prior civil jury 2019 (hung). No contact made.",
                "Public court index",
                "surname and county",
                "",
                now - timedelta(days=9),
                COORDINATOR,
                "probable",
                account_silent=True,
            ),
        )
        watch.set_baseline(case_id, jurors[9].id, "Leans back, arms folded, eyes on the bench")
        ResearchService(vault).set_destruction(
            case_id, "Order of the court: at the end of trial", (now + timedelta(days=30)).date()
        )
        witnesses.tell(vault, case_id, now)
    finally:
        vault.close()


def _notes(watch: WatchService, case_id: str, jurors: list[Juror], now: datetime) -> None:
    """The morning’s notes, the same on each run: the tenth juror tires towards the end."""
    chance = random.Random(417)  # noqa: S311 - fiction, not a secret
    running = watch.context(case_id)
    record = running.recording_ms or 0
    steps = 19
    for step in range(steps):
        at = now - (steps - step) * _STEP
        for place, juror in enumerate(jurors):
            tired = place == 9 and step > 11
            if not tired and chance.random() > 0.3:
                continue
            code = PALETTE[8] if tired else chance.choice(PALETTE[:8])
            position = max(record - (steps - step) * 300_000, 0)
            context = Context(
                running.hearing_id,
                running.phase,
                running.witness,
                running.examiner,
                running.party,
                recording_ms=position,
            )
            words = "eyes closed, second time today" if tired and step == steps - 1 else ""
            watch.note_behaviour(
                case_id, juror.id, code, at + timedelta(seconds=place * 7), context, text=words
            )


def _rows() -> tuple[tuple[str, ...], ...]:
    chance = random.Random(48)  # noqa: S311 - fiction, not a secret
    rows = []
    first, work = _FIRST.split(), _WORK.split()
    for place, name in enumerate((_SEATED + _OTHERS).split()):
        rows.append(
            (
                str(100 + 3 * place),
                f"{name}, {first[place % len(first)]}",
                str(22 + 2 * (place % 25)),
                work[place % len(work)],
                ("White", "Black", "White", "Hispanic", "Asian")[place % 5],
                ("Female", "Male")[place % 2],
                chance.choice(("yes", "no", "no")),
                chance.choice(("yes", "no", "no", "no")),
            )
        )
    return tuple(rows)


def _rules() -> TrialRules:
    return TrialRules(
        labels={Side.STATE: "State", Side.DEFENCE: "Defence"},
        jurors=12,
        alternates=2,
        strikes={Side.STATE: 8, Side.DEFENCE: 8},
        in_turn=False,
        source="Order of the court",
    )


def _coordinator(path: Path) -> str:
    from courtdesk.vault.header import read_header

    return next(user.id for user in read_header(path).users if user.name == COORDINATOR)
