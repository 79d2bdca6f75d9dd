"""The day card: what a witness holds in the waiting room. It tells nothing of the case."""

from courtdesk.paper.blocks import Block, Document, Facts, Heading, Items, NewPage, Paragraph, Space
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.words import full_date
from courtdesk.witnesses.model.overview import CallLine, OrderSheet
from courtdesk.witnesses.sheet.head import clock, joined
from courtdesk.witnesses.sheet.lists import called

_ADVICE = (
    "You will be fetched when it is your turn. It may be earlier or later than said here.",
    "Please do not talk with anyone about what you will say, also not in a break.",
    "Switch your telephone off before you enter the courtroom.",
    "Tell the person at the desk if you feel unwell, need a break or have to leave the room.",
)


def day_card(sheet: OrderSheet, imprint: Imprint, file_id: str = "") -> Document:
    """A card for each witness of the sheet's day, or for one. No case, no side, no topic."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for line in called(sheet):
        if line.file.id in seen or file_id not in {"", line.file.id} or line.standing.over:
            continue
        seen.add(line.file.id)
        blocks += [NewPage()] * bool(blocks)
        blocks += _card(sheet, line)
    day = full_date(sheet.day) if sheet.day else ""
    head = Masthead(court=sheet.head.court, case="", title="Witness card", subtitle=day)
    return Document(head, imprint, tuple(blocks) or (Paragraph("No witness is to come."),))


def _card(sheet: OrderSheet, line: CallLine) -> list[Block]:
    file, call = line.file, line.call
    support, person = file.support, file.person
    expected = clock(line.reached.begins if line.reached else None, sheet.head.zone)
    sitting = call.sitting if call else ""
    return [
        Heading(person.shown),
        Facts(
            (
                ("Place", sheet.head.court),
                ("Turn", joined((sitting, f"about {expected}" if expected else ""), ", ")),
                ("Please wait", support.waiting or "where the court officer shows you"),
                ("Fetched by", support.escort or "the court officer"),
                ("With you", support.companion or "someone of your choice may come"),
                ("Interpreter", person.interpreter or "none asked for"),
            )
        ),
        Space(10),
        Items(_ADVICE),
    ]
