"""Channels by year: a column a share, a hatch for what is hidden, the newest years where there are many."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.mix import MOST_YEARS, channels_by_year
from charts.theme import LIGHT

ROWS = pd.DataFrame(
    [
        (2025, "paper", 70, 0.7, False),
        (2026, "paper", 20, 0.2, False),
        (2025, "<b>web", None, None, True),
        (2026, "<b>web", 80, 0.8, False),
    ],
    columns=["fiscal_year", "channel", "n", "share", "hidden"],
)


def texts(figure: Any) -> list[str]:
    return [str(said) for each in figure.data if getattr(each, "mode", "") == "text" for said in each.text]


def test_shares_are_columns_with_their_number_and_hidden_ones_a_hatch() -> None:
    figure = channels_by_year(ROWS, look=LIGHT)
    columns, hatches = figure.data[:2]
    assert [round(-y / 40, 2) for y in columns.y] == [0.7, 0.2, 0.8]
    assert list(hatches.x) == [0.0]
    assert texts(figure) == ["70%", "20%", "hidden", "80%", "paper", "&lt;b&gt;web"]
    assert columns.hovertext[0] == "<b>paper, FY2025</b><br>70%, 70 answers"
    assert list(figure.layout.xaxis.ticktext) == ["FY2025", "FY2026"]


def test_of_many_years_the_newest_are_drawn_and_nothing_still_makes_a_figure() -> None:
    many = pd.concat([ROWS.assign(fiscal_year=2000 + year) for year in range(12)])
    figure = channels_by_year(many, look=LIGHT)
    assert list(figure.layout.xaxis.ticktext) == [f"FY{2012 - back}" for back in range(MOST_YEARS, 0, -1)]
    assert channels_by_year(ROWS.head(0), look=LIGHT).layout.height > 0
