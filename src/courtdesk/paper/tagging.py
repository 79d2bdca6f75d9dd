"""The structure tree of a tagged PDF: what each piece of a page is, in the order of reading.

A log of 14,000 rows has some 60,000 elements, so they are kept as plain numbers and written as
bytes, past ReportLab's object table. Source: ISO 32000-1, 14.7 and 14.8 (in PDF 1.4 the same).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator


class Tag:
    """An element to be: its kind, its parent, and its number once something is drawn in it."""

    __slots__ = ("attributes", "kind", "number", "parent")

    def __init__(self, kind: str, parent: "Tag | None" = None, attributes: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.number = -1


class StructureTree:
    """Collects elements and the marked content of pages, then writes the objects."""

    def __init__(self) -> None:
        self.document = self.section = Tag("Document")
        self._entries: list[str] = []  # kind and attributes of each element, shared strings
        self._parents = array("l")
        self._marks: list[array[int]] = []  # for each page: the element of each mark
        self._number(self.document)

    def sections(self, count: int) -> list[Tag]:
        """Parts of the whole, in the order of reading; ``section`` is the one that is drawn in."""
        made = [Tag("Sect", self.document) for _ in range(count)]
        for tag in made:
            self._number(tag)
        return made

    def begin_page(self) -> None:
        """Marks made from now on belong to the next page."""
        self._marks.append(array("l"))

    def add(self, tag: Tag) -> None:
        """Takes up ``tag`` though nothing is drawn in it: a row keeps its empty cells."""
        if tag.number < 0:
            self._number(tag)

    def mark(self, tag: Tag) -> int:
        """The number, within the page, of the content about to be drawn in ``tag``."""
        marks = self._marks[-1]
        marks.append(tag.number if tag.number >= 0 else self._number(tag))
        return len(marks) - 1

    def _number(self, tag: Tag) -> int:
        parent = tag.parent
        if parent is None and tag is not self.document:
            parent = self.section
        if parent is not None and parent.number < 0:
            self._number(parent)
        tag.number = len(self._parents)
        self._parents.append(parent.number if parent is not None else -1)
        self._entries.append(f"/S/{tag.kind}{tag.attributes}")
        return tag.number

    def __len__(self) -> int:
        return len(self._parents)

    def objects(self, first: int, root: int, pages: list[int]) -> Iterator[bytes]:
        """The bodies of the objects numbered from ``first``: elements, then lists of marks.

        ``root`` is the number of the tree's own object, ``pages`` those of the pages.
        """
        content: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for page, marks in enumerate(self._marks):
            for mark, element in enumerate(marks):
                content[element].append((pages[page], mark))
        children: dict[int, array[int]] = defaultdict(lambda: array("l"))
        for number, parent in enumerate(self._parents):
            children[parent].append(first + number)
        for number, parent in enumerate(self._parents):
            above = root if parent < 0 else first + parent
            entry = self._entries[number]
            kids = _kids(content.pop(number, []), children.pop(number, None))
            yield f"<</Type/StructElem{entry}/P {above} 0 R{kids}>>".encode()
        for marks in self._marks:
            yield f"[{' '.join(f'{first + element} 0 R' for element in marks)}]".encode()

    def root(self, first: int) -> bytes:
        """The body of the tree's own object."""
        lists = first + len(self)
        nums = " ".join(f"{page} {lists + page} 0 R" for page in range(len(self._marks)))
        return (
            f"<</Type/StructTreeRoot/K[{first} 0 R]/ParentTree<</Nums[{nums}]>>"
            f"/ParentTreeNextKey {len(self._marks)}>>"
        ).encode()


def _kids(content: list[tuple[int, int]], children: "array[int] | None") -> str:
    """The entries that name an element's content on the pages, and its children."""
    if not children and len(content) == 1:
        page, mark = content[0]
        return f"/Pg {page} 0 R/K {mark}"
    marks = [f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>" for page, mark in content]
    kids = marks + [f"{child} 0 R" for child in children or ()]
    return f"/K[{' '.join(kids)}]" if kids else ""
