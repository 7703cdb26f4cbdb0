"""Broken files: every one is read or refused in time, none breaks the reader.

``make test`` tries a few hundred, ``python -m benchmarks.fuzz_uploads`` ten thousand.
"""

from __future__ import annotations

from collections import Counter

from hypothesis import settings

from data.uploads.records import KINDS
from data.vocab.upload_problems import upload_problem_codes
from tests.data.uploads.fuzz import opened_apart

FILES = 10_000 if settings().max_examples > 1_000 else 300
MOST_SECONDS = 10


def test_broken_files_are_read_or_refused_in_time() -> None:
    found = opened_apart(0, FILES)

    refusals = {code for code, problem in upload_problem_codes().items() if problem.level == "file"}
    fine = {*refusals, "catalog", *KINDS}
    assert [each for each in found if each[2] not in fine or each[3] > MOST_SECONDS] == []
    outcomes = Counter(outcome for _, _, outcome, _ in found)
    assert sum(outcomes[kind] for kind in KINDS) > FILES // 10
    assert sum(outcomes[code] for code in refusals) > FILES // 10
