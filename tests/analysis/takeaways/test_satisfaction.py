"""Each headline about satisfaction speaks of one question, with its n."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import satisfaction
from analysis.takeaways import satisfaction as takeaways

QUESTION = {"item": "Staff", "item_kind": "satisfaction", "scale_min": 1.0, "scale_max": 5.0}


def tops(*rows: tuple[str, int, int]) -> pd.DataFrame:
    counts = pd.DataFrame(rows, columns=["branch", "n", "top"]).assign(**QUESTION, not_answered=0)
    return satisfaction.shares(counts)


def test_the_top_box_is_told_with_its_question() -> None:
    assert takeaways.top2(tops(("Main", 10, 8)), "branch") == (
        "80% (8 of 10) of answers to “Staff” are in the top box at Main."
    )
    assert takeaways.top2(tops(("Main", 100, 80), ("North", 100, 75)), "branch") == (
        "78% (155 of 200) of answers to “Staff” are in the top box; neither differs from that by more than "
        "chance explains."
    )
    assert takeaways.top2(tops(), "branch") == "There are no answers to show."
    hidden = tops(("Main", 3, 3)).assign(hidden=True)
    assert takeaways.top2(hidden, "branch") == "There are too few answers to show any group."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no answers to show."),
        ([("2025-08-01", 100, 60, 10), ("2025-07-01", 5, 5, 0)], "In August 2025 the net promoter score "
         "was 50 "
         "(95% interval 37 to 63; 100 answers)."),
        ([("2025-07-01", 1, 0, 1)], "In July 2025 the net promoter score was −100 (95% interval −100 to 59; "
         "1 answer)."),
    ],
)  # fmt: skip
def test_the_newest_score_is_told_without_percent(rows: list[tuple[object, ...]], said: str) -> None:
    counts = pd.DataFrame(rows, columns=["month", "n", "promoters", "detractors"]).assign(not_answered=0)
    assert takeaways.nps_by_month(satisfaction.scores(counts)) == said


def test_a_distribution_is_told_from_the_middle() -> None:
    counts = pd.DataFrame({"value": [1.0, 3.0, 5.0, None], "answers": [1, 1, 2, 9]}).assign(**QUESTION)
    assert takeaways.distribution(satisfaction.parts_of_scale(counts)) == (
        "Of 4 answers to “Staff”, 50% above the middle, 25% neutral and 25% below it."
    )
    assert (
        takeaways.distribution(satisfaction.parts_of_scale(counts.iloc[:0]))
        == "There are no answers to show."
    )
