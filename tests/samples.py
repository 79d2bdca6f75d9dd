"""The sample files: real hearings and venires that do not belong to the project.

They lie beside the checkout in ``../shared/samples``, or where the environment variable
``COURTDESK_SAMPLES`` says. Tests that need one are skipped where it is missing.
"""

import os
from pathlib import Path

import pytest

_PROJECT = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Where the samples would lie; the folder need not exist."""
    chosen = os.environ.get("COURTDESK_SAMPLES")
    return Path(chosen) if chosen else _PROJECT.parent / "shared" / "samples"


def sample(*parts: str) -> Path:
    """The path of a sample file, for instance ``sample("hearings", "2015.13-1339-t01.csv")``.

    Skips the calling test where the file is missing.
    """
    path = folder().joinpath(*parts)
    if not path.exists():
        pytest.skip(f"sample file missing: {'/'.join(parts)}")
    return path
