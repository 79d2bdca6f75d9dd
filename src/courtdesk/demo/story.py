"""What the demo tells: a fictional trial in its third day, and three other fictional matters."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courtdesk.cases.model import CaseDetails, CaseKind, Charge, Party, ScheduledHearing
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
COURT, WITNESS, STATE, DEFENCE, CLERK, INTERPRETER = range(1, 7)


@dataclass(frozen=True)
class Line:
    """A line of a day's log: ``after`` counts seconds from its start; ``key`` says who speaks."""

    after: int
    key: int = 0
    kind: EntryKind = EntryKind.NOTE
    text: str = ""
    step: Step | None = None
    bookmarked: bool = False
    corrected: tuple[str, str] | None = None


@dataclass(frozen=True)
class Day:
    """A day of the trial."""

    title: str
    witness: str
    lines: tuple[Line, ...]


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


_N, _W, _X, _OBJ, _MOT, _RUL, _ORD, _JUR, _NXT, _APP = (
    EntryKind.NOTE,
    EntryKind.WITNESS,
    EntryKind.EXHIBIT,
    EntryKind.OBJECTION,
    EntryKind.MOTION,
    EntryKind.RULING,
    EntryKind.ORDER,
    EntryKind.JURY,
    EntryKind.NEXT_DATE,
    EntryKind.APPEARANCE,
)

_DAY_1 = Day(
    "Jury trial, day 1",
    "Ofc. T. Bell",
    (
        Line(0, step=Step.START),
        Line(20, CLERK, _APP, "Interpreter K. Osei (Twi) sworn"),
        Line(25, CLERK, _N, "Calls 2026-CR-0417, State v. Landry, for jury trial"),
        Line(60, STATE, _APP, "M. Pryce and K. Lund appear for the State"),
        Line(75, DEFENCE, _APP, "I. Duarte appears for R. Landry, who is present in custody"),
        Line(130, CLERK, _N, "Interpreter K. Osei (Twi) sworn"),
        Line(300, STATE, _MOT, "Motion in limine 1: exclude mention of the 2019 arrest"),
        Line(520, DEFENCE, _N, "Does not oppose"),
        Line(560, COURT, _RUL, "Limine 1 granted without objection", bookmarked=True),
        Line(640, DEFENCE, _MOT, "Motion in limine 4: exclude the call log of 2 May"),
        Line(900, COURT, _RUL, "Limine 4 reserved until the foundation is laid", bookmarked=True),
        Line(1440, DEFENCE, EntryKind.PLEA, "R. Landry pleads not guilty to all counts"),
        Line(1500, CLERK, _JUR, "Jury of 12 and 2 alternates sworn"),
        Line(1620, COURT, _N, "Preliminary instructions read to the jury"),
        Line(2700, STATE, _N, "Opening statement for the State begins"),
        Line(4380, STATE, _N, "Opening statement for the State ends"),
        Line(4400, step=Step.RECESS, text="fifteen minutes"),
        Line(5420, step=Step.RESUME),
        Line(5450, DEFENCE, _N, "Opening statement for the defence begins"),
        Line(6900, DEFENCE, _N, "Opening statement for the defence ends"),
        Line(6960, COURT, _ORD, "Jurors shall not read reports of the case nor visit the scene"),
        Line(7000, COURT, _NXT, "Trial continues on the next court day at 9:00"),
        Line(7030, step=Step.ADJOURN),
    ),
)

_DAY_2 = Day(
    "Jury trial, day 2",
    "Ofc. T. Bell",
    (
        Line(0, step=Step.START),
        Line(20, CLERK, _APP, "Interpreter K. Osei (Twi) sworn"),
        Line(30, CLERK, _JUR, "All 14 jurors present"),
        Line(90, CLERK, _W, "Witness sworn: Ofc. T. Bell, patrol division"),
        Line(120, STATE, _W, "Direct examination of Ofc. Bell begins"),
        Line(610, WITNESS, _N, "First on the scene at 02:14; describes the kitchen"),
        Line(1130, STATE, _X, "Marks State 13, knife in evidence bag 4471"),
        Line(1180, STATE, _X, "Offers State 13"),
        Line(1200, DEFENCE, _OBJ, "Objection: chain of custody"),
        Line(
            1290,
            COURT,
            _RUL,
            "Overruled; State 13 received",
            bookmarked=True,
        ),
        Line(2150, DEFENCE, _W, "Cross-examination of Ofc. Bell begins"),
        Line(2600, WITNESS, _N, "Did not wear gloves in the hallway"),
        Line(3020, STATE, _W, "Redirect examination of Ofc. Bell"),
        Line(3320, COURT, _W, "Ofc. Bell excused"),
        Line(3360, step=Step.RECESS),
        Line(4500, step=Step.RESUME),
        Line(4560, DEFENCE, _MOT, "Oral motion to strike the last answer on redirect"),
        Line(4640, COURT, _RUL, "Denied; the jury is to weigh it"),
        Line(5000, STATE, _X, "Marks State 15, temperature chart"),
        Line(5300, COURT, _NXT, "Trial continues on the next court day at 9:00; Dr. Haas first"),
        Line(5340, step=Step.ADJOURN),
    ),
)

_DAY_3 = Day(
    "Jury trial, day 3",
    "Dr. L. Haas",
    (
        Line(0, step=Step.START),
        Line(40, CLERK, _JUR, "13 jurors present; juror 4 delayed by the bridge"),
        Line(420, CLERK, _JUR, "Juror 4 present; all 14 jurors in the box"),
        Line(500, COURT, _N, "Asks both sides for their order of witnesses today"),
        Line(560, STATE, _N, "Dr. Haas, M. Iglesias, R. Coyle"),
        Line(700, DEFENCE, _MOT, "Renews limine 4 as to the call log of 2 May (Def. C)"),
        Line(980, COURT, _RUL, "Def. C refused: no foundation", bookmarked=True),
        Line(1400, CLERK, _APP, "Interpreter K. Osei (Twi) reminded of the oath"),
        Line(2100, STATE, _W, "Calls Ofc. Bell, recalled for one question on the time log"),
        Line(2340, COURT, _N, "Thanks Ofc. Bell; the jury stretches"),
        Line(3600, CLERK, _W, "Witness sworn: Dr. Lena Haas, forensic pathologist"),
        Line(
            3640,
            STATE,
            _W,
            "Direct examination begins: qualifications, 212 prior testimonies",
        ),
        Line(3912, STATE, _X, "Offers State 14, autopsy photograph series (6 sheets)"),
        Line(3925, DEFENCE, _OBJ, "Objection: cumulative, unfair prejudice"),
        Line(3931, step=Step.GO_OFF_RECORD, text="sidebar"),
        Line(4113, step=Step.GO_ON_RECORD),
        Line(
            4120,
            COURT,
            _RUL,
            "Overruled as to sheets 1–4; sustained as to sheets 5–6",
            bookmarked=True,
        ),
        Line(4137, COURT, _X, "State 14 (1–4) received"),
        Line(4209, WITNESS, _N, "Cause of death; demonstrates wound track on diagram"),
        Line(
            4417,
            STATE,
            _N,
            "Time of death, range 02:00–03:00",
            corrected=("Time of death, range 02:00–04:00", "misheard; read back by the witness"),
        ),
        Line(4505, WITNESS, _N, "Rigor and temperature; relies on State 15"),
        Line(4760, DEFENCE, _OBJ, "Objection: beyond the report"),
        Line(4775, COURT, _RUL, "Overruled"),
        Line(5230, WITNESS, _N, "Explains the chart: 24.1 °C at 03:10, 21.8 °C at 05:00"),
        Line(5640, STATE, _N, "No further questions at this time on the chart"),
        Line(6010, WITNESS, _N, "Identifies State 15, time of death chart"),
    ),
)

TRIAL_DAYS = (_DAY_1, _DAY_2, _DAY_3)
