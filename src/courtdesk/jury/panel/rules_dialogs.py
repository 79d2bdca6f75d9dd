"""Dialogs for the rules of the trial and for the seat map, each beginning with a preset."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from courtdesk.jury.model.layout import Corner, LayoutRow, SeatLayout, Turn
from courtdesk.jury.model.strikes import StrikeMethod, TrialRules
from courtdesk.jury.model.venire import BadJury, Side
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.service.presets import jurisdictions, layouts

_YES_NO = (("no", "No"), ("yes", "Yes"))
_REPLACED = (("no", "The next in the order of call"), ("yes", "Someone drawn by lot"))
_ROW = re.compile(
    r"^(?P<turn>[<>]?)(?P<parts>\d+(?:/\d+)*)(?:\+(?P<alternates>\d+))?(?P<gallery>g?)$"
)


class RulesDialog(AskDialog):
    """The rules of the trial; a preset fills them, a person confirms them."""

    def __init__(self, parent: QWidget, rules: TrialRules) -> None:
        presets = tuple((each.id, each.title) for each in jurisdictions())
        asks = (
            Ask("preset", "Begin with", presets, rules.preset or "own"),
            Ask("counts", "Jurors and alternates", hint="12+2"),
            Ask("strikes", "Strikes of the two sides", hint="6 and 10 is written 6:10"),
            Ask("extra", "Strikes for alternates only", hint="1:1"),
            Ask("method", "Method", tuple((m.value, m.value.capitalize()) for m in StrikeMethod)),
            Ask("rounds", "Rounds", hint="2:1, 1:1 – empty for none"),
            Ask("in_turn", "The first side strikes before the second", _YES_NO),
            Ask("back_strikes", "Back-strikes", _YES_NO),
            Ask("random", "An empty seat is taken by", _REPLACED),
            Ask("defendants", "Joint defendants, strikes of each one’s own", hint="Ames, Burke 2"),
        )
        super().__init__(parent, "Rules of this trial", "Use these rules", asks)
        self._labels = rules.labels
        self.fill(_rules_words(rules))
        preset = self.input("preset")
        assert isinstance(preset, QComboBox)  # noqa: S101 - made so above
        preset.currentIndexChanged.connect(self._on_preset_chosen)
        counts = self.input("counts")
        assert isinstance(counts, QLineEdit)  # noqa: S101 - made so above
        counts.textEdited.connect(self._on_counts_typed)

    def rules(self) -> TrialRules:
        """The rules as they stand in the dialog.

        Raises:
            BadJury: something is not understood.
        """
        typed = self.values()
        chosen = next(each for each in jurisdictions() if each.id == typed["preset"])
        jurors, alternates = _pair(typed["counts"], "+", "jurors and alternates")
        state, defence = _pair(typed["strikes"], ":", "strikes")
        first, second = _pair(typed["extra"] or "0:0", ":", "strikes for alternates")
        names, own = _defendants(typed["defendants"])
        keeps = typed["preset"] == "own"
        return TrialRules(
            preset=typed["preset"],
            labels=self._labels if keeps else chosen.rules.labels,
            jurors=jurors,
            alternates=alternates,
            strikes={Side.STATE: state, Side.DEFENCE: defence},
            alternate_strikes={Side.STATE: first, Side.DEFENCE: second},
            method=StrikeMethod(typed["method"]),
            in_turn=typed["in_turn"] == "yes",
            back_strikes=typed["back_strikes"] == "yes",
            random_replacement=typed["random"] == "yes",
            rounds=tuple(
                _pair(part, ":", "rounds") for part in typed["rounds"].split(",") if part.strip()
            ),
            defendants=names,
            each_defendant=own,
            source=chosen.source,
        )

    def _on_counts_typed(self, text: str) -> None:
        """Let strikes for alternates follow their number, where the law scales them."""
        chosen = next(e for e in jurisdictions() if e.id == self.values()["preset"])
        alternates = text.partition("+")[2].strip()
        extra = chosen.strikes_for(int(alternates)) if alternates.isdecimal() else None
        if extra is not None:
            self.fill({"extra": f"{extra}:{extra}"})

    def _on_preset_chosen(self) -> None:
        chosen = next(e for e in jurisdictions() if e.id == self.values()["preset"])
        self.fill({**_rules_words(chosen.rules), "preset": chosen.id})
        checked = f" Text of {chosen.effective}." if chosen.effective else ""
        self.show_wrong("")
        self.show_note(f"{chosen.source}.{checked} {chosen.verified}")


def _rules_words(rules: TrialRules) -> dict[str, str]:
    strikes, extra = rules.strikes, rules.alternate_strikes
    names = ", ".join(rules.defendants)
    return {
        "counts": f"{rules.jurors}+{rules.alternates}",
        "strikes": f"{strikes.get(Side.STATE, 0)}:{strikes.get(Side.DEFENCE, 0)}",
        "extra": f"{extra.get(Side.STATE, 0)}:{extra.get(Side.DEFENCE, 0)}",
        "method": rules.method.value,
        "rounds": ", ".join(f"{a}:{b}" for a, b in rules.rounds),
        "in_turn": "yes" if rules.in_turn else "no",
        "back_strikes": "yes" if rules.back_strikes else "no",
        "random": "yes" if rules.random_replacement else "no",
        "defendants": f"{names} {rules.each_defendant}" if names else "",
    }


def _pair(text: str, mark: str, what: str) -> tuple[int, int]:
    first, _, second = text.partition(mark)
    try:
        return int(first), int(second or 0)
    except ValueError:
        raise BadJury(f"The {what} are written like 6{mark}10.") from None


def _defendants(text: str) -> tuple[tuple[str, ...], int]:
    words, _, last = text.strip().rpartition(" ")
    if not last.isdecimal():
        words, last = text, "0"
    return tuple(name.strip() for name in words.split(",") if name.strip()), int(last)


class LayoutDialog(AskDialog):
    """The seat map: a preset, or rows as they are written in short."""

    def __init__(self, parent: QWidget, layout: SeatLayout) -> None:
        presets = (("", "As it is"), *((each.name, each.name) for each in layouts()))
        asks = (
            Ask("preset", "Begin with", presets),
            Ask(
                "rows",
                "Rows, the front one first",
                hint="6+1: six seats and one for an alternate. 5/5: an aisle after five. "
                ">3 or <3: a row along the right or left side. 10g: gallery.",
            ),
            Ask("start", "Numbering starts", tuple((c.value, c.value) for c in Corner)),
            Ask("serpentine", "Serpentine", _YES_NO),
            Ask("first", "First number"),
            Ask("gallery_first", "First number of the gallery", hint="0: it goes on"),
        )
        super().__init__(parent, "Seat map", "Use this map", asks)
        self._layout = layout
        self.fill(_layout_words(layout))
        preset = self.input("preset")
        assert isinstance(preset, QComboBox)  # noqa: S101 - made so above
        preset.currentIndexChanged.connect(self._on_preset_chosen)

    def seat_map(self) -> SeatLayout:
        """The map as it stands in the dialog.

        Raises:
            BadJury: a row or a number is not understood.
        """
        typed = self.values()
        known = {each.name: each for each in (*layouts(), self._layout)}
        base = known.get(typed["preset"], self._layout)
        words = _layout_words(base)
        if all(typed[key] == value for key, value in words.items()):
            return base
        rows = tuple(_row(part.strip()) for part in typed["rows"].split(",") if part.strip())
        first, gallery = typed["first"], typed["gallery_first"]
        if not first.isdecimal() or not gallery.isdecimal():
            raise BadJury("A first number is a whole number.")
        return SeatLayout(
            name=typed["rows"],
            rows=rows,
            start=Corner(typed["start"]),
            serpentine=typed["serpentine"] == "yes",
            first=int(first),
            gallery_first=int(gallery),
        )

    def _on_preset_chosen(self) -> None:
        chosen = next((e for e in layouts() if e.name == self.values()["preset"]), self._layout)
        self.fill(_layout_words(chosen))


def _layout_words(layout: SeatLayout) -> dict[str, str]:
    return {
        "rows": ", ".join(map(_row_words, layout.rows)),
        "start": layout.start.value,
        "serpentine": "yes" if layout.serpentine else "no",
        "first": str(layout.first),
        "gallery_first": str(layout.gallery_first),
    }


def _row_words(row: LayoutRow) -> str:
    edges = (0, *row.aisles, row.seats - row.alternates)
    parts = "/".join(str(b - a) for a, b in pairwise(edges))
    turn = {Turn.LEFT: "<", Turn.RIGHT: ">"}.get(row.turn, "")
    extra = f"+{row.alternates}" if row.alternates else ""
    return f"{turn}{parts}{extra}{'g' if row.gallery else ''}"


def _row(text: str) -> LayoutRow:
    match = _ROW.match(text)
    if match is None:
        raise BadJury(f"The row “{text}” is not understood. Write 6, 6+1, 5/5, >3 or 10g.")
    parts = [int(part) for part in match["parts"].split("/")]
    aisles = tuple(sum(parts[: n + 1]) for n in range(len(parts) - 1))
    extra = int(match["alternates"] or 0)
    turn = {"<": Turn.LEFT, ">": Turn.RIGHT}.get(match["turn"], Turn.STRAIGHT)
    return LayoutRow(sum(parts) + extra, "", extra, aisles, 0.0, turn, bool(match["gallery"]))
