"""Each headline about training says what its frame shows, in singular and plural."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import funnel, training
from analysis.takeaways import training as takeaways

TOTALS = {"all_learner_courses": 20, "learner_courses": 14, "completed": 9, "no_outcome": 6,
          "all_completed": 15, "hours": 9.5}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "64% (9 of 14) of learner-courses were completed, 9 h 30 min; 6 more completions from lists "
             "without a rate."),
        ({"no_outcome": 1, "hours": 0.0}, "64% (9 of 14) of learner-courses were completed, no hours known; "
                                          "1 more completion from lists without a rate."),
        ({"no_outcome": 0}, "64% (9 of 14) of learner-courses were completed, 9 h 30 min."),
        ({"learner_courses": 0, "all_completed": 1, "hours": 1.0}, "Staff completed 1 course (1 hour). "
         "There is "
         "no completion rate: the files list completions only."),
        ({"all_learner_courses": 0}, "There is no training to show."),
    ],
)  # fmt: skip
def test_all_training_is_told(row: dict[str, Any], said: str) -> None:
    assert takeaways.totals(pd.Series(TOTALS | row)) == said


def rates(*rows: tuple[str, int | None, int]) -> pd.DataFrame:
    counts = pd.DataFrame(rows, columns=["branch", "completed", "learner_courses"])
    return training.rates(counts.assign(no_outcome=0, hours=0.0))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There is no training to show."),
        ([("Main", 0, 0)], "There is no completion rate: the files list completions only."),
        ([("Main", 9, 10)], "90% (9 of 10) of learner-courses were completed at Main."),
        ([("Main", 9, 10), ("North", 8, 10)], "85% (17 of 20) of learner-courses were completed; neither "
         "differs from that by more than chance explains."),
        ([("Main", 90, 100), ("North", 85, 100), ("South", 20, 100)], "65% (195 of 300) of "
         "learner-courses were "
         "completed; two are clearly above that and at South it is clearly below that, 20% of 100, of three "
         "compared."),
    ],
)  # fmt: skip
def test_rates_name_who_is_further_off_than_chance_explains(rows: list[Any], said: str) -> None:
    assert takeaways.completion_rates(rates(*rows), "branch") == said


def test_a_sentence_never_speaks_of_a_hidden_row() -> None:
    frame = rates(("Main", 90, 100), ("North", 80, 100), ("Secret", 0, 90)).assign(
        hidden=[False, False, True]
    )
    said = takeaways.completion_rates(frame, "branch")
    assert said.startswith("85% (170 of 200)")
    assert "Secret" not in said
    assert "clearly" not in said


def test_no_branch_is_called_clear_that_the_limits_do_not_leave_out() -> None:
    random = np.random.default_rng(6)
    for _ in range(40):
        n = random.integers(1, 200, random.integers(2, 7))
        done = random.binomial(n, random.beta(4, 2, len(n)))
        frame = rates(*zip([f"b{i}" for i in range(len(n))], done.tolist(), n.tolist(), strict=True))
        said = takeaways.completion_rates(frame, "branch")
        held = funnel.funnel(
            frame.rename(columns={"learner_courses": "n"}).drop(columns=["low", "high"]), "completed"
        )
        outside = set(held.loc[held["outside"] == "99.8%", "branch"])
        assert set(re.findall(r"\bb\d\b", said)) <= outside
        assert ("clearly" in said) == bool(outside)
        assert f"({int(done.sum()):,} of {int(n.sum()):,})" in said


HOURS = pd.DataFrame(
    {"month": pd.to_datetime(["2025-07-01", "2025-08-01"]), "hours": [3.0, 4.5], "unknown_hours": [1, 0]}
)


def test_hours_say_when_and_what_is_unknown() -> None:
    assert takeaways.hours_by_month(HOURS) == (
        "Staff completed 7 h 30 min from July 2025 to August 2025, most in August 2025 (4 h 30 min); of "
        "1 more "
        "completion the hours are not known."
    )
    assert takeaways.hours_by_month(HOURS.iloc[1:]) == "Staff completed 4 h 30 min in August 2025."
    assert takeaways.hours_by_month(HOURS.assign(hours=0.0)).startswith("No hours are known from July 2025")
    assert takeaways.hours_by_month(HOURS.iloc[:0]) == "There is no training to show."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], takeaways.NO_COVERAGE),
        ([("Main", 10, 5)], "50% (5 of 10) of the staff have completed a course on Policy at Main."),
        ([("Main", 10, 5), ("North", 10, 1)], "30% (6 of 20) of the staff have completed a course on "
         "Policy; at one "
         "of the two branches it is half of them or more."),
        ([("Main", 10, 1), ("North", 10, 12)], "55% (11 of 20) of the staff have completed a course on "
         "Policy; at "
         "one of the two branches it is half of them or more."),
        ([("Main", 10, 1), ("North", 10, 1)], "10% (2 of 20) of the staff have completed a course on "
         "Policy; at no "
         "branch it is half of them or more."),
    ],
)  # fmt: skip
def test_coverage_is_told(rows: list[Any], said: str) -> None:
    frame = pd.DataFrame(rows, columns=["branch", "staff", "trained"])
    frame["coverage"] = (frame["trained"] / frame["staff"]).clip(upper=1)
    assert takeaways.coverage_by_branch(frame, "a course on Policy") == said


def test_days_stuck_and_idle_courses_are_told_in_singular_and_plural() -> None:
    days = {"n": 3, "median": 7.0, "low": 5.5, "high": 8.5}
    assert takeaways.days_to_complete(pd.Series(days)) == (
        "A course typically takes 7 days; the middle half of 3 completions took 6 to 8 days."
    )
    assert takeaways.days_to_complete(pd.Series(days | {"n": 1, "median": 1.0})) == (
        "The one completion with both dates took 1 day."
    )
    assert "not known" in takeaways.days_to_complete(pd.Series(days | {"n": 0}))
    assert takeaways.stalled(1, 60) == "1 learner-course has been in progress for more than 60 days."
    assert takeaways.stalled(2, 1) == "2 learner-courses have been in progress for more than 1 day."
    assert takeaways.stalled(0, 60) == "No learner-course has been in progress for more than 60 days."
    assert takeaways.courses_nobody_takes(3, 16) == "Nobody has begun 3 of the 16 courses."
    assert takeaways.courses_nobody_takes(1, 1) == "Nobody has begun the one course."
    assert takeaways.courses_nobody_takes(0, 2) == "Every one of the 2 courses has been taken up."
    assert takeaways.courses_nobody_takes(0, 0) == "There are no courses to show."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([1], "A has 1 completion."),
        ([3, 9], "B has the most completions, 9 of 12."),
        ([9, 3, 9], "A and C have the most completions, 9 each of 21."),
        ([2, 2, 2], "Three of them have the most completions, 2 each of 6."),
    ],
)
def test_where_nothing_but_completions_is_on_file_the_most_are_named(counts: list[int], said: str) -> None:
    rows = pd.DataFrame({"branch": list("ABC")[: len(counts)], "no_outcome": counts})
    assert takeaways.most_completions(rows, "branch") == said
