"""Quiet years."""

from __future__ import annotations

import pandas as pd

from analysis import calendar


def _counts(rows: dict[int, int]) -> pd.DataFrame:
    return pd.DataFrame({"year": pd.array(list(rows), dtype="Int32"), "course_count": list(rows.values())})


def test_quiet_years_are_counted_as_zero() -> None:
    filled = calendar.every_year(_counts({2012: 2, 2015: 1}))
    pd.testing.assert_frame_equal(
        filled, pd.DataFrame({"year": [2012, 2013, 2014, 2015], "course_count": [2, 0, 0, 1]})
    )


def test_years_come_in_order() -> None:
    assert calendar.every_year(_counts({2021: 5, 2020: 3})).to_numpy().tolist() == [[2020, 3], [2021, 5]]


def test_one_year_stays_one_year() -> None:
    assert calendar.every_year(_counts({2020: 7})).to_numpy().tolist() == [[2020, 7]]


def test_no_years_stay_no_years() -> None:
    filled = calendar.every_year(_counts({}))
    assert filled.empty
    assert list(filled.columns) == ["year", "course_count"]
