"""Figures of training: what a row says where it is hidden, coded or without a rate."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import training
from charts.theme import LIGHT

RATES = pd.DataFrame(
    [
        ("East", 20, 15, 0.75, 0.53, 0.89, False, ""),
        ("North", None, None, None, None, None, True, ""),
        ("South", 12, None, None, None, None, False, "over 95%"),
        ("West", 0, 0, None, None, None, False, ""),
    ],
    columns=["branch", "learner_courses", "completed", "rate", "low", "high", "hidden", "coded"],
)


def written(figure: Any) -> str:
    return " ".join(str(text) for trace in figure.data for text in (trace.text or ()))


def test_a_row_is_a_rate_or_says_why_it_is_none() -> None:
    said = written(training.completion_rates(RATES, "branch", "branch", look=LIGHT, name="all branches"))
    assert "<b>75%</b>" in said
    assert "hidden" in said
    assert "over 95%" in said
    assert "completions only, no rate" in said
    assert "all branches 75%" in said


def test_a_row_of_completions_alone_says_how_many_they_are() -> None:
    counted = RATES.assign(no_outcome=[0, None, 0, 7])
    said = written(training.completion_rates(counted, "branch", "branch", look=LIGHT))
    assert "7 completions, no rate" in said
    assert "1 completion, no rate" in written(
        training.completion_rates(counted.assign(no_outcome=1), "branch", "branch", look=LIGHT)
    )


def test_completions_are_drawn_where_nothing_else_is_on_file() -> None:
    alone = RATES.assign(learner_courses=0, completed=0, rate=None, no_outcome=[3, 9, 7, 7])
    figure = training.completion_rates(alone, "branch", "branch", look=LIGHT)
    first, second, third, fourth = RATES["branch"]
    assert [mark[1] for mark in figure.data[0].customdata] == [
        second,
        *sorted([third, fourth]),
        first,
    ]
    assert "no rate" not in written(figure)


def test_a_click_on_a_course_narrows_by_its_name() -> None:
    courses = RATES.assign(course_key=["a", "b", "c", "d"], course_label=["A", "B", "C", "D"])
    figure = training.completion_rates(courses, "course_label", "course_key", look=LIGHT)
    assert [list(mark) for mark in figure.data[0].customdata] == [
        ["course", "A"],
        ["course", "B"],
        ["course", "C"],
        ["course", "D"],
    ]


def test_hours_stand_with_their_name_and_hidden_groups_have_no_bar() -> None:
    shown = pd.DataFrame(
        [("Infopeople", 12, 1.5), ("WebJunction", None, None)], columns=["host", "completed", "hours"]
    )
    whole = pd.DataFrame([("Infopeople", 20), ("WebJunction", 9)], columns=["host", "completed"])
    figure = training.completed_by(shown, whole, "host", look=LIGHT)
    said = written(figure)
    assert "Infopeople · 1.5 hours" in said
    assert "<b>12</b>" in said
    assert figure.data[2].x[0] == 12
