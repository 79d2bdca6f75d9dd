"""The import contract that stock import-linter cannot say: who knows which room of a subject.

A stock contract cannot tell a subject's own room from the same room of another subject. This one
reads three short tables from pyproject.toml, judges direct imports, and covers a subject or a room
from the moment it appears.
"""

from collections.abc import Iterator
from typing import NamedTuple, cast

import grimp
from importlinter import Contract, ContractCheck, fields, output

_ROOT = "courtdesk"

_Table = dict[str, set[str]]


class _Place(NamedTuple):
    subject: str
    room: str


class RoomsContract(Contract):
    """Which room may import which.

    Options:
        - ``subjects``: the names of all subjects, present or to come
        - ``within``: lines ``"importer: imported imported …"`` for rooms of the same subject
        - ``between``: the same for rooms of different subjects
        - ``outside``: modules beside the subjects, and the rooms that they may see

    Whoever is not named in a table may import no room. A module that is no room is a breach.
    """

    type_name = "rooms"

    subjects = fields.ListField(subfield=fields.StringField())
    within = fields.ListField(subfield=fields.StringField())
    between = fields.ListField(subfield=fields.StringField())
    outside = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        house = _House(
            subjects=frozenset(cast("list[str]", self.subjects)),
            within=_table(self.within),
            between=_table(self.between),
            outside=_table(self.outside),
        )
        breaches = sorted({*house.strangers(graph), *house.illegal_imports(graph)})
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for breach in check.metadata["breaches"]:
            output.print_error(f"- {breach}", bold=False)
        output.new_line()


class _House(NamedTuple):
    subjects: frozenset[str]
    within: _Table
    between: _Table
    outside: _Table

    def strangers(self, graph: grimp.ImportGraph) -> Iterator[str]:
        for module in graph.modules:
            place = self._place(module)
            if place and place.room and place.room not in self.within:
                yield f"{module} is in no room of the house"

    def illegal_imports(self, graph: grimp.ImportGraph) -> Iterator[str]:
        for importer in graph.modules:
            for imported in graph.find_modules_directly_imported_by(importer):
                target = self._place(imported)
                if target and target.room not in self._seen_by(importer, target):
                    details = graph.get_import_details(importer=importer, imported=imported)
                    lines = ", ".join(str(detail["line_number"]) for detail in details)
                    yield f"{importer} -> {imported} (line {lines})"

    def _seen_by(self, importer: str, target: _Place) -> set[str]:
        """The rooms of the target's subject that ``importer`` may know."""
        source = self._place(importer)
        if source is None:
            beside = importer.removeprefix(f"{_ROOT}.").partition(".")[0]
            return self.outside.get(beside, set())
        if source.subject == target.subject:
            return self.within.get(source.room, set()) | {source.room}
        return self.between.get(source.room, set())

    def _place(self, module: str) -> _Place | None:
        """The room that a module belongs to; the subject's own package has the room ``""``."""
        root, _, rest = module.partition(".")
        subject, _, inner = rest.partition(".")
        if root != _ROOT or subject not in self.subjects:
            return None
        return _Place(subject, inner.partition(".")[0])


def _table(lines: object) -> _Table:
    pairs = (line.partition(":") for line in cast("list[str]", lines))
    return {importer.strip(): set(imported.split()) for importer, _, imported in pairs}
