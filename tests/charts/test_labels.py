"""Names beside dots lie over nothing, as far as there is room."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from charts.labels import LINE, PHONE, Box, Named, labels
from charts.rows import width_of
from charts.theme import LIGHT, SIZE

HEIGHT = 300


def notes(named: list[Named]) -> list[dict[str, Any]]:
    dots = [(each.x, each.y) for each in named]
    return labels(named, dots, x=(0, 100), y=(0, 1), height=HEIGHT, look=LIGHT)


def box(note: dict[str, Any]) -> Box:
    wide = width_of(note["text"].removeprefix("<b>").removesuffix("</b>"), SIZE)
    across, down = note["x"] / 100 * PHONE + note["ax"], (1 - note["y"]) * HEIGHT + note["ay"]
    return Box(across - wide / 2, across + wide / 2, down - LINE / 2, down + LINE / 2)


def test_a_name_alone_stands_right_above_or_below_its_dot() -> None:
    above, below = notes([Named(50, 0.8, "Main 80%", True)]), notes([Named(50, 0.2, "Main 20%", False)])
    assert above[0]["ay"] < 0 < below[0]["ay"]
    assert [abs(each[0]["ax"]) < 1 for each in (above, below)] == [True, True]
    assert above[0]["arrowcolor"] == "rgba(0,0,0,0)"


def test_a_name_with_dots_on_both_sides_goes_further_out_with_a_line() -> None:
    dots = [Named(50, 0.70, "Tambers Hill 70%", False), Named(52, 0.63, "Yarrowick 67%", False)]
    made = labels(
        dots, [*((each.x, each.y) for each in dots), (50, 0.77)], x=(0, 100), y=(0, 1), height=HEIGHT,
        look=LIGHT,
    )  # fmt: skip
    far = next(each for each in made if "Tambers" in each["text"])
    assert far["arrowcolor"] == LIGHT.axis
    assert not box(made[0]).covers(box(made[1]))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.2, 0.8), st.booleans()), min_size=1, max_size=4))
def test_names_stay_in_the_plot_and_apart_from_each_other(dots: list[tuple[float, float, bool]]) -> None:
    made = notes([Named(x, y, f"Branch {n} 70%", above) for n, (x, y, above) in enumerate(dots)])
    boxes = [box(note) for note in made]
    for each in boxes:
        assert each.left >= -0.5
        assert each.right <= PHONE + 0.5
        assert each.top >= -0.5
        assert each.bottom <= HEIGHT + 0.5
    shrunk = [Box(each.left + 1, each.right - 1, each.top + 1, each.bottom - 1) for each in boxes]
    assert not any(one.covers(other) for one, other in combinations(shrunk, 2))


def test_names_are_plain_text() -> None:
    assert notes([Named(5, 0.5, "<i>Main", True)])[0]["text"] == "<b>&lt;i&gt;Main</b>"
