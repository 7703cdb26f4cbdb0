"""What becomes of rows: a flag belongs to its row, in whatever order rows are flagged."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.uploads.encoded import encode
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


def test_problems_of_several_kinds_stand_in_the_order_of_the_file() -> None:
    rows = Rows(np.array([4, 6, 9]), sheet="Ann")
    cells = encode(pa.array(["x", "x", "soon"]))
    rows.flag(np.array([True, True, True]), "person_matched_by_name_only", "Name")
    rows.flag_again(np.array([1]), "repeat_completion", pa.array(["4"]))
    rows.reject(np.array([False, False, True]), "bad_date", "Done", cells, lambda _: {"instead": "a day"})

    assert [(row["source_row"], row["flag"], row["column"]) for row in rows.flagged.to_pylist()] == [
        (4, "person_matched_by_name_only", "Name"),
        (6, "person_matched_by_name_only", "Name"),
        (6, "repeat_completion", ""),
    ]
    assert rows.flagged["message"][2].as_py() == (
        'Sheet "Ann", row 6: This person completed the course before (row 4). It is kept as another attempt.'
    )
    (rejected,) = rows.rejected.to_pylist()
    assert (rejected["source_row"], rejected["value"]) == (9, "soon")
    assert rejected["message"].startswith('Sheet "Ann", row 9, column "Done": "soon" ')


def test_what_many_problems_have_in_common_takes_no_room_for_each() -> None:
    rows = Rows(np.arange(1, 250_001))
    rows.flag(np.ones(250_000, bool), "person_matched_by_name_only", "Name of the member of staff")
    flagged = rows.flagged

    assert flagged.num_rows == 250_000
    assert flagged["message"].to_pylist()[-1] == flagged["message"].to_pylist()[0].replace(
        "Row 1,", "Row 250000,"
    )
    assert flagged.drop_columns("message").nbytes < 25 * flagged.num_rows
