"""What a part of the torture counted, and whether that is what was promised."""

import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

_MOST_TOLD = 12


@dataclass
class Tally:
    """The counts of one part. ``failures`` says where a promise was broken, the first few."""

    part: str
    wanted: int
    runs: int = 0
    broken: int = 0
    counts: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def run(self, where: str, *, sound: bool, why: object = "") -> None:
        """Count one run."""
        self.runs += 1
        if not sound:
            self.broken += 1
            if len(self.failures) < _MOST_TOLD:
                self.failures.append(f"{where}: {why}"[:900])
        if self.runs % max(1, self.wanted // 20) == 0:
            told = f"{self.part}: {self.runs} of {self.wanted}, {self.broken} broken"
            print(told, file=sys.stderr, flush=True)

    def add(self, what: str, count: float) -> None:
        """Add to a count."""
        self.counts[what] = self.counts.get(what, 0) + count

    def as_dict(self) -> dict[str, Any]:
        """The counts as they are kept."""
        return {
            "part": self.part,
            "ok": self.broken == 0 and self.runs > 0,
            "runs": self.runs,
            "wanted": self.wanted,
            "broken": self.broken,
            "seconds": round(time.monotonic() - self.began, 1),
            "counts": self.counts,
            "failures": self.failures,
        }

    def print(self) -> None:
        """One line of JSON, for whoever started this part."""
        print(json.dumps(self.as_dict(), ensure_ascii=False), flush=True)
