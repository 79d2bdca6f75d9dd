"""What a line of the log refers to: exhibits, charges, witnesses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_SHORTEST_ALIAS = 3
_COUNTS = re.compile(
    r"\b(?:count|charge)s?\s+(\d{1,4}(?:\s*(?:,|and|to|–|-)\s*\d{1,4})*)", re.IGNORECASE
)
_ALL_COUNTS = re.compile(r"\b(?:all|each|both|every) (?:counts?|charges?)\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:to|–|-)\s*(\d+)")
_MOST_CHARGES = 500


class LinkKind(StrEnum):
    """What an entry may refer to."""

    EXHIBIT = "exhibit"
    CHARGE = "charge"
    WITNESS = "witness"
    SCHEDULED = "scheduled hearing"


@dataclass(frozen=True)
class Link:
    """A reference of an entry: ``target`` is an id of the subject, ``words`` what stands there."""

    kind: LinkKind
    target: str
    words: str


@dataclass(frozen=True)
class ExhibitName:
    """An exhibit that a text names, and what the text says of it until the next one."""

    party: str
    number: str
    after: str = ""

    @property
    def words(self) -> str:
        """How it is called in court."""
        return f"{self.party} {self.number}"

    @property
    def key(self) -> tuple[str, str]:
        """What two names of one exhibit share."""
        return self.party.casefold(), self.number.casefold()


class ExhibitFinder:
    """Finds the exhibits that a text names, by the parties whose exhibits they are."""

    def __init__(self, parties: Mapping[str, str]) -> None:
        """``parties`` maps each way to write a party to its name, such as Defence to Def."""
        names = {*parties.values()}
        written = {
            alias: party for alias, party in parties.items() if len(alias) >= _SHORTEST_ALIAS
        }
        written.update({name: name for name in names})
        self._parties = {alias.casefold().rstrip("."): name for alias, name in written.items()}
        aliases = sorted(self._parties, key=len, reverse=True)
        ways = "|".join(re.escape(alias) for alias in aliases)
        self._pattern = re.compile(
            rf"(?<!\w)(?i:(?P<party>{ways}))\.?(?:[’']s)?\s+(?i:(?:exhibits?|exh?\.?)\s+)?"
            r"(?P<number>\d{1,5}[A-Z]?|[A-Z]{1,2})(?![\w’'])"
        )

    def find(self, text: str) -> tuple[ExhibitName, ...]:
        """The exhibits in the order of the text, each once."""
        matches = [m for m in self._pattern.finditer(text) if m["party"][0].isupper()]
        ends = [*(match.start() for match in matches[1:]), len(text)]
        found: dict[tuple[str, str], ExhibitName] = {}
        for match, end in zip(matches, ends, strict=False):
            party = self._parties[match["party"].casefold()]
            name = ExhibitName(party, match["number"], text[match.end() : end])
            found.setdefault(name.key, name)
        return tuple(found.values())


def charges_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The numbers of the charges that a text names, of those that are ``known``."""
    numbers = list(known)
    if _ALL_COUNTS.search(text):
        return tuple(numbers)
    named: set[str] = set()
    for match in _COUNTS.finditer(text):
        named.update(re.findall(r"\d+", match[1]))
        for first, last in _RANGE.findall(match[1]):
            if 0 < int(last) - int(first) < _MOST_CHARGES:
                named.update(map(str, range(int(first), int(last) + 1)))
    return tuple(number for number in numbers if number in named)


def surname(name: str) -> str:
    """The word that a person is called by in court: the last of the name before a comma."""
    words = name.split(",", 1)[0].split()
    return words[-1] if words else ""


def names(text: str, name: str) -> bool:
    """Whether a text calls somebody by surname."""
    word = surname(name)
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
