"""The composer: where a line is typed, with its time, its speaker and its kind in sight."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from courtdesk.desk.keys import short_caption
from courtdesk.desk.widgets.card import Card
from courtdesk.hearing.model import (
    TYPED_KINDS,
    Appearance,
    Draft,
    EntryKind,
    NewEntry,
)
from courtdesk.hearing.model.acts import Recogniser
from courtdesk.hearing.model.codebook import CodeBook
from courtdesk.hearing.model.phrases import Phrase
from courtdesk.hearing.panel.composer_edit import ComposerEdit
from courtdesk.hearing.panel.composer_head import ComposerHead
from courtdesk.hearing.panel.typed_line import TypedLine
from courtdesk.vault.ids import new_id

_TEXT_LINES = 2
_AFTER_PAINT_MS = 40
_MOST_EXPANDED = 2_000
"""Characters; a longer text was pasted, and stands for itself."""


def utc_now() -> datetime:
    """The PC's clock in UTC, to the millisecond, as times are kept."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Composer(Card):
    """The line that is being typed. It keeps speaker and text until Enter commits them."""

    committed = Signal(object)
    """A ``TypedLine``; the composer is empty again and ready for the next one."""
    typed = Signal()
    """``draft()`` is another now."""
    given_up = Signal(str)
    """The line with this id was emptied without being committed."""
    left = Signal()
    """The keyboard went elsewhere."""
    bookmark_wanted = Signal()
    """Ctrl+B while nothing is typed: it means the last entry."""
    page_wanted = Signal(int)
    speaker_changed = Signal(str)
    """The id of the appearance that speaks now, or empty."""

    def __init__(
        self, zone: tzinfo, now: Callable[[], datetime] = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._now = now
        self._hearing_id = ""
        self._entry_id = ""
        self._at: datetime | None = None
        self._given_up: Draft | None = None
        self._people: dict[str, Appearance] = {}
        self._speaker: Appearance | None = None
        self._speaker_words = ""
        self._kind = EntryKind.NOTE
        self._bookmarked = False
        self._filling = False
        self._book: CodeBook | None = None
        self._recogniser: Recogniser | None = None
        self._kind_set = False
        self._pick = 0
        self._last_typed = ""
        self._phrases: dict[str, Phrase] = {}
        self._meaning = QTimer(self, singleShot=True, interval=_AFTER_PAINT_MS)
        self._meaning.timeout.connect(self._recognise)
        self._build()
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.begun.connect(self._begin)
        self.edit.entered.connect(self._on_entered)
        self.edit.kind_turned.connect(self._on_kind_turned)
        self.edit.time_nudged.connect(self._on_time_nudged)
        self.edit.other_meaning.connect(self._on_other_meaning)
        self.edit.escaped.connect(self._on_escaped)
        self.edit.undo_refused.connect(self._on_undo_refused)
        self.edit.page_wanted.connect(self.page_wanted)
        self.edit.focus_lost.connect(self.left)
        self._show_chips()

    def open(self, hearing_id: str) -> None:
        """Type for this hearing from now on; whoever calls has kept the draft of the last."""
        self._hearing_id = hearing_id
        self._speaker = None
        self._speaker_words = ""
        self.speaker_changed.emit("")
        self._reset("")

    def use_codes(self, book: CodeBook, recogniser: Recogniser) -> None:
        """Expand short codes by this book, and take the kind of a line from its words."""
        self._book, self._recogniser = book, recogniser
        self._name_keys()
        self._recognise()

    def use_phrases(self, phrases: Iterable[Phrase]) -> None:
        """Tab after the short form of one of these puts it in its place."""
        self._phrases = {phrase.short.casefold(): phrase for phrase in phrases}

    def insert_phrase(self, phrase: Phrase) -> None:
        """Insert a set phrase where the cursor is; an empty line takes its kind too."""
        fresh = self._at is None
        self.edit.setFocus()
        self.edit.insert_phrase(phrase.text)
        if fresh:
            self._take_kind(phrase.kind)

    def _take_kind(self, kind: EntryKind) -> None:
        self._kind, self._kind_set = kind, True
        self._changed()

    def repeat_last(self) -> None:
        """Type the last line once more, as it was typed; it can still be changed."""
        if self._at is None and self._last_typed:
            self.type_text(self._last_typed)

    def fill(self, draft: Draft, *, bookmarked: bool = False) -> None:
        """Go on with a line that was typed before, with its own time."""
        self._entry_id, self._at = draft.entry_id, draft.at
        self._kind, self._bookmarked = draft.kind, bookmarked
        self._kind_set = draft.kind is not EntryKind.NOTE
        self._filling = True
        self.edit.replace_text(draft.text)
        self._filling = False
        self._speaker_words = draft.speaker
        self._speaker = self._people.get(draft.appearance_id)
        self.speaker_changed.emit(self.speaker_id)
        self._recognise()
        self._show_chips()

    def set_speaker(self, speaker: Appearance | None) -> None:
        """Who speaks in this line and the next ones; the cursor stays where it is."""
        self._speaker = speaker
        self._speaker_words = speaker.label if speaker else ""
        self.speaker_changed.emit(self.speaker_id)
        self._changed()

    @property
    def speaker_id(self) -> str:
        """The id of the appearance that speaks, or empty."""
        return self._speaker.id if self._speaker else ""

    def show_people(self, people: Iterable[Appearance]) -> None:
        """The appearances are these now; who speaks keeps speaking under a new name or key."""
        self._people = {person.id: person for person in people}
        self._name_keys()
        if self._speaker is not None and self._speaker.id in self._people:
            self._speaker = self._people[self._speaker.id]
            self._speaker_words = self._speaker.label
            self._show_chips()

    def _name_keys(self) -> None:
        if self._book is not None:
            people = self._people.values()
            self._book.name_keys({person.key: person.name for person in people if person.key})

    def show_seal(self, words: str) -> None:
        """Say that what is typed will be sealed; nothing for no words."""
        self._about.show_seal(words)
        self._show_chips()

    def say(self, words: str) -> None:
        """Say something beside the chips, until the next line begins."""
        self._about.say(words)

    def toggle_bookmark(self) -> None:
        """Mark the line that is being typed; without one, ask for the last entry to be marked."""
        if self._at is None:
            self.bookmark_wanted.emit()
            return
        self._bookmarked = not self._bookmarked
        self._show_chips()

    def type_text(self, text: str) -> None:
        """Go on typing here with ``text`` that was typed elsewhere."""
        self.edit.setFocus()
        self.edit.insertPlainText(text)

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return self._at is None

    def draft(self) -> Draft | None:
        """The half-typed line."""
        if self._at is None:
            return None
        return Draft(
            self._hearing_id,
            self._entry_id,
            self._at,
            self._speaker_words,
            self._kind,
            self.edit.toPlainText(),
            self.speaker_id,
        )

    def _build(self) -> None:
        self.body.setContentsMargins(13, 10, 13, 12)
        self._about = ComposerHead(self._zone)
        self.body.addWidget(self._about)
        self.edit = ComposerEdit()
        self.edit.setAccessibleName("Line to record")
        height = self.edit.fontMetrics().lineSpacing() * _TEXT_LINES + 24
        self.edit.setFixedHeight(height)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.body.addWidget(self.edit)
        self.below = QVBoxLayout()
        self.body.addLayout(self.below)

    def _begin(self) -> None:
        if self._at is not None:
            return
        self._at = self._now()
        self._entry_id = new_id()
        self._about.say("")
        self._show_chips()

    def _on_text_changed(self) -> None:
        """Runs at each keystroke: does the least that it can."""
        if self._filling:
            return
        if not self.edit.document().isEmpty():
            if self._at is None:
                self._begin_or_go_on()
            self._meaning.start()
            self.typed.emit()
        elif self._at is not None:
            gone = self._entry_id
            self._at, self._entry_id, self._bookmarked = None, "", False
            self._forget_meaning()
            self._show_chips()
            self.given_up.emit(gone)

    def _recognise(self) -> None:
        """Show what the line stands for, and of what kind it is unless Tab has said so.

        It comes after the paint of what was typed, so that no letter waits for it.
        """
        self._meaning.stop()
        if self._book is None or self._recogniser is None:
            return
        if self._at is None or self.edit.document().characterCount() > _MOST_EXPANDED:
            self.edit.show_expansion("")
            return
        typed = self.edit.toPlainText()
        meant = self._book.expand(typed, self._pick)
        self.edit.show_expansion(meant.text if meant.text != typed else "")
        if meant.choices:
            place = self._pick % len(meant.choices) + 1
            another = short_caption("Ctrl+Space")
            self.say(f"Meaning {place} of {len(meant.choices)}, {another} for the next")
        kind = meant.kind or self._recogniser.kind(meant.text) or EntryKind.NOTE
        if not self._kind_set and kind is not self._kind:
            self._kind = kind
            self._show_chips()

    def _forget_meaning(self) -> None:
        self._kind, self._kind_set, self._pick = EntryKind.NOTE, False, 0
        self.edit.show_expansion("")

    def _on_time_nudged(self, seconds: int) -> None:
        if self._at is not None:
            self._at = min(self._at + timedelta(seconds=seconds), self._now())
            self._changed()

    def _on_other_meaning(self) -> None:
        self._pick += 1
        self._recognise()

    def _begin_or_go_on(self) -> None:
        """A line begins; what was cleared and brought back goes on with its own time."""
        before, self._given_up = self._given_up, None
        if before is None or before.text != self.edit.toPlainText():
            self._begin()
            return
        self._entry_id, self._at, self._kind = before.entry_id, before.at, before.kind
        self._kind_set = before.kind is not EntryKind.NOTE
        self._about.say("")
        self._show_chips()

    def _changed(self) -> None:
        self._show_chips()
        if self._at is not None:
            self.typed.emit()

    def _on_entered(self) -> None:
        self._recognise()
        draft = self.draft()
        if draft is None or not draft.text.strip():
            return
        if not self.edit.stands_on_blank and self.edit.go_to_blank():
            self.say("A blank is left. Type over it, or press Enter once more to leave it.")
            return
        self._last_typed = draft.text
        new = NewEntry(
            draft.entry_id,
            draft.hearing_id,
            draft.at,
            draft.speaker,
            draft.kind,
            self.edit.expansion or draft.text,
            draft.appearance_id,
        )
        line = TypedLine(new, self._bookmarked)
        self._reset("")
        self.committed.emit(line)

    def _on_kind_turned(self, by: int) -> None:
        phrase = self._phrases.get(self.edit.toPlainText().strip().casefold())
        if phrase is not None and by == 1:
            self.edit.replace_by_phrase(phrase.text)
            self._take_kind(phrase.kind)
            return
        self._recognise()
        place = TYPED_KINDS.index(self._kind)
        self._kind = TYPED_KINDS[(place + by) % len(TYPED_KINDS)]
        self._kind_set = True
        self._changed()

    def _on_escaped(self) -> None:
        draft = self.draft()
        if draft is None:
            self._kind = EntryKind.NOTE
            self._show_chips()
            return
        self._given_up = draft
        self.edit.clear_undoably()
        self._about.say(f"Cleared. {short_caption('Ctrl+Z')} brings it back.")
        self._show_chips()

    def _on_undo_refused(self) -> None:
        if self._at is None:
            self._about.say(
                f"What is saved stays on record. Amend it with {short_caption('Ctrl+R')}."
            )

    def _reset(self, said: str) -> None:
        self._at, self._entry_id, self._given_up = None, "", None
        self._bookmarked = False
        self._forget_meaning()
        self._filling = True
        self.edit.replace_text("")
        self._filling = False
        self._about.say(said)
        self._show_chips()

    def _show_chips(self) -> None:
        key = self._speaker.key if self._speaker else 0
        self._about.show_line(
            self._speaker_words, key, self._kind, self._at, bookmarked=self._bookmarked
        )
