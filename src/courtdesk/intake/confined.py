"""Reading a file of unknown origin in a child process with limits.

A workbook of a few hundred bytes can ask for more memory than there is, and its reader then ends
the whole process. Here that is the child's end, and a sentence for whoever chose the file.
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from courtdesk.errors import KnownError
from courtdesk.intake.tables import BadFile, Table, table_of

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
_PATIENCE = 60.0
"""Seconds of waiting after which the child is killed."""


class ReaderEnded(Exception):
    """The child asked for more memory or time than it may have, or broke down."""


def confined(read: Callable[[bytes], Any], content: bytes) -> Any:
    """What ``read`` makes of ``content``, in a child process.

    ``read`` is a function of a module, and gives what JSON can hold.

    Raises:
        BadFile: ``read`` refused the file, in its own words.
        ReaderEnded: reading it takes more memory or time than it may, or broke down.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs, read), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send_bytes(content)
        if not ours.poll(_PATIENCE):
            raise ReaderEnded
        answer = json.loads(ours.recv_bytes())
    except (EOFError, OSError) as error:
        raise ReaderEnded from error
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()
    if "refused" in answer:
        raise BadFile(answer["refused"])
    return answer["read"]


def table_confined(content: bytes) -> Table:
    """As :func:`courtdesk.intake.tables.table_of`, in a child process.

    Raises:
        BadFile: there is no table in it, or reading it takes more memory or time than it may.
    """
    try:
        header, rows, remarks = confined(_table, content)
    except ReaderEnded as error:
        raise BadFile(
            "The file asks for more memory or time than any table should and was not read. Nothing "
            "was imported. Open it in a spreadsheet, save it as CSV, and try again."
        ) from error
    return Table(tuple(header), tuple(map(tuple, rows)), tuple(remarks))


def _table(content: bytes) -> tuple[object, ...]:
    table = table_of(content)
    return table.header, table.rows, table.remarks


def _serve(pipe: Connection, read: Callable[[bytes], Any]) -> None:
    limit(CPU_SECONDS)
    try:
        answer = {"read": read(pipe.recv_bytes())}
    except KnownError as error:
        answer = {"refused": str(error)}
    pipe.send_bytes(json.dumps(answer).encode())


def limit(cpu_seconds: int) -> None:
    """Take from this process what reading a file does not need; called in the child."""
    # What a reader prints when it breaks down may quote the file.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
