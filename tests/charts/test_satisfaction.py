"""Figures of satisfaction: the funnel's names and limits, and what is hidden."""

from __future__ import annotations

import pandas as pd

from analysis.funnel import funnel
from charts import satisfaction
from charts.theme import DARK, LIGHT

COUNTS = pd.DataFrame(
    [("East", 100, 80), ("North", 400, 320), ("South", 200, 110), ("Tiny", 12, 10)],
    columns=["branch", "n", "top"],
)


def test_only_branches_outside_the_limits_are_filled_and_named() -> None:
    figure = satisfaction.funnel(funnel(COUNTS), look=LIGHT)
    dots = figure.data[5]
    filled = [
        mark[1]
        for mark, color in zip(dots.customdata, dots.marker.color, strict=True)
        if color == LIGHT.accent
    ]
    named = [note.text for note in figure.layout.annotations]
    assert sorted(filled) == ["North", "South"]
    assert sorted(named) == ["<b>North 80%</b>", "<b>South 55%</b>"]


def test_a_funnel_of_nobody_is_still_drawn() -> None:
    assert satisfaction.funnel(funnel(COUNTS.head(0)), look=DARK).layout.height > 0


def test_themes_count_comments_and_none_is_hatched() -> None:
    shown = pd.DataFrame(
        [("Staff", 12, 0.6), ("no theme found", 20, 0.4)], columns=["theme", "comments", "share"]
    )
    figure = satisfaction.comments_by_theme(shown, look=LIGHT)
    assert figure.data[0].hovertext[0] == "<b>Staff</b><br>12 comments"
    assert list(figure.data[2].marker.pattern.shape) == ["", "/"]
