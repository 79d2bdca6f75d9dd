"""What the panel reads again after a change is what it would read from the beginning."""

from datetime import date
from pathlib import Path

from courtdesk.cases.service import CaseService
from courtdesk.jury.model.palette import PALETTE
from courtdesk.jury.model.watch import Context
from courtdesk.jury.panel.state import Services
from courtdesk.jury.service import SelectionService
from courtdesk.vault.times import now
from tests.jury.courtroom import courtroom, venire


def test_each_change_by_itself_is_read_again(tmp_path: Path) -> None:
    with courtroom(tmp_path) as (vault, case_id):
        selection = SelectionService(vault, CaseService(vault))
        ids = [j.id for j in selection.import_venire(case_id, venire(14)).value]
        services = Services(vault)
        watch, research = services.watch, services.research
        services.read(case_id)
        made = watch.note_behaviour(case_id, ids[0], PALETTE[0], now(), Context())
        services.read(case_id, made.changed.kinds, made.changed.ids)
        first = made.value
        steps = (
            lambda: watch.note_behaviour(case_id, ids[1], PALETTE[1], now(), Context()),
            lambda: watch.add_words(first.id, "twice"),
            lambda: watch.rate(case_id, ids[3], 2),
            lambda: watch.forget_note(first.id),
            lambda: watch.set_baseline(case_id, ids[3], "calm"),
            lambda: selection.fill_seats(case_id),
            lambda: selection.excuse(ids[2], "ill"),
            lambda: selection.undo(case_id),
            lambda: research.set_destruction(case_id, "Order", date(2026, 12, 31)),
            lambda: research.purge(case_id),
        )
        for step in steps:
            changed = step().changed
            again = services.read(case_id, changed.kinds, changed.ids)
            assert again == Services(vault).read(case_id)
