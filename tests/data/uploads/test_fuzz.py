"""Broken files: every one is read or refused in time, none breaks the reader.

``make test`` tries a few hundred, ``make soak`` ten thousand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

from hypothesis import settings

from data.uploads.child import ROOT
from data.uploads.records import KINDS
from data.vocab.upload_problems import upload_problem_codes

FILES = 10_000 if settings().max_examples > 1_000 else 300
MOST_SECONDS = 10
NO_ROOM = -6
"""How a process ends whose library asks for more memory than it may have: for an upload, too_complex."""


def opened(first: int, count: int) -> list[tuple[int, str, str, float]]:
    """Open broken files in another process, and go on after one that ended it."""
    found: list[tuple[int, str, str, float]] = []
    while len(found) < count:
        at = first + len(found)
        command = [sys.executable, "-m", "tests.data.uploads.fuzz", str(at), str(count - len(found))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        found += [tuple(json.loads(line)) for line in done.stdout.splitlines()]
        if len(found) < count:
            ended = "too_complex" if done.returncode == NO_ROOM else f"ENDED {done.returncode}"
            found.append((first + len(found), "", ended, 0))
    return found


def test_broken_files_are_read_or_refused_in_time() -> None:
    found = opened(0, FILES)

    refusals = {code for code, problem in upload_problem_codes().items() if problem.level == "file"}
    fine = {*refusals, "catalog", *KINDS}
    assert [each for each in found if each[2] not in fine or each[3] > MOST_SECONDS] == []
    outcomes = Counter(outcome for _, _, outcome, _ in found)
    assert sum(outcomes[kind] for kind in KINDS) > FILES // 10
    assert sum(outcomes[code] for code in refusals) > FILES // 10
