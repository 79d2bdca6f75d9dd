"""What the demo tells: a fictional trial in its third day, and three other fictional matters."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courtdesk.cases.model import CaseDetails, CaseKind, Charge, Party, ScheduledHearing
from courtdesk.demo.day_three import DAY_3
from courtdesk.demo.telling import (
    APP,
    ARG,
    CLERK,
    COURT,
    DEFENCE,
    JUR,
    MOT,
    NXT,
    OBJ,
    ORD,
    RUL,
    STATE,
    WITNESS,
    Day,
    Line,
    N,
    W,
    X,
)
from courtdesk.hearing.model import Appearance, EntryKind, HearingPlan, Step
from courtdesk.vault.kdf import KdfParams

ZONE = "America/Chicago"
KEY_COST = KdfParams(memory_kib=19 * 1024, passes=1, lanes=1)
"""The least that a vault accepts: the passphrase is public, and nobody should wait for it."""
TRIAL = "2026-CR-0417"
_COURT = "Superior Court"
_ROOM = "Department 6"
_JUDGE = "Hon. M. Okafor"
OPENED_BEFORE = {
    TRIAL: timedelta(days=264),
    "2026-FA-0088": timedelta(days=190),
    "2025-CV-2210": timedelta(days=377),
    "2026-CR-0102": timedelta(days=300),
}


def cases(today: date) -> tuple[CaseDetails, ...]:
    """The matters of the department, with what is set down for ``today`` and after."""

    def at(clock: time, days: int = 0) -> datetime:
        return datetime.combine(today + timedelta(days=days), clock, ZoneInfo(ZONE))

    return (
        CaseDetails(
            number=TRIAL,
            title="State v. Landry",
            kind=CaseKind.CRIMINAL,
            court=_COURT,
            room=_ROOM,
            judge=_JUDGE,
            judge_abbreviation="MO",
            parties=(
                Party("", "State", "The State", "M. Pryce, K. Lund"),
                Party("", "Defendant", "R. Landry", "I. Duarte", in_custody=True),
            ),
            charges=(
                Charge("", "1", "Murder in the second degree"),
                Charge("", "2", "Unlawful possession of a weapon"),
            ),
            scheduled=(
                ScheduledHearing("", at(time(9)), "Jury trial, day 3", _ROOM),
                ScheduledHearing("", at(time(9), 1), "Jury trial, day 4", _ROOM),
            ),
        ),
        CaseDetails(
            number="2026-FA-0088",
            title="In re Ostrander",
            kind=CaseKind.FAMILY,
            court=_COURT,
            room=_ROOM,
            judge=_JUDGE,
            judge_abbreviation="MO",
            parties=(
                Party("", "Petitioner", "D. Ostrander", "L. Bell"),
                Party("", "Respondent", "Þ. Guðmundsdóttir"),
            ),
            scheduled=(ScheduledHearing("", at(time(13, 30)), "Status conference", _ROOM),),
        ),
        CaseDetails(
            number="2025-CV-2210",
            title="Baltic Line v. Rowe",
            kind=CaseKind.CIVIL,
            court=_COURT,
            room=_ROOM,
            judge=_JUDGE,
            judge_abbreviation="MO",
            parties=(
                Party("", "Plaintiff", "Baltic Line Sp. z o.o.", "P. Hart"),
                Party("", "Defendant", "C. Rowe", "A. Nwosu"),
            ),
            charges=(Charge("", "1", "Breach of charter-party"),),
            scheduled=(ScheduledHearing("", at(time(14, 15)), "Motion to compel", _ROOM),),
        ),
        CaseDetails(
            number="2026-CR-0102",
            title="State v. Quill",
            kind=CaseKind.CRIMINAL,
            court=_COURT,
            room=_ROOM,
            judge=_JUDGE,
            judge_abbreviation="MO",
            parties=(
                Party("", "State", "The State", "M. Pryce"),
                Party("", "Defendant", "J. Quill", "S. Adair"),
            ),
            charges=(Charge("", "1", "Theft over 2,000"),),
            scheduled=(ScheduledHearing("", at(time(15)), "Sentencing", _ROOM),),
        ),
    )


def plan_of(day: Day, held: date) -> HearingPlan:
    """What is known of a trial day before it begins."""
    people = (
        ("The Court", "The Court", "The Court", "Judge"),
        (day.witness, day.witness, "State", "Witness"),
        ("M. Pryce", "Mr. Pryce (State)", "State", "Counsel"),
        ("I. Duarte", "Ms. Duarte (Defence)", "R. Landry", "Counsel"),
        ("A. Reyes", "Clerk", "The Court", "Clerk"),
        ("K. Osei", "Interpreter", "The Court", "Interpreter, Twi"),
        ("R. Landry", "R. Landry", "R. Landry", "Defendant, in custody"),
    )
    return HearingPlan(
        title=day.title,
        day=held,
        court=_COURT,
        room=_ROOM,
        judge=_JUDGE,
        judge_abbreviation="MO",
        recorder="A. Reyes",
        jury=True,
        appearances=tuple(
            Appearance("", name, label, for_whom, role, key=key)
            for key, (name, label, for_whom, role) in enumerate(people, start=1)
        ),
    )


_DAY_1 = Day(
    "Jury trial, day 1",
    "Ofc. T. Bell",
    (
        Line(0, step=Step.START),
        Line(20, CLERK, APP, "Interpreter K. Osei (Twi) sworn"),
        Line(25, CLERK, N, "Calls 2026-CR-0417, State v. Landry, for jury trial"),
        Line(60, STATE, APP, "M. Pryce and K. Lund appear for the State"),
        Line(75, DEFENCE, APP, "I. Duarte appears for R. Landry, who is present in custody"),
        Line(130, CLERK, N, "Interpreter K. Osei (Twi) sworn"),
        Line(300, STATE, MOT, "Motion in limine 1: exclude mention of the 2019 arrest"),
        Line(520, DEFENCE, N, "Does not oppose"),
        Line(560, COURT, RUL, "Limine 1 granted without objection", bookmarked=True),
        Line(640, DEFENCE, MOT, "Motion in limine 4: exclude the call log of 2 May"),
        Line(900, COURT, RUL, "Limine 4 reserved until the foundation is laid", bookmarked=True),
        Line(1440, DEFENCE, EntryKind.PLEA, "R. Landry pleads not guilty to all counts"),
        Line(1500, CLERK, JUR, "Jury of 12 and 2 alternates sworn"),
        Line(1620, COURT, N, "Preliminary instructions read to the jury"),
        Line(2700, STATE, ARG, "Opening statement for the State begins"),
        Line(4380, STATE, ARG, "Opening statement for the State ends"),
        Line(4400, step=Step.RECESS, text="fifteen minutes"),
        Line(5420, step=Step.RESUME),
        Line(5450, DEFENCE, ARG, "Opening statement for the defence begins"),
        Line(6900, DEFENCE, ARG, "Opening statement for the defence ends"),
        Line(6960, COURT, ORD, "Jurors shall not read reports of the case nor visit the scene"),
        Line(7000, COURT, NXT, "Trial continues on the next court day at 9:00"),
        Line(7030, step=Step.ADJOURN),
    ),
)

_DAY_2 = Day(
    "Jury trial, day 2",
    "Ofc. T. Bell",
    (
        Line(0, step=Step.START),
        Line(20, CLERK, APP, "Interpreter K. Osei (Twi) sworn"),
        Line(30, CLERK, JUR, "All 14 jurors present"),
        Line(90, CLERK, W, "Witness sworn: Ofc. T. Bell, patrol division"),
        Line(120, STATE, W, "Direct examination of Ofc. Bell begins"),
        Line(610, WITNESS, N, "First on the scene at 02:14; describes the kitchen"),
        Line(1130, STATE, X, "Marks State 13, knife in evidence bag 4471"),
        Line(1180, STATE, X, "Offers State 13"),
        Line(1200, DEFENCE, OBJ, "Objection: chain of custody"),
        Line(
            1290,
            COURT,
            RUL,
            "Overruled; State 13 received",
            bookmarked=True,
        ),
        Line(2150, DEFENCE, W, "Cross-examination of Ofc. Bell begins"),
        Line(2600, WITNESS, N, "Did not wear gloves in the hallway"),
        Line(3020, STATE, W, "Redirect examination of Ofc. Bell"),
        Line(3320, COURT, W, "Ofc. Bell excused"),
        Line(3360, step=Step.RECESS),
        Line(4500, step=Step.RESUME),
        Line(4560, DEFENCE, MOT, "Oral motion to strike the last answer on redirect"),
        Line(4640, COURT, RUL, "Denied; the jury is to weigh it"),
        Line(5000, STATE, X, "Marks State 15, temperature chart"),
        Line(5300, COURT, NXT, "Trial continues on the next court day at 9:00; Dr. Haas first"),
        Line(5340, step=Step.ADJOURN),
    ),
)

TRIAL_DAYS = (_DAY_1, _DAY_2, DAY_3)
