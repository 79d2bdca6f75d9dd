"""The papers of a jury: chart, strikes, jurors, behaviour, figures, lists."""

from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.sheet.behaviour import ORDERS, behaviour_report
from courtdesk.jury.sheet.chart import seating_chart
from courtdesk.jury.sheet.heat import attention_map, timelines
from courtdesk.jury.sheet.people import (
    answer_matrix,
    destruction_certificate,
    juror_pages,
    jury_list,
)
from courtdesk.jury.sheet.strikes import batson_report, strike_sheet
from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint

TITLES = {
    "seating": "Seating chart",
    "clean": "Seating chart, clean copy",
    "strikes": "Strike sheet",
    "strikes-court": "Strike sheet, court copy",
    "jurors": "Jurors",
    "jury-list": "Jury list",
    "matrix": "Answers",
    "behaviour": "Behaviour",
    "heat": "Attention map",
    "timelines": "Jurors over time",
    "batson": "Strike figures",
    "destruction": "Certificate of destruction",
}


def document(kind: str, sheet: JurySheet, imprint: Imprint, order: str = "time") -> Document:
    """The paper of a kind that :data:`TITLES` names; ``order`` is the behaviour report's."""
    if kind == "behaviour":
        return behaviour_report(sheet, imprint, order)
    makers = {
        "seating": seating_chart,
        "strikes": strike_sheet,
        "jurors": juror_pages,
        "jury-list": jury_list,
        "matrix": answer_matrix,
        "batson": batson_report,
        "heat": attention_map,
        "timelines": timelines,
        "destruction": destruction_certificate,
    }
    if kind == "clean":
        return seating_chart(sheet, imprint, clean=True)
    if kind == "strikes-court":
        return strike_sheet(sheet, imprint, court=True)
    return makers[kind](sheet, imprint)


def press_sheet(made: tuple[str, JurySheet, Imprint]) -> bytes:
    """The pages of a paper; for the press’s child process."""
    from courtdesk.paper.press import press

    return press(document(*made))


__all__ = ["ORDERS", "TITLES", "document", "press_sheet"]
