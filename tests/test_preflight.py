"""Before Qt is imported: what is missing is said in one message, and nothing aborts."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from courtdesk import preflight
from courtdesk.errors import ExitStatus

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the system brings the libraries"
)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any shared library that one could install."""

    def refuse(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has all libraries."""
    monkeypatch.setattr(preflight, "missing_of", lambda _libraries: {})


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)


@linux
@pytest.mark.usefixtures("bare")
def test_missing_libraries_are_named_with_the_one_command() -> None:
    with pytest.raises(preflight.MissingLibrariesError) as caught:
        preflight.require_offscreen()
    assert caught.value.missing == preflight.CORE
    message = str(caught.value)
    assert "libEGL.so.1" in message
    assert preflight.CORE["libEGL.so.1"] in message
    assert message.count("libglib2.0-0") == 1


@linux
@pytest.mark.usefixtures("bare")
def test_a_window_also_needs_the_libraries_of_its_platform(
    no_display: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(preflight.MissingLibrariesError) as caught:
        preflight.require_window()
    assert {"libGL.so.1", "libxcb-cursor.so.0"} <= caught.value.missing.keys()


@linux
@pytest.mark.usefixtures("everything", "no_display")
def test_without_a_display_the_message_tells_how_to_go_on() -> None:
    with pytest.raises(preflight.NotReadyError, match=r"no display.*xvfb-run.*--no-window"):
        preflight.require_window()


@linux
@pytest.mark.usefixtures("everything", "no_display")
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":54321")
    with pytest.raises(preflight.NotReadyError, match=r":54321.* does not answer"):
        preflight.require_window()


@linux
@pytest.mark.usefixtures("everything", "no_display")
def test_a_wayland_server_that_is_gone_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    with pytest.raises(preflight.NotReadyError, match=r"wayland-9.* does not answer"):
        preflight.require_window()


@linux
@pytest.mark.usefixtures("everything", "no_display")
def test_a_platform_that_needs_no_display_is_not_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    preflight.require_window()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ["xcb", "wayland"]),
        (
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XDG_SESSION_TYPE": "wayland"},
            ["wayland", "xcb"],
        ),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland;vnc:size=800x600"}, ["wayland", "vnc"]),
    ],
)
def test_the_platforms_are_tried_in_the_order_of_qt(
    environment: dict[str, str], expected: list[str]
) -> None:
    assert preflight.platforms(environment) == expected


def test_the_check_itself_needs_only_the_standard_library() -> None:
    source = Path(preflight.__file__).resolve().parents[1]
    without_packages = [sys.executable, "-I", "-S", "-c"]
    code = "import sys; sys.path.insert(0, sys.argv[1]); import courtdesk.preflight"
    subprocess.run([*without_packages, code, str(source)], check=True)


@linux
@pytest.mark.parametrize("command", [["demo"], []])
def test_a_command_with_a_window_refuses_before_it_does_anything(
    command: list[str], no_display: None, tmp_path: Path
) -> None:
    vault = tmp_path / "demo.courtdesk"
    done = subprocess.run(
        [sys.executable, "-m", "courtdesk", *command, str(vault)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == ExitStatus.REFUSED
    assert "there is no display" in done.stderr
    assert "Traceback" not in done.stderr
    assert not vault.exists()
