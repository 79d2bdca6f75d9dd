"""What is shipped under ``resources/codes``: code sets, recognition rules, names of parties."""

import csv
from dataclasses import dataclass
from functools import lru_cache

from courtdesk import assets
from courtdesk.hearing.model.acts import Act, Recogniser, Rule
from courtdesk.hearing.model.codebook import Code, codes_from_csv
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import ExhibitFinder

SETS = ("us", "england-wales")


@dataclass(frozen=True)
class Lexicon:
    """The shipped data, ready for use. ``parties`` maps what is written to an exhibit's party."""

    codes: tuple[Code, ...]
    parties: dict[str, str]
    recogniser: Recogniser
    exhibits: ExhibitFinder


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped data, read once."""
    codes = tuple(code for name in SETS for code in codes_from_csv(_text(f"{name}.csv")))
    parties = {row["written"]: row["party"] for row in _rows("parties.csv")}
    parties.update({party: party for party in {*parties.values()}})
    rules = [
        Rule(
            row["group"],
            Act(row["act"]),
            tuple(EntryKind(kind) for kind in row["kinds"].split("|")),
            row["pattern"],
        )
        for row in _rows("rules.csv")
    ]
    return Lexicon(codes, parties, Recogniser(rules), ExhibitFinder(parties))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return assets.resource("codes", name).read_text(encoding="utf-8")
