"""What keeps the process's memory from being written down: no core dumps, no other reader."""

import sys

_PR_SET_DUMPABLE = 4


def keep_private() -> None:
    """Forbid core dumps, and on Linux the reading of this memory by the user's other processes.

    Swap, hibernation and administrators stay out of reach: docs/security.md.
    """
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
