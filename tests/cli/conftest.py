"""Running the command line the way a script does."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from courtdesk.cli import main
from tests.vaults import PASSPHRASE


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON that was printed."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n")
    return file


@pytest.fixture
def run(passphrase_file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("list", "cases", vault)``: one command with the clerk's passphrase from a file."""

    def command(*arguments: object, passphrase: Path | None = passphrase_file) -> Outcome:
        words = [str(argument) for argument in arguments]
        if passphrase is not None:
            words += ["--passphrase-file", str(passphrase)]
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return command
