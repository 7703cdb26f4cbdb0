"""Coverage counts those who are there on the day, trained or not, alike in both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analysis import coverage
from tests.analysis.conftest import Measured

DAY = date(2025, 9, 1)
PEOPLE: list[dict[str, Any]] = [
    {"staff_key": "p1", "branch": "Main", "upload_id": "u"},
    {"staff_key": "p1", "branch": "Main", "upload_id": "u", "role": "page"},
    {"staff_key": "p2", "branch": "Main", "upload_id": "u", "from_on": DAY},
    {"staff_key": "p3", "branch": "Main", "upload_id": "u", "to_on": date(2025, 8, 31)},
    {"staff_key": "p4", "branch": "Main", "upload_id": "u", "from_on": date(2025, 9, 2)},
    {"staff_key": "p3", "branch": "North", "upload_id": "u", "to_on": DAY},
    {"branch": "North", "headcount": 50},
    {"branch": "South", "upload_id": "u", "headcount": 9},
    {"branch": "South", "headcount": 3},
    {"branch": "South", "headcount": 1},
    {"branch": "East", "upload_id": "u", "headcount": 1},
    {"branch": "West", "headcount": 8, "to_on": date(2020, 1, 1)},
]
TOPICS = [
    {"course_id": "a", "topic": "Policy", "rank": 1},
    {"course_id": "b", "topic": "Teens", "rank": 1},
    {"course_id": "b", "topic": "Policy", "rank": 2},
]
LEARNED: list[dict[str, Any]] = [
    {"staff_key": "p1", "course_id": "a", "branch": "Main", "outcome": "completed",
     "first_completed_on": DAY},
    {"staff_key": "p1", "course_id": "b", "branch": "Main", "outcome": "completed",
     "first_completed_on": DAY},
    {"staff_key": "p2", "course_id": "b", "branch": "Main", "outcome": "in_progress"},
    {"staff_key": "p2", "course_id": None, "branch": "Main", "outcome": "completed"},
    {"staff_key": "p3", "course_id": "a", "branch": "Main", "outcome": "completed"},
    {"staff_key": "p6", "course_id": "a", "branch": "South", "outcome": "completed",
     "first_completed_on": date(2025, 9, 2)},
    {"staff_key": "p7", "course_id": "b", "branch": "South", "outcome": "completed",
     "first_completed_on": date(2025, 1, 1)},
    {"staff_key": "p8", "course_id": "a", "branch": "East", "outcome": "completed"},
    {"staff_key": "p9", "course_id": "a", "branch": "East", "outcome": "completed"},
]  # fmt: skip
TABLES = {"people_by_branch": PEOPLE, "learner_courses": LEARNED, "course_topics": TOPICS}
MAIN, SOUTH = ("Main", 2, 1, 0.5), ("South", 4, 1, 0.25)
HEADER = ("branch", "staff", "trained", "coverage", "counted_from")


@pytest.mark.parametrize(
    ("topics", "undated", "rows"),
    [
        (["Policy"], True, [("East", 1, 2, 1.0), MAIN, ("North", 1, 1, 1.0), SOUTH]),
        (["Policy"], False, [("East", 1, 0, 0.0), MAIN, ("North", 1, 0, 0.0), SOUTH]),
        (["Teens"], True, [("East", 1, 0, 0.0), MAIN, ("North", 1, 0, 0.0), SOUTH]),
        ([], True, [("East", 1, 2, 1.0), ("Main", 2, 2, 1.0), ("North", 1, 1, 1.0), SOUTH]),
    ],
)
def test_coverage_is_trained_staff_of_all_who_are_there_that_day(
    measured: Measured, topics: list[str], undated: bool, rows: list[tuple[Any, ...]]
) -> None:
    found = measured(
        coverage.coverage_by_branch, TABLES, finish=coverage.shares, day=DAY, topics=topics, undated=undated
    )
    source = {"Main": "staff list", "North": "staff list", "South": "headcount", "East": "headcount"}
    assert found == [HEADER, *((*row, source[row[0]]) for row in rows)]


def test_without_a_list_or_headcounts_there_is_no_coverage(measured: Measured) -> None:
    tables = {"people_by_branch": [], "learner_courses": LEARNED, "course_topics": TOPICS}
    assert measured(coverage.coverage_by_branch, tables, finish=coverage.shares, day=DAY) == [HEADER]


def test_every_topic_has_its_row_at_every_branch_with_a_list(measured: Measured) -> None:
    assert measured(coverage.coverage_by_branch_and_topic, TABLES, day=DAY) == [
        ("branch", "topic", "staff", "trained"),
        ("Main", "Policy", 2, 1), ("Main", "Teens", 2, 1),
        ("North", "Policy", 1, 1), ("North", "Teens", 1, 0),
    ]  # fmt: skip


def test_headcounts_stand_beside_lists_where_topics_are_counted(measured: Measured) -> None:
    found = measured(coverage.coverage_by_topic, TABLES, finish=coverage.shares, day=DAY)
    assert found == [
        ("topic", "branch", "staff", "trained", "coverage"),
        ("Policy", "East", 1, 2, 1.0), ("Policy", *MAIN), ("Policy", "North", 1, 1, 1.0), ("Policy", *SOUTH),
        ("Teens", "East", 1, 0, 0.0), ("Teens", *MAIN), ("Teens", "North", 1, 0, 0.0), ("Teens", *SOUTH),
    ]  # fmt: skip
    none = {"people_by_branch": [], "learner_courses": LEARNED, "course_topics": TOPICS}
    assert measured(coverage.coverage_by_topic, none, finish=coverage.shares, day=DAY)[1:] == []


def test_who_still_needs_a_topic_is_named_with_what_is_under_way(measured: Measured) -> None:
    found = measured(coverage.who_still_needs, TABLES, day=DAY, topics=["Policy", "Teens"])
    assert found == [
        ("branch", "topic", "staff_key", "under_way"),
        ("Main", "Policy", "p2", 1),
        ("Main", "Teens", "p2", 1),
        ("North", "Teens", "p3", 0),
    ]
    nobody = {"people_by_branch": [], "learner_courses": [], "course_topics": TOPICS}
    assert measured(coverage.who_still_needs, nobody, day=DAY, topics=["Policy"])[1:] == []
