"""How many words a machine's draft gets wrong, on clear synthetic speech.

Run: ``uv run --extra draft python -m benchmarks.draft [--quick]``. It needs espeak-ng. There is no
limit: the figure is what the guide says of drafts.
"""

import argparse
import io
import subprocess
import time

import numpy as np
import soundfile

from courtdesk.sound.store import speech

TEXTS = (
    "please state your full name for the record and spell the last one",
    "where were you on the evening of the fourth of november",
    "i was at home the door was locked and the radio was on",
    "objection your honour the question is leading",
    "sustained you may rephrase the question counsel",
    "did you see anyone at the gate before the alarm was raised",
    "i saw a tall man in a dark coat who carried a key in his hand",
    "the court will take a short recess until a quarter past eleven",
    "the jury will disregard the last answer of the witness",
    "i have no further questions for this witness thank you",
)


def said(text: str) -> bytes:
    """The text as 16-bit samples, 16,000 a second, with a pause behind."""
    words = ["espeak-ng", "-v", "en-us", "-s", "130", "--stdout", text]
    wav = subprocess.run(words, capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="int16", always_2d=True)
    return speech.for_engine(samples, rate, 0) + bytes(2 * speech.RATE)


def wrong(expected: list[str], found: list[str]) -> int:
    """Words to change, add or leave out: Levenshtein's distance."""
    row = np.arange(len(found) + 1)
    for number, word in enumerate(expected, 1):
        above, row[0] = row.copy(), number
        for at, other in enumerate(found, 1):
            row[at] = min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (word != other))
    return int(row[-1])


def main() -> None:
    """Draft and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three sentences")
    texts = TEXTS[:3] if parser.parse_args().quick else TEXTS
    blocks = [said(text) for text in texts]
    start = time.perf_counter()
    found = " ".join(text for _, _, text in speech.recognised(blocks)).split()
    taken = time.perf_counter() - start
    expected = " ".join(texts).split()
    missed = wrong(expected, found)
    lasts = sum(map(len, blocks)) / 2 / speech.RATE
    print(" ".join(found))
    print(
        f"{missed} of {len(expected)} words wrong ({missed / len(expected):.0%}); "
        f"{lasts:.0f} s of speech in {taken:.0f} s"
    )


if __name__ == "__main__":
    main()
