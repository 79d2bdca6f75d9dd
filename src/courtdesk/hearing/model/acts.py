"""What a line of the log says was done, recognised from its words by rules that are data.

A rule belongs to a group; in each clause of a line the first rule of a group that fits counts, and
only in entries of the kinds that the rule names. The first of those kinds is what the words make of
a line whose kind nobody set. Notes do nothing: testimony may speak of anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from courtdesk.hearing.model.entries import EntryKind

_CLAUSES = re.compile(r";|(?<=[a-z]{4})\.\s")


class Act(StrEnum):
    """Something that a line records as done."""

    APPEARS = "appears"
    BY_VIDEO = "by video"
    BY_TELEPHONE = "by telephone"
    IN_PERSON = "in person"
    NOT_PRESENT = "not present"
    PRESENCE_EXCUSED = "presence excused"
    ARRIVES = "arrives"
    LEAVES = "leaves"
    INTERPRETER_SWORN = "interpreter sworn"
    WITNESS_SWORN = "witness sworn"
    DIRECT = "direct"
    CROSS = "cross"
    REDIRECT = "redirect"
    RECROSS = "recross"
    COURT_QUESTIONS = "court questions"
    EXCUSED = "excused"
    RECALLABLE = "recallable"
    RECALLED = "recalled"
    MARKED = "marked"
    FOR_IDENTIFICATION = "for identification"
    DEMONSTRATIVE = "demonstrative"
    OFFERED = "offered"
    ADMITTED = "admitted"
    ADMITTED_IN_PART = "admitted in part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NO_OBJECTION = "no objection"
    OBJECTION = "objection"
    OBJECTION_WITHDRAWN = "objection withdrawn"
    MOTION = "motion"
    MOTION_WITHDRAWN = "motion withdrawn"
    SUSTAINED = "sustained"
    OVERRULED = "overruled"
    GRANTED = "granted"
    DENIED = "denied"
    RESERVED = "reserved"
    SEAL_ORDER = "seal order"
    ORDER = "order"
    PLEA = "plea"
    DISPOSITION = "disposition"
    JURY_SWORN = "jury sworn"
    JURY_RETIRED = "jury retired"
    JURY_QUESTION = "jury question"
    VERDICT = "verdict"
    JURY_POLLED = "jury polled"
    JURY_DISCHARGED = "jury discharged"
    JURY_IN = "jury in"
    JURY_OUT = "jury out"
    JURY = "jury"
    OPENING = "opening"
    CLOSING = "closing"
    ARGUMENT_ENDS = "argument ends"
    RESTS = "rests"
    NEXT_DATE = "next date"


EXAMINATIONS = frozenset({Act.DIRECT, Act.CROSS, Act.REDIRECT, Act.RECROSS, Act.COURT_QUESTIONS})
ARGUMENTS = frozenset({Act.OPENING, Act.CLOSING})
EXHIBIT_ACTS = frozenset(
    {
        Act.MARKED,
        Act.FOR_IDENTIFICATION,
        Act.DEMONSTRATIVE,
        Act.OFFERED,
        Act.ADMITTED,
        Act.ADMITTED_IN_PART,
        Act.REFUSED,
        Act.WITHDRAWN,
    }
)


@dataclass(frozen=True)
class Rule:
    """Words that say that something was done. ``pattern`` is a regular expression."""

    group: str
    act: Act
    kinds: tuple[EntryKind, ...]
    pattern: str


@dataclass(frozen=True)
class Done:
    """An act, with the clause that says it."""

    act: Act
    clause: str


class Recogniser:
    """Rules ready to be applied."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules)

    def kind(self, text: str) -> EntryKind | None:
        """The kind that the words of a line make of it, or None where they say nothing."""
        for rule, pattern in self._rules:
            if pattern.search(text):
                return rule.kinds[0]
        return None

    def acts(self, text: str, kind: EntryKind) -> tuple[Done, ...]:
        """What an entry of this kind records as done, clause by clause."""
        if kind in {EntryKind.NOTE, EntryKind.COURSE}:
            return ()
        done = []
        for part in _CLAUSES.split(text):
            clause = part.strip()
            seen: set[str] = set()
            for rule, pattern in self._rules:
                if rule.group in seen or kind not in rule.kinds or not pattern.search(clause):
                    continue
                seen.add(rule.group)
                done.append(Done(rule.act, clause))
        return tuple(done)
