"""The sheets of labels that exhibits are marked with."""

import json

from courtdesk import assets
from courtdesk.exhibits.model import BadExhibit, LabelStock


def label_stocks() -> tuple[LabelStock, ...]:
    """The sheets of labels that are known, as shipped under ``resources/labels``."""
    known = json.loads(assets.resource("labels", "stock.json").read_text(encoding="utf-8"))
    return tuple(LabelStock(**stock) for stock in known["stocks"])


def stock_named(name: str, paper: str) -> LabelStock:
    """A sheet of labels; without a ``name``, the first that ``paper`` (a4 or letter) has.

    Raises:
        BadExhibit: there is no such sheet.
    """
    stocks = label_stocks()
    usual = next((known for known in stocks if known.paper == paper), stocks[0])
    chosen = next((s for s in stocks if s.name.casefold() == name.casefold()), None)
    if name and chosen is None:
        known_names = ", ".join(known.name for known in stocks)
        raise BadExhibit(f"The sheet of labels “{name}” is not known. Known: {known_names}.")
    return chosen or usual
