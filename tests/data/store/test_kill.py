"""Kill -9 at random moments; the full run is ``python -m benchmarks.kill_store``."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kill_store import rounds


@pytest.mark.parametrize("uploads", [False, True])
def test_a_killed_process_leaves_all_that_was_acknowledged_and_nothing_by_half(
    tmp_path: Path, uploads: bool
) -> None:
    tally = rounds(runs=6, seed=5, folder=tmp_path, uploads=uploads)
    assert (tally.lost, tally.half, tally.unannounced) == ([], [], [])
    assert tally.reopened == tally.runs == 6
    assert tally.acknowledged > 6
