"""The papers of a jury, pressed and read back."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.service import HearingService
from courtdesk.jury.model.palette import PALETTE
from courtdesk.jury.model.strikes import TrialRules
from courtdesk.jury.model.venire import Side
from courtdesk.jury.model.watch import Context
from courtdesk.jury.service import SelectionService, WatchService
from courtdesk.jury.service.sheets import jury_sheet
from courtdesk.jury.sheet import ORDERS, TITLES, document, press_sheet
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.jury.courtroom import courtroom, plan_of, venire

SECRET = "rubs her wrist at every photograph"
WORK_PRODUCT = "PRIVILEGED"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[Vault, str]]:
    """The team's vault: a jury in the middle of its selection, rated and watched."""
    with courtroom(tmp_path) as (vault, case_id):
        cases = CaseService(vault)
        service = SelectionService(vault, cases)
        service.import_venire(case_id, venire(20))
        service.set_rules(
            case_id, TrialRules(strikes={Side.STATE: 6, Side.DEFENCE: 6}, in_turn=False)
        )
        service.fill_seats(case_id)
        jurors = service.jurors(case_id)
        service.strike(jurors[3].id, Side.STATE, "knows a witness")
        watch = WatchService(vault, HearingService(vault, cases))
        watch.rate(case_id, jurors[0].id, -2)
        context = Context(phase="direct", witness="Dr. Haas", party="State")
        note = watch.note_behaviour(case_id, jurors[0].id, PALETTE[8], now(), context, text=SECRET)
        watch.interpret(note.value.id, "tired")
        yield vault, case_id


def text_of(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in read)
    finally:
        read.close()


def printed(team: tuple[Vault, str], kind: str, order: str = "time", *, own: bool = True) -> str:
    vault, case_id = team
    sheet = jury_sheet(vault, case_id, team=own)
    return text_of(press(document(kind, sheet, Imprint.by(vault, now()), order)))


@pytest.mark.parametrize("kind", TITLES)
def test_every_paper_names_its_case(team: tuple[Vault, str], kind: str) -> None:
    assert "2026-CR-0417 · State v. Landry" in printed(team, kind)


def test_the_chart_has_each_seat_with_what_the_team_made_of_it(team: tuple[Vault, str]) -> None:
    text = printed(team, "seating")
    assert "Person1" in text
    assert "lean −2" in text
    assert WORK_PRODUCT in text
    assert "1 used, 5 left" in text


@pytest.mark.parametrize("kind", ["clean", "jury-list", "strikes-court"])
def test_a_clean_paper_holds_nothing_of_the_team(team: tuple[Vault, str], kind: str) -> None:
    text = printed(team, kind)
    assert WORK_PRODUCT not in text
    assert "lean −" not in text
    assert SECRET not in text
    assert "knows a witness" not in text


def test_the_strike_sheet_gives_the_reason_in_the_speakers_words(team: tuple[Vault, str]) -> None:
    text = printed(team, "strikes")
    assert "knows a witness" in text
    assert "5/6" in text


@pytest.mark.parametrize("order", ORDERS)
def test_behaviour_is_told_in_four_orders(team: tuple[Vault, str], order: str) -> None:
    text = printed(team, "behaviour", order)
    assert SECRET in text.replace("\r\n", " ").replace("\n", " ")
    assert "Dozing" in text
    assert f"Notes by {order}" in text


def test_the_figures_are_arithmetic_with_their_counts(team: tuple[Vault, str]) -> None:
    text = printed(team, "batson")
    assert "Strikes by State, by race" in text
    assert "what it means is for the court" in text.replace("\r\n", " ")
    assert "discriminat" not in text.casefold()


def test_each_juror_has_a_page_of_their_own(team: tuple[Vault, str]) -> None:
    vault, case_id = team
    sheet = jury_sheet(vault, case_id)
    pdf = pypdfium2.PdfDocument(BytesIO(press_sheet(("jurors", sheet, Imprint.by(vault, now())))))
    assert len(pdf) == 20
    pdf.close()


def test_a_clerk_prints_the_jury_without_the_teams_work(tmp_path: Path) -> None:
    with courtroom(tmp_path, Role.CLERK) as (vault, case_id):
        SelectionService(vault, CaseService(vault)).import_venire(
            case_id, plan_of("No.,Name,Served?\n1,Ana Gallo,yes\n2,<b>Bo</b> & Co,no")
        )
        text = printed((vault, case_id), "matrix")
        assert "<b>Bo</b> & Co" in text
        assert "Served?" in text
        assert WORK_PRODUCT not in text
