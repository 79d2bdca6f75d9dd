"""Resources are found in a checkout and in an installation."""

import shutil
import subprocess
import sys
from pathlib import Path

from courtdesk import assets


def test_a_checkout_finds_its_resources() -> None:
    assert assets.resource("icons", "LICENSE").is_file()


def test_an_installation_finds_the_resources_inside_the_package(tmp_path: Path) -> None:
    installed = tmp_path / "courtdesk"
    (installed / "resources" / "themes").mkdir(parents=True)
    for module in ("__init__.py", "assets.py"):
        shutil.copy(Path(assets.__file__).with_name(module), installed)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from courtdesk.assets import resource; print(resource('themes'))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == installed / "resources" / "themes"
