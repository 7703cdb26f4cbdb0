"""Broken files in large numbers: ``python -m benchmarks.fuzz_uploads --files 10000``.

Good files flipped, cut, doubled and spliced, as the tests make them, each read as an upload is read. Shown
are how they ended and the slowest; fails where one ends in a fault of ours or takes more than ten seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from data.uploads.records import KINDS
from data.vocab.upload_problems import upload_problem_codes
from tests.data.uploads.fuzz import opened_apart

MOST_SECONDS = 10


def main() -> int:
    """Read the files and print how they ended."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_uploads", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    asked = parser.parse_args()
    begun = time.perf_counter()
    found = opened_apart(asked.first, asked.files)
    refusals = {code for code, problem in upload_problem_codes().items() if problem.level == "file"}
    fine = {*refusals, "catalog", *KINDS}
    bad = [each for each in found if each[2] not in fine or each[3] > MOST_SECONDS]
    for outcome, count in Counter(each[2] for each in found).most_common():
        print(f"{count:7,}  {outcome}")
    slowest = max((each[3] for each in found), default=0.0)
    print(f"{len(found):,} files in {time.perf_counter() - begun:.0f} s, the slowest {slowest:.2f} s")
    for number, name, outcome, seconds in bad[:20]:
        print(f"file {number} ({name}): {outcome}, {seconds:.1f} s")
    print(f"{len(bad)} faults (aim: 0)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
