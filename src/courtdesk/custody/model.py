"""Words of the custody of a record: deeds in plain words, receipts, printouts held against it."""

from dataclasses import dataclass
from datetime import datetime

_DEEDS = {
    "backup": "wrote a backup",
    "backup.failed": "could not write a backup",
    "behaviour.forget": "took back a note of behaviour",
    "behaviour.interpret": "noted what behaviour may mean",
    "behaviour.note": "noted behaviour",
    "behaviour.palette": "changed the codes of behaviour",
    "behaviour.words": "put words to a note of behaviour",
    "case.change": "changed a case",
    "case.day-list": "took over a day list",
    "case.open": "opened a case",
    "code.remove": "removed a code",
    "code.save": "wrote a code",
    "codes.import": "imported codes",
    "copy.hand-out": "handed out a copy",
    "copy.recall": "recalled a copy",
    "copy.return": "took a copy back",
    "deadline.done": "ticked off a deadline",
    "destruction.purge": "destroyed what was due",
    "destruction.set": "set a day of destruction",
    "draft.drop": "dropped a draft",
    "draft.save": "kept a draft",
    "entry.bookmark": "bookmarked an entry",
    "exhibit.hand-over": "handed an exhibit over",
    "exhibit.register": "marked an exhibit",
    "exhibit.state": "changed an exhibit’s state",
    "export": "exported",
    "finding.add": "added a finding",
    "hearing.step": "took a step in a hearing",
    "juror.baseline": "noted a juror’s usual manner",
    "juror.cause-ruling": "noted a ruling on a challenge for cause",
    "juror.challenge": "noted a challenge for cause",
    "juror.contact": "noted a contact with jurors",
    "juror.discharge": "discharged a juror",
    "juror.excuse": "excused a juror",
    "juror.flag": "flagged a juror",
    "juror.incident": "noted an incident with a juror",
    "juror.pass": "noted that a strike was passed",
    "juror.questionnaire": "noted a questionnaire",
    "juror.rate": "rated a juror",
    "juror.seat": "seated a juror",
    "juror.unrate": "took back a rating",
    "jury.answer": "noted an answer to the jury",
    "jury.fill": "filled the seats",
    "jury.layout": "changed the seats’ layout",
    "jury.question": "noted a question of the jury",
    "jury.redo": "did a step of the selection again",
    "jury.rules": "set the rules of the selection",
    "jury.swear": "swore the jury",
    "jury.undo": "undid a step of the selection",
    "jury.vacancy": "filled a vacant seat",
    "limits.set": "set limits of time",
    "minutes.amended": "amended the minutes",
    "minutes.approved": "approved the minutes",
    "minutes.certified": "certified the minutes",
    "minutes.settings": "changed the minutes’ settings",
    "need.add": "noted something missing",
    "need.change": "changed something missing",
    "need.delete": "removed something missing",
    "need.done": "ticked off something missing",
    "packet.remove": "removed a packet",
    "packet.save": "kept a packet",
    "phrase.remove": "removed a set phrase",
    "phrase.save": "wrote a set phrase",
    "print": "printed a document",
    "pseudonyms.keep": "changed the pseudonyms",
    "question.forget": "removed a question",
    "question.hands": "noted raised hands",
    "receipt": "made a receipt",
    "recording.begin": "began a recording",
    "recording.draft": "drafted what was said",
    "recording.give-out": "gave a recording out",
    "recording.not-begun": "could not begin a recording",
    "recording.take-up": "took up what was recorded",
    "rules.import": "imported rules of counting",
    "seal.begin": "began to seal",
    "seal.end": "ended a sealed portion",
    "seal.entries": "sealed entries",
    "seal.lift": "unsealed a portion",
    "seal.order": "noted who ordered a seal",
    "settings.change": "changed the settings",
    "sheet.form": "changed the sheet’s form",
    "sheet.note": "wrote a note on the sheet",
    "sound.settings": "changed the settings of sound",
    "strike.objection": "noted an objection to a strike",
    "term.add": "added a word to the dictionary",
    "user.add": "added a user",
    "user.grant": "gave a user the keys of their role",
    "user.passphrase": "changed their passphrase",
    "user.recovery": "confirmed a recovery sheet",
    "user.remove": "removed a user",
    "user.sign-in": "signed in for the first time",
    "user.wrong-passphrase": "noted wrong passphrases",
    "vault.anchor-missing": "noted that the memory of the record’s end was missing",
    "venire.layout": "kept a layout of a list",
    "verdict.poll": "polled the jury",
    "verdict.take": "took a verdict",
    "witness.arrive": "noted a witness’s arrival",
    "witness.call": "changed the order of call",
    "witness.item": "changed a checklist",
    "witness.link": "linked an exhibit to a witness",
    "witness.person": "changed a person",
    "witness.plan": "planned witnesses",
    "witness.question": "changed an outline",
    "witness.record": "changed a witness’s record",
    "witness.redo": "did a change of a witness again",
    "witness.release": "released a witness",
    "witness.session": "noted a preparation session",
    "witness.sittings": "set the sittings",
    "witness.support": "changed a witness’s support",
    "witness.template": "changed a template of checklists",
    "witness.tick": "ticked an item of a checklist",
    "witness.undo": "undid a change of a witness",
}
_VERBS = {
    "add": "added",
    "amend": "corrected",
    "answer": "noted an answer of",
    "assign": "assigned",
    "bookmark": "bookmarked",
    "change": "changed",
    "close": "closed",
    "delete": "deleted",
    "draft": "drafted",
    "end": "ended",
    "import": "imported",
    "insert": "inserted",
    "mark": "marked",
    "move": "moved",
    "open": "opened",
    "plan": "planned",
    "record": "recorded",
    "remove": "removed",
    "restore": "restored",
    "seal": "sealed",
    "start": "started",
    "step": "took a step in",
    "strike": "struck",
    "undo": "undid",
    "unseal": "unsealed",
    "withdraw": "withdrew",
}


def in_words(action: str) -> str:
    """What an action of the audit chain was, as the rest of a sentence about who did it."""
    known = _DEEDS.get(action)
    if known is not None:
        return known
    thing, _, verb = action.partition(".")
    noun = thing.replace("-", " ")
    article = "an" if noun[:1] in "aeiou" else "a"
    if verb in _VERBS:
        return f"{_VERBS[verb]} {article} {noun}"
    return f"{noun}: {verb.replace('-', ' ')}" if verb else noun


@dataclass(frozen=True)
class Deed:
    """A link of the audit chain in plain words. ``rows`` counts what it wrote."""

    link: int
    at: datetime
    user_id: str
    user: str
    action: str
    detail: str
    rows: int
    compartment: str

    @property
    def words(self) -> str:
        """What was done."""
        told = in_words(self.action)
        return f"{told} ({self.detail})" if self.detail else told


@dataclass(frozen=True)
class DeedFilter:
    """Which deeds to show; empty fields hide nothing. ``words`` are looked for in what is shown.

    Each compartment with a database has a chain of its own: ``compartment`` says whose to read.
    """

    user_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    compartment: str = "record"


@dataclass(frozen=True)
class Receipt:
    """The state of the record at a moment, to be printed and kept apart from it.

    Whoever holds it can tell later whether what was recorded until then is still there unchanged.
    """

    vault: str
    vault_id: str
    at: datetime
    head: str
    link: int
    counts: tuple[tuple[str, int], ...]

    @property
    def code(self) -> str:
        """What its QR code says: enough to compare it without typing."""
        return f"courtdesk receipt 1 {self.vault_id} {self.link} {self.head}"


@dataclass(frozen=True)
class PaperVerdict:
    """Whether a printout belongs to the record.

    ``link`` and ``at`` are where its fingerprint stands in the chain; ``exported`` says whether
    the file's bytes are those of a document that the vault made. A receipt has no file.
    """

    fingerprint: str
    belongs: bool
    link: int = 0
    at: datetime | None = None
    exported: bool = False
    title: str = ""
    edition: str = ""
    copies: str = ""
    printed_by: str = ""
    printed_at: datetime | None = None
    is_receipt: bool = False

    @property
    def holds(self) -> bool:
        """Whether the paper is the record's and nothing speaks against it."""
        return self.belongs and (self.exported or self.is_receipt)

    @property
    def sentence(self) -> str:
        """The verdict in plain words, without the moments."""
        if self.is_receipt:
            if self.belongs:
                return "All that the record held when this receipt was printed is still there."
            return (
                "This receipt is not of this record as it stands: it is another vault’s, or what "
                "was recorded until then has been changed or taken away."
            )
        if not self.fingerprint:
            return "This file bears no fingerprint of a CourtDesk record."
        if not self.belongs:
            return (
                "This printout does not belong to this record: its fingerprint stands nowhere in "
                "the chain."
            )
        if not self.exported:
            return (
                "The fingerprint is this record’s, but as far as you may see the file is not one "
                "that this vault wrote: it was changed, or saved anew by another program."
            )
        return "This printout belongs to this record, and the file is as it was written."
