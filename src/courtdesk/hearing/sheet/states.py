"""Which state minutes have come to, on paper; and their headings in a second language."""

from courtdesk.hearing.model import MinutesSheet
from courtdesk.hearing.model.minutes import MinutesStanding, MinutesState, MinutesVersion
from courtdesk.hearing.sheet.head import Watch
from courtdesk.paper.blocks import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Size,
    Table,
    bold,
    italic,
    plain,
)
from courtdesk.paper.words import long_date

_PRINTED = 16
"""How much of a fingerprint is printed; the whole is in the record."""


class Tongue:
    """Puts a heading's words in the court's second language beside it."""

    def __init__(self, second: tuple[tuple[str, str], ...]) -> None:
        self._second = dict(second)

    def both(self, words: str) -> str:
        """``words``, and what they are called in the second language."""
        other = self._second.get(words)
        return f"{words} · {other}" if other and other != words else words


def state_words(standing: MinutesStanding) -> str:
    """The state as it stands on each page."""
    return standing.newest.shown if standing.newest else "Draft"


def state_of(sheet: MinutesSheet, watch: Watch) -> list[Block]:
    """What the reader has in hand: a draft, or which frozen state, and whether it still holds."""
    newest = sheet.standing.newest
    if newest is None:
        return [Paragraph((bold("Draft."), plain(" These minutes are not certified.")))]
    by = f" by {newest.by}, {newest.role.lower()}, on {_when(newest, watch)}."
    if newest.state is MinutesState.AMENDED:
        why = f" Certified{by} Reason: {newest.reason}."
        spans = [bold(f"{newest.shown}."), plain(why)]
    else:
        spans = [bold(newest.shown), plain(by)]
    if sheet.standing.differs:
        spans.append(
            italic(" The log was amended after this; these minutes stand as they were certified.")
        )
    return [Paragraph(tuple(spans))]


def history_of(sheet: MinutesSheet, watch: Watch, tongue: Tongue) -> list[Block]:
    """All states so far, each with its fingerprint; nothing for a draft."""
    versions = sheet.standing.versions
    if not versions:
        return []
    columns = (
        Column("No.", width=28),
        Column("State", share=1.0),
        Column("By", share=1.0),
        Column("When", share=0.9),
        Column("Reason", share=1.2),
        Column("Fingerprint", width=96),
    )
    rows = tuple(
        Row(
            (
                str(version.place),
                version.shown,
                f"{version.by}, {version.role.lower()}",
                _when(version, watch),
                version.reason,
                version.sha256.hex()[:_PRINTED],
            )
        )
        for version in versions
    )
    table = Table(columns, rows, size=Size.SMALL)
    return [Heading(tongue.both("State of these minutes"), level=3), table]


def _when(version: MinutesVersion, watch: Watch) -> str:
    local = watch.local(version.at)
    return f"{long_date(local)}, {local:%H:%M}"
