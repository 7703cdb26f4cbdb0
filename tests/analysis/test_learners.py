"""People, the days they take and those who are stuck are counted alike by both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analysis import learners
from tests.analysis.conftest import Measured

ROWS: list[tuple[Any, ...]] = [
    ("p1", "a", "Main", "completed", date(2025, 7, 1), 4),
    ("p1", "b", "Main", "completed", date(2025, 7, 2), 10),
    ("p1", "c", "North", "in_progress", date(2025, 7, 3), None),
    ("p2", "a", "Main", "in_progress", date(2025, 8, 30), None),
    ("p2", "b", "North", "completed", None, None),
    ("p3", "a", None, "completed", date(2025, 7, 1), 7),
    ("p4", "a", "North", "in_progress", None, None),
    ("p5", "a", "North", "in_progress", date(2025, 6, 1), None),
]
COLUMNS = ("staff_key", "course_key", "branch", "outcome", "enrolled_on", "days_to_complete")
LEARNERS = [dict(zip(COLUMNS, row, strict=True)) | {"course_label": row[1].upper()} for row in ROWS]


def test_somebody_at_two_branches_counts_at_each_and_once_in_all(measured: Measured) -> None:
    tables = {"learner_courses": LEARNERS}
    assert measured(learners.people_by_branch, tables) == [
        ("branch", "people", "completers", "completed"), ("Main", 2, 1, 2), ("North", 4, 1, 1),
    ]  # fmt: skip
    assert measured(learners.people, tables) == [("people", "completers"), (5, 3)]


def by_branch_and_course(learner_courses: Any) -> Any:
    return learners.people_by(learner_courses, "branch", "outcome")


def test_people_are_counted_by_any_groups(measured: Measured) -> None:
    tables = {"learner_courses": LEARNERS}
    assert measured(learners.people_by, tables) == [("people",), (5,)]
    assert measured(by_branch_and_course, tables) == [
        ("branch", "outcome", "people"),
        ("Main", "completed", 1), ("Main", "in_progress", 1),
        ("North", "completed", 1), ("North", "in_progress", 3), (None, "completed", 1),
    ]  # fmt: skip


def test_nobody_is_counted_as_nobody(measured: Measured) -> None:
    tables: dict[str, list[Any]] = {"learner_courses": []}
    assert measured(learners.people, tables) == [("people", "completers"), (0, 0)]
    assert measured(learners.people_by_branch, tables)[1:] == []
    assert measured(learners.days_to_complete, tables)[1:] == [(0, 0, None, None, None)]
    assert measured(learners.stalled, tables, today=date(2025, 9, 1))[1:] == []


def test_days_are_told_where_both_dates_are_known(measured: Measured) -> None:
    found = measured(learners.days_to_complete, {"learner_courses": LEARNERS})
    assert found == [("completed", "n", "median", "low", "high"), (4, 3, 7.0, 5.5, 8.5)]


def test_days_by_branch_are_medians_of_people_not_of_groups(measured: Measured) -> None:
    def finish(counts: Any) -> Any:
        return learners.days_by(counts, "branch")

    found = measured(learners.completion_days, {"learner_courses": LEARNERS}, finish=finish, by="branch")
    assert found == [
        ("branch", "completed", "n", "low", "median", "high"),
        ("Main", 2, 2, 5.5, 7.0, 8.5),
        ("North", 1, 0, None, None, None),
    ]
    nothing = measured(learners.completion_days, {"learner_courses": []}, finish=finish, by="branch")
    assert nothing == [("branch", "completed", "n", "low", "median", "high")]


def test_the_stalled_come_longest_waiting_first(measured: Measured) -> None:
    found = measured(learners.stalled, {"learner_courses": LEARNERS}, today=date(2025, 9, 1), days=60)
    assert found == [
        ("staff_key", "branch", "course_key", "course_label", "enrolled_on"),
        ("p5", "North", "a", "A", date(2025, 6, 1)),
    ]
    later = measured(learners.stalled, {"learner_courses": LEARNERS}, today=date(2025, 9, 2), days=60)
    assert [row[0] for row in later[1:]] == ["p5", "p1"]


def test_a_month_is_over_once_nine_of_ten_would_have_completed() -> None:
    needed = pd.Series(
        {
            "n": 30,
            "days": 40.2,
            "last_enrolled": pd.Timestamp(2026, 10, 29),
            "last_completed": pd.Timestamp(2026, 10, 31),
        }
    )
    months = pd.Series(pd.to_datetime(["2026-08-01", "2026-09-01", "2026-10-01"]))
    assert learners.still_under_way(months, needed).tolist() == [False, True, True]
    few = needed.copy()
    few["n"] = 29
    assert learners.days_needed(few) == learners.STALLED_AFTER
    assert learners.still_under_way(months, few).tolist() == [False, True, True]
    unknown = pd.Series({"n": 0, "days": None, "last_enrolled": pd.NaT, "last_completed": pd.NaT})
    assert learners.still_under_way(months, unknown).tolist() == [False] * 3


def test_the_time_needed_is_of_completions_alone(measured: Measured) -> None:
    done = [
        {"outcome": "completed", "days_to_complete": days, "first_completed_on": date(2026, 5, days)}
        for days in range(1, 12)
    ]
    rows = [*done, {"outcome": "in_progress", "enrolled_on": date(2026, 6, 1), "days_to_complete": 99}]
    (header, row) = measured(learners.time_needed, {"learner_courses": rows})
    assert header == ("n", "days", "last_enrolled", "last_completed")
    assert row[:2] == (11, 10.0)
    assert [pd.Timestamp(each).date() for each in row[2:]] == [date(2026, 6, 1), date(2026, 5, 11)]
