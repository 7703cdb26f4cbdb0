"""Rates with their intervals: what each row draws, and what a hidden one does not tell."""

from __future__ import annotations

from charts.rates import Rate, rates
from charts.theme import LIGHT

MAIN = Rate("Main", "Main", 0.8, 0.76, 0.84, 428)
NORTH = Rate("North", "North", 0.5, 0.4, 0.6, 90, is_filled=False)
SMALL = Rate("Small", "Small", None, None, None, None, "fewer than 5 staff")
FEW = Rate("Few", "Few", None, None, None, 12, code="under 5%")


def traces(figure: object, mode: str) -> list[object]:
    return [trace for trace in figure.data if getattr(trace, "mode", None) == mode]  # type: ignore[attr-defined]


def test_each_shown_row_has_its_dot_and_its_interval() -> None:
    figure = rates([MAIN, NORTH], key="branch", look=LIGHT)
    (dots,) = traces(figure, "markers")
    intervals = traces(figure, "lines")[1]
    assert list(dots.x) == [0.8, 0.5]
    assert list(intervals.x) == [0.76, 0.84, None, 0.4, 0.6, None]
    assert list(dots.marker.color) == [LIGHT.accent, LIGHT.background]


def test_a_hidden_row_keeps_its_place_and_tells_no_number() -> None:
    figure = rates([MAIN, SMALL, NORTH], key="branch", look=LIGHT)
    (dots,) = traces(figure, "markers")
    assert list(dots.x) == [0.8, 0.5]
    reach, hatch = (trace for trace in figure.data if trace.type == "bar")
    assert reach.hovertext[1] == "<b>Small</b><br>fewer than 5 staff"
    assert len(hatch.x) == 1
    assert "hidden" in traces(figure, "text")[1].text[1]


def test_a_coded_rate_says_its_code_and_draws_no_dot() -> None:
    figure = rates([MAIN, FEW], key="branch", look=LIGHT)
    (dots,) = traces(figure, "markers")
    assert list(dots.x) == [0.8]
    assert "under 5%" in traces(figure, "text")[1].text[1]
    assert "12" not in str(figure.data[0].hovertext[1])


def test_the_reference_stands_beside_every_shown_row_under_its_name() -> None:
    figure = rates([MAIN, SMALL, NORTH], key="branch", look=LIGHT, reference=(0.74, "all branches 74%"))
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(0.74, 0.74), (0.74, 0.74)]
    assert traces(figure, "text")[-1].text == ("all branches 74%",)


def test_the_axis_begins_a_step_below_the_lowest_interval_and_ends_at_everything() -> None:
    assert round(rates([MAIN], key="b", look=LIGHT).layout.xaxis.range[0], 2) == 0.6
    assert round(rates([NORTH], key="b", look=LIGHT).layout.xaxis.range[0], 2) == 0.4
    assert rates([], key="b", look=LIGHT).layout.xaxis.range[1] > 1


def test_a_row_carries_what_a_click_on_it_means_and_its_name_is_plain_text() -> None:
    figure = rates([Rate("<b>x", "<b>x", 0.5, 0.4, 0.6, 9)], key="branch", look=LIGHT)
    assert [list(each) for each in figure.data[0].customdata] == [["branch", "<b>x"]]
    assert traces(figure, "text")[0].text == ("&lt;b&gt;x",)
