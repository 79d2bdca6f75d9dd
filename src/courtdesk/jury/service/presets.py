"""The presets that are shipped, read once."""

import json
from functools import cache
from typing import Any

from courtdesk.assets import resource
from courtdesk.jury.model.layout import SeatLayout
from courtdesk.jury.model.presets import Jurisdiction, jurisdiction_of, layout_of
from courtdesk.jury.model.questionnaire import Form, form_of


@cache
def jurisdictions() -> tuple[Jurisdiction, ...]:
    """The rules of jurisdictions, in the order of the data."""
    return tuple(jurisdiction_of(data) for data in _read("presets.json")["presets"])


@cache
def layouts() -> tuple[SeatLayout, ...]:
    """The seat maps, in the order of the data; the first is the one to begin with."""
    return tuple(layout_of(data) for data in _read("layouts.json")["layouts"])


@cache
def templates() -> tuple[dict[str, str], ...]:
    """What the court says to jurors and asks them: kind, code, title, text."""
    return tuple(_read("templates.json")["templates"])


@cache
def outcomes(kind: str) -> tuple[str, ...]:
    """How a contact of a kind can end; empty where nothing is named."""
    return tuple(_read("templates.json")["outcomes"].get(kind, ()))


@cache
def excusals() -> tuple[tuple[str, str], ...]:
    """The reasons for which jurors are excused, deferred or disqualified: code and words."""
    return tuple((each["code"], each["title"]) for each in _read("excusals.json")["codes"])


@cache
def forms() -> tuple[Form, ...]:
    """The questionnaires, the court's own first."""
    return tuple(form_of(data) for data in _read("questionnaires.json")["forms"])


def jurisdiction(preset: str) -> Jurisdiction:
    """The jurisdiction of that id; the court's own rules where it is unknown or empty."""
    known = {each.id: each for each in jurisdictions()}
    return known.get(preset) or known["own"]


def _read(name: str) -> Any:
    return json.loads(resource("jury", name).read_text(encoding="utf-8"))
