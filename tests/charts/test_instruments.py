"""Questions on their own scale: intervals and n are drawn, and hidden ones are hatched."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import instruments
from charts.theme import DARK, LIGHT

PAIRS = pd.DataFrame(
    [
        ("Hours", 1.0, 9.0, 8.0, 7.8, 8.2, 6.0, 5.7, 6.3, -2.0, 120, False),
        ("Noise", 1.0, 9.0, None, None, None, None, None, None, None, None, True),
    ],
    columns=["item", "scale_min", "scale_max", "importance", "importance_low", "importance_high",
             "satisfaction", "satisfaction_low", "satisfaction_high", "gap", "n", "hidden"],
)  # fmt: skip
INDEX = pd.DataFrame(
    [("Hours", 1.0, 9.0, 10.0, 9.6, 10.4, 120, False), ("Staff", 1.0, 9.0, 8.0, 7.9, 8.1, 90, False)],
    columns=["item", "scale_min", "scale_max", "mean", "low", "high", "n", "hidden"],
)
ZONE = pd.DataFrame(
    [
        ("Hours", 1.0, 9.0, 5.0, 4.8, 5.2, 6.0, 8.0, -1.0, -3.0, 80, False),
        ("Staff", 1.0, 9.0, 7.0, 6.8, 7.2, 6.0, None, 1.0, None, 80, False),
    ],
    columns=["item", "scale_min", "scale_max", "perceived", "perceived_low", "perceived_high",
             "minimum", "desired", "adequacy", "superiority", "n", "hidden"],
)  # fmt: skip


def texts(figure: Any) -> list[str]:
    return [str(said) for each in figure.data if getattr(each, "mode", "") == "text" for said in each.text]


def dots(figure: Any) -> list[list[float]]:
    return [list(each.x) for each in figure.data if getattr(each, "mode", "") == "markers"]


def lines(figure: Any, color: str) -> list[float]:
    found = [
        each for each in figure.data if getattr(each, "mode", "") == "lines" and each.line.color == color
    ]
    return [x for each in found for x in each.x if x is not None]


def hatched(figure: Any) -> int:
    bars = [each for each in figure.data if each.type == "bar" and each.marker.pattern.shape]
    return sum(len(each.x) for each in bars)


def test_rating_and_importance_stand_on_one_scale_each_with_its_interval() -> None:
    figure = instruments.importance_and_rating(PAIRS, look=LIGHT)
    assert dots(figure) == [[0.75], [0.25]]  # from 5 to 9
    assert [round(x, 3) for x in lines(figure, LIGHT.accent)] == [0.175, 0.325]
    assert [round(x, 3) for x in lines(figure, LIGHT.ink)] == [0.7, 0.8]
    said = texts(figure)
    assert any("<b>\N{MINUS SIGN}2.0</b>" in each and "n 120" in each for each in said)
    assert {"5", "7", "9"} <= set(said)


def test_a_hidden_question_keeps_its_row_and_tells_no_number() -> None:
    figure = instruments.importance_and_rating(PAIRS, look=DARK)
    assert hatched(figure) == 1
    assert "Noise" in texts(figure)
    assert any("hidden" in each for each in texts(figure))
    assert figure.data[0].hovertext[1] == "<b>Noise</b><br>hidden: too few people, or the next fewest"


def test_an_index_may_lie_beyond_the_scale_of_its_parts() -> None:
    figure = instruments.opportunity(INDEX, look=LIGHT)
    assert [round(x, 3) for x in dots(figure)[0]] == [0.75, 0.25]  # from 7 to 11
    assert {"7", "9", "11"} <= set(texts(figure))
    assert any("<b>10.0</b>" in each and "n 120" in each for each in texts(figure))


def test_the_zone_goes_from_minimum_to_desired_and_needs_both() -> None:
    figure = instruments.gaps(ZONE, look=LIGHT)
    (zone,) = (each for each in figure.data if each.type == "bar" and each.marker.color == LIGHT.band)
    assert [(round(base, 2), round(x, 2)) for base, x in zip(zone.base, zone.x, strict=True)] == [(0.4, 0.4)]
    assert [round(x, 2) for x in dots(figure)[0]] == [0.2, 0.6]
    assert any("<b>\N{MINUS SIGN}1.0</b>" in each for each in texts(figure))


def test_questions_on_different_scales_name_theirs_and_have_no_common_axis() -> None:
    both = pd.concat([INDEX, INDEX.assign(item="Short", scale_max=5.0, mean=4.0, low=3.8, high=4.2)])
    said = texts(instruments.opportunity(both, look=LIGHT))
    assert {"Hours (1 to 9)", "Short (1 to 5)"} <= set(said)
    assert "9" not in said


def test_nothing_still_makes_a_figure() -> None:
    for draw, rows in (
        (instruments.importance_and_rating, PAIRS),
        (instruments.opportunity, INDEX),
        (instruments.gaps, ZONE),
    ):
        assert draw(rows.head(0), look=LIGHT).layout.height > 0
