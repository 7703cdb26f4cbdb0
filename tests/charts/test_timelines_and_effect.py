"""The estimate and the lines of the branches, read off the figures."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import plotly.graph_objects as go
import pytest

from analysis.together import Estimate, estimate
from charts import effect, timelines
from charts.theme import DARK, LIGHT
from tests.analysis.together.made_panels import noisy, table, without


@pytest.fixture(scope="module")
def found() -> Estimate:
    names = ["<b>Mill</b>", "Harbor", "Central", "East", "West"]
    values = np.tile([60.0, 62, 61, 60, 63, 62], (5, 1)) + np.arange(5)[:, None]
    values[:2, 3:] += 20
    return estimate(table(values, [3, 3, None, None, None], names))


def _words(fig: go.Figure) -> list[str]:
    return [said for each in fig.data if each.mode and "text" in each.mode for said in each.text]


def test_trained_branches_come_first_four_to_a_figure(found: Estimate) -> None:
    parts = timelines.groups(found.series)
    assert [list(dict.fromkeys(part["branch"])) for part in parts] == [
        ["<b>Mill</b>", "Harbor", "Central", "East"],
        ["West"],
    ]


def test_all_strips_share_one_scale_of_whole_tens(found: Estimate) -> None:
    assert timelines.scale(found.series) == timelines.Scale(60.0, 90.0, 80.0)
    assert timelines.scale(found.series.assign(value=71.0)) == timelines.Scale(60.0, 80.0, 70.0)
    assert timelines.scale(found.series.assign(value=None)) == timelines.Scale(0.0, 100.0, 50.0)
    assert timelines.scale(found.series.assign(value=3.0)) == timelines.Scale(0.0, 20.0, 10.0)


def test_trained_months_are_shaded_and_untrained_branches_gray(found: Estimate) -> None:
    fig = timelines.timelines(timelines.groups(found.series)[0], timelines.scale(found.series), look=LIGHT)
    colors = [each.line.color for each in fig.data[:4]]
    assert colors == [LIGHT.accent, LIGHT.accent, LIGHT.neutral, LIGHT.neutral]
    shades = [(shape.x0, shape.x1) for shape in fig.layout.shapes if shape.type == "rect"]
    assert shades == [(2.5, 5.5), (2.5, 5.5)]


def test_a_strip_says_its_branch_as_plain_text_and_its_last_value(found: Estimate) -> None:
    fig = timelines.timelines(timelines.groups(found.series)[0], timelines.scale(found.series), look=LIGHT)
    gray = f'<span style="color:{LIGHT.gray}">'
    assert _words(fig)[:3] == [
        f"<b>&lt;b&gt;Mill&lt;/b&gt;</b>&nbsp; {gray}trained from Oct 2024</span>",
        f"<b>Harbor</b>&nbsp; {gray}trained from Oct 2024</span>",
        f"<b>Central</b>&nbsp; {gray}not trained</span>",
    ]
    assert "&nbsp;82%" in _words(fig)
    assert fig.data[1].hovertext[0] == "<b>Harbor</b><br>July 2024: 61% of 40"


def test_a_month_without_answers_is_a_gap_in_the_line() -> None:
    panel = without(noisy([3, None, None], months=8), {"Branch 2": [4]})
    series = estimate(panel).series
    fig = timelines.timelines(series, timelines.scale(series), look=LIGHT)
    assert [each is None for each in fig.data[1].y] == [at == 4 for at in range(8)]


def test_no_branches_still_make_a_figure(found: Estimate) -> None:
    none = found.series.head(0)
    assert timelines.groups(none) == []
    assert not timelines.timelines(none, timelines.scale(none), look=LIGHT).layout.shapes


def test_the_dot_is_filled_only_where_the_effect_is_told_apart_from_zero(found: Estimate) -> None:
    for p, fill in ((0.01, DARK.accent), (0.05, DARK.background)):
        fig = effect.effect(replace(found, p=p, low=2.2, high=10.6, effect=6.4), look=DARK)
        dot = next(each for each in fig.data if each.mode == "markers+text")
        assert (dot.marker.color, list(dot.text)) == (fill, ["<b>+6.4 points</b>"])
        assert _words(fig)[-2:] == ["+2.2", "+10.6"]


def test_the_band_is_what_is_too_small_to_be_worth_knowing(found: Estimate) -> None:
    fig = effect.effect(replace(found, worth_knowing=3.0), look=LIGHT)
    band = next(shape for shape in fig.layout.shapes if shape.type == "rect")
    assert (band.x0, band.x1, band.line.dash) == (-3, 3, "dot")
    assert "shaded: too small to be worth knowing" in _words(fig)


def test_an_interval_without_an_end_runs_to_the_edge_with_an_arrow(found: Estimate) -> None:
    fig = effect.effect(replace(found, effect=3.0, low=-inf, high=9.0), look=LIGHT)
    line = next(each for each in fig.data if each.mode == "lines+markers")
    assert list(line.marker.symbol) == ["triangle-left", "circle"]
    assert list(line.marker.size) == [14, 0]
    assert line.x[0] < -10
    assert _words(fig)[-1] == "+9.0"


def test_no_estimate_leaves_the_band_alone() -> None:
    nothing = estimate(noisy([None, None], months=4))
    fig = effect.effect(nothing, look=LIGHT)
    assert [each.mode for each in fig.data] == ["text"]
    firm = effect.firmness(nothing, look=LIGHT)
    assert _words(firm)[:2] == ["Leaving out one branch: none", "Placebo dates, before training: none"]


def test_how_firm_it_stands_is_a_dot_for_each_branch_and_placebo_date(found: Estimate) -> None:
    fig = effect.firmness(found, look=LIGHT)
    assert len(fig.data[0].x) == 5
    assert fig.data[0].hovertext[0].startswith("<b>Without &lt;b&gt;Mill")
    assert list(fig.data[1].hovertext) == [
        "<b>1 month earlier</b><br>0 points",
        "<b>2 months earlier</b><br>0 points",
    ]
    dashed = [shape.x0 for shape in fig.layout.shapes if shape.line.dash == "dash"]
    assert dashed == pytest.approx([20, 20])
