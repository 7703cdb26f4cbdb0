"""The power of a roll-out."""

from __future__ import annotations

import pandas as pd

from charts.rollout import power
from charts.theme import LIGHT


def test_the_curve_stands_against_what_is_wanted() -> None:
    curve = pd.DataFrame({"effect": [1.0, 2.0], "power": [0.2, 0.9]})
    fig = power(curve, 1.5, look=LIGHT)
    assert list(fig.data[0].y) == [0.2, 0.9]
    assert fig.data[0].hovertext[1] == "<b>2 points</b><br>found 90% of the time"
    assert [(shape.x0, shape.y0) for shape in fig.layout.shapes] == [(0, 0.8), (1.5, 0)]


def test_without_a_history_there_are_axes_and_no_line() -> None:
    empty = pd.DataFrame({"effect": [], "power": []}, dtype="float64")
    assert list(power(empty, 5.0, look=LIGHT).data[0].x) == []
