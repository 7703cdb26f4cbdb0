"""A funnel says who is further off than chance allows, and draws small branches to the middle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import funnel, intervals


def test_a_far_branch_is_outside_and_a_small_one_is_not() -> None:
    counts = pd.DataFrame({"branch": list("ABCD"), "top": [400, 300, 3, 0], "n": [500, 500, 6, 0]})
    found = funnel.funnel(counts)
    assert found["branch"].tolist() == ["A", "B", "C"]
    assert found["outside"].tolist() == ["99.8%", "99.8%", ""]
    assert found["average"].tolist() == pytest.approx([703 / 1006] * 3)
    assert found["compared"].tolist() == [3, 3, 3]
    moved = (found["shrunken"] - found["average"]) / (found["share"] - found["average"])
    assert moved[2] < moved[0] < 1


def test_branches_that_differ_by_chance_alone_are_drawn_to_the_average() -> None:
    found = funnel.funnel(pd.DataFrame({"top": [50, 51, 49], "n": [100, 100, 100]}))
    assert found["shrunken"].tolist() == pytest.approx([0.5] * 3)


def test_the_variance_between_branches_is_found_again() -> None:
    random = np.random.default_rng(1)
    shares = random.normal(0.6, 0.1, 4_000)
    top = random.binomial(50, shares)
    estimate = funnel.between(pd.Series(top), pd.Series(np.full(4_000, 50)))
    assert estimate == pytest.approx(0.01, abs=0.001)


@given(st.lists(st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2))
def test_a_branch_is_outside_where_its_wilson_interval_leaves_the_average_out(
    rows: list[tuple[int, int]],
) -> None:
    found = funnel.funnel(pd.DataFrame(rows, columns=["top", "n"]))
    low, high = intervals.wilson(found["top"], found["n"])
    excluded = (low > found["average"] + 1e-9) | (high < found["average"] - 1e-9)
    assert set(found["outside"][excluded]) <= {"95%", "99.8%"}
    assert (
        found["shrunken"]
        .between(
            found[["share", "average"]].min(axis=1) - 1e-9, found[["share", "average"]].max(axis=1) + 1e-9
        )
        .all()
    )


def test_no_branch_makes_no_funnel() -> None:
    assert funnel.funnel(pd.DataFrame({"branch": [], "top": [], "n": []})).empty
