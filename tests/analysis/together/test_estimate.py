"""The estimate: the library's effect, p by counting, the interval by inverting, the verdict by the rules."""

from __future__ import annotations

from itertools import permutations
from math import inf, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.together import estimate, library, permute, weights
from analysis.together.balance import NEVER
from analysis.together.estimate import verdict
from analysis.together.records import Check
from benchmarks.together_size import lower_limit, one
from tests.analysis.together.made_panels import noisy, table
from tests.effort import few

STARTS = [
    [3, 3, 5, NEVER, NEVER, NEVER],
    [3, 5, 8, 8],
    [2, 2, NEVER, NEVER],
    [5, NEVER, NEVER],
    [11, 3, NEVER],
    [1, 2, 3, 4, 5, 6, NEVER],
]


@pytest.mark.parametrize("starts", STARTS)
def test_our_weighted_sum_is_the_effect_of_the_library(starts: list[int]) -> None:
    values = np.random.default_rng(len(starts)).normal(80, 5, (len(starts), 12))
    ours = weights.effect(np.array(starts), 12)
    assert ours is not None
    assert (ours * values).sum() == pytest.approx(library.effect(values, np.array(starts)), abs=1e-9)


def test_p_is_the_share_of_arrangements_as_large_by_the_library() -> None:
    starts = np.array([4, 6, NEVER, NEVER, NEVER])
    values = np.random.default_rng(5).normal(70, 3, (5, 9))
    effects = {order: library.effect(values, np.array(order)) for order in set(permutations(starts.tolist()))}
    true = effects[tuple(starts.tolist())]
    found = estimate(table(values, [4, 6, None, None, None]))
    assert found.effect == pytest.approx(true)
    assert found.p == np.mean([abs(each) >= abs(true) - 1e-9 for each in effects.values()])
    assert (found.arrangements, found.is_every_arrangement) == (20, True)
    assert found.p_smallest_possible == 0.05


@few(30)
@given(st.integers(0, 10_000), st.sampled_from([(4, 6, 6), (5, 5, 9, 12), (3,), (7, 7)]), st.floats(-6, 6))
def test_the_interval_holds_just_the_effects_that_are_not_ruled_out(
    seed: int, trained: tuple[int, ...], effect: float
) -> None:
    starts = np.array([*trained, NEVER, NEVER, NEVER])
    values = np.random.default_rng(seed).normal(70, 2, (len(starts), 14))
    sums_to, is_trained = weights.effect(starts, 14), weights.is_trained(starts, 14)
    values += effect * is_trained
    assert sums_to is not None
    ways = permute.arrangements(starts, 0)

    def p(taken_out: float) -> float:
        return permute.share_as_large(ways.sums(sums_to, values - taken_out * is_trained))

    sums = ways.sums(sums_to, values)
    low, high = permute.interval(sums, ways.sums(sums_to, is_trained))
    assert low <= sums[0] <= high
    for end, outward in ((low, -1), (high, 1)):
        if abs(end) == inf:
            assert p(sums[0] + outward * 1e6) >= 0.05
        else:
            assert p(end - outward * 1e-6) >= 0.05
            assert p(end + outward * 1e-6) < 0.05


def test_an_effect_that_is_added_moves_the_estimate_and_its_interval_by_as_much() -> None:
    starts = [8, 12, 12, 16, None, None, None, None]
    none, ten = estimate(noisy(starts)), estimate(noisy(starts, 10.0))
    assert ten.effect - none.effect == pytest.approx(10)
    assert (ten.low - none.low, ten.high - none.high) == pytest.approx((10, 10))
    assert ten.smallest_detectable == pytest.approx(none.smallest_detectable)


def test_a_large_effect_moved_together_and_a_large_fall_moved_apart() -> None:
    starts = [8, 12, 12, 16, None, None, None, None]
    rose, fell = estimate(noisy(starts, 8.0)), estimate(noisy(starts, -8.0))
    assert (rose.verdict, fell.verdict) == ("moved_together", "moved_apart")
    assert rose.low < 8 < rose.high
    assert fell.low < -8 < fell.high
    assert [each.state for each in rose.checks] == ["passed"] * 3
    assert (rose.reason, rose.answers, len(rose.branches), len(rose.months)) == ("", 8 * 24 * 40, 8, 24)
    assert rose.trained_branches == ("Branch 1", "Branch 2", "Branch 3", "Branch 4")


def test_no_effect_in_steady_data_is_no_sign_and_in_wild_data_cannot_be_told() -> None:
    starts = [8, 12, 12, 16, None, None, None, None]
    steady, wild = estimate(noisy(starts, spread=1.0)), estimate(noisy(starts, spread=6.0))
    assert steady.verdict == "no_sign"
    assert steady.smallest_detectable < 5
    assert wild.verdict == "cannot_tell"
    assert wild.smallest_detectable > 5
    assert (
        f"only a change of {wild.smallest_detectable:.1f} points or more would have been found" in wild.reason
    )
    assert estimate(noisy(starts, spread=6.0), worth_knowing=20).verdict == "no_sign"


def test_two_of_six_trained_in_the_same_month_can_give_no_small_p() -> None:
    found = estimate(noisy([10, 10, None, None, None, None], 30.0, spread=0.5))
    assert (found.p, found.p_smallest_possible) == (1 / 15, 1 / 15)
    assert (found.low, found.high, found.verdict) == (-inf, inf, "cannot_tell")
    assert found.reason == (
        "With 2 trained branches of 6 there are 15 arrangements of the training months, "
        "and no p below 0.067 exists."
    )
    apart = estimate(noisy([9, 12, None, None, None, None], 30.0, spread=0.5))
    assert (apart.p, apart.p_smallest_possible, apart.arrangements) == (1 / 30, 1 / 30, 30)
    assert apart.verdict == "moved_together"


def test_half_trained_at_once_has_its_mirror_image_among_the_arrangements() -> None:
    found = estimate(noisy([10, 10, 10, None, None, None], 20.0, spread=0.5))
    assert (found.arrangements, found.p, found.p_smallest_possible) == (20, 0.1, 0.1)


def test_many_branches_are_compared_with_a_seeded_sample_of_arrangements() -> None:
    panel = noisy([8, 9, 10, 11, 12, 13] + [None] * 6, 6.0)
    one, again, other = estimate(panel), estimate(panel), estimate(panel, seed=3)
    assert (one.arrangements, one.is_every_arrangement, one.p_smallest_possible) == (2_000, False, 1 / 2_000)
    assert (one.low, one.high, one.p) == (again.low, again.high, again.p)
    assert one.low != other.low
    assert one.effect == other.effect


def test_a_difference_in_trend_before_training_cannot_be_told() -> None:
    panel = noisy([12, 14, 12, 16, None, None, None, None], 6.0, spread=0.5)
    at = panel.groupby("branch").cumcount()
    panel["value"] += np.where(panel["trained_from"].notna(), 0.7 * at, 0.0)
    found = estimate(panel)
    assert found.p < 0.05
    assert found.verdict == "cannot_tell"
    assert found.checks[0].state == "failed"
    assert found.checks[0].sentence.startswith("Before training: +0.")
    assert found.reason.startswith("The effect is told apart from zero (p ")
    assert "but before training: +0." in found.reason


def test_too_few_months_before_training_cannot_be_checked_and_so_not_told() -> None:
    found = estimate(noisy([1, 2, 2, 1, None, None, None, None], 9.0, spread=0.5))
    assert found.p < 0.05
    assert [each.state for each in found.checks[:2]] == ["not_possible", "not_possible"]
    assert found.verdict == "cannot_tell"


def test_the_one_trained_branch_carries_all() -> None:
    found = estimate(noisy([10, *[None] * 39], 20.0, spread=0.5))
    assert (found.p, found.checks[2].state) == (1 / 40, "not_possible")
    assert found.checks[2].sentence == "Leaving out one branch: all rests on Branch 1"
    assert found.verdict == "cannot_tell"
    assert list(found.leave_one_out["effect"].isna())[:2] == [True, False]


@pytest.mark.parametrize(
    ("p", "effect", "detectable", "state", "said"),
    [
        (0.049, 1.0, 9.0, "passed", "moved_together"),
        (0.049, -1.0, 9.0, "passed", "moved_apart"),
        (0.05, 9.0, 5.0, "passed", "no_sign"),
        (0.05, 9.0, 5.1, "passed", "cannot_tell"),
        (0.001, 9.0, 1.0, "failed", "cannot_tell"),
        (0.001, 9.0, 1.0, "not_possible", "cannot_tell"),
        (0.9, 0.0, 1.0, "failed", "cannot_tell"),
    ],
)
def test_the_verdict_follows_the_rules(
    p: float, effect: float, detectable: float, state: str, said: str
) -> None:
    checks = (Check("before_training", "passed", ""), Check("placebo_dates", state, ""))
    assert verdict(p, effect, detectable, 5.0, checks) == said


def test_without_an_effect_hardly_any_library_is_told_that_it_moved() -> None:
    # The benchmark does this for 1,000 libraries of five sizes.
    for branches, runs in ((6, 30), (8, 20), (12, 8)):
        found = [one(branches, 0.0, 10_000 + seed) for seed in range(runs)]
        moved = sum(each.verdict.startswith("moved") for each in found)
        assert lower_limit(moved / runs, runs) <= 0.05
        assert sum(each.low <= 0 <= each.high for each in found) >= 0.85 * runs


def test_the_unadjusted_effect_and_the_bare_before_and_after_stand_beside_it() -> None:
    panel = table(
        np.array([[50, 50, 60, 60], [50, 50, 53, 53], [40, 40, 43, 43]], dtype=float), [2, None, None]
    )
    panel["unadjusted"] = panel["value"] + np.where(panel["value"] == 60, 5.0, 0.0)
    found = estimate(panel)
    assert (found.effect, found.effect_unadjusted, found.before_after) == pytest.approx((7, 12, 15))


def test_a_panel_that_cannot_be_is_refused() -> None:
    panel = noisy([2, None], months=4)
    with pytest.raises(ValueError, match="panel lacks n, value"):
        estimate(panel.drop(columns=["value", "n"]))
    with pytest.raises(ValueError, match="twice"):
        estimate(pd.concat([panel, panel.tail(1)]))
    with pytest.raises(ValueError, match="outside 0 to 100"):
        estimate(panel.assign(value=101.0))
    with pytest.raises(ValueError, match="two training months"):
        estimate(panel.assign(trained_from=[None, *panel["trained_from"][1:]]))
    with pytest.raises(ValueError, match="above 0"):
        estimate(panel, worth_knowing=0)


def test_no_number_is_ever_none() -> None:
    for panel in (noisy([None]), noisy([3, None]), noisy([3, 3]), noisy([4, 5, None, None]).head(0)):
        found = estimate(panel)
        for number in ("effect", "low", "high", "p", "p_smallest_possible", "smallest_detectable"):
            assert isinstance(getattr(found, number), float)
    assert isnan(found.effect)
