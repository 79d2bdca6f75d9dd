"""The court's list of the day: a CSV, XLSX or iCalendar file, and what it sets down.

The columns are those of the cause lists of England and Wales and of usual exports; which one holds
what is guessed by its name. In a calendar the case's number is looked for in the event's summary.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from courtdesk.cases.model import MAX_NUMBER, MAX_TITLE, DayList, ListedMatter, ListProblem
from courtdesk.intake.calendars import HEAD as CALENDAR_HEAD
from courtdesk.intake.heads import guessed
from courtdesk.intake.tables import BadFile, Table, read_table

__all__ = ["BadFile", "Columns", "Table", "guess", "plan_day_list", "read_table"]

_NAMES = {
    "at": ("start", "starts", "date and time", "hearing start"),
    "time": ("time", "hearing time", "start time", "time of day", "fixed for"),
    "day": ("date", "hearing date", "day", "list date"),
    "number": (
        *("case number", "case no", "case no.", "case ref", "case reference", "reference"),
        *("docket no", "docket no.", "docket number", "file no", "file #", "number", "case"),
    ),
    "name": (
        *("case name", "case title", "defendant name(s)", "defendant names", "defendant"),
        *("accused/parties", "parties", "name", "summary"),
    ),
    "title": ("hearing type", "type of hearing", "hearing", "reason", "type", "activity"),
    "room": ("room", "courtroom", "court room", "sitting at", "location", "venue"),
    "judge": ("judge", "presider", "before"),
    "court": ("court", "court house", "courthouse"),
}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::(?P<second>\d{2}))?(?:\.0+)?"
    r"\s*(?P<half>[ap])?\.?m?\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w/-])(?=[\w/.:-]*\d)[A-Za-z0-9]+(?:[-/.:][A-Za-z0-9]+)+(?![\w/-])")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_YEARS = range(1900, 2200)
_WHAT = "Hearing"


@dataclass(frozen=True)
class Columns:
    """Which column (counted from 0) holds what; None where no column does."""

    at: int | None = None
    time: int | None = None
    day: int | None = None
    number: int | None = None
    name: int | None = None
    title: int | None = None
    room: int | None = None
    judge: int | None = None
    court: int | None = None


@dataclass
class _Reading:
    zone: ZoneInfo
    day: date
    matters: list[ListedMatter] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


def guess(header: Sequence[str]) -> Columns:
    """Which column holds what, going by the usual names."""
    return Columns(**guessed(header, _NAMES))


def plan_day_list(table: Table, day: date | None, zone: str, today: date) -> DayList:
    """What a day list sets down, and what stands in its way, row by row.

    ``day`` is that of rows that name none; without it, they are of ``today``, which a remark says.
    Times without an offset are the court's, in ``zone``.

    Raises:
        BadFile: no column holds the case's number or the time.
    """
    columns = guess(table.header)
    is_calendar = table.header == CALENDAR_HEAD
    if not is_calendar:
        _require(columns, table.header)
    reading = _Reading(ZoneInfo(zone), day or today)
    for number, row in enumerate(table.rows, start=1):
        cells = [cell.strip() for cell in row]
        try:
            if is_calendar:
                _read_event(reading, number, cells)
            else:
                _read_row(reading, number, cells, columns, len(table.header))
        except ValueError as error:
            reading.problems.append(ListProblem(number, str(error)))
    remarks = (*table.remarks, *_remarks(reading, told_day=day is not None))
    return DayList(tuple(reading.matters), tuple(reading.problems), remarks)


def _require(columns: Columns, header: tuple[str, ...]) -> None:
    missing = "the case’s number" if columns.number is None else ""
    if columns.time is None and columns.at is None:
        missing = missing or "the time"
    if missing:
        raise BadFile(
            f"No column of the list holds {missing}. It has: {', '.join(header)}. Call the columns "
            "“Time” and “Case number”; “Date”, “Case name”, “Hearing type”, “Room” and “Judge” "
            "are known too."
        )


def _read_row(reading: _Reading, row: int, cells: list[str], columns: Columns, width: int) -> None:
    if len(cells) > width:
        raise ValueError(
            f"it has {len(cells)} cells where the head has {width}; put text with commas in quotes."
        )

    def cell(column: int | None) -> str:
        content = cells[column] if column is not None and column < len(cells) else ""
        return " ".join(content.split())

    number = cell(columns.number)
    if not number:
        raise ValueError("it names no case.")
    if whole := cell(columns.at):
        at = _whole_moment(reading, whole)
    else:
        stated = cell(columns.day)
        reading.counted["no day"] += not stated
        at = _at(reading, _day(stated) if stated else reading.day, cell(columns.time))
    _add(
        reading,
        ListedMatter(
            row,
            at,
            number,
            cell(columns.name),
            cell(columns.title) or _WHAT,
            cell(columns.room),
            cell(columns.judge),
            cell(columns.court),
        ),
    )


def _read_event(reading: _Reading, row: int, cells: list[str]) -> None:
    start, _end, summary, location, description, status, repeats = cells
    if status == "cancelled":
        reading.counted["cancelled"] += 1
        return
    if not start:
        raise ValueError("it has no start.")
    found = _NUMBER.search(summary) or _NUMBER.search(description)
    if found is None:
        raise ValueError(f"“{summary[:60]}” names no case number.")
    reading.counted["repeats"] += bool(repeats)
    rest = summary.replace(found[0], " ").strip(" :,;–—-|·()[]")
    name, _, title = (part.strip() for part in re.sub(r"\s+[–—|·-]\s+", ": ", rest).partition(": "))
    place = " ".join(location.split())
    at = _whole_moment(reading, start)
    _add(reading, ListedMatter(row, at, found[0], name, title or _WHAT, place))


def _add(reading: _Reading, matter: ListedMatter) -> None:
    if len(matter.number) > MAX_NUMBER:
        raise ValueError(f"its case number has more than {MAX_NUMBER} characters.")
    if len(matter.name) > MAX_TITLE or len(matter.title) > MAX_TITLE:
        raise ValueError(f"a name in it has more than {MAX_TITLE} characters.")
    reading.matters.append(matter)


def _whole_moment(reading: _Reading, text: str) -> datetime:
    """A moment that stands in one cell: with its offset, on the court's clock, or a whole day."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stated, _, clock = text.rpartition(" ")
        return _at(reading, _day(stated), clock) if stated else _at(reading, reading.day, text)
    if len(text) <= len("2026-11-23"):
        return _at(reading, moment.date(), "")
    if moment.tzinfo is None:
        reading.counted["no zone"] += 1
        return _in_court(reading, moment)
    return _checked(moment.astimezone(UTC))


def _at(reading: _Reading, day: date, clock: str) -> datetime:
    if not clock:
        reading.counted["no time"] += 1
        return _in_court(reading, datetime.combine(day, time()))
    return _in_court(reading, datetime.combine(day, _time(clock)))


def _in_court(reading: _Reading, moment: datetime) -> datetime:
    """A moment on the court's clock, in UTC; of an hour that comes twice, the first."""
    local = moment.replace(tzinfo=reading.zone)
    utc = _checked(local.astimezone(UTC))
    if utc.astimezone(reading.zone).replace(tzinfo=None) != moment:
        raise ValueError(
            f"there is no {moment:%H:%M} on {moment:%Y-%m-%d}: the clocks go forward then."
        )
    twice = local.replace(fold=1).utcoffset() != local.utcoffset()
    reading.counted["twice"] += twice
    return utc


def _checked(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(f"its year {moment.year} is out of range.")
    return moment


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found is not None:
        hour, half = int(found["hour"]), (found["half"] or "").casefold()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        written_out = bool(half or found["minute"])
        minute, second = int(found["minute"] or 0), int(found["second"] or 0)
        if written_out and hour < 24 and minute < 60 and second < 60:
            return time(hour, minute, second)
    raise ValueError(f"its time “{text}” is not understood; write 9:30, 09:30 or 9:30 am.")


def _day(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    words = re.findall(r"\w+", text.casefold())
    months = [n for n, name in enumerate(_MONTHS, 1) if any(_is_month(w, name) for w in words)]
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if number in _YEARS]
    rest = [number for number in numbers if number not in _YEARS]
    try:
        if len(years) == 1 and len(months) == 1 and len(rest) == 1:
            return date(years[0], months[0], rest[0])
        if len(years) == 1 and not months and len(rest) == 2:
            return _of_numbers(years[0], *rest)
    except ValueError:
        pass
    raise ValueError(f"its date “{text}” is not certain; write it as 2026-11-23.")


def _of_numbers(year: int, first: int, second: int) -> date:
    """A day written in figures, where only one order is possible."""
    if first > 12:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    if first == second:
        return date(year, first, second)
    raise ValueError


def _is_month(word: str, name: str) -> bool:
    return len(word) >= 3 and name.startswith(word)


def _remarks(reading: _Reading, *, told_day: bool) -> list[str]:
    counted = reading.counted
    said = []
    if counted["no day"] and not told_day:
        said.append(f"The list names no day: its hearings are set down for {reading.day}.")
    if counted["no time"]:
        said.append(f"{_rows(counted['no time'])} no time of day: set down at 00:00.")
    if counted["no zone"]:
        said.append(f"{_rows(counted['no zone'])} no time zone: taken as the court’s time.")
    if counted["twice"]:
        said.append(f"{counted['twice']} fall in the hour that comes twice: the first is taken.")
    if counted["repeats"]:
        said.append(f"{counted['repeats']} events repeat: only the first date of each is taken.")
    if counted["cancelled"]:
        said.append(f"{counted['cancelled']} cancelled events were left out.")
    return said


def _rows(count: int) -> str:
    return "1 row names" if count == 1 else f"{count:,} rows name"
