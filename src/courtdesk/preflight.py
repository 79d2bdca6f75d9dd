"""What Qt needs from the system, looked for before Qt is imported.

A missing display or plug-in library makes Qt abort the whole process, and a missing core library
makes the import fail with the name of the first one only. This module needs nothing but the
standard library, so it also serves the set-up scripts, which run before anything is installed.
"""

import ctypes
import os
import socket  # noqa: TID251 - asks the Wayland server on this machine whether it is there
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from courtdesk.errors import KnownError

# Shared library -> the Debian and Ubuntu package that holds it.
CORE: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
}
XCB: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
LIBRARIES: Mapping[str, Mapping[str, str]] = {
    "xcb": {**CORE, **XCB},
    "wayland": {**CORE, **WAYLAND},
}


class NotReadyError(KnownError):
    """The system lacks a display or a library without which Qt would abort."""


class MissingLibrariesError(NotReadyError):
    """The system lacks ``missing``: each by its name, with its Debian and Ubuntu package."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        self.missing = dict(missing)
        packages = list(dict.fromkeys(missing.values()))
        if Path("/etc/debian_version").exists():
            cure = f"Install it with this command:\n  {apt_command(packages)}"
        else:
            cure = f"Install the packages that hold it (in Debian: {' '.join(packages)})."
        super().__init__(f"CourtDesk needs what this system lacks: {', '.join(missing)}. {cure}")


def apt_command(packages: Iterable[str]) -> str:
    """The one line that installs ``packages`` on Debian and Ubuntu."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def require_window() -> None:
    """Make sure that Qt can open a window here.

    Does nothing on Windows and macOS, where the libraries are part of PySide6 and of the system.

    Raises:
        NotReadyError: there is no display that answers.
        MissingLibrariesError: libraries that Qt loads are missing.
    """
    if not sys.platform.startswith("linux"):
        return
    first: NotReadyError | None = None
    for platform in platforms(os.environ):
        try:
            _require(platform)
        except NotReadyError as error:
            first = first or error
        else:
            return
    raise first or NotReadyError(_NO_DISPLAY)


def require_offscreen() -> None:
    """Make sure that Qt can run without a screen.

    Raises:
        MissingLibrariesError: libraries that Qt loads are missing.
    """
    if sys.platform.startswith("linux"):
        _require("offscreen")


def platforms(environment: Mapping[str, str]) -> list[str]:
    """The Qt platforms that would be tried with this environment, the first choice first."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.partition(":")[0] for name in chosen.split(";")]
    by_display = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    found = [platform for variable, platform in by_display.items() if environment.get(variable)]
    if environment.get("XDG_SESSION_TYPE") == "wayland":
        return found
    return found[::-1]


def missing_of(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of ``libraries`` that the system cannot load."""
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _require(platform: str) -> None:
    lacking = missing_of(LIBRARIES.get(platform, CORE))
    if lacking:
        raise MissingLibrariesError(lacking)
    if platform == "xcb" and not _x_answers():
        raise NotReadyError(_silent_display(os.environ.get("DISPLAY", "")))
    if platform.startswith("wayland") and not _wayland_answers(os.environ):
        raise NotReadyError(_silent_display(os.environ.get("WAYLAND_DISPLAY", "")))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _x_answers() -> bool:
    # libxcb, which every Qt loads anyway, knows displays, hosts and authorisations best.
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    folder = environment.get("XDG_RUNTIME_DIR", "")
    address = Path(folder, environment.get("WAYLAND_DISPLAY") or "wayland-0")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        return connection.connect_ex(str(address)) == 0


_GO_ON: Sequence[str] = (
    "Start it on the desktop itself, over “ssh -X”, or with “xvfb-run -a” before the command",
    "“courtdesk demo --no-window” writes the demo without opening it",
)
_NO_DISPLAY = (
    "CourtDesk cannot open its window: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is "
    f"set). {'; '.join(_GO_ON)}."
)


def _silent_display(name: str) -> str:
    return (
        f"CourtDesk cannot open its window: the display “{name}” does not answer. "
        f"{'; '.join(_GO_ON)}."
    )
