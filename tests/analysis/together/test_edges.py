"""Panels with holes, and panels that cannot answer: each with its sentence."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analysis.together import estimate
from analysis.together.balance import balanced, checked
from tests.analysis.together.made_panels import noisy, table, without

STARTS = [8, 12, 12, 16, None, None, None, None]


def _left_out(panel: object) -> list[tuple[str, str, str]]:
    return list(estimate(panel).left_out.itertuples(index=False, name=None))


def test_a_missing_month_before_training_does_not_bend_the_estimate() -> None:
    # Every value is known: the effect is 6.9, whatever is missing.
    steady = noisy(STARTS, 6.9, spread=1e-9)
    for place in (7, 8, 11):
        found = estimate(without(steady, {"Branch 1": [place]}))
        assert found.effect == pytest.approx(6.9, abs=1e-6)
        assert len(found.months) == 23
        assert len(found.branches) == 8


def test_a_month_that_one_branch_lacks_is_left_out_for_all() -> None:
    assert _left_out(without(noisy(STARTS), {"Branch 3": [4]})) == [
        ("month", "November 2024", "Branch 3 has no answers in November 2024.")
    ]


def test_a_branch_that_closes_is_left_out_rather_than_all_later_months() -> None:
    assert _left_out(without(noisy(STARTS), {"Branch 7": range(15, 24)})) == [
        ("branch", "Branch 7", "Branch 7 has no answers after September 2025.")
    ]


def test_a_branch_with_many_holes_is_left_out() -> None:
    assert _left_out(without(noisy(STARTS), {"Branch 8": range(0, 24, 2)})) == [
        ("branch", "Branch 8", "Branch 8 has no answers in 12 of the 24 months.")
    ]


def test_months_in_which_nobody_answered_are_left_out_even_where_they_have_no_row() -> None:
    silent = {f"Branch {each}": [5] for each in range(1, 9)}
    assert _left_out(without(noisy(STARTS), silent)) == [
        (
            "month",
            "December 2024",
            "8 branches have no answers in December 2024.",
        )
    ]


def test_a_month_of_no_answers_counts_as_missing_whatever_its_value() -> None:
    panel = noisy(STARTS)
    panel.loc[0, "n"] = 0
    assert [name for _, name, _ in _left_out(panel)] == ["July 2024"]


def test_a_branch_trained_in_a_month_left_out_counts_from_the_next() -> None:
    panel = without(noisy([8, 9, None, None, None]), {"Branch 4": [8]})
    whole = balanced(checked(panel))
    assert whole.months[whole.start[0]] == date(2025, 4, 1)
    assert whole.start.tolist() == [8, 8, -1, -1, -1]


def test_a_branch_trained_from_the_start_has_no_before() -> None:
    assert _left_out(noisy([0, 8, None, None])) == [
        (
            "branch",
            "Branch 1",
            "Branch 1 counted as trained before the first month compared, so that there is no before.",
        )
    ]


def test_a_branch_trained_after_the_last_month_is_a_comparison() -> None:
    panel = noisy([8, None, None])
    panel.loc[panel["branch"] == "Branch 2", "trained_from"] = date(2030, 1, 1)
    found = estimate(panel)
    assert (found.trained_branches, found.branches[1]) == (("Branch 1",), "Branch 2")


@pytest.mark.parametrize(
    ("panel", "reason"),
    [
        (
            noisy([8]),
            "There is only one branch with a month before training: there is none to compare it with.",
        ),
        (
            noisy([8, 8, 8]),
            "All branches count as trained from March 2025: "
            "there is no branch not yet trained to compare with.",
        ),
        (noisy([None, None, None]), "No branch counts as trained within the months compared."),
        (
            noisy([0, 0]),
            "Every branch counted as trained before the first month compared, so that there is no before.",
        ),
        (
            table(np.full((4, 12), 80.0), [6, 7, None, None]),
            "Every branch has the same value in every month, so that nothing can be compared.",
        ),
        (noisy([8, None]).head(0), "There are no branches with answers in the same months."),
        (
            noisy([8, None]).assign(n=0),
            "There are no branches with answers in the same months.",
        ),
    ],
)
def test_what_cannot_be_told_says_why(panel: object, reason: str) -> None:
    found = estimate(panel)
    assert (found.verdict, found.reason, found.low, found.high) == (
        "cannot_tell",
        reason,
        found.low,
        found.high,
    )


def test_branches_all_trained_in_turn_are_compared_until_the_last() -> None:
    found = estimate(noisy([6, 10, 14, 18], 9.0, spread=0.3))
    assert found.effect == pytest.approx(9, abs=0.6)
    assert found.arrangements == 24


def test_the_series_says_what_was_used() -> None:
    found = estimate(without(noisy([3, None, None], months=6), {"Branch 2": [1]}))
    used = found.series.groupby("month")["is_used"].all()
    assert used.tolist() == [True, False, True, True, True, True]
    assert list(found.series.columns) == ["branch", "month", "value", "n", "trained_from", "is_used"]
