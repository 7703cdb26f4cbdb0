"""What more hours buy, read off the figure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import curriculum
from charts.theme import LIGHT


def _steps(*rows: tuple[float, float], status: str = "optimal") -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["hours", "share"]).astype("float64")
    return frame.assign(status=status, minutes=frame["hours"] * 50, course_ids=[("a", "b")] * len(frame))


def _written(fig: go.Figure) -> dict[str, str]:
    trace = next(each for each in fig.data if each.mode == "text")
    return dict(zip(trace.text, trace.textposition, strict=True))


def test_the_line_goes_in_steps_from_nothing() -> None:
    fig = curriculum.frontier(_steps((2, 0.36), (4, 0.5), (12, 0.8)), look=LIGHT)
    assert (list(fig.data[0].x), list(fig.data[0].y)) == ([0, 2, 4, 12], [0, 0.36, 0.5, 0.8])
    assert fig.data[0].line.shape == "hv"


def test_the_chosen_dot_is_filled_and_its_label_bold() -> None:
    fig = curriculum.frontier(_steps((2, 0.36), (4, 0.5), (12, 0.8)), look=LIGHT, hours=4)
    assert list(fig.data[1].marker.color) == [LIGHT.background, LIGHT.accent, LIGHT.background]
    assert [each for each in _written(fig) if "<b>" in each] == ["&nbsp;<b>4 hours: 50%</b>&nbsp;"]


def test_every_dot_says_hours_share_courses_and_length() -> None:
    fig = curriculum.frontier(_steps((2, 0.36)), look=LIGHT)
    assert list(fig.data[1].hovertext) == ["<b>2 hours: 36%</b><br>2 courses, 1 h 40 min"]
    assert [list(each) for each in fig.data[1].customdata] == [["hours", "2.0"]]


def test_labels_that_would_meet_are_left_out_but_never_the_chosen_one() -> None:
    close = _steps(*((hours / 10, 0.5 + hours / 1000) for hours in range(1, 101)))
    written = _written(curriculum.frontier(close, look=LIGHT, hours=5))
    assert 2 <= len(written) < 12
    assert "&nbsp;<b>5 hours: 55%</b>&nbsp;" in written


def test_lengths_without_a_plan_are_left_out_and_nothing_makes_an_empty_figure() -> None:
    steps = pd.concat([_steps((1, 0.0), status="impossible"), _steps((2, 0.4))])
    assert list(curriculum.frontier(steps, look=LIGHT).data[1].x) == [2]
    assert list(curriculum.frontier(_steps(), look=LIGHT).data[1].x) == []


def test_the_last_tick_has_the_unit() -> None:
    axis = curriculum.frontier(_steps((4, 0.36), (12, 0.8)), look=LIGHT).layout.xaxis
    assert list(axis.ticktext) == ["0", "4", "8", "12 hours"]
