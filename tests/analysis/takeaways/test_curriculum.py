"""The sentences about plans."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import curriculum
from analysis.takeaways import curriculum as takeaways
from tests.analysis.curriculum.made_courses import catalog

NEEDS = {"conflict": 4.0, "safety": 3.0}
COURSES = catalog(("a", 60, ["conflict"]), ("b", 90, ["safety"]), ("c", None, ["safety"]))


def test_a_plan_is_counted() -> None:
    both = curriculum.plan(COURSES, NEEDS, hours=3)
    assert takeaways.plan(both) == "2 courses, 2 h 30 min."
    assert takeaways.proof(both) == "best possible, proven"
    assert takeaways.unknown_length(both) == "1 course without a stated length left out"
    assert (
        takeaways.plan(curriculum.plan(COURSES, NEEDS, hours=0.5))
        == "No course fits the hours and meets a need."
    )


def test_an_impossible_plan_and_a_time_limit_are_said() -> None:
    impossible = curriculum.plan(COURSES, NEEDS, hours=1, must=["b"])
    assert takeaways.plan(impossible) == "The must-have needs 1 h 30 min, and the plan has 1 hour."
    assert takeaways.proof(impossible) == "no plan keeps to these wishes, proven"
    stopped = replace(curriculum.plan(COURSES, NEEDS, hours=1), status="time_limit", gap=0.021)
    assert takeaways.proof(stopped) == "the best found in the time; one at most 2% better may exist"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1.0, "1 hour meets 57% of the needs that courses can meet; 1 h 30 min more buy 42.9 points."),
        (2.5, "2 h 30 min meet 100% of the needs that courses can meet; 1 h 30 min more buy nothing."),
        (4.0, "4 hours meet 100% of the needs that courses can meet."),
        (9.0, "There is no plan of this length."),
    ],
)
def test_the_frontier_says_what_the_next_step_buys(hours: float, said: str) -> None:
    steps = curriculum.frontier(COURSES, NEEDS, (1, 2.5, 4))
    assert takeaways.frontier(steps, hours) == said


def test_the_frontier_says_where_there_is_no_plan() -> None:
    steps = curriculum.frontier(COURSES, NEEDS, (1, 2), must=["b"])
    assert takeaways.frontier(steps, 1.0) == "The must-have needs 1 h 30 min, and the plan has 1 hour."


def test_a_step_names_what_enters_and_leaves() -> None:
    assert takeaways.step(("a", "b"), ("c",)) == "A and b enter; c leaves."
    assert takeaways.step(("a",), ()) == "A enters."
    assert takeaways.step((), ("a", "b")) == "A and b leave."
    assert takeaways.step((), ()) == "Nothing changes."


def test_two_plans_are_compared_in_words() -> None:
    one = curriculum.plan(COURSES, NEEDS, hours=2)

    def said(*states: str, gone: int = 0) -> str:
        other = curriculum.valued([], COURSES, NEEDS)
        return takeaways.compared(pd.DataFrame({"state": list(states)}), one, other, "June", gone)

    shares = f" This plan meets {one.share:.0%} of the needs in 1 h, “June” 0% in 0 min."
    assert said("both", "both", "first") == f"2 courses in both plans, one only in this one.{shares}"
    assert said("both") == f"Both plans choose the same courses.{shares}"
    assert said("first", "second", gone=1).endswith(
        f"in common.{shares} 1 course of “June” cannot be counted any more."
    )
    assert said() == "Both plans are empty."
