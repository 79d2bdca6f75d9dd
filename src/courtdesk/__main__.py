"""The door: ``courtdesk`` and ``python -m courtdesk``.

Light on purpose: a command without a window must start in well under half a second, so nothing
that costs is imported here.
"""

import multiprocessing
import sys
from collections.abc import Sequence

RECORDER = "--record-sound"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status.

    Args:
        arguments: without the program's name; ``None`` means those of the process.
    """
    multiprocessing.freeze_support()  # a child of the frozen program ends here
    if sys.argv[1:] == ["--press"]:  # and so does the one that makes pages (desk/press.py)
        from courtdesk import app

        app.serve_press()
        return 0
    if sys.argv[1:] == [RECORDER]:  # and the one that records sound
        from importlib import import_module

        return int(import_module("courtdesk.sound.recorder.__main__").main())
    from courtdesk import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
