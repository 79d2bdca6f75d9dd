"""A packet for an edition holds what its readers may see, and says what it leaves out."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.catalogue import Reader
from courtdesk.cli import main
from courtdesk.demo import PASSPHRASE, story
from courtdesk.errors import KnownError
from courtdesk.hearing.model import EntryKind, NewEntry
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.paper.binding import bind
from courtdesk.printing.model import BadPacket, Item, Preset
from courtdesk.printing.service import CopyService, PacketService, PresetService
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.paper.documents import pages, text_of
from tests.printing.conftest import OF_THE_TRIAL

AT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
EVERYTHING = Preset(
    "all",
    "All",
    tuple(
        Item(kind)
        for kind in ("briefing", "strikes", "seating", "behaviour", "witness-binder", "minutes")
    ),
)


def test_the_court_is_told_that_the_teams_work_is_left_out(court: Vault) -> None:
    gathered = PacketService(court).gather(EVERYTHING, Reader.BENCH, OF_THE_TRIAL, AT)
    left = {each.title: each.reason for each in gathered.packet.left_out}
    assert set(left) == {"Behaviour", "Witness binder"}
    assert all("work product" in reason for reason in left.values())
    assert gathered.compartment is Compartment.RECORD


def test_a_packet_of_the_teams_for_the_court_holds_nothing_of_the_teams_work(team: Vault) -> None:
    service = PacketService(team)
    ours = service.gather(EVERYTHING, Reader.COUNSEL, OF_THE_TRIAL, AT)
    theirs = service.gather(EVERYTHING, Reader.BENCH, OF_THE_TRIAL, AT)
    assert ours.compartment is Compartment.TEAM
    assert theirs.compartment is Compartment.RECORD
    markings = {part.document.masthead.marking for part in theirs.packet.parts}
    assert not any("WORK PRODUCT" in marking for marking in markings)
    text = text_of(bind(theirs.packet))
    assert "Behaviour The trial team’s work product: not for the bench." in text


def test_the_public_packet_holds_public_documents_alone(court: Vault) -> None:
    gathered = PacketService(court).gather(EVERYTHING, Reader.PUBLIC, OF_THE_TRIAL, AT)
    markings = {part.document.masthead.marking for part in gathered.packet.parts}
    assert markings == {"PUBLIC"}


def test_a_wish_for_an_edition_that_the_readers_may_not_see_is_not_granted(team: Vault) -> None:
    wish = replace(EVERYTHING, items=(Item("seating", "team"), Item("exhibits")))
    gathered = PacketService(team).gather(wish, Reader.BENCH, OF_THE_TRIAL, AT)
    (left,) = gathered.packet.left_out
    assert left.title == "Seating chart, Trial team"
    assert "Court copy" in left.reason


def test_a_packet_that_would_be_empty_is_refused_with_the_reasons(court: Vault) -> None:
    wish = replace(EVERYTHING, items=(Item("behaviour"),))
    with pytest.raises(BadPacket, match="work product"):
        PacketService(court).gather(wish, Reader.BENCH, OF_THE_TRIAL, AT)


def test_every_hearing_and_every_witness_has_its_own_document(team: Vault) -> None:
    wish = replace(EVERYTHING, items=(Item("minutes", every=True), Item("checklist")))
    gathered = PacketService(team).gather(wish, Reader.COUNSEL, OF_THE_TRIAL, AT)
    titles = [part.document.masthead.title for part in gathered.packet.parts]
    assert titles.count("Minutes of proceedings") > 1
    about = [part.about for part in gathered.packet.parts]
    assert len(set(about)) == len(about)


def test_the_same_record_and_time_give_the_same_bytes(court: Vault) -> None:
    service = PacketService(court)
    morning = PresetService(court).named("morning")
    first = service.gather(morning, Reader.BENCH, OF_THE_TRIAL, AT).packet
    again = service.gather(morning, Reader.BENCH, OF_THE_TRIAL, AT).packet
    assert bind(first) == bind(again)


def test_presets_are_saved_replaced_and_removed(court: Vault) -> None:
    presets = PresetService(court)
    shipped = presets.presets()
    kept = presets.save(Preset("", " Monday  list ", (Item("briefing", "clerk"),), tabs=True)).value
    assert presets.named("monday list") == kept
    assert kept.tabs
    presets.save(Preset("", "Monday list", (Item("minutes", every=True),)))
    assert len(presets.presets()) == len(shipped) + 1
    assert presets.named("monday-list").items == (Item("minutes", every=True),)
    presets.remove(kept.id)
    assert presets.presets() == shipped
    with pytest.raises(BadPacket, match="Known are"):
        presets.named("monday-list")


@pytest.mark.parametrize("wrong", [Preset("", " ", (Item("log"),)), Preset("", "Name", ())])
def test_a_preset_without_name_or_documents_is_refused(court: Vault, wrong: Preset) -> None:
    with pytest.raises(BadPacket):
        PresetService(court).save(wrong)


def test_the_courts_presets_are_not_the_teams(demo_folder: Path, team: Vault) -> None:
    PresetService(team).save(Preset("", "Attack on the line-up", (Item("witness-binder"),)))
    with team.read() as session:
        from sqlalchemy import text

        assert session.execute(text("SELECT count(*) FROM packet_presets")).scalar() == 0


def command(folder: Path, *arguments: str) -> int:
    file = folder.parent / "passphrase.txt"
    file.write_text(PASSPHRASE)
    given = ["export", "packet", str(folder), "--passphrase-file", str(file)]
    return main([*given, "--case", story.TRIAL, *arguments])


def test_the_command_line_writes_numbered_copies_and_notes_them(
    demo_folder: Path, tmp_path: Path, court: Vault
) -> None:
    court.close()
    out = tmp_path / "morning.pdf"
    assert command(demo_folder, "--copies", "2", "--out", str(out)) == 0
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == ["morning, copy 1 of 2.pdf", "morning, copy 2 of 2.pdf"]
    assert "Copy 2 of 2" in pages((tmp_path / names[1]).read_bytes())[0]


def test_the_command_line_takes_an_order_of_documents(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "packet.pdf"
    wanted = ["--order", "exhibits, briefing=clerk", "--edition", "clerk", "--out", str(out)]
    assert command(demo_folder, *wanted) == 0
    text = text_of(out.read_bytes())
    assert text.index("Exhibit list") < text.index("Daily briefing sheet")
    assert command(demo_folder, "--order", "nothing", "--out", str(out)) == 1
    assert "There is no document" in capsys.readouterr().err
    assert command(demo_folder, "--edition", "press", "--out", str(out)) == 1
    assert command(demo_folder, "--copies", "0", "--out", str(out)) == 1


def test_copies_are_handed_out_recalled_and_returned(court: Vault) -> None:
    service, copies = PacketService(court), CopyService(court)
    gathered = service.gather(EVERYTHING, Reader.BENCH, OF_THE_TRIAL, AT)
    service.record(gathered, b"%PDF-", 12, "Copy 1 of 2")
    printed = copies.history()[0]
    assert (printed.title, printed.copies, printed.pages) == ("All", "1 of 2", 12)
    assert printed.by == court.user.name
    held = copies.hand_out(printed, "  Ms. Duarte ").value
    assert copies.recall(held.id).value.state == "recalled"
    assert copies.take_back(held.id).value.state == "returned"
    (shown,) = copies.history()[0].held
    assert (shown.holder, shown.state) == ("Ms. Duarte", "returned")
    with pytest.raises(KnownError):
        copies.hand_out(printed, " ")
    with pytest.raises(KnownError):
        copies.recall("gone")


def test_signed_and_password_copies_lie_beside_the_archival_file(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.paper import certificates

    now = datetime.now(UTC)
    days = (now - certificates.AT).days + 365
    made = certificates.certificate(days=days)
    (tmp_path / "clerk.p12").write_bytes(made.content)
    (tmp_path / "opens.txt").write_text(made.passphrase)
    (tmp_path / "password.txt").write_text("for the parties only")
    out = tmp_path / "morning.pdf"
    asked = ["--sign", str(tmp_path / "clerk.p12"), "--password-file"]
    asked += [str(tmp_path / "password.txt"), "--sign-passphrase-file", str(tmp_path / "opens.txt")]
    assert command(demo_folder, *asked, "--out", str(out)) == 0
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == ["morning, signed.pdf", "morning, with password.pdf", "morning.pdf"]
    archival = out.read_bytes()
    (tmp_path / "password.txt").write_text("short")
    assert command(demo_folder, *asked, "--out", str(out)) == 1
    assert "at least 10 characters" in capsys.readouterr().err
    assert out.read_bytes() == archival


def test_a_sealed_document_is_for_the_court_when_it_is_named_and_marks_the_packet(
    court: Vault,
) -> None:
    service = PacketService(court)
    cases = CaseService(court)
    hearings = HearingService(court, cases)
    held = hearings.hearings(cases.case_numbered(story.TRIAL).id)[0]
    line = NewEntry(new_id(), held.id, now(), "The Court", EntryKind.NOTE, "in camera")
    said = hearings.record(line).value
    SealingService(court).seal([said.id], Order("Judge Okafor", "a child"))
    usual = service.gather(replace(EVERYTHING, items=(Item("log"),)), Reader.BENCH, OF_THE_TRIAL)
    assert usual.packet.masthead.marking == "BENCH"
    named = replace(EVERYTHING, items=(Item("log", "sealed"), Item("minutes")))
    assert service.gather(named, Reader.BENCH, OF_THE_TRIAL).packet.masthead.marking == "SEALED"
    public = service.gather(named, Reader.PUBLIC, OF_THE_TRIAL).packet
    assert {part.document.masthead.marking for part in public.parts} == {"PUBLIC"}
    assert public.left_out[0].title == "Hearing log, Sealed edition"
