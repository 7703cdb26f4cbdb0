"""Around the plan: needs, the frontier, two plans side by side, why a course is left out."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import curriculum
from tests.analysis.curriculum.made_courses import catalog

NEEDS = {"conflict": 4.0, "safety": 3.0, "wellbeing": 2.5}
COURSES = catalog(
    ("both", 120, ["conflict", "safety"]),
    ("conflict", 60, ["conflict"]),
    ("safety", 90, ["safety"]),
    ("wellbeing", 60, ["wellbeing"], "self-paced"),
    ("old", 30, ["conflict"]),
    ("garden", 30, ["gardening"]),
    ("unknown", None, ["safety"]),
)


def test_the_frontier_says_what_enters_and_leaves() -> None:
    found = curriculum.frontier(COURSES, NEEDS, hours=(2, 1, 3), never=["old"])
    assert found[["hours", "value", "course_ids", "enters", "leaves"]].values.tolist() == [
        [1.0, 4.0, ("conflict",), ("conflict",), ()],
        [2.0, 7.0, ("both",), ("both",), ("conflict",)],
        [3.0, 9.5, ("both", "wellbeing"), ("wellbeing",), ()],
    ]
    assert set(found["status"]) == {"optimal"}
    assert list(found["share"]) == pytest.approx([4 / 13, 7 / 13, 9.5 / 13])


def test_the_frontier_says_where_the_hours_are_too_few() -> None:
    found = curriculum.frontier(COURSES, NEEDS, hours=(1, 2), must=["both"])
    assert list(found["status"]) == ["impossible", "optimal"]
    assert list(found["sentence"]) == ["The must-have needs 2 hours, and the plan has 1 hour.", ""]
    assert list(found["enters"]) == [(), ("both",)]


def test_two_plans_lie_side_by_side() -> None:
    one = curriculum.plan(COURSES, NEEDS, hours=1, never=["old"])
    other = curriculum.plan(COURSES, NEEDS, hours=3, never=["old"])
    both = curriculum.plan(COURSES, NEEDS, hours=2, never=["old", "both"])
    assert curriculum.compare(one, both).values.tolist() == [
        ["conflict", "both", 4.0, 4.0],
        ["wellbeing", "second", pytest.approx(float("nan"), nan_ok=True), 2.5],
    ]
    assert list(curriculum.compare(one, other)["state"]) == ["first", "second", "second"]


def test_any_list_of_courses_is_worth_what_a_plan_of_them_would_be() -> None:
    best = curriculum.plan(COURSES, NEEDS, hours=3, never=["old"])
    same = curriculum.valued(best.course_ids[::-1], COURSES, NEEDS)
    assert (same.course_ids, same.added, same.value) == (best.course_ids, best.added, best.value)
    odd = curriculum.valued(["garden", "unknown", "gone", "conflict"], COURSES, NEEDS)
    assert (odd.course_ids, odd.added, odd.minutes) == (("conflict", "garden"), (4.0, 0.0), 90.0)


@pytest.mark.parametrize(
    ("course_id", "why"),
    [
        ("both", "It is in the plan."),
        ("gone", "It is not in the catalog."),
        ("unknown", "Its length is not stated."),
        ("garden", "It meets no need on the list."),
        ("old", "2015: older than 10 years."),
        ("conflict", '"both" would have to leave for it, and the plan would be worth 7% less.'),
        ("wellbeing", '"both" would have to leave for it, and the plan would be worth 7% less.'),
        ("safety", '"both" would have to leave for it, and the plan would be worth 57% less.'),
    ],
)
def test_why_a_course_is_left_out(course_id: str, why: str) -> None:
    plan = curriculum.plan(COURSES, NEEDS, hours=2, never=["old"])
    assert plan.course_ids == ("both",)
    reasons = {"old": "2015: older than 10 years"}
    assert curriculum.why_left_out(course_id, plan, COURSES, NEEDS, reasons=reasons) == why


def test_why_a_course_is_left_out_by_a_limit() -> None:
    wishes = {"hours": 1.5, "format_hours": {"self-paced": 0.5}, "done": ["conflict"], "never": ["old"]}
    plan = curriculum.plan(COURSES, NEEDS, **wishes, requires=[("safety", "old"), ("garden", "safety")])
    said = {
        each: curriculum.why_left_out(
            each, plan, COURSES.assign(label=COURSES["course_id"].str.title()), NEEDS
        )
        for each in ("both", "wellbeing", "conflict", "safety", "garden", "old")
    }
    assert said == {
        "both": "It takes 2 h, and the plan has 1 h 30 min.",
        "wellbeing": "It takes 1 h, and the plan allows 30 min of self-paced courses.",
        "conflict": "It has been completed already.",
        "safety": 'It needs "Old" first, which cannot be taken.',
        "garden": 'It needs "Safety" first, which cannot be taken.',
        "old": "It was excluded.",
    }


def test_a_tie_and_a_topic_that_is_full_are_said() -> None:
    courses = catalog(*((f"c{each}", 60, ["conflict"]) for each in range(5)))
    one = curriculum.plan(courses, NEEDS, hours=1)
    assert one.course_ids == ("c0",)
    assert curriculum.why_left_out("c1", one, courses, NEEDS) == 'As good in place of "c0": a tie.'
    three = curriculum.plan(courses, NEEDS, hours=5)
    full = "The plan has three courses of each of its topics already, and a fourth adds nothing."
    assert curriculum.why_left_out("c4", three, courses, NEEDS) == full


def test_what_must_be_in_the_plan_can_keep_a_course_out() -> None:
    plan = curriculum.plan(COURSES, NEEDS, hours=2.5, must=["both"])
    why = curriculum.why_left_out("safety", plan, COURSES, NEEDS)
    assert why == "It does not fit beside what has to be in the plan."


def test_needs_from_three_sources_count_alike() -> None:
    found = curriculum.needs({"a": 3, "b": 1}, {"a": 0.5, "c": 0.0}, {"b": 20})
    expected = pd.DataFrame(
        {
            "topic": ["b", "a", "c"],
            "weight": [1.0, 3.0, None],
            "coverage_gap": [None, 0.5, 1.0],
            "complaints": [20.0, None, None],
            "from_weights": [25 / 3, 25.0, 0.0],
            "from_coverage": [0.0, 100 / 9, 200 / 9],
            "from_complaints": [100 / 3, 0.0, 0.0],
            "need": [125 / 3, 325 / 9, 200 / 9],
        }
    ).astype({"topic": "str"})
    pd.testing.assert_frame_equal(found, expected)


def test_a_source_that_says_nothing_leaves_its_points_to_the_others() -> None:
    only = curriculum.needs({"a": 3, "b": 1}, {"a": 1.0}, {})
    assert list(only["need"]) == [75.0, 25.0]
    shared = curriculum.needs({"a": 1}, None, {"b": 7}, shares=(3, 9, 1))
    assert shared[["topic", "need"]].values.tolist() == [["a", 75.0], ["b", 25.0]]
    assert curriculum.needs().empty
    assert list(curriculum.needs({"a": -1})["need"]) == [0.0]
