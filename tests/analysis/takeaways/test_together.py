"""The sentences about training and satisfaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from analysis.takeaways import together
from analysis.together import Check, Estimate, estimate
from tests.analysis.together.made_panels import noisy


@pytest.fixture(scope="module")
def found() -> Estimate:
    moved = estimate(noisy([8, 12, 12, 16, None, None, None, None], 8.0))
    return replace(moved, effect=6.4, low=2.2, high=10.6, p=0.014, p_smallest_possible=0.014, arrangements=70)


def test_moved_together_is_said_with_its_interval_and_never_as_a_cause(found: Estimate) -> None:
    assert together.verdict(found) == "They moved together."
    assert together.explained(found) == (
        "In trained branches satisfaction came out 6.4 points higher than in branches not yet trained "
        "(95% interval +2.2 to +10.6; p 0.014 of 70 arrangements, the smallest possible). "
        "This does not show that training caused it."
    )


def test_moved_apart_and_a_random_order_are_said_so(found: Estimate) -> None:
    apart = replace(found, effect=-1.0, low=-1.8, high=-0.2, verdict="moved_apart", was_random=True)
    assert together.verdict(apart) == "They moved apart."
    assert together.explained(apart) == (
        "In trained branches satisfaction came out 1 point lower than in branches not yet trained "
        "(95% interval −1.8 to −0.2; p 0.014 of 70 arrangements, the smallest possible). "
        "The order of training was drawn at random and recorded before, so that training is the likely cause."
    )


def test_no_sign_says_what_would_have_been_found(found: Estimate) -> None:
    none = replace(
        found, verdict="no_sign", effect=0.4, low=-1.1, high=1.9, p=0.6, is_every_arrangement=False,
        arrangements=2_000, p_smallest_possible=0.0005,
    )  # fmt: skip
    assert together.explained(none) == (
        "The estimate is +0.4 points (95% interval −1.1 to +1.9; p 0.60 of 2,000 arrangements drawn, "
        "the smallest possible being under 0.001). A difference of 5 points would have been found at least "
        "8 times of 10, and was not."
    )
    assert together.helps(none) == ""


def test_cannot_tell_says_why_and_what_would_help(found: Estimate) -> None:
    weak = replace(
        found, verdict="cannot_tell", effect=3.2, low=-6.1, high=12.4, p=0.2, p_smallest_possible=0.014,
        smallest_detectable=7.0, reason="Why.",
    )  # fmt: skip
    assert together.explained(weak) == (
        "The estimate is +3.2 points, and anything from −6.1 to +12.4 fits. Why. What would help: "
        "about 16 branches instead of 8, more answers a month, or more months before training."
    )
    few = replace(weak, p_smallest_possible=0.067, low=-inf, high=inf, smallest_detectable=inf)
    assert together.explained(few) == (
        "The estimate is +3.2 points, and no effect can be ruled out. Why. "
        "What would help: more branches with a survey, or training them in different months."
    )
    half = replace(weak, low=-inf)
    assert "anything from no lower limit to +12.4 fits" in together.explained(half)
    endless = replace(weak, smallest_detectable=inf)
    assert together.helps(endless).startswith("What would help: more answers a month")


def test_a_failed_check_asks_what_else_changed(found: Estimate) -> None:
    failed = replace(found, verdict="cannot_tell", checks=(Check("placebo_dates", "failed", "Placebo"),))
    assert together.helps(failed) == (
        "What would help: finding out what else changed in these branches, or a roll-out in random order."
    )
    unchecked = replace(failed, checks=(Check("before_training", "not_possible", "Before"),))
    assert "more months before training" in together.helps(unchecked)


def test_nothing_to_compare_has_its_reason_and_no_numbers() -> None:
    once = estimate(noisy([8, 8, 8], months=12))
    assert together.explained(once) == (
        "All branches count as trained from March 2025: there is no branch not yet trained to compare with. "
        "What would help: a branch with a survey that is trained later than the others, or not at all."
    )
    never = estimate(noisy([None, None], months=6))
    assert together.helps(never) == (
        "What would help: a branch that reaches the coverage, or a month of training entered by hand."
    )


def test_the_foot_counts_branches_months_and_answers(found: Estimate) -> None:
    assert together.basis(found) == "8 branches (4 trained), 24 months, 7,680 answers"
    detectable = replace(found, smallest_detectable=4.84)
    assert (
        together.smallest_detectable(detectable) == "smallest change that could have been found: 4.8 points"
    )
    assert together.smallest_detectable(replace(found, smallest_detectable=inf)).startswith("no change")


def test_the_lines_alone_are_said_to_compare_nothing(found: Estimate) -> None:
    rose = replace(found, before_after=5.14)
    assert together.series(rose) == (
        "The four trained branches came out 5.1 points higher after training than before, "
        "compared with nobody."
    )
    one = replace(found, before_after=-0.01, trained_branches=("Mill",))
    assert together.series(one) == "The one trained branch came out the same after training as before."
    assert together.series(replace(found, before_after=nan)).startswith("No branch has")


def test_coverage_that_falls_again_is_said() -> None:
    assert together.fell_below("Harbor", date(2025, 3, 1), date(2025, 6, 1)) == (
        "Harbor reached the coverage in March 2025 and fell below it in June 2025; "
        "it still counts as trained."
    )
