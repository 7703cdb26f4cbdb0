"""What the figures of the catalog show, read off the figures themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import catalog
from charts.theme import DARK, LIGHT, Look


def _frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=[*columns.split(), "course_count"])
    return frame.astype({name: "Int64" if name == "year" else "str" for name in columns.split()})


YEARS = _frame(
    "year format", (2012, "webinar", 2), (2014, "self-paced", 1), (2014, "webinar", 3), (None, "unknown", 4)
)
FORMATS = _frame("format", ("webinar", 12), ("self-paced", 3), ("unknown", 1))
HOSTS = _frame("host", ("North", 11), ("South", 3), ("East", 1))
TOPICS = _frame("topic", ("Policy", 5), ("Teens", 2))
TOPIC_YEARS = _frame("topic year", ("Policy", 2012, 1), ("Policy", None, 4), ("Teens", 2014, 2))
HOST_FORMATS = _frame(
    "host format", ("North", "webinar", 9), ("North", "unknown", 2), ("South", "webinar", 3)
)

FIGURES: list[tuple[Callable[..., go.Figure], pd.DataFrame]] = [
    (catalog.courses_by_year, YEARS),
    (catalog.courses_by_format, FORMATS),
    (catalog.courses_by_host, HOSTS),
    (catalog.courses_by_topic, TOPICS),
    (catalog.topic_by_year, TOPIC_YEARS),
    (catalog.host_by_format, HOST_FORMATS),
]
EACH = pytest.mark.parametrize(("draw", "whole"), FIGURES, ids=[draw.__name__ for draw, _ in FIGURES])


def _marks(fig: go.Figure) -> set[tuple[str, ...]]:
    """Everything a click can narrow to."""
    return {tuple(mark) for trace in fig.data for mark in trace.customdata or ()}


def _texts(fig: go.Figure) -> list[str]:
    """Every text of a figure, as Plotly gets it."""
    found = [str(text) for trace in fig.data for text in trace.text or () if text]
    found += [str(text) for trace in fig.data for text in trace.hovertext or ()]
    found += [str(text) for text in fig.layout.xaxis.ticktext or ()]
    return found + [str(note.text) for note in fig.layout.annotations]


def _bare(text: str) -> str:
    """A text without Plotly's HTML, as it is seen."""
    return re.sub(r"<[^>]+>", "", text.replace("&nbsp;", "").replace("<br>", " ")).replace("  ", " ")


def _numbers(fig: go.Figure) -> list[str]:
    """The texts of marks, without hover texts."""
    return [_bare(str(text)) for trace in fig.data for text in trace.text or () if text]


@EACH
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_an_empty_catalog_still_makes_a_figure(
    draw: Callable[..., go.Figure], whole: pd.DataFrame, look: Look
) -> None:
    fig = draw(whole.head(0), whole.head(0), look=look)
    assert _marks(fig) == set()
    assert fig.layout.height > 0


@EACH
def test_a_filter_that_leaves_nothing_keeps_the_marks_of_the_whole(
    draw: Callable[..., go.Figure], whole: pd.DataFrame
) -> None:
    assert _marks(draw(whole.head(0), whole, look=LIGHT)) == _marks(draw(whole, whole, look=LIGHT)) != set()


@EACH
def test_a_filter_does_not_move_anything(draw: Callable[..., go.Figure], whole: pd.DataFrame) -> None:
    narrowed, all_ = draw(whole.head(1), whole, look=LIGHT).layout, draw(whole, whole, look=LIGHT).layout
    assert narrowed.height == all_.height
    assert narrowed.xaxis.range == all_.xaxis.range
    assert narrowed.yaxis.range == all_.yaxis.range


@EACH
def test_a_click_fades_nothing(draw: Callable[..., go.Figure], whole: pd.DataFrame) -> None:
    for trace in draw(whole, whole, look=LIGHT).data:
        if trace.to_plotly_json().get("mode") != "lines":
            assert trace.unselected.marker.opacity == 1
        if trace.text is not None:
            assert trace.unselected.textfont.color == trace.textfont.color


@EACH
def test_names_from_files_are_never_read_as_html(draw: Callable[..., go.Figure], whole: pd.DataFrame) -> None:
    hostile = "<a href='https://example.org'>&lt;b&gt; & <img src=x onerror=y>"
    key = next(column for column in ("host", "topic", "format") if column in whole)
    named = whole.assign(**{key: [hostile, *whole[key][1:]]})
    fig = draw(named, named, look=LIGHT)
    assert any("&lt;a href=" in text for text in _texts(fig))
    for text in _texts(fig):
        assert set(re.findall(r"</?(\w+)", text)) <= {"b", "br", "span"}
    assert hostile in {value for mark in _marks(fig) for value in mark}


def test_years_are_columns_with_quiet_years_and_the_undated_apart() -> None:
    fig = catalog.courses_by_year(YEARS, YEARS, look=LIGHT)
    assert dict(zip(fig.layout.xaxis.ticktext, fig.layout.xaxis.tickvals, strict=True)) == {
        "2012": 2012, "2013": 2013, "2014": 2014, "<b>no date</b>": 2016,
    }  # fmt: skip
    whole = fig.data[0]
    assert list(zip(whole.x, whole.y, strict=True)) == [(2012, 2), (2014, 4), (2016, 4)]
    quiet = next(fig.select_traces({"mode": "lines"}))
    assert [x for x in quiet.x if x is not None] == pytest.approx([2012.59, 2013.41])


def test_formats_are_stacked_without_a_gap() -> None:
    fig = catalog.courses_by_year(YEARS, YEARS, look=LIGHT)
    webinar, self_paced, unknown = fig.data[1:4]
    assert (list(webinar.x), list(webinar.base), list(webinar.y)) == ([2012, 2014], [0, 0], [2, 3])
    assert (list(self_paced.x), list(self_paced.base), list(self_paced.y)) == ([2014], [3], [1])
    assert (list(unknown.x), list(unknown.base), list(unknown.y)) == ([2016], [0], [4])
    assert unknown.marker.pattern.shape == "/"
    assert [trace.marker.color for trace in (webinar, self_paced)] == ["#4B3F8F", "#C2711C"]


def test_a_format_that_the_filter_leaves_out_draws_nothing_not_even_an_outline() -> None:
    fig = catalog.courses_by_year(YEARS.iloc[[0]], YEARS, look=LIGHT)
    assert [list(trace.x) for trace in fig.data[1:4]] == [[2012], [], []]


def test_a_column_and_its_legend_say_what_a_click_narrows_to() -> None:
    assert _marks(catalog.courses_by_year(YEARS, YEARS, look=LIGHT)) == {
        ("year", "2012"), ("year", "2014"), ("year", "none"),
        ("format", "webinar"), ("format", "self-paced"), ("format", "unknown"),
    }  # fmt: skip


def test_the_legend_has_no_bars_because_they_would_bring_back_numbers_that_have_no_room() -> None:
    fig = catalog.courses_by_year(YEARS, YEARS, look=LIGHT)
    assert {trace.type for trace in fig.data if trace.yaxis == "y2"} == {"scatter"}
    assert fig.layout.uniformtext.mode == "hide"


def test_one_format_needs_no_legend() -> None:
    assert {
        mark[0] for mark in _marks(catalog.courses_by_year(YEARS.head(1), YEARS.head(1), look=LIGHT))
    } == {"year"}


def test_a_narrowed_column_says_how_many_of_how_many() -> None:
    numbers = _numbers(catalog.courses_by_year(YEARS.iloc[[0, 2]], YEARS, look=LIGHT))
    assert numbers[:3] == ["2", "3 of 4", "0 of 4"]


def test_the_undated_number_is_told_among_many_years_too() -> None:
    rows = [(year, "webinar", 100 + year % 7) for year in range(1990, 2025)]
    many = _frame("year format", *rows, (None, "webinar", 2345))
    fig = catalog.courses_by_year(many, many, look=LIGHT)
    told = next(fig.select_traces({"mode": "text"}))
    assert told.text[list(told.x).index(max(told.x))] == "2,345"
    assert len(fig.layout.xaxis.tickvals) <= 7


def test_every_course_is_in_the_columns() -> None:
    fig = catalog.courses_by_year(YEARS, YEARS, look=LIGHT)
    assert sum(sum(trace.y) for trace in fig.data[1:4]) == YEARS["course_count"].sum()


def test_bars_have_their_name_above_and_their_number_at_the_end() -> None:
    fig = catalog.courses_by_format(FORMATS, FORMATS, look=LIGHT)
    _, whole, chosen, names = fig.data
    assert [_bare(text) for text in whole.text] == ["12", "3", "1"]
    assert list(chosen.x) == [12, 3, 1]
    assert list(names.text) == ["Webinar", "Self-paced", "Format not stated"]
    assert [bar - name for bar, name in zip(whole.y, names.y, strict=True)] == [21, 21, 21]
    assert list(chosen.marker.color) == ["#4B3F8F", "#C2711C", "#7C8884"]
    assert list(chosen.marker.pattern.shape) == ["", "", "/"]


def test_a_narrowed_bar_lies_on_the_pale_whole() -> None:
    _, whole, chosen, _ = catalog.courses_by_host(
        HOSTS.head(1).assign(course_count=9), HOSTS, look=LIGHT
    ).data
    assert list(whole.x) == [11, 3, 1]
    assert list(chosen.x) == [9, None, None]
    assert [_bare(text) for text in whole.text] == ["9 of 11", "0 of 3", "0 of 1"]
    assert set(whole.marker.color) == {LIGHT.context}
    assert [tuple(mark) for mark in whole.customdata] == [
        ("host", "North"),
        ("host", "South"),
        ("host", "East"),
    ]


def test_courses_without_a_host_are_a_last_hatched_row() -> None:
    fig = catalog.courses_by_host(HOSTS, HOSTS, look=LIGHT, hostless=(2, 2))
    _, whole, chosen, names = fig.data
    assert names.text[-1] == "Host not named"
    assert chosen.x[-1] == 2
    assert list(chosen.marker.pattern.shape) == ["", "", "", "/"]
    assert tuple(whole.customdata[-1]) == ("host", "none")


def test_courses_without_a_topic_are_a_last_row_too() -> None:
    fig = catalog.courses_by_topic(TOPICS, TOPICS, look=LIGHT, topicless=(0, 3))
    assert fig.data[3].text[-1] == "No topic found"
    assert [_bare(text) for text in fig.data[1].text] == ["5", "2", "0 of 3"]


def test_hosts_that_do_not_fit_are_told_but_are_no_marks() -> None:
    fig = catalog.courses_by_host(HOSTS, HOSTS, look=LIGHT, most=1)
    assert _marks(fig) == {("host", "North")}
    assert [_bare(note.text) for note in fig.layout.annotations] == [
        "2 more hosts",
        "4 together, none more than 3",
    ]
    one_left = catalog.courses_by_host(HOSTS, HOSTS, look=LIGHT, most=2)
    assert one_left.layout.annotations[0].text == "1 more host"


def test_a_long_name_is_cut_above_its_bar_and_whole_in_the_hover_text() -> None:
    long = "The Federated Library System of the Northern and the Western Counties of the State"
    hosts = _frame("host", (long, 1))
    fig = catalog.courses_by_host(hosts, hosts, look=LIGHT)
    assert fig.data[3].text[0].endswith("…")
    assert len(fig.data[3].text[0]) <= 50
    assert long in fig.data[1].hovertext[0]


def test_a_map_has_a_number_in_every_cell_with_courses() -> None:
    fig = catalog.topic_by_year(TOPIC_YEARS, TOPIC_YEARS, look=LIGHT)
    empty, filled = fig.data[:2]
    assert {tuple(mark) for mark in filled.customdata} == {
        ("topic", "Policy", "year", "2012"),
        ("topic", "Policy", "year", "none"),
        ("topic", "Teens", "year", "2014"),
    }
    assert len(empty.x) + len(filled.x) == 2 * 4
    assert _marks(fig) == {tuple(mark) for mark in filled.customdata}
    assert sorted(_numbers(fig)) == ["1", "2", "4", "Policy", "Teens"]
    assert fig.layout.xaxis.ticktext[-1] == "<b>no date</b>"


def test_the_highest_cell_is_the_strongest_and_its_number_reads() -> None:
    filled = catalog.topic_by_year(TOPIC_YEARS, TOPIC_YEARS, look=LIGHT).data[1]
    by_mark = {
        tuple(mark)[1::2]: color for mark, color in zip(filled.customdata, filled.marker.color, strict=True)
    }
    assert by_mark == {
        ("Policy", "2012"): LIGHT.sequential[3],
        ("Policy", "none"): LIGHT.sequential[6],
        ("Teens", "2014"): LIGHT.sequential[4],
    }


def test_a_cell_that_the_filter_empties_is_pale_and_keeps_its_mark() -> None:
    filled = catalog.topic_by_year(TOPIC_YEARS.head(1), TOPIC_YEARS, look=LIGHT).data[1]
    assert list(filled.marker.color).count(LIGHT.context) == 2
    assert [_bare(text) for text in filled.hovertext] == [
        "Policy, 2012 1 course",
        "Policy, no date 0 of 4 courses",
        "Teens, 2014 0 of 2 courses",
    ]


def test_hosts_and_formats_cross_with_the_unstated_apart() -> None:
    fig = catalog.host_by_format(HOST_FORMATS, HOST_FORMATS, look=LIGHT)
    assert list(fig.layout.xaxis.ticktext) == ["webinar", "<b>not stated</b>"]
    webinar, unstated = fig.layout.xaxis.tickvals
    assert unstated - webinar > 1
    assert _marks(fig) == {
        ("host", "North", "format", "webinar"),
        ("host", "North", "format", "unknown"),
        ("host", "South", "format", "webinar"),
    }


def test_the_rows_of_a_map_that_do_not_fit_are_summed_cell_by_cell() -> None:
    whole = _frame("topic year", ("A", 2020, 5), ("B", 2020, 1), ("C", 2020, 2), ("C", 2021, 1))
    fig = catalog.topic_by_year(whole, whole, look=LIGHT, most=1)
    assert _numbers(fig) == ["5", "A", "2 more topics, 4 together", "3", "1"]
    assert _marks(fig) == {("topic", "A", "year", "2020")}
