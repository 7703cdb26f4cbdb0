"""What a sentence claims of a change, its interval shows; tried on ten thousand random results."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analysis import changes, intervals
from analysis.takeaways.changes import change

YEAR = "the same months of the year before"


def of(now: tuple[int, int], before: tuple[int, int]) -> str:
    frames = [pd.DataFrame({"k": [k], "n": [n]}) for k, n in (now, before)]
    row = changes.of_shares(*frames, "k", "n").iloc[0]
    return change(row, "completion", "share", "learner-course", YEAR)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((90, 100), (70, 100), "Completion rose against the same months of the year before, from 70% (100 "
         "learner-courses) to 90% (100 learner-courses) (+20 points, 95% interval +9.0 to +30.6)."),
        ((70, 100), (71, 100), "Completion shows no clear change against the same months of the year "
         "before: 70% "
         "(100 learner-courses), before 71% (100 learner-courses) (−1 point, 95% interval −13.5 to +11.5)."),
        ((3, 5), (1, 1), "There are too few learner-courses to say whether completion changed: 5 "
         "learner-courses "
         "now, 1 before."),
        ((1, 1), (0, 0), "There are too few learner-courses to say whether completion changed: 1 "
         "learner-course "
         "now, none before."),
    ],
)  # fmt: skip
def test_a_change_is_told_with_both_sides(now: tuple[int, int], before: tuple[int, int], said: str) -> None:
    assert of(now, before) == said


def test_a_score_is_told_in_points_and_a_mean_in_its_own_units() -> None:
    row = changes.of_scores(
        pd.DataFrame({"promoters": [60], "detractors": [10], "n": [100]}),
        pd.DataFrame({"promoters": [20], "detractors": [50], "n": [100]}),
    ).iloc[0]
    said = change(row, "the net promoter score", "points", "answer", YEAR)
    assert "from −30 (100 answers) to 50 (100 answers) (+80 points" in said
    assert "NPS" not in said
    mean = pd.DataFrame({"mean": [4.2], "deviation": [0.5], "n": [50]})
    row = changes.of_means(mean, mean.assign(mean=4.0)).iloc[0]
    said = change(row, "the mean", "mean", "answer", YEAR)
    assert said.startswith("The mean rose against")
    assert "(+0.20, 95% interval +0.002 to +0.40)" in said


def test_ten_thousand_random_results_agree_with_their_intervals() -> None:
    random = np.random.default_rng(8)
    n_now, n_before = random.integers(0, 150, (2, 10_000))
    k_now, k_before = random.binomial(n_now, random.uniform(size=10_000)), random.binomial(n_before, 0.6)
    counts = (k_now, n_now, k_before, n_before)
    sure, likely = intervals.newcombe(*counts, 0.95), intervals.newcombe(*counts, 0.80)
    now, before = intervals.share_of(k_now, n_now), intervals.share_of(k_before, n_before)
    frame = pd.DataFrame(
        {"now": now, "before": before, "n_now": n_now, "n_before": n_before, "difference": now - before,
         "low": sure[0], "high": sure[1], "word": changes.words(sure, likely, n_now, n_before), "compared": 1}
    )  # fmt: skip
    rules = {
        "rose": sure[0] > 0, "fell": sure[1] < 0,
        "may have risen": (sure[0] <= 0) & (likely[0] > 0),
        "may have fallen": (sure[1] >= 0) & (likely[1] < 0),
    }  # fmt: skip
    unclear = (likely[0] <= 0) & (likely[1] >= 0)
    rules["no clear change"] = unclear & (np.minimum(n_now, n_before) >= 30)
    said = [change(row, "completion", "share", "answer", YEAR) for _, row in frame.iterrows()]
    few = np.ones(len(said), bool)
    for word, holds in rules.items():
        few &= ~holds
        assert [word in each for each in said] == holds.tolist()
    assert ["too few" in each for each in said] == few.tolist()
    assert set(frame["word"]) == set(changes.WORDS)
    assert not [each for each in said if re.search(r"(?<![\d,])1 answers|nan|\b0 answers", each)]
    assert all(each[0].isupper() and each.endswith(".") for each in said)
