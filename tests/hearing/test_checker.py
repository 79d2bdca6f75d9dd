"""What the checker finds, and what it leaves alone."""

from dataclasses import replace

import pytest

from courtdesk.hearing.model import Appearance, Entry, EntryKind, Step
from courtdesk.hearing.model.checker import Checker, CheckSetting, Finding, Omission
from courtdesk.hearing.model.seals import Seal
from courtdesk.hearing.service.lexicon import lexicon
from tests.vaults import START

W, X, OBJ, MOT, RUL, ORD, PLEA, APP, NXT, N = (
    EntryKind.WITNESS,
    EntryKind.EXHIBIT,
    EntryKind.OBJECTION,
    EntryKind.MOTION,
    EntryKind.RULING,
    EntryKind.ORDER,
    EntryKind.PLEA,
    EntryKind.APPEARANCE,
    EntryKind.NEXT_DATE,
    EntryKind.NOTE,
)
Said = tuple[EntryKind, str] | Step


def entry(number: int, said: Said) -> Entry:
    """A line of a log."""
    if isinstance(said, Step):
        kind, text, step = EntryKind.COURSE, "", said
    else:
        (kind, text), step = said, None
    return Entry(f"e{number}", "h", number, START, "", kind, text, "A. Clerk", step)


def checker(setting: CheckSetting | None = None) -> Checker:
    words = lexicon()
    return Checker(setting or CheckSetting(), words.recogniser, words.exhibits)


def follow(*lines: Said, setting: CheckSetting | None = None) -> Checker:
    made = checker(setting)
    for number, said in enumerate((Step.START, *lines), start=1):
        made.put(entry(number, said))
    return made


def due(made: Checker, *, closing: bool = False) -> list[tuple[Omission, int]]:
    return [(f.omission, f.number) for f in made.findings(closing=closing) if f.due]


SWORN = (W, "Witness sworn: Dr. Lena Haas, forensic pathologist")
NEXT = (W, "Witness sworn: R. Coyle")
DIRECT = (W, "Direct examination begins")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((SWORN, DIRECT, NEXT), [(Omission.NOT_EXCUSED, 2)]),
        ((SWORN, (W, "Dr. Haas excused"), NEXT), []),
        ((SWORN, NEXT, (W, "Dr. Haas excused")), []),
        ((SWORN, (W, "Witness excused, subject to recall"), NEXT), []),
        ((SWORN, (W, "Recalls Dr. Haas")), []),
        ((SWORN, DIRECT), []),
        (((X, "Offers State 14"), DIRECT), [(Omission.NO_RULING_ON_OFFER, 2)]),
        (((X, "Offers State 14"), (RUL, "Received"), DIRECT), []),
        (
            ((X, "Offers State 14"), (X, "Offers State 15"), (X, "State 15 received"), DIRECT),
            [(Omission.NO_RULING_ON_OFFER, 2)],
        ),
        (
            ((X, "Offers State 3 and State 4"), (X, "State 3 received"), DIRECT),
            [(Omission.NO_RULING_ON_OFFER, 2)],
        ),
        (((OBJ, "Objection: hearsay"), DIRECT), [(Omission.NO_RULING_ON_OBJECTION, 2)]),
        (((OBJ, "Objection: hearsay"), (RUL, "Overruled"), DIRECT), []),
        (((OBJ, "Objection: hearsay"), (OBJ, "Objection withdrawn"), DIRECT), []),
        (((OBJ, "No objection"), DIRECT), []),
        (
            ((OBJ, "Objection: form"), (OBJ, "Objection: hearsay"), (RUL, "Sustained"), DIRECT),
            [(Omission.NO_RULING_ON_OBJECTION, 2)],
        ),
        (
            ((X, "Offers State 14"), (OBJ, "Objection: cumulative"), (X, "State 14 received")),
            [],
        ),
        (((MOT, "Oral motion to strike"), Step.RECESS), [(Omission.NO_RULING_ON_MOTION, 2)]),
        (((MOT, "Oral motion to strike"), (RUL, "Denied"), Step.RECESS), []),
        (((MOT, "Renews limine 4 (Def. C)"), (RUL, "Def. C refused"), Step.RECESS), []),
        ((Step.RECESS, DIRECT), [(Omission.NO_RESUMPTION, 2)]),
        ((Step.RECESS, Step.RESUME, DIRECT), []),
        ((Step.RECESS,), []),
        (((N, "He objected; State 9 was offered to him; he was sworn"), DIRECT), []),
    ],
)
def test_what_was_passed_over_is_found(
    lines: tuple[Said, ...], found: list[tuple[Omission, int]]
) -> None:
    assert due(follow(*lines)) == found


def test_an_omission_points_at_its_entry() -> None:
    (finding,) = follow(SWORN, NEXT, (W, "R. Coyle excused")).findings()
    assert finding == Finding(Omission.NOT_EXCUSED, "Dr. Lena Haas", "e2", 2, due=True)


def test_what_is_open_becomes_due_when_the_hearing_ends() -> None:
    made = follow(SWORN, (NXT, "Next date: Monday at 9:00"))
    assert due(made) == []
    assert due(made, closing=True) == [(Omission.NOT_EXCUSED, 2)]


def test_the_end_asks_for_a_next_date_and_pleas() -> None:
    setting = CheckSetting(charges=("1", "2", "3"), pleaded=frozenset({"3"}))
    made = follow((PLEA, "Pleads not guilty to count 1"), setting=setting)
    assert due(made) == []
    assert [f.what for f in made.findings(closing=True)] == [
        "count 2",
        "no next date is on record",
    ]
    made.put(entry(3, (PLEA, "Pleads not guilty to all counts")))
    made.put(entry(4, (NXT, "Trial continues on Tuesday at 9:00")))
    assert made.findings(closing=True) == ()


def test_a_party_without_appearance_is_found() -> None:
    state = Appearance("a", "M. Pryce", "Mr. Pryce", "State", "Counsel")
    parties = (("State", "The State"), ("Defendant", "R. Landry"))
    made = follow(setting=CheckSetting(parties, (state,)))
    assert [(f.omission, f.what) for f in made.findings()] == [
        (Omission.NO_APPEARANCE, "R. Landry")
    ]
    made.put(entry(2, (APP, "R. Landry appears by video")))
    assert made.findings() == ()


def test_an_interpreter_is_asked_for_the_oath_once_one_is_needed() -> None:
    osei = Appearance("a", "K. Osei", "Interpreter", "The Court", "Interpreter, Twi")
    made = follow(setting=CheckSetting(appearances=(osei,)))
    assert due(made) == []
    made.put(entry(2, SWORN))
    assert due(made) == [(Omission.INTERPRETER_NOT_SWORN, 0)]
    made.put(entry(3, (APP, "Interpreter K. Osei reminded of the oath")))
    assert due(made) == []


def test_sealing_needs_an_order() -> None:
    made = follow()
    sealed = replace(entry(2, (N, "")), sealed=True)
    made.put(sealed)
    assert due(made) == [(Omission.NO_SEAL_ORDER, 2)]
    made.put(entry(3, (ORD, "Sealed by order of the court: the name of the minor")))
    assert due(made) == []


def test_a_sealed_portion_is_one_open_matter_however_much_was_said() -> None:
    made = follow()
    for number, portion in ((2, "a"), (3, "a"), (4, "b")):
        seal = Seal(portion, "h", START, None, "", "", "A. Reyes")
        made.put(replace(entry(number, (N, "")), sealed=True, seal=seal))
    assert due(made) == [(Omission.NO_SEAL_ORDER, 2), (Omission.NO_SEAL_ORDER, 4)]


def test_amending_an_early_entry_gives_what_following_anew_gives() -> None:
    lines: list[Said] = [SWORN, (X, "Offers State 14"), (OBJ, "Objection: hearsay"), DIRECT, NEXT]
    changes: list[tuple[int, Said]] = [
        (3, (X, "State 14 marked")),
        (4, (RUL, "Sustained")),
        (2, (N, "Nothing was said")),
        (2, SWORN),
        (6, (W, "Dr. Haas excused")),
    ]
    made = follow(*lines)
    for number, said in changes:
        made.put(entry(number, said))
        lines[number - 2] = said
        assert made.findings() == follow(*lines).findings()
