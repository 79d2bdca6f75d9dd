"""The head of a table from outside: which column holds what, going by the usual names."""

from collections.abc import Mapping, Sequence


def folded(head: str) -> str:
    """``head`` in lower case with single spaces, as it is compared."""
    return " ".join(head.casefold().split())


def guessed(header: Sequence[str], usual: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column (counted from 0) holds what; none holds two things.

    ``usual`` has the heads of each thing that is looked for, folded, the likeliest first.
    """
    heads = [folded(head) for head in header]
    found: dict[str, int] = {}
    for thing, names in usual.items():
        for name in names:
            if name in heads and heads.index(name) not in found.values():
                found[thing] = heads.index(name)
                break
    return found
