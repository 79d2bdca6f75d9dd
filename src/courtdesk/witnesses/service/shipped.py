"""What is shipped as data: templates, regimes, the words of the log, a usual court day."""

import json
from datetime import date, time
from functools import cache
from typing import Any

from courtdesk.assets import resource
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.witnesses.model.checklist import Regime, Stage, Template, TemplateItem
from courtdesk.witnesses.model.court import LogWords
from courtdesk.witnesses.model.sittings import Sitting
from courtdesk.witnesses.model.witness import WitnessKind


@cache
def regimes() -> tuple[Regime, ...]:
    """The regimes; the first is the one to begin with."""
    return tuple(
        Regime(
            id=data["id"],
            title=data["title"],
            session_title=data["session_title"],
            notice=data["notice"],
            source=data["source"],
            effective=date.fromisoformat(data["effective"]),
            forbids=frozenset(data["forbids"]),
            needs_presence=data["needs_presence"],
            verified_on=data["verified_on"],
        )
        for data in _read("regimes.json")["regimes"]
    )


def regime(regime_id: str) -> Regime:
    """The regime of that id; the first where it is unknown or empty."""
    return next((each for each in regimes() if each.id == regime_id), regimes()[0])


@cache
def templates() -> dict[WitnessKind, Template]:
    """The templates as shipped."""
    return {
        WitnessKind(data["kind"]): Template(
            WitnessKind(data["kind"]),
            tuple(
                TemplateItem(Stage(item["stage"]), item["text"], item.get("practice", ""))
                for item in data["items"]
            ),
        )
        for data in _read("templates.json")["templates"]
    }


@cache
def sittings() -> tuple[Sitting, ...]:
    """A usual court day."""
    return tuple(
        Sitting(data["name"], time.fromisoformat(data["begins"]), time.fromisoformat(data["ends"]))
        for data in _read("sittings.json")["sittings"]
    )


@cache
def log_words() -> LogWords:
    """The words by which the log says what happens to a witness."""
    data = _read("log-words.json")
    return LogWords(lexicon().recogniser, data["sworn"], data["recalled"], data["excused"])


def _read(name: str) -> Any:
    return json.loads(resource("witnesses", name).read_text(encoding="utf-8"))
