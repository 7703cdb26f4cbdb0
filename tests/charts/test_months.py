"""Figures along the months: gaps stay gaps, fiscal years are named, the last value is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from charts import months
from charts.month_axis import Month
from charts.theme import LIGHT


def run(values: Sequence[float | None], start: date = date(2025, 5, 1)) -> list[Month]:
    made = []
    for place, value in enumerate(values):
        ahead = start.month - 1 + place
        month = date(start.year + ahead // 12, ahead % 12 + 1, 1)
        low, high = (None, None) if value is None else (value - 0.1, value + 0.1)
        made.append(Month(month, value, low, high))
    return made


def write(value: float) -> str:
    return f"{value:.0%}"


def test_a_month_without_a_value_is_a_gap_in_line_and_band() -> None:
    figure = months.line(run([0.5, 0.6, None, 0.7, 0.8]), write=write, look=LIGHT, least=0, most=1)
    first, second, curve = figure.data[:3]
    assert list(curve.y) == [0.5, 0.6, None, 0.7, 0.8]
    assert not curve.connectgaps
    assert list(first.x) == [0, 1, 1, 0]
    assert [round(y, 1) for y in second.y] == [0.8, 0.9, 0.7, 0.6]


def test_the_last_value_is_written_with_its_interval() -> None:
    figure = months.line(run([0.5, 0.6, None]), write=write, look=LIGHT, least=0, most=1)
    (last,) = figure.data[-1].text
    assert "<b>60%</b>" in last
    assert "50% to 70%" in last


def test_a_fiscal_year_is_named_where_it_begins() -> None:
    figure = months.columns(run([1] * 8), write=write, look=LIGHT)
    assert [(note.text, note.x) for note in figure.layout.annotations] == [("FY2026", 1.55)]
    assert [shape.x0 for shape in figure.layout.shapes] == [1.5]


def test_a_year_that_is_the_calendar_has_the_calendars_name() -> None:
    figure = months.columns(run([1] * 3, date(2026, 1, 1)), write=write, look=LIGHT, fiscal_start=1)
    assert [note.text for note in figure.layout.annotations] == ["FY2026"]


def test_a_quiet_month_is_a_short_baseline_and_the_peak_has_its_number() -> None:
    figure = months.columns(
        run([3, 0, 5]), write=lambda value: f"{value:.0f} h", look=LIGHT, peak="in-service day"
    )
    bars, quiet, peak = figure.data
    assert list(bars.x) == [0, 2]
    assert list(quiet.x)[:2] == [0.6, 1.4]
    assert peak.text == ("<b>5 h</b> in-service day",)


def test_points_keep_within_what_the_score_can_be() -> None:
    figure = months.points(run([40, 99]), write=write, look=LIGHT, least=-100, most=100)
    assert figure.layout.yaxis.tickvals[-1] <= 100
    assert list(figure.data[1].y) == [40, 99]


def test_nothing_at_all_still_makes_a_figure() -> None:
    for figure in (
        months.columns([], write=write, look=LIGHT),
        months.line([], write=write, look=LIGHT),
        months.points(run([None, None]), write=write, look=LIGHT, least=-100, most=100),
    ):
        assert figure.layout.height > 0


@pytest.mark.parametrize(
    ("count", "named"), [(1, [0]), (2, [0]), (3, [0, 2]), (6, [0, 2, 4]), (12, [0, 4, 8])]
)
def test_months_are_named_so_far_apart_that_the_names_have_room_on_a_phone(
    count: int, named: list[int]
) -> None:
    figure = months.columns(run([1] * count, date(2025, 8, 1)), write=write, look=LIGHT)
    assert list(figure.layout.xaxis.tickvals) == named
