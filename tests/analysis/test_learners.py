"""People, the days they take and those who are stuck are counted alike by both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

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
