"""What the further papers of a hearing show, read from its log in one snapshot."""

from sqlalchemy import select

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model.reports import HearingReport, LogStory
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.service.reading import hearing_row, to_clock, to_entries, to_hearing
from courtdesk.hearing.tables import EntryRow
from courtdesk.vault.store import Vault


class ReportService:
    """Makes reports. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def report(self, hearing_id: str, *, sealed: bool = False) -> HearingReport:
        """What the log says of witnesses, rulings, attendance and the jury's time.

        With ``sealed`` also what its sealed entries say; only for those who may see them.

        Raises:
            BadEntry: there is no such hearing.
        """
        query = select(EntryRow).where(EntryRow.hearing_id == hearing_id).order_by(EntryRow.number)
        with self._vault.read() as session:
            row = hearing_row(session, hearing_id)
            hearing, clock = to_hearing(session, row), to_clock(row)
            entries = to_entries(session, session.scalars(query).all())
        whole = self._cases.case(hearing.case_id)
        case = whole.details
        words = lexicon()
        story = LogStory(hearing.plan.appearances, words.recogniser, words.exhibits)
        hidden = any(entry.sealed for entry in entries)
        story.read(entry for entry in entries if sealed or not entry.sealed)
        return HearingReport(
            case_number=case.number,
            case_title=case.title,
            hearing=hearing,
            clock=clock,
            zone=self._vault.settings.zone,
            testimonies=tuple(story.testimonies),
            requests=story.requests,
            attended=story.attended,
            jury=story.jury,
            amended=sum(entry.amended for entry in entries),
            first_at=entries[0].at if entries else None,
            last_at=entries[-1].at if entries else None,
            withheld=hidden and not sealed,
            shows_sealed=hidden and sealed,
            together=whole.numbers_at(hearing.plan.day),
        )
