"""Learner-courses, rates and hours are counted alike by pandas and by DuckDB."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import pytest

from analysis import training
from tests.analysis.conftest import Measured, frame

JULY, AUGUST, SEPTEMBER = date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)
COLUMNS = ("month", "completed_month", "branch", "course_key", "course_id", "outcome", "hours_from",
           "has_outcome", "learner_courses", "hours")  # fmt: skip
CELLS: list[tuple[Any, ...]] = [
    (JULY, JULY, "Main", "a", "a", "completed", "file", True, 4, 6.0),
    (JULY, AUGUST, "Main", "a", "a", "completed", "catalog", True, 2, 2.0),
    (JULY, None, "Main", "a", "a", "in_progress", "none", True, 1, None),
    (AUGUST, AUGUST, "Main", "b", "b", "completed", "prior learning", True, 1, None),
    (AUGUST, None, "North", "b", "b", "not_started", "none", True, 3, None),
    (AUGUST, AUGUST, "South", "name:knots", None, "completed", "unknown", False, 5, None),
    (None, None, "North", "a", "a", "failed", "none", True, 1, None),
    (None, None, None, "b", "b", "completed", "file", True, 2, 1.5),
]
TRAINING = [dict(zip(COLUMNS, each, strict=True)) for each in CELLS]
COURSES: list[dict[str, Any]] = [
    {"course_id": "a", "label": "Angry people", "format": "webinar", "year": 2012, "main_topic": "Policy"},
    {"course_id": "b", "label": "Be kind", "format": "self-paced", "main_topic": "Teens"},
    {"course_id": "c", "label": "Calm", "format": "webinar", "main_topic": "Policy"},
    {"course_id": "d", "label": "Doors", "format": "webinar", "year": 2020},
]
TOPICS: list[dict[str, Any]] = [
    {"course_id": "a", "topic": "Policy", "rank": 1},
    {"course_id": "a", "topic": "Teens", "rank": 2},
    {"course_id": "b", "topic": "Teens", "rank": 1},
]
HOSTS: list[dict[str, Any]] = [
    {"course_id": "a", "organization": "East", "role": "host"},
    {"course_id": "a", "organization": "West", "role": "host"},
    {"course_id": "a", "organization": "Else", "role": "funder", "counts_as_host": False},
    {"course_id": "b", "organization": "West", "role": "host"},
]
RATES = ("rate", "low", "high", "no_outcome", "hours")
EACH = ("learner_courses", "completed", *RATES)


def rounded(answer: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(round(v, 4) if isinstance(v, float) else v for v in row) for row in answer]


def test_all_training_is_counted_once(measured: Measured) -> None:
    columns, row = measured(training.totals, {"training_by_month": TRAINING})
    assert dict(zip(columns, row, strict=True)) == {
        "all_learner_courses": 19, "learner_courses": 14, "completed": 9, "no_outcome": 5,
        "all_completed": 14, "hours": 9.5, "file_hours": 6, "catalog_hours": 2, "prior_learning": 1,
        "unknown_hours": 5, "undated": 3, "branchless": 2, "unmatched": 5, "first_month": JULY,
        "last_month": AUGUST,
    }  # fmt: skip


def test_no_training_is_one_row_of_zeros(measured: Measured) -> None:
    _, row = measured(training.totals, {"training_by_month": []})
    assert row == (0, 0, 0, 0, 0, 0.0, 0, 0, 0, 0, 0, 0, 0, None, None)


def test_a_branch_that_lists_completions_only_has_no_rate(measured: Measured) -> None:
    found = measured(
        training.completion_rate_by_branch, {"training_by_month": TRAINING}, finish=training.rates
    )
    assert rounded(found) == [
        ("branch", *EACH),
        ("Main", 8, 7, 0.875, 0.5291, 0.9776, 0, 8.0),
        ("North", 4, 0, 0.0, 0.0, 0.4899, 0, 0.0),
        ("South", 0, 0, None, None, None, 5, 0.0),
    ]


def test_courses_come_by_their_learners_and_keep_their_written_name(measured: Measured) -> None:
    found = measured(
        training.completion_rate_by_course,
        {"training_by_month": TRAINING, "courses": COURSES},
        finish=training.rates,
    )
    assert rounded(found) == [
        ("course_key", "course_id", "course_label", "learners", *EACH),
        ("a", "a", "Angry people", 8, 8, 6, 0.75, 0.4093, 0.9285, 0, 8.0),
        ("b", "b", "Be kind", 6, 6, 3, 0.5, 0.1876, 0.8124, 0, 1.5),
        ("name:knots", None, "knots", 5, 0, 0, None, None, None, 5, 0.0),
    ]


def test_a_course_counts_for_each_of_its_topics(measured: Measured) -> None:
    tables = {"training_by_month": TRAINING, "course_topics": TOPICS}
    assert measured(training.completion_rate_by_topic, tables) == [
        ("topic", "learner_courses", "completed", "no_outcome", "hours"),
        ("Policy", 8, 6, 0, 8.0),
        ("Teens", 14, 9, 0, 9.5),
    ]


def test_a_course_counts_for_each_host_and_for_its_format(measured: Measured) -> None:
    tables = {"training_by_month": TRAINING, "course_organizations": HOSTS}
    assert measured(training.completion_rate_by_host, tables) == [
        ("host", "learner_courses", "completed", "no_outcome", "hours"),
        ("East", 8, 6, 0, 8.0),
        ("West", 14, 9, 0, 9.5),
    ]
    tables = {"training_by_month": TRAINING, "courses": COURSES}
    assert measured(training.completion_rate_by_format, tables) == [
        ("format", "learner_courses", "completed", "no_outcome", "hours"),
        ("self-paced", 6, 3, 0, 1.5),
        ("webinar", 8, 6, 0, 8.0),
    ]


def test_a_learner_course_belongs_to_the_month_it_began_in(measured: Measured) -> None:
    assert measured(training.completion_rate_by_month, {"training_by_month": TRAINING}) == [
        ("month", "learner_courses", "completed", "no_outcome", "hours"),
        (JULY, 7, 6, 0, 8.0),
        (AUGUST, 4, 1, 5, 0.0),
    ]


@pytest.mark.parametrize(
    ("when", "rows"),
    [
        ("month", [(JULY, 8.0, 6, 4, 2, 0, 0), (AUGUST, 0.0, 6, 0, 0, 1, 5)]),
        ("completed_month", [(JULY, 6.0, 4, 4, 0, 0, 0), (AUGUST, 2.0, 8, 0, 2, 1, 5)]),
    ],
)
def test_hours_say_where_they_are_from(measured: Measured, when: str, rows: list[tuple[Any, ...]]) -> None:
    sources = ("file_hours", "catalog_hours", "prior_learning", "unknown_hours")
    found = measured(training.hours_by_month, {"training_by_month": TRAINING}, when=when)
    assert found == [("month", "hours", "completed", *sources), *rows]


def test_courses_nobody_takes_are_listed_newest_first(measured: Measured) -> None:
    tables = {"courses": COURSES, "training_by_month": TRAINING}
    assert measured(training.courses_nobody_takes, tables) == [
        ("course_id", "label", "format", "year", "main_topic"),
        ("d", "Doors", "webinar", 2020, None),
        ("c", "Calm", "webinar", None, "Policy"),
    ]


@pytest.mark.parametrize(
    "by", ["branch", "month", "course", "topic", "host", "format"],
)  # fmt: skip
def test_without_training_there_is_nothing_to_rate(measured: Measured, by: str) -> None:
    others = {"course": "courses", "topic": "course_topics", "host": "course_organizations",
              "format": "courses"}  # fmt: skip
    tables: dict[str, list[Any]] = {"training_by_month": []} | ({others[by]: []} if by in others else {})
    header, *rows = measured(getattr(training, f"completion_rate_by_{by}"), tables, finish=training.rates)
    assert rows == []
    assert header[-7:] == EACH


def test_parts_add_up_to_the_whole() -> None:
    rollup = nw.from_native(frame("training_by_month", TRAINING)).lazy()
    whole = training.totals(rollup).collect("pandas").to_native().iloc[0]
    by_branch = training.completion_rate_by_branch(rollup).collect("pandas").to_native()
    assert by_branch["completed"].sum() + 2 == whole["completed"]
    assert by_branch["learner_courses"].sum() + by_branch["no_outcome"].sum() + whole["branchless"] == 19
