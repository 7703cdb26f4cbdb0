"""The ages of topics, read off the figure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis import gaps
from charts import gaps as charts
from charts.theme import LIGHT

TOPICS = [("Policy", "Running"), ("Teens", "Programs"), ("Health", "Community"), ("Funding", "Running")]


def _figure(
    *rows: tuple[str, int, int, int | None], topics: list[tuple[str, str]] | None = None
) -> go.Figure:
    ages = pd.DataFrame(list(rows), columns=["topic", "course_count", "dated_count", "newest_year"])
    found = gaps.gaps(ages.astype({"newest_year": "Int64"}), TOPICS if topics is None else topics, 2026)
    return charts.topic_ages(found, look=LIGHT, today_year=2026)


SEED = (("Policy", 3, 2, 2018), ("Health", 1, 1, 2021), ("Teens", 2, 0, None))


def _scatters(fig: go.Figure, mode: str) -> list[go.Scatter]:
    return list(fig.select_traces({"type": "scatter", "mode": mode}))


def _dots(fig: go.Figure) -> go.Scatter:
    return next(trace for trace in _scatters(fig, "markers") if trace.marker.symbol is None)


def test_a_dot_stands_at_the_newest_year_filled_where_it_is_recent() -> None:
    dots = _dots(_figure(*SEED))
    assert list(dots.x) == [2018, 2021]
    assert list(dots.marker.color) == [LIGHT.background, LIGHT.accent]


def test_a_line_runs_from_the_newest_year_to_today() -> None:
    line = _scatters(_figure(*SEED), "lines")[0]
    assert list(line.x) == [2018, 2026.5, None, 2021, 2026.5, None]


def test_every_topic_is_a_mark_with_its_age_in_words() -> None:
    fig = _figure(*SEED)
    said = {
        tuple(mark): text
        for trace in fig.data
        for mark, text in zip(trace.customdata or (), trace.hovertext or (), strict=True)
    }
    assert said == {
        ("topic", "Policy"): "<b>Policy</b><br>Newest course 2018, 8 years ago; 1 course without a date",
        ("topic", "Health"): "<b>Health</b><br>Newest course 2021, 5 years ago",
        ("topic", "Teens"): "<b>Teens</b><br>Only 2 courses without a date",
        ("topic", "Funding"): "<b>Funding</b><br>No course",
    }


def test_the_band_is_the_horizon_and_is_named() -> None:
    fig = _figure(*SEED)
    band = next(shape for shape in fig.layout.shapes if shape.type == "rect")
    assert (band.x0, band.x1, band.layer) == (2020.5, 2026.5, "below")
    assert "recent: 2021 or later" in [text for trace in fig.data for text in trace.text or ()]


def test_topics_without_a_dated_course_follow_with_words_and_a_hatch() -> None:
    fig = _figure(*SEED)
    assert [note.text for note in fig.layout.annotations] == ["Teens&nbsp;", "Funding&nbsp;"]
    notes = [text.replace("&nbsp;", "") for text in fig.data[-1].text]
    assert notes == ["2 undated", "no course"]
    assert [trace.marker.symbol for trace in _scatters(fig, "markers")][1:] == [
        "square",
        "line-ne-open",
    ]


def test_a_catalog_without_courses_lists_its_topics_and_has_no_axis() -> None:
    fig = _figure()
    assert len(fig.layout.annotations) == 4
    assert [shape.type for shape in fig.layout.shapes] == ["line"] * 4


def test_no_topics_at_all_still_make_a_figure() -> None:
    fig = _figure(topics=[])
    assert fig.layout.height > 0


def test_names_of_topics_are_plain_text() -> None:
    fig = _figure(("<b>x</b>", 1, 1, 2020), ("<i>y</i>", 1, 0, None), topics=[])
    texts = [str(text) for trace in fig.data for text in trace.text or ()]
    assert "&lt;b&gt;x&lt;/b&gt;" in texts
    assert fig.layout.annotations[0].text == "&lt;i&gt;y&lt;/i&gt;&nbsp;"
