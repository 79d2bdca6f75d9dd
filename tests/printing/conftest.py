"""The demo, made once: a court's and a trial team's vault with everything in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from courtdesk.catalogue import Wanted
from courtdesk.demo import CLERK, PASSPHRASE, story
from courtdesk.demo.making import make
from courtdesk.vault.header import read_header
from courtdesk.vault.opening import open_vault
from courtdesk.vault.store import Vault

OF_THE_TRIAL = Wanted(case=story.TRIAL)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "Demo.courtdesk"
    make(path)
    return path


@pytest.fixture
def demo_folder(demo_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_template, tmp_path / demo_template.name))


@pytest.fixture
def court(demo_folder: Path) -> Iterator[Vault]:
    """The demo, open for the clerk."""
    vault = open_vault(demo_folder, None, PASSPHRASE)
    yield vault
    vault.close()


@pytest.fixture
def team(demo_folder: Path) -> Iterator[Vault]:
    """The demo, open for the jury coordinator."""
    users = read_header(demo_folder).users
    coordinator = next(user for user in users if user.name != CLERK)
    vault = open_vault(demo_folder, coordinator.id, PASSPHRASE)
    yield vault
    vault.close()
