"""The recorder against a real sound server: killed, beside a hog, and over an hour.

Peers in the same run: ``parec`` (limit: no sample unlike its own), capture and FLAC alone (limit: 3
times their processor time, and a quarter of a core). Limits besides: a second lost by a kill, 5 %
more memory, 1 ms of spread of an entry's place. Needs PulseAudio and espeak-ng.
Run: ``uv run python -m benchmarks.recorder [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import json
import subprocess
import sys

FULL, QUICK = ("50", "30", "60"), ("3", "1", "2")
LOST_S, CORE, MEMORY, SPREAD_MS = 1.0, 25.0, 5.0, 1.0


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="3 kills and 2 minutes, not 50 and an hour"
    )
    given = QUICK if parser.parse_args().quick else FULL
    words = [sys.executable, "-m", "torture.sound", *given]
    told = json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True).stdout)
    if "skipped" in told:
        print(f"left out: {told['skipped']}")
        return 0
    counts, (kills, minutes, whole) = told["counts"], given
    if "most lost, s" in counts:
        print(
            f"{kills} kills: at most {counts['most lost, s']:.3f} s lost "
            f"({counts['most lost, s'] / LOST_S:.2f} × the limit), "
            f"{counts['chunks unreadable']} of {counts['chunks written']} chunks unreadable"
        )
    if "minutes beside parec" in counts:
        unlike = counts["samples unlike parec's"]
        compared = unlike + counts["samples like parec's"]
        print(
            f"{whole} minutes, {minutes} of them beside a hog: {unlike:,} of {compared:,} samples "
            f"unlike parec's; "
            f"{counts['times capture and encoding alone']:.2f} × capture and FLAC alone, "
            f"{counts['per cent of a core']:.1f} % of a core "
            f"({counts['per cent of a core'] / CORE:.2f} × the limit)"
        )
        spread, grown = counts["spread of an entry's place, ms"], counts["memory grown, per cent"]
        print(
            f"{whole} minutes: an entry's place strays by {spread:.3f} ms "
            f"({spread / SPREAD_MS:.2f} × the limit), memory {grown:+.2f} % "
            f"({grown / MEMORY:.2f} × the limit)"
        )
    for failure in told["failures"]:
        print(f"broken: {failure}")
    return 0 if told["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
