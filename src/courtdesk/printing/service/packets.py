"""Putting a packet together: what its readers may see is in it, the rest is named with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from courtdesk.cases.service import CaseService
from courtdesk.catalogue import Edition, Kind, Need, Reader, Wanted
from courtdesk.errors import KnownError
from courtdesk.hearing.service import HearingService
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.packet import LeftOut, Packet, Part
from courtdesk.paper.words import full_date
from courtdesk.printing.catalogue import kind_named
from courtdesk.printing.model import BadPacket, Item, Preset
from courtdesk.vault.changes import Saved
from courtdesk.vault.keys import Compartment
from courtdesk.vault.prints import NewPrint, Print, Prints
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from courtdesk.witnesses.service import WitnessService

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document

_MARKINGS = {
    Reader.BENCH: "BENCH",
    Reader.CLERK: "COURT STAFF",
    Reader.COUNSEL: "PRIVILEGED – ATTORNEY WORK PRODUCT",
    Reader.PUBLIC: "PUBLIC",
}
_EDITIONS = {
    Reader.BENCH: "Bench edition",
    Reader.CLERK: "Clerk’s edition",
    Reader.COUNSEL: "Trial team’s edition",
    Reader.PUBLIC: "Public edition",
}


@dataclass(frozen=True)
class Gathered:
    """A packet, and what the print history is to say of it."""

    packet: Packet
    compartment: Compartment
    case_id: str


class PacketService:
    """The packets of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._cases = CaseService(vault)
        self._hearings = HearingService(vault, self._cases)

    def gather(
        self, preset: Preset, reader: Reader, wanted: Wanted, at: datetime | None = None
    ) -> Gathered:
        """The packet of ``preset`` for ``reader``, of the case and the day that are wanted.

        ``at`` (aware) is the time that every page names; now, where it is not given.

        Raises:
            BadPacket: nothing of it may be seen by the reader, or can be made.
            BadCase: there is no such case.
        """
        moment = at or now()
        parts: list[Part] = []
        left_out: list[LeftOut] = []
        homes: set[Compartment] = set()
        for item in preset.items:
            for kind, edition, each, about in self._chosen(item, reader, wanted, left_out):
                one = replace(each, edition=edition.name)
                try:
                    document = kind.made(self._vault, one)
                except KnownError as error:
                    left_out.append(LeftOut(kind.title, str(error)))
                    continue
                parts.append(Part(_at(document, moment), about))
                homes.add(kind.home(self._vault, one))
        if not parts:
            why = "; ".join(f"{each.title}: {each.reason}" for each in left_out)
            raise BadPacket(f"This packet would hold no document. {why}")
        home = Compartment.TEAM if Compartment.TEAM in homes else Compartment.RECORD
        packet = Packet(
            self._masthead(preset, reader, wanted, parts),
            self._imprint(home, moment),
            tuple(parts),
            self._facts(wanted),
            tuple(left_out),
            preset.cover,
            preset.contents,
            preset.tabs,
            preset.duplex,
        )
        return Gathered(packet, home, self._case_id(wanted))

    def case_number(self, case_id: str) -> str:
        """The number by which documents of a case are asked for."""
        return self._cases.case(case_id).details.number

    def record(self, gathered: Gathered, content: bytes, pages: int, copy: str) -> Saved[Print]:
        """Note in the print history that a copy of the packet leaves the vault."""
        head, imprint = gathered.packet.masthead, gathered.packet.imprint
        what = NewPrint(
            kind="packet",
            title=head.title,
            fingerprint=imprint.fingerprint,
            edition=head.edition,
            copies=copy.removeprefix("Copy "),
            pages=pages,
            case_id=gathered.case_id,
        )
        return Prints(self._vault).record(what, content, gathered.compartment)

    def _chosen(
        self, item: Item, reader: Reader, wanted: Wanted, left_out: list[LeftOut]
    ) -> Iterator[tuple[Kind, Edition, Wanted, str]]:
        kind = kind_named(item.kind)
        offered = kind.offered(self._vault)
        readable = [edition for edition in offered if reader in edition.readers]
        if not readable:
            left_out.append(LeftOut(kind.title, _why_not(kind, offered, reader)))
            return
        wished = item.edition or kind.editions[0].name
        edition = next((each for each in readable if each.name == wished), readable[0])
        if item.edition and edition.name != item.edition:
            asked = kind.edition(item.edition)
            why = f"Not for {_named(reader)}" if asked in offered else "Your role may not print it"
            reason = f"{why}; “{edition.title}” is in its place."
            left_out.append(LeftOut(f"{kind.title}, {asked.title}", reason))
        if Need.CASE in kind.needs and not (wanted.case or wanted.hearing):
            left_out.append(LeftOut(kind.title, "It is of one case, and none was chosen."))
            return
        found = False
        for each, about in self._each(kind, item, wanted):
            found = True
            yield kind, edition, each, about
        if not found:
            left_out.append(LeftOut(kind.title, "There is nothing of it in this case yet."))

    def _each(self, kind: Kind, item: Item, wanted: Wanted) -> Iterator[tuple[Wanted, str]]:
        """What one item of a packet is to be made of."""
        case_id = self._case_id(wanted)
        if Need.WITNESS in kind.needs and not (item.witness or wanted.witness) and case_id:
            files = WitnessService(self._vault, self._cases).overview(case_id, now()).files
            for file in files:
                yield replace(wanted, witness=file.id), file.person.shown
        elif Need.HEARING in kind.needs and item.every and case_id:
            for held in reversed(self._hearings.hearings(case_id)):
                yield replace(wanted, hearing=held.id), full_date(held.plan.day)
        else:
            hearing = item.hearing or wanted.hearing
            yield replace(wanted, hearing=hearing, witness=item.witness or wanted.witness), ""

    def _case_id(self, wanted: Wanted) -> str:
        return self._cases.case_numbered(wanted.case).id if wanted.case else ""

    def _masthead(
        self, preset: Preset, reader: Reader, wanted: Wanted, parts: list[Part]
    ) -> Masthead:
        court, case = parts[0].document.masthead.court, ""
        if wanted.case:
            about = self._cases.case_numbered(wanted.case).details
            court = " · ".join(filter(None, (about.court, about.room)))
            case = f"{about.number} · {about.title}"
        sealed = any("SEALED" in part.document.masthead.marking for part in parts)
        return Masthead(
            court=court,
            case=case,
            title=preset.title,
            subtitle=full_date(wanted.date) if wanted.date else "",
            edition=_EDITIONS[reader],
            marking="SEALED" if sealed else _MARKINGS[reader],
        )

    def _facts(self, wanted: Wanted) -> tuple[tuple[str, str], ...]:
        if not wanted.case:
            return ()
        about = self._cases.case_numbered(wanted.case).details
        return (("Case", f"{about.number} · {about.title}"), ("Judge", about.judge))

    def _imprint(self, home: Compartment, moment: datetime) -> Imprint:
        return replace(
            Imprint.by(self._vault, moment), fingerprint=self._vault.head(home).hash.hex()
        )


def _at(document: "Document", moment: datetime) -> "Document":
    """``document`` as printed at ``moment``: all of a packet says the same time."""
    return replace(document, imprint=replace(document.imprint, printed_at=moment))


def _why_not(kind: Kind, offered: tuple[Edition, ...], reader: Reader) -> str:
    if kind.editions[0].compartment is Compartment.TEAM:
        return f"The trial team’s work product: not for {_named(reader)}."
    if not offered:
        return "Your role may not print it."
    return f"No edition of it is for {_named(reader)}."


def _named(reader: Reader) -> str:
    names = {Reader.CLERK: "the clerk’s office", Reader.COUNSEL: "counsel"}
    return names.get(reader, f"the {reader}")
