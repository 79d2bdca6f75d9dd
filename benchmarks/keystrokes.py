"""How many keys 60 typical court events take, against typing the finished lines.

Each event is typed in short, expanded by the shipped code book, and must become the finished line
to the letter. Enter counts for both; so does the key that picks the speaker. The peer is a person
who types the finished line. Limit: 40 %. A figure of keys, not of time: one round is exact.
Run: ``uv run python -m benchmarks.keystrokes [--quick]``. Ends with status 1 if it is broken.
"""

import argparse
import sys

from courtdesk.hearing.model.codebook import CodeBook
from courtdesk.hearing.service.lexicon import lexicon

LIMIT = 0.40
EVENTS = (
    ("cc", "Case called"),
    ("apr R. Landry", "Appears for R. Landry"),
    ("vid R. Landry", "R. Landry appears by video"),
    ("jp 14", "All 14 jurors present"),
    ("js 12", "Jury of 12 sworn"),
    ("os State", "Opening statement for the State begins"),
    ("ose State", "Opening statement for the State ends"),
    ("os defence", "Opening statement for the defence begins"),
    ("ose defence", "Opening statement for the defence ends"),
    ("osw", "Opening statement waived"),
    ("sw Dr. Haas", "Witness sworn: Dr. Haas"),
    ("sw Ofc. Bell", "Witness sworn: Ofc. Bell"),
    ("wa R. Coyle", "Witness affirmed: R. Coyle"),
    ("dx", "Direct examination"),
    ("cx Ofc. Bell", "Cross-examination of Ofc. Bell begins"),
    ("xx", "Cross-examination"),
    ("rdx", "Redirect examination"),
    ("rcx", "Recross-examination"),
    ("ctq", "Questions by the court"),
    ("wex", "Witness excused"),
    ("wexr", "Witness excused, subject to recall"),
    ("exc Dr. Haas", "Dr. Haas excused"),
    ("nfq", "No further questions"),
    ("mk st13", "Marks State 13"),
    ("mkid st9", "State 9 marked for identification"),
    ("ofr st14", "Offers State 14"),
    ("nob", "No objection"),
    ("rcv st14", "State 14 received"),
    ("adp st14", "State 14 admitted in part"),
    ("rfd def-c", "Def. C refused"),
    ("dem st6", "State 6 for demonstrative use only"),
    ("pubj st14", "State 14 published to the jury"),
    ("wit id's st15", "Witness identifies State 15"),
    ("obh", "Objection: hearsay"),
    ("obr", "Objection: relevance"),
    ("obl", "Objection: leading"),
    ("obs", "Objection: calls for speculation"),
    ("obf", "Objection: lack of foundation"),
    ("oba", "Objection: asked and answered"),
    ("obb", "Objection: beyond the scope"),
    ("obu", "Objection: unfair prejudice outweighs probative value"),
    ("sus", "Sustained"),
    ("ov", "Overruled"),
    ("strk", "Answer stricken; the jury is instructed to disregard it"),
    ("sb", "Sidebar"),
    ("mjoa", "Oral motion for judgment of acquittal"),
    ("mmt", "Oral motion for mistrial"),
    ("mseq", "Oral motion to exclude witnesses from the courtroom"),
    ("dn", "Denied"),
    ("rsv", "Ruling reserved"),
    ("jadm", "Jury admonished not to discuss the case"),
    ("rst State", "State rests"),
    ("cl State", "Closing argument for the State begins"),
    ("inst", "Court instructs the jury"),
    ("jret", "Jury retires to deliberate"),
    ("jpu", "Jury polled: verdict unanimous"),
    ("jd", "Jury discharged with the thanks of the court"),
    ("pall", "Pleads not guilty to all counts"),
    ("psi", "Pre-sentence report ordered"),
    ("rem", "Defendant remanded to custody"),
)
_ENTER, _SPEAKER = 1, 1


def main() -> int:
    """Prints the keys of both, and the ratio with its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="the same: one round is exact")
    parser.parse_args()
    words = lexicon()
    book = CodeBook(words.codes, words.parties)
    wrong = [(t, line, book.expand(t).text) for t, line in EVENTS if book.expand(t).text != line]
    for typed, line, got in wrong:
        print(f"“{typed}” became “{got}”, not “{line}”")
    each = _ENTER + _SPEAKER
    short = sum(len(typed) + each for typed, _ in EVENTS)
    full = sum(len(line) + each for _, line in EVENTS)
    kept = short / full <= LIMIT and not wrong
    verdict = "ok" if kept else "BROKEN"
    print(f"{len(EVENTS)} events: {short} keys for {full}")
    print(f"keys to the finished lines {short / full:8.3f}   limit <= {LIMIT:g}   {verdict}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
