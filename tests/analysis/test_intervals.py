"""Intervals agree with published worked examples and with other people's programs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analysis import intervals
from tests.effort import few

# Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3.
ONE_SHARE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10.
TWO_SHARES = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.95, 0.998])


def test_wilson_gives_the_published_intervals() -> None:
    successes, n, low, high = (np.array(column) for column in zip(*ONE_SHARE, strict=True))
    found = intervals.wilson(successes, n)
    assert np.round(found, 4).tolist() == [low.tolist(), high.tolist()]


def test_newcombe_gives_the_published_intervals() -> None:
    *counts, low, high = (np.array(column) for column in zip(*TWO_SHARES, strict=True))
    found = intervals.newcombe(*counts)
    assert np.round(found, 4).tolist() == [low.tolist(), high.tolist()]


@given(COUNTS, LEVELS)
def test_wilson_agrees_with_statsmodels(counts: tuple[int, int], level: float) -> None:
    theirs = proportion_confint(*counts, alpha=1 - level, method="wilson")
    ours = intervals.wilson(*counts, level)
    assert np.ravel(ours) == pytest.approx(theirs, abs=1e-12)


@given(COUNTS, COUNTS, LEVELS)
def test_newcombe_agrees_with_statsmodels(
    counts: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    theirs = confint_proportions_2indep(*counts, *other, method="newcomb", alpha=1 - level)
    ours = intervals.newcombe(*counts, *other, level)
    assert np.ravel(ours) == pytest.approx(theirs, abs=1e-12)


@given(COUNTS, COUNTS)
def test_equal_shares_are_tested_as_statsmodels_does(counts: tuple[int, int], other: tuple[int, int]) -> None:
    (ours,) = intervals.share_p_value(*counts, *other)
    if counts[0] + other[0] in (0, counts[1] + other[1]):
        assert ours == 1
    else:
        _, theirs = proportions_ztest([counts[0], other[0]], [counts[1], other[1]])
        assert ours == pytest.approx(theirs, abs=1e-12)


def test_a_promoter_score_varies_as_in_the_worked_example() -> None:
    # Cross Validated, question 18603 (whuber): shares 1/2, 1/3, 1/6 have NPS 1/3 and variance 5/9, and
    # 324 answers a standard error of 4.1 points.
    assert intervals.nps_score(162, 54, 324) == pytest.approx(100 / 3)
    assert intervals.nps_variance(162, 54, 324) == pytest.approx(5 / 9)
    low, high = intervals.nps(162, 54, 324)
    assert (high - low) / 2 / intervals.z() == pytest.approx(4.1, abs=0.05)


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=2, max_size=60), LEVELS)
def test_a_promoter_score_is_the_mean_of_ones_and_minus_ones(answers: list[int], level: float) -> None:
    promoters, detractors, n = answers.count(1), answers.count(-1), len(answers)
    low, high = intervals.nps(promoters, detractors, n, level)
    if len(set(answers)) > 1:
        half = intervals.z(level) * np.std(answers) / np.sqrt(n)
        assert low == pytest.approx(100 * max(np.mean(answers) - half, -1))
        assert high == pytest.approx(100 * min(np.mean(answers) + half, 1))
    else:
        assert high - low > 0


def test_answers_all_alike_do_not_claim_certainty() -> None:
    low, high = intervals.nps([10, 0, 0], [0, 10, 0], [10, 10, 10])
    unseen = intervals.wilson(0, 10)[1][0]
    assert low == pytest.approx([100 - 200 * unseen, -100, -100 * unseen])
    assert high == pytest.approx([100, -100 + 200 * unseen, 100 * unseen])


def test_the_difference_of_promoter_scores_adds_their_variances() -> None:
    now, before = (60, 20, 100), (50, 30, 120)
    low, high = intervals.nps_difference(now, before)
    error = np.sqrt(intervals.nps_variance(*now) / 100 + intervals.nps_variance(*before) / 120)
    assert (low + high) / 2 == pytest.approx(intervals.nps_score(*now) - intervals.nps_score(*before))
    assert (high - low) / 2 == pytest.approx(100 * intervals.z() * error)


VALUES = st.lists(st.integers(1, 9), min_size=2, max_size=40).filter(lambda v: len(set(v)) > 1)


@given(VALUES, LEVELS)
def test_a_mean_agrees_with_scipy(values: list[int], level: float) -> None:
    ours = intervals.t_mean(np.mean(values), np.std(values, ddof=1), len(values), level)
    theirs = stats.t.interval(level, len(values) - 1, np.mean(values), stats.sem(values))
    assert np.ravel(ours) == pytest.approx(theirs)


@given(VALUES, VALUES)
def test_the_difference_of_means_agrees_with_statsmodels(values: list[int], other: list[int]) -> None:
    parts = [(np.mean(v), np.std(v, ddof=1), len(v)) for v in (values, other)]
    theirs = CompareMeans(DescrStatsW(values), DescrStatsW(other)).tconfint_diff(usevar="unequal")
    assert np.ravel(intervals.t_difference(*parts)) == pytest.approx(theirs)


def test_drawing_groups_of_respondents_is_drawing_respondents() -> None:
    random = np.random.default_rng(3)
    counts = random.integers(1, 4, 60)
    sums = np.array([random.integers(1, 6, count).sum() for count in counts])
    grouped = pd.DataFrame({"sums": sums, "counts": counts}).value_counts().reset_index(name="people")
    low, high = intervals.bootstrap_mean(grouped["sums"], grouped["counts"], grouped["people"])
    ours = stats.bootstrap(
        (sums, counts), lambda s, c, axis=-1: s.sum(axis) / c.sum(axis), paired=True,
        vectorized=True, n_resamples=4_000, method="percentile", rng=np.random.default_rng(5),
    ).confidence_interval  # fmt: skip
    assert (low, high) == pytest.approx((ours.low, ours.high), abs=0.04)
    assert (low, high) == intervals.bootstrap_mean(grouped["sums"], grouped["counts"], grouped["people"])


def test_a_person_who_rates_five_times_is_one_person() -> None:
    ratings = np.array([1.0, 5, 2, 5, 1, 5, 3, 5])
    alone = intervals.bootstrap_mean(ratings, 1)
    five_each = intervals.bootstrap_mean(5 * ratings, 5)
    assert five_each == alone


@few(8)
@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(thousandths: list[int]) -> None:
    p_values = [each / 1_000 for each in thousandths]
    assert intervals.holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


def test_holm_passes_over_what_was_not_compared() -> None:
    assert intervals.holm([0.01, np.nan, 0.04]).tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


def test_counting_most_of_the_staff_narrows_the_interval_and_counting_all_closes_it() -> None:
    n = intervals.effective_n([10, 10, 10, 10], [np.nan, 40, 12, 10])
    assert n.tolist() == [10, 10, 55, np.inf]
    low, high = intervals.wilson([4, 4, 4, 4], 10, population=[np.nan, 40, 12, 10])
    as_55 = np.ravel(intervals.wilson(22, 55))
    assert (low[0], high[0]) == (low[1], high[1])
    assert (low[2], high[2]) == pytest.approx(tuple(as_55))
    assert (low[3], high[3]) == pytest.approx((0.4, 0.4))


def test_nothing_counted_has_no_interval() -> None:
    found = [
        *intervals.wilson(0, 0), *intervals.newcombe(0, 0, 1, 2), *intervals.nps(0, 0, 0),
        *intervals.t_mean(3.0, np.nan, 1), *intervals.t_difference((3, 1, 1), (3, 1, 9)),
        *intervals.bootstrap_mean([3], [1]), intervals.share_p_value(1, 2, 0, 0),
    ]  # fmt: skip
    assert np.isnan(np.concatenate([np.atleast_1d(each) for each in found])).all()


def test_a_frame_gets_its_shares_and_keeps_its_other_columns() -> None:
    counts = pd.DataFrame(
        {"branch": ["A", "B", None], "done": pd.array([3, 0, None], "Int64"), "n": [4, 0, 2]}
    )
    found = intervals.with_share(counts, "done", "n", "rate")
    assert list(found.columns) == ["branch", "done", "n", "rate", "low", "high"]
    assert found.loc[0, ["rate", "low", "high"]].tolist() == pytest.approx([0.75, 0.3006, 0.9544], abs=1e-4)
    assert found.loc[1:, ["rate", "low", "high"]].isna().all(axis=None)
