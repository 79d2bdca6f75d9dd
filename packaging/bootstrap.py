"""Brings a fresh machine to the point where one command of the project runs, and runs it.

    python3 packaging/bootstrap.py [--needs nothing|offscreen|window] COMMAND …

Needs Python 3.11 and its standard library only. It looks for what Qt takes from the system, finds
or gets uv, makes the environment from the lock file, and hands over to ``uv run``. As root on
Debian or Ubuntu it installs what is missing; otherwise it prints the one command and stops.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))

from courtdesk import preflight  # noqa: E402 - found through the line above

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 8)
"""Older versions do not know all that pyproject.toml and uv.lock use."""

OWN_UV = PROJECT / ".uv" / UV_VERSION
APT_PATIENCE = 180.0
"""Seconds to wait for another program that holds the lock of the package system."""


class SetUpError(Exception):
    """The machine lacks something; the text says what, and what to do."""


def main(arguments: list[str]) -> int:
    """Set up, then become the command. Returns an exit status only if that failed."""
    needs, command = _parse(arguments)
    try:
        complete_the_system(needs)
        uv = find_uv() or get_uv()
        synchronise(uv)
    except (SetUpError, preflight.NotReadyError) as error:
        say(f"\n{error}")
        return 1
    if command[0] == "uv":
        return become([uv, *command[1:]])
    return become([uv, "run", "--frozen", "--no-sync", *command])


def _parse(arguments: list[str]) -> tuple[str, list[str]]:
    parser = argparse.ArgumentParser(description="Set up, then run a command of the project.")
    parser.add_argument(
        "--needs", choices=["nothing", "offscreen", "window"], default="nothing", help="of Qt"
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the command to run")
    parsed = parser.parse_args(arguments)
    if not parsed.command:
        parser.error("no command given")
    if "--no-window" in parsed.command:
        parsed.needs = "nothing"
    return parsed.needs, parsed.command


def complete_the_system(needs: str) -> None:
    """Make sure that everything is there that only the system can bring."""
    lacking = missing_libraries(needs)
    if not (find_uv() or _has_pip() or _has_venv()):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        lacking["the Python module venv"] = package
    if not lacking:
        return
    if not may_install():
        raise preflight.MissingLibrariesError(lacking)
    install(dict.fromkeys(lacking.values()))
    missing_libraries(needs)


def missing_libraries(needs: str) -> dict[str, str]:
    """The libraries that Qt lacks for what it is needed for, with their packages.

    Raises:
        NotReadyError: a window is needed and there is no display.
    """
    checks = {"window": preflight.require_window, "offscreen": preflight.require_offscreen}
    try:
        checks.get(needs, lambda: None)()
    except preflight.MissingLibrariesError as error:
        return error.missing
    return {}


def find_uv() -> str | None:
    """A uv that can read the lock file: the one on PATH, else the one that was got earlier."""
    found = (shutil.which("uv", path=path) for path in (None, str(OWN_UV / "bin")))
    return next((uv for uv in found if uv and _version(uv) >= OLDEST_UV), None)


def _version(uv: str) -> tuple[int, ...]:
    answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    if answer.returncode or len(words) < 2:
        return ()
    return tuple(int(part) for part in words[1].split(".") if part.isdigit())


def get_uv() -> str:
    """Install the pinned uv into the ignored folder .uv, with pip."""
    say(f"Getting uv {UV_VERSION}, the tool that makes the environment …")
    target = ["--target", str(OWN_UV), "--upgrade", "--only-binary", ":all:"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if run([*pip(), "install", *quiet, *target, f"uv=={UV_VERSION}"]).returncode:
        raise SetUpError(
            f"uv {UV_VERSION} could not be downloaded (the reason stands above). Check the network "
            "or the proxy and run the command again, or install uv yourself: "
            "https://docs.astral.sh/uv/getting-started/installation/"
        )
    found = find_uv()
    if not found:
        raise SetUpError(f"uv {UV_VERSION} was downloaded but does not start on this machine.")
    return found


def pip() -> list[str]:
    """The command that starts a pip: this Python's own, or one in a private environment."""
    if _has_pip():
        return [sys.executable, "-m", "pip"]
    private = PROJECT / ".uv" / "pip"
    if run([sys.executable, "-m", "venv", "--clear", str(private)]).returncode:
        raise SetUpError("This Python cannot make an environment (the reason stands above).")
    return [str(next(private.glob("[bS]*/python*"))), "-m", "pip"]


def _has_pip() -> bool:
    return _succeeds([sys.executable, "-m", "pip", "--version"])


def _has_venv() -> bool:
    return _succeeds([sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"])


def synchronise(uv: str) -> None:
    """Make the environment exactly what the lock file says, and its libraries ready to start.

    Where Python may not write byte code, each start would compile SQLAlchemy anew: two seconds.
    """
    if not (PROJECT / ".venv").exists():
        say("Making the environment; the first time takes a minute …")
    compiling = {**os.environ, "UV_COMPILE_BYTECODE": "1"}
    if run([uv, "sync", "--frozen", "--quiet"], compiling).returncode:
        raise SetUpError(
            "The environment could not be made (the reason stands above). If the network was away, "
            "run the command again: what has been downloaded is kept."
        )
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        run([uv, "run", "--frozen", "--no-sync", "python", "-m", "compileall", "-q", "src"])


def may_install() -> bool:
    """Whether this is root on a Debian-like system."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Iterable[str]) -> None:
    """Install Debian packages, waiting for a while if another program holds the lock."""
    names = list(packages)
    say(f"Installing system packages: {' '.join(names)} …")
    _apt(["update", "-q"])
    _apt(["install", "-y", "-q", "--no-install-recommends", *names])


def _apt(arguments: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    deadline = time.monotonic() + APT_PATIENCE
    while True:
        done = run(["apt-get", *arguments], quiet, keep=True)
        if done.returncode == 0:
            return
        locked = "Could not get lock" in done.stderr or "is another process" in done.stderr
        if not locked or time.monotonic() > deadline:
            break
        say("Another program is installing packages; waiting for it to finish …")
        time.sleep(5)
    say(done.stdout[-2000:] + done.stderr[-2000:])
    reason = (
        "another program is still installing packages: let it finish and run the command again"
        if locked
        else "the reason stands above; check the network and the package sources, then run it again"
    )
    raise SetUpError(f"“apt-get {' '.join(arguments)}” failed: {reason}.")


def run(
    command: list[str], environment: Mapping[str, str] | None = None, *, keep: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder; with ``keep`` its output is kept, not shown."""
    sys.stdout.flush()
    return subprocess.run(
        command, cwd=PROJECT, env=environment, check=False, text=True, capture_output=keep
    )


def _succeeds(command: list[str]) -> bool:
    return run(command, keep=True).returncode == 0


def become(command: list[str]) -> int:
    """Replace this process by ``command``; on Windows, run it and return its exit status."""
    sys.stdout.flush()
    os.chdir(PROJECT)
    if os.name == "posix":
        os.execv(command[0], command)
    return run(command).returncode


def say(text: str) -> None:
    """Tell what happens, on standard error, so that a command's own output stays clean."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
