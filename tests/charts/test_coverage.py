"""Coverage of topics: a dot for each branch that is told, a hatch for each that is not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.coverage import coverage_by_topic
from charts.theme import DARK, LIGHT

COLUMNS = ["topic", "branch", "staff", "trained", "coverage", "least", "most", "hidden", "coded"]
OPEN = pd.DataFrame(
    [
        ("Teens", "East", 10, 5, 0.5, None, None, False, ""),
        ("Teens", "West", 30, 27, 0.9, None, None, False, ""),
        ("Policy", "East", 10, 2, 0.2, None, None, False, ""),
        ("Policy", "West", 30, 6, 0.2, None, None, False, ""),
    ],
    columns=COLUMNS,
)
GUARDED = pd.DataFrame(
    [
        ("Teens", "East", None, None, None, None, None, True, ""),
        ("Teens", "North", 14, None, None, 0.0, 5 / 14, False, "fewer than 5 of 14"),
        ("Teens", "West", 30, 20, 2 / 3, None, None, False, ""),
    ],
    columns=COLUMNS,
)


def texts(figure: Any) -> list[str]:
    return [
        str(said) for trace in figure.data if getattr(trace, "mode", None) == "text" for said in trace.text
    ]


def dots(figure: Any) -> Any:
    (found,) = (trace for trace in figure.data if getattr(trace, "mode", None) == "markers")
    return found


def hatches(figure: Any) -> list[tuple[float, float]]:
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape]
    return [
        (start, start + length)
        for trace in bars
        for start, length in zip([0.0] if trace.base is None else trace.base, trace.x, strict=True)
    ]


def test_each_branch_is_a_dot_and_all_staff_stand_at_the_end_of_the_strip() -> None:
    figure = coverage_by_topic(OPEN, look=LIGHT)
    assert sorted(dots(figure).x) == [0.2, 0.2, 0.5, 0.9]
    said = texts(figure)
    assert {"Teens", "Policy"} <= set(said)
    assert any("<b>80%</b>" in each and "of 40" in each for each in said)
    assert [round(shape.x0, 2) for shape in figure.layout.shapes] == [0.8, 0.2]
    assert hatches(figure) == []


def test_the_lowest_branch_is_named_where_branches_differ() -> None:
    said = texts(coverage_by_topic(OPEN, look=LIGHT))
    assert "East 50%" in said
    assert not [each for each in said if each.endswith(" 20%")]


def test_what_may_not_be_told_as_a_number_is_a_hatch_and_has_no_dot() -> None:
    figure = coverage_by_topic(GUARDED, look=DARK)
    assert list(dots(figure).x) == [2 / 3]
    assert hatches(figure) == [(0.0, 5 / 14), (0.0, 1.0)]
    said = texts(figure)
    assert "East" in said
    assert any("hidden" in each for each in said)
    hovers = str([trace.hovertext for trace in figure.data if trace.hovertext])
    assert "fewer than 5 of 14" in hovers
    assert figure.layout.shapes == ()


def test_a_dot_narrows_to_its_branch_and_a_strip_to_its_topic() -> None:
    figure = coverage_by_topic(OPEN, look=LIGHT)
    assert [list(mark) for mark in figure.data[0].customdata] == [["topic", "Teens"], ["topic", "Policy"]]
    assert {tuple(mark) for mark in dots(figure).customdata} == {("branch", "East"), ("branch", "West")}


def test_nothing_still_makes_a_figure_and_names_are_plain_text() -> None:
    assert coverage_by_topic(OPEN.head(0), look=LIGHT).layout.height > 0
    named = OPEN.replace({"topic": {"Teens": "<b>Teens"}})
    assert "&lt;b&gt;Teens" in texts(coverage_by_topic(named, look=LIGHT))
