"""A machine's draft at the desk: with honest words, as pages, refused without its engine."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtWidgets import QLabel

from courtdesk.sound.panel.draft_dialog import DraftDialog, DraftPages
from courtdesk.sound.store import speech as engine
from tests.desk.test_accessibility import nameless
from tests.paper.documents import text_of
from tests.sound.panel.conftest import Court
from tests.sound.panel.test_giving import notices
from tests.vaults import START


def draft(court: Court) -> None:
    (action,) = [each for each in court.side.shortcuts() if each.id == "sound.draft"]
    action.run()


def test_without_the_engine_it_says_so(heard_court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_there", lambda: False)
    said = notices(heard_court)
    draft(heard_court)
    assert "not installed" in said[0]
    assert heard_court.window.findChild(DraftDialog) is None


def test_what_the_machine_heard_is_shown_as_a_draft(
    heard_court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    court = heard_court

    def recognised(blocks: Iterable[bytes], _model: object) -> Iterator[tuple[float, float, str]]:
        assert sum(len(block) for block in blocks) == 30 * 16_000 * 2
        yield 1.0, 2.0, "the which nest peaks"

    monkeypatch.setattr(engine, "is_there", lambda: True)
    monkeypatch.setattr(engine, "recognised", recognised)
    draft(court)
    court.until(lambda: court.window.findChild(DraftDialog) is not None)
    dialog = court.window.findChild(DraftDialog)
    assert nameless(dialog) == []
    assert any("never part of the record" in label.text() for label in dialog.findChildren(QLabel))
    start = START.astimezone(court.keeper.zone)
    dialog.first.setText(f"{start:%Y-%m-%d %H:%M:%S}")
    dialog.last.setText(f"{start:%Y-%m-%d %H:%M}:30")
    dialog.primary.click()
    court.until(lambda: court.window.findChild(DraftPages) is not None)
    preview = court.window.findChild(DraftPages).preview
    court.until(lambda: preview.document is not None)
    words = text_of(preview.document.data)
    assert "the which nest peaks" in words
    assert "DRAFT" in words
    preview.window().close()
