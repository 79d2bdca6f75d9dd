"""The papers of a hearing as finished pages: what the press's child process is asked to do."""

from courtdesk.hearing.model import HearingLogSheet, MinutesSheet, SealedSheet
from courtdesk.hearing.model.reports import HearingReport
from courtdesk.hearing.sheet.log import log_sheet
from courtdesk.hearing.sheet.minutes import minutes_sheet
from courtdesk.hearing.sheet.reports import REPORT_SHEETS
from courtdesk.hearing.sheet.sealed import sealed_sheet
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press


def log_pages(sheet: HearingLogSheet, imprint: Imprint) -> bytes:
    """The hearing log as a PDF, without what is sealed."""
    return press(log_sheet(sheet, imprint))


def minutes_pages(sheet: MinutesSheet, imprint: Imprint) -> bytes:
    """The minutes of proceedings as a PDF, without what is sealed."""
    return press(minutes_sheet(sheet, imprint))


def sealed_pages(sheet: SealedSheet, imprint: Imprint) -> bytes:
    """The sealed supplement as a PDF."""
    return press(sealed_sheet(sheet, imprint))


def report_pages(kind: str, report: HearingReport, imprint: Imprint) -> bytes:
    """One of the further papers as a PDF; ``kind`` as in ``REPORT_SHEETS``."""
    _, make = REPORT_SHEETS[kind]
    return press(make(report, imprint))
