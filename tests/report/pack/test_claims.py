"""What a sentence claims agrees with the interval it prints: 10,000 random results, and every edge."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analysis import changes, intervals
from analysis.takeaways.changes import change

INTERVAL = re.compile(r"95% interval ([+\N{MINUS SIGN}]?[\d.]+) to ([+\N{MINUS SIGN}]?[\d.]+)")
RESULTS = 10_000


def ends(sentence: str) -> tuple[float, float]:
    """The interval that a sentence prints."""
    found = INTERVAL.search(sentence)
    assert found, sentence
    low, high = (float(each.replace("\N{MINUS SIGN}", "-")) for each in found.groups())
    return low, high


def holds(sentence: str, row: pd.Series) -> bool:  # type: ignore[type-arg]
    """Whether a sentence claims what its own numbers allow."""
    enough = min(row["n_now"], row["n_before"]) >= changes.ENOUGH
    if sentence.startswith("There are too few"):
        return not enough
    low, high = ends(sentence)
    if " may have risen " in sentence or " may have fallen " in sentence:
        return low <= 0 <= high
    if " rose " in sentence:
        return low > 0 and row["now"] > row["before"]
    if " fell " in sentence:
        return high < 0 and row["now"] < row["before"]
    return "shows no clear change" in sentence and low <= 0 <= high and enough


def results(counts: np.ndarray) -> pd.DataFrame:  # type: ignore[type-arg]
    """Comparisons of shares, one a row of (part now, n now, part before, n before), each told alone."""
    part, n, earlier, n_before = (counts[:, place].astype(float) for place in range(4))
    sure, likely = (intervals.newcombe(part, n, earlier, n_before, level) for level in (0.95, 0.80))
    now, before = intervals.share_of(part, n), intervals.share_of(earlier, n_before)
    return pd.DataFrame(
        {
            "now": now, "before": before, "n_now": n.astype(int), "n_before": n_before.astype(int),
            "difference": now - before, "low": sure[0], "high": sure[1],
            "word": changes.words(sure, likely, n, n_before), "compared": 1,
        }
    )  # fmt: skip


def said(row: pd.Series) -> str:  # type: ignore[type-arg]
    return change(row, "completion", "share", "learner-course", "the year before")


def test_ten_thousand_random_results_claim_what_their_intervals_allow() -> None:
    random = np.random.default_rng(6)
    n = random.choice([1, 2, 5, 29, 30, 31, 100, 1_000, 20_000], (RESULTS, 2))
    parts = random.binomial(n, random.beta(0.7, 0.7, (RESULTS, 2)))
    near = random.random(RESULTS) < 0.3  # sides that hardly differ, where a claim is easily wrong
    parts[near, 1] = np.round(parts[near, 0] * n[near, 1] / n[near, 0])
    told = results(np.column_stack([parts[:, 0], n[:, 0], parts[:, 1], n[:, 1]]))
    wrong = [said(row) for _, row in told.iterrows() if not holds(said(row), row)]
    assert wrong == []
    assert set(told["word"]) == set(changes.WORDS)


@pytest.mark.parametrize(
    ("counts", "begins"),
    [
        ((0, 100, 0, 100), "Completion shows no clear change"),
        ((100, 100, 100, 100), "Completion shows no clear change"),
        ((50, 100, 50, 100), "Completion shows no clear change"),
        ((100, 100, 0, 100), "Completion rose"),
        ((0, 100, 100, 100), "Completion fell"),
        ((1, 1, 0, 1), "Completion may have risen"),
        ((1, 1, 1, 1), "There are too few learner-courses"),
        ((40, 100, 55, 100), "Completion fell"),
        ((55, 100, 45, 100), "Completion may have risen"),
        ((45, 100, 55, 100), "Completion may have fallen"),
        ((20, 40, 0, 0), "There are too few learner-courses to say whether completion changed: 40"),
        ((0, 0, 20, 40), "There are too few learner-courses to say whether completion changed: no"),
        ((10_001, 20_000, 10_000, 20_000), "Completion shows no clear change"),
    ],
)
def test_edges_are_said_as_what_they_are(counts: tuple[int, int, int, int], begins: str) -> None:
    (row,) = (row for _, row in results(np.array([counts])).iterrows())
    assert said(row).startswith(begins), said(row)
    assert holds(said(row), row)


def test_a_net_promoter_score_has_no_percent_sign_and_a_true_minus() -> None:
    sides = [
        pd.DataFrame({"promoters": [p], "detractors": [d], "n": [400]}) for p, d in ((80, 240), (240, 80))
    ]
    row = changes.of_scores(*sides).iloc[0]
    sentence = change(row, "the net promoter score", "points", "answer", "the year before")
    assert sentence.startswith(
        "The net promoter score fell against the year before, from 40 (400 answers) to \N{MINUS SIGN}40"
    )
    assert "%" not in sentence.replace("95% interval", "")
    assert ends(sentence)[1] < 0
