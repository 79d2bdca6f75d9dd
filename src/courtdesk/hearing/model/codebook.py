"""The court's code book: what a clerk types in short, and what goes on the record.

A line is taken clause by clause (“;” parts them). A code at the beginning of a clause stands for a
phrase; ``{}`` in the phrase takes the rest of the clause. An abbreviation stands for its words
anywhere. An exhibit may be written as its party's abbreviation and number (``st15``, ``def c`` with
a capital). A backslash before a word leaves it as it is typed.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.errors import BadEntry

MAX_PHRASE = 500
_TOKEN = re.compile(r"(\s*)(\S+)")
_JOINED_EXHIBIT = re.compile(r"([a-z]+)\.?-?(\d{1,5}[a-z]?|(?<=[.-])[a-z])", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}[A-Z]?|[A-Z]")
_TAIL = ",.:)?!"
_EMPTY_PLACE = re.compile(r"[\s:,–]*\{\}")
_COLUMNS = ("short", "phrase", "kind", "anywhere", "court", "source", "since")


@dataclass(frozen=True)
class Code:
    """A short form and its phrase.

    ``anywhere`` marks an abbreviation, which stands for its words in the midst of a line too.
    ``court`` is empty where every court uses it; ``source`` and ``since`` (an ISO date) say where
    it comes from. ``id`` is empty for a code that is shipped with CourtDesk.
    """

    short: str
    phrase: str
    kind: EntryKind = EntryKind.NOTE
    anywhere: bool = False
    court: str = ""
    source: str = ""
    since: str = ""
    id: str = ""


@dataclass(frozen=True)
class Expansion:
    """What a typed line stands for.

    ``choices`` holds the codes that the first word may mean where there are several; ``kind`` is
    that of the code, or None where the line begins with none that has one.
    """

    text: str
    kind: EntryKind | None = None
    choices: tuple[Code, ...] = ()


class CodeBook:
    """Codes ready to be looked up: each word costs a few dictionary look-ups, however many."""

    def __init__(self, codes: Iterable[Code], parties: Mapping[str, str]) -> None:
        """``codes`` that come first go first; ``parties`` maps abbreviations to exhibit parties."""
        self.codes = tuple(codes)
        self._parties = {alias.casefold(): party for alias, party in parties.items()}
        self._keys: dict[str, str] = {}
        self._by_words: dict[tuple[str, ...], list[Code]] = {}
        self._longest: dict[str, int] = {}
        for code in self.codes:
            words = tuple(code.short.casefold().split())
            self._by_words.setdefault(words, []).append(code)
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def name_keys(self, names: Mapping[int, str]) -> None:
        """Let F1 to F8 stand for these people after a code of attendance, such as ``arr F3``."""
        self._keys = {f"f{key}": name for key, name in names.items()}

    def expand(self, typed: str, pick: int = 0) -> Expansion:
        """What ``typed`` stands for; ``pick`` chooses among what its first code may mean."""
        clauses = typed.split(";")
        lead = self._lead(_tokens(clauses[0]))
        choices = tuple(lead[1]) if lead and len(lead[1]) > 1 else ()
        kind = None
        done = []
        for place, clause in enumerate(clauses):
            text, code = self._clause(clause, pick if place == 0 else 0)
            done.append(text)
            if code is not None and code.kind is not EntryKind.NOTE and kind is None:
                kind = code.kind
        text = ";".join(done)
        if text != typed:
            text = text[:1].upper() + text[1:]
        return Expansion(text, kind, choices)

    def _lead(self, tokens: Sequence[tuple[str, str]]) -> tuple[int, list[Code]] | None:
        """How many words the code at the beginning has, and what it may mean."""
        return self._match(tokens, 0, at_start=True)

    def _match(
        self, tokens: Sequence[tuple[str, str]], at: int, *, at_start: bool
    ) -> tuple[int, list[Code]] | None:
        if at >= len(tokens):
            return None
        first = tokens[at][1].casefold()
        longest = max(self._longest.get(first, 0), self._longest.get(first.rstrip(_TAIL), 0))
        for count in range(min(longest, len(tokens) - at), 0, -1):
            words = [word.casefold() for _, word in tokens[at : at + count]]
            for last in (words[-1], words[-1].rstrip(_TAIL)):
                found = self._by_words.get((*words[:-1], last), [])
                usable = [code for code in found if at_start or code.anywhere]
                if usable:
                    return count, usable
        return None

    def _clause(self, clause: str, pick: int) -> tuple[str, Code | None]:
        tokens = _tokens(clause)
        lead = self._lead(tokens)
        code = None if lead is None else lead[1][pick % len(lead[1])]
        if lead is None:
            return self._after_exhibit(tokens) + _trailing(clause), None
        if code is None or code.anywhere:
            return self._words(tokens) + _trailing(clause), None
        count = lead[0]
        before = tokens[0][0]
        tail = _tail(tokens[count - 1][1], code.short)
        following = tokens[count:]
        if code.kind is EntryKind.APPEARANCE:
            following = [(blank, self._person(word)) for blank, word in following]
        rest = self._words(following) + _trailing(clause)
        return before + _filled(code.phrase, tail + rest), code

    def _after_exhibit(self, tokens: Sequence[tuple[str, str]]) -> str:
        """A clause that begins with an exhibit, which a code after it may take: ``st14 rcv``."""
        taken, name = self._exhibit(tokens, 0) if tokens else (0, "")
        match = self._match(tokens, taken, at_start=True) if name else None
        if match is None or not match[1][0].phrase.startswith("{} "):
            return self._words(tokens)
        code, end = match[1][0], taken + match[0]
        said = code.phrase.replace("{}", name, 1) + _tail(tokens[end - 1][1], code.short)
        return tokens[0][0] + said + self._words(tokens[end:])

    def _words(self, tokens: Sequence[tuple[str, str]]) -> str:
        out, at = [], 0
        while at < len(tokens):
            blank, word = tokens[at]
            if word.startswith("\\"):
                out.append(blank + word[1:])
                at += 1
                continue
            match = self._match(tokens, at, at_start=False)
            if match is not None:
                code = match[1][0]
                at += match[0]
                out.append(blank + code.phrase + _tail(tokens[at - 1][1], code.short))
                continue
            taken, name = self._exhibit(tokens, at)
            out.append(blank + (name or word))
            at += taken
        return "".join(out)

    def _person(self, word: str) -> str:
        """Who has a speaker key, or the word itself."""
        plain = word.rstrip(_TAIL)
        name = self._keys.get(plain.casefold())
        return word if name is None else name + word[len(plain) :]

    def _exhibit(self, tokens: Sequence[tuple[str, str]], at: int) -> tuple[int, str]:
        """How many words make an exhibit's short name here, and its name; empty for none."""
        word = tokens[at][1]
        plain = word.rstrip(_TAIL)
        joined = _JOINED_EXHIBIT.fullmatch(plain)
        if joined:
            party = self._parties.get(joined[1].casefold())
            if party:
                return 1, f"{party} {joined[2].upper()}{word[len(plain) :]}"
        party = self._parties.get(word.rstrip(".").casefold()) if len(word) > 1 else None
        if party and at + 1 < len(tokens):
            following = tokens[at + 1][1]
            number = following.rstrip(_TAIL)
            if _NUMBER.fullmatch(number):
                return 2, f"{party} {following}"
        return 1, ""


def checked_code(code: Code) -> Code:
    """``code`` with blanks folded.

    Raises:
        BadEntry: short form or phrase is missing, or one of them cannot be typed or printed.
    """
    short, phrase = " ".join(code.short.split()), " ".join(code.phrase.split())
    if not short or not phrase:
        raise BadEntry(
            "A code needs a short form and its phrase, such as “ob” and “Objection: {}”."
        )
    if ";" in short or len(short) > 40:
        raise BadEntry("A short form has at most 40 characters and no semicolon.")
    if len(phrase) > MAX_PHRASE:
        raise BadEntry(f"The phrase of “{short}” is longer than {MAX_PHRASE} characters.")
    if code.anywhere and "{}" in phrase:
        raise BadEntry(
            f"“{short}” stands anywhere in a line, so its phrase can hold no place {{}}."
        )
    if code.kind is EntryKind.COURSE:
        raise BadEntry("Steps of the hearing have keys of their own; a code cannot take them.")
    return Code(
        short,
        phrase,
        code.kind,
        code.anywhere,
        code.court.strip(),
        code.source.strip(),
        code.since.strip(),
        code.id,
    )


def codes_from_csv(text: str) -> tuple[Code, ...]:
    """The codes of a CSV file whose head names short, phrase and what else is known.

    Raises:
        BadEntry: a column is missing, or a row holds no code; nothing is taken then.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    names = {(name or "").strip().casefold() for name in reader.fieldnames or ()}
    if not {"short", "phrase"} <= names:
        raise BadEntry("The file needs the columns “short” and “phrase”. Nothing was imported.")
    codes = []
    for number, raw in enumerate(reader, start=1):
        row = {(key or "").strip().casefold(): str(value or "") for key, value in raw.items()}
        try:
            codes.append(checked_code(_from_row(row)))
        except (BadEntry, ValueError) as error:
            raise BadEntry(f"Row {number} of the codes: {error} Nothing was imported.") from error
    return tuple(codes)


def codes_to_csv(codes: Iterable[Code]) -> str:
    """The codes as a CSV file that :func:`codes_from_csv` reads."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for code in codes:
        anywhere = "yes" if code.anywhere else ""
        writer.writerow(
            (
                code.short,
                code.phrase,
                code.kind.value,
                anywhere,
                code.court,
                code.source,
                code.since,
            )
        )
    return out.getvalue()


def _from_row(row: Mapping[str, str]) -> Code:
    kind = row.get("kind", "").strip().casefold() or EntryKind.NOTE.value
    if kind not in {known.value for known in EntryKind}:
        raise ValueError(f"“{kind}” is no kind of entry.")
    return Code(
        short=row.get("short", ""),
        phrase=row.get("phrase", ""),
        kind=EntryKind(kind),
        anywhere=row.get("anywhere", "").strip().casefold() in {"yes", "1", "true", "x"},
        court=row.get("court", ""),
        source=row.get("source", ""),
        since=row.get("since", ""),
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in _TOKEN.finditer(text)]


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :] if text.strip() else text


def _tail(word: str, short: str) -> str:
    """The punctuation that followed a code."""
    own = short.rsplit(maxsplit=1)[-1]
    return word[len(own) :] if word.casefold().startswith(own.casefold()) else ""


def _filled(phrase: str, rest: str) -> str:
    places = phrase.count("{}")
    if not places:
        return phrase + rest
    parts = [part.strip() for part in rest.split(",", places - 1)]
    for part in parts:
        if not part:
            break
        phrase = phrase.replace("{}", part, 1)
    return _EMPTY_PLACE.sub("", phrase).lstrip() if "{}" in phrase else phrase
