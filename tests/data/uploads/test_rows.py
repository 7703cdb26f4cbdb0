"""What becomes of rows: a flag belongs to its row, in whatever order rows are flagged."""

from __future__ import annotations

import numpy as np

from data.uploads.rows import Rows


def test_flags_of_single_rows_stay_with_them_when_others_are_rejected() -> None:
    rows = Rows(np.array([10, 11, 12]))
    words: list[dict[str, object]] = [{"first": 4}, {"first": 5}, {"first": 6}]
    rows.flag_each(np.array([2, 0, 2]), "repeat_completion", words)
    rows.reject(np.array([True, False, False]), "missing_course")

    assert [(row["source_row"], row["message"]) for row in rows.flagged.to_pylist()] == [
        (12, "Row 12: This person completed the course before (row 4). It is kept as another attempt."),
        (12, "Row 12: This person completed the course before (row 6). It is kept as another attempt."),
    ]
