"""The word for a change follows from its intervals, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import changes, intervals


@pytest.mark.parametrize(
    ("sure", "likely", "n", "word"),
    [
        ((0.01, 0.2), (0.05, 0.15), (40, 40), "rose"),
        ((-0.2, -0.01), (-0.15, -0.05), (3, 3), "fell"),
        ((-0.01, 0.2), (0.05, 0.15), (40, 40), "may have risen"),
        ((-0.2, 0.01), (-0.15, -0.05), (40, 40), "may have fallen"),
        ((-0.1, 0.1), (-0.05, 0.05), (30, 30), "no clear change"),
        ((-0.1, 0.1), (-0.05, 0.05), (29, 30), "too few answers to say"),
        ((-0.1, 0.1), (-0.05, 0.05), (30, 29), "too few answers to say"),
        ((0.0, 0.1), (0.0, 0.05), (30, 30), "no clear change"),
        ((float("nan"), float("nan")), (float("nan"), float("nan")), (40, 0), "too few answers to say"),
    ],
)
def test_each_word_has_its_rule(
    sure: tuple[float, float], likely: tuple[float, float], n: tuple[int, int], word: str
) -> None:
    assert changes.words(sure, likely, *n) == [word]  # type: ignore[arg-type]


def test_compared_together_a_change_must_stand_out_more() -> None:
    sure, likely = ([0.01, 0.01, 0.01], [0.2, 0.2, 0.2]), ([0.02] * 3, [0.1] * 3)
    said = changes.words(sure, likely, 50, 50, [0.001, 0.03, 0.15])  # type: ignore[arg-type]
    assert said == ["rose", "may have risen", "may have risen"]
    said = changes.words(sure, likely, 50, 50, [0.001, 0.12, 0.4])  # type: ignore[arg-type]
    assert said == ["rose", "no clear change", "no clear change"]


def test_shares_are_compared_by_branch_and_say_how_many_there_were() -> None:
    now = pd.DataFrame({"branch": ["Main", "North", "South"], "good": [48, 30, 5], "n": [80, 40, 9]})
    before = pd.DataFrame({"branch": ["Main", "North"], "good": [16, 30], "n": [70, 40]})
    found = changes.of_shares(now, before, "good", "n", ["branch"])
    assert list(found.columns) == ["branch", *changes.COLUMNS]
    assert found["branch"].tolist() == ["Main", "North", "South"]
    assert found["word"].tolist() == ["rose", "no clear change", "too few answers to say"]
    assert found["compared"].tolist() == [2, 2, 2]
    assert found["n_before"].tolist() == [70, 40, 0]
    assert found.loc[0, ["now", "before", "difference"]].tolist() == pytest.approx(
        [0.6, 0.2286, 0.3714], abs=1e-4
    )
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx(
        [float(bound[0]) for bound in intervals.newcombe(48, 80, 16, 70)]
    )
    assert found.loc[2, ["before", "difference", "low"]].isna().all()


def test_scores_and_means_are_compared_as_one_row() -> None:
    now = pd.DataFrame({"promoters": [60], "detractors": [10], "n": [100]})
    before = pd.DataFrame({"promoters": [40], "detractors": [30], "n": [100]})
    found = changes.of_scores(now, before)
    assert (found["difference"][0], found["word"][0], found["compared"][0]) == (pytest.approx(40), "rose", 1)
    means = changes.of_means(
        pd.DataFrame({"mean": [4.0], "deviation": [1.0], "n": [40]}),
        pd.DataFrame({"mean": [4.1], "deviation": [1.0], "n": [45]}),
    )
    assert (means["difference"][0], means["word"][0]) == (pytest.approx(-0.1), "no clear change")


def test_a_period_without_answers_leaves_nothing_to_say() -> None:
    now = pd.DataFrame({"mean": [4.0], "deviation": [1.0], "n": [40]})
    found = changes.of_means(now, now.iloc[:0])
    assert (found["n_before"][0], found["word"][0]) == (0, "too few answers to say")
    assert changes.of_shares(
        now.iloc[:0].rename(columns={"mean": "k"}), now.iloc[:0].rename(columns={"mean": "k"}), "k", "n"
    ).empty


COUNTS = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=5))
def test_no_word_claims_more_than_its_interval_shows(
    rows: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    sides = [
        pd.DataFrame([(f"b{n}", *row[side]) for n, row in enumerate(rows)], columns=["branch", "k", "n"])
        for side in (0, 1)
    ]
    for told in changes.of_shares(*sides, "k", "n", ["branch"]).itertuples():
        if told.word == "rose":
            assert told.low > 0
        elif told.word == "fell":
            assert told.high < 0
        elif told.word == "no clear change":
            assert min(told.n_now, told.n_before) >= 30
        elif told.word == "too few answers to say":
            assert min(told.n_now, told.n_before) < 30
        elif len(rows) == 1:
            assert told.low <= 0 <= told.high
