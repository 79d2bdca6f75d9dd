"""A trace of what was done to a vault's files, and the disk as a power loss would have left it.

What was synced is there. Of what came after a file's last sync, each sector of 512 bytes is there
or not, whatever the order. Names (made, removed, renamed) keep their order, as on a journaling file
system; a file renamed before it was synced may be there without its content.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cHHqq")
_SECTOR = 512


@dataclass(frozen=True)
class Step:
    """One operation: ``W``rite, ``S``ync, ``T``runcate, ``C``reate, ``U``nlink, ``R``ename, or what
    the program ``A``cknowledged."""

    kind: str
    name: str
    second: str = ""
    offset: int = 0
    content: bytes = b""


def read(path: Path) -> list[Step]:
    """The steps that the shim wrote down."""
    return list(_steps(path.read_bytes()))


def _steps(log: bytes) -> Iterator[Step]:
    at = 0
    while at + _HEAD.size <= len(log):
        kind, name_length, second_length, offset, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        name = log[at : at + name_length].decode()
        second = log[at + name_length : at + name_length + second_length].decode()
        at += name_length + second_length
        content = log[at : at + length] if kind == b"W" else b""
        at += len(content)
        yield Step(kind.decode(), name, second, offset, content)


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


class Disk:
    """The disk of a machine whose power fails after some of ``steps``."""

    def __init__(self, base: Path, steps: list[Step]) -> None:
        """``base`` is the folder as it was before the first step, safely on disk."""
        self._steps = steps
        self._at = 0
        self._files = {
            str(path.relative_to(base)): _File(bytearray(path.read_bytes()))
            for path in base.rglob("*")
            if path.is_file()
        }

    def advance(self, to: int) -> None:
        """Let the program run up to step ``to``; it never runs backwards."""
        for step in self._steps[self._at : to]:
            self._take(step)
        self._at = max(to, self._at)

    def lose_power(self, target: Path, rnd: random.Random, kept: float) -> None:
        """Write what is left to ``target``; an unsynced sector survives with chance ``kept``."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name, file in self._files.items():
            if name.endswith("-shm"):
                continue
            content = bytearray(file.durable)
            for step in file.pending:
                _apply(content, step, rnd, kept)
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _take(self, step: Step) -> None:
        if step.kind == "U":
            self._files.pop(step.name, None)
        elif step.kind == "R":
            moved = self._files.pop(step.name, None)
            if moved is not None and step.second:
                self._files[step.second] = moved
        elif step.kind != "A":
            file = self._files.setdefault(step.name, _File())
            if step.kind == "S":
                for pending in file.pending:
                    _apply(file.durable, pending, None, 1.0)
                file.pending.clear()
            elif step.kind in "WT":
                file.pending.append(step)


def _apply(content: bytearray, step: Step, rnd: random.Random | None, kept: float) -> None:
    if step.kind == "T":
        if rnd is None or rnd.random() < kept:
            del content[step.offset :]
            content.extend(bytes(step.offset - len(content)))
        return
    for start in range(0, len(step.content), _SECTOR):
        if rnd is None or rnd.random() < kept:
            sector = step.content[start : start + _SECTOR]
            at = step.offset + start
            content.extend(bytes(max(0, at + len(sector) - len(content))))
            content[at : at + len(sector)] = sector
