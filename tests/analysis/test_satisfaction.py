"""What patrons say is counted alike by both engines, one question and one scale at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import satisfaction
from tests.analysis.conftest import Measured

JULY, AUGUST = date(2025, 7, 1), date(2025, 8, 1)
STAFF = ("Staff", "satisfaction", 1.0, 5.0)
HOURS = ("Hours", "satisfaction", 1.0, 9.0)
TELL = ("Tell", "recommend", 0.0, 10.0)
ROWS: list[tuple[Any, ...]] = [
    (JULY, "Main", STAFF, 5.0, 6), (JULY, "Main", STAFF, 4.0, 2), (JULY, "Main", STAFF, 3.0, 1),
    (AUGUST, "Main", STAFF, 1.0, 1), (JULY, "Main", STAFF, None, 2), (AUGUST, "North", STAFF, 2.0, 3),
    (AUGUST, None, STAFF, 5.0, 1), (JULY, "Main", HOURS, 8.0, 1), (JULY, "Main", HOURS, 7.0, 1),
    (JULY, "Main", TELL, 10.0, 4), (JULY, "Main", TELL, 9.0, 2), (JULY, "North", TELL, 8.0, 2),
    (JULY, "North", TELL, 6.0, 1), (AUGUST, "North", TELL, 0.0, 1), (AUGUST, "North", TELL, None, 1),
    (AUGUST, "North", ("Tell", "recommend", 1.0, 5.0), 5.0, 9),
]  # fmt: skip
ANSWERS = [
    dict(zip(satisfaction.QUESTION, question, strict=True))
    | {"month": month, "branch": branch, "value": value, "answers": answers}
    for month, branch, question, value, answers in ROWS
]
TABLES = {"answers_by_month": ANSWERS}
NOTHING: dict[str, list[Any]] = {"answers_by_month": []}


def rounded(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(round(v, 4) if isinstance(v, float) else v for v in row) for row in found]


def test_the_top_box_is_counted_by_branch_question_and_scale(measured: Measured) -> None:
    found = measured(satisfaction.top2_by_branch, TABLES, finish=satisfaction.shares)
    assert rounded(found) == [
        ("branch", *satisfaction.QUESTION, "n", "share", "low", "high", "top", "not_answered"),
        ("Main", *HOURS, 2, 0.5, 0.0945, 0.9055, 1, 0),
        ("Main", *STAFF, 10, 0.8, 0.4902, 0.9433, 8, 2),
        ("North", *STAFF, 3, 0.0, 0.0, 0.5615, 0, 0),
    ]
    assert len(measured(satisfaction.top2_by_branch, NOTHING, finish=satisfaction.shares)) == 1


@pytest.mark.parametrize(
    ("scale", "top"),
    [((1.0, 5.0), [4, 5]), ((1.0, 9.0), [8, 9]), ((1.0, 4.0), [3, 4]), ((1.0, 7.0), [6, 7]),
     ((1.0, 3.0), [3]), ((0.0, 1.0), [1]), ((0.0, 10.0), [9, 10])],
)  # fmt: skip
def test_the_top_box_follows_the_scale(
    measured: Measured, scale: tuple[float, float], top: list[int]
) -> None:
    values = np.arange(scale[0], scale[1] + 1)
    rows = [
        {"item": str(v), "item_kind": "satisfaction", "scale_min": scale[0], "scale_max": scale[1],
         "value": v, "answers": 1}
        for v in values
    ]  # fmt: skip
    found = measured(satisfaction.top2, {"answers_by_month": rows})
    assert sorted(float(row[0]) for row in found[1:] if row[5] == 1) == top


def test_one_question_is_chosen_where_there_is_room_for_one(measured: Measured) -> None:
    found = measured(satisfaction.top2_by_month, TABLES, finish=satisfaction.main_question)
    assert [(row[0], row[1], row[5]) for row in found[1:]] == [(JULY, "Staff", 9), (AUGUST, "Staff", 5)]
    assert len(measured(satisfaction.top2_by_month, NOTHING, finish=satisfaction.main_question)) == 1


def test_promoters_less_detractors_by_month_on_one_scale(measured: Measured) -> None:
    found = measured(satisfaction.nps_by_month, TABLES, finish=satisfaction.scores)
    assert rounded(found) == [
        ("month", *satisfaction.QUESTION, "n", "nps", "low", "high",
         "promoters", "detractors", "not_answered"),
        (JULY, *TELL, 9, 55.5556, 10.8073, 100.0, 6, 1, 0),
        (AUGUST, *TELL, 1, -100.0, -100.0, 58.6901, 0, 1, 1),
    ]  # fmt: skip


def test_the_distribution_keeps_neutral_apart_and_not_answered_out(measured: Measured) -> None:
    found = measured(satisfaction.distribution, TABLES, finish=satisfaction.parts_of_scale)
    assert rounded(found) == [
        (*satisfaction.QUESTION, "value", "answers", "share", "side"),
        (*HOURS, 7.0, 1, 0.5, "above"), (*HOURS, 8.0, 1, 0.5, "above"),
        (*STAFF, 1.0, 1, 0.0714, "below"), (*STAFF, 2.0, 3, 0.2143, "below"),
        (*STAFF, 3.0, 1, 0.0714, "neutral"),
        (*STAFF, 4.0, 2, 0.1429, "above"), (*STAFF, 5.0, 7, 0.5, "above"),
    ]  # fmt: skip
    whole = measured(satisfaction.distribution, TABLES)
    assert (*STAFF, None, 2) in whole
    assert sum(row[-1] for row in whole[1:]) == 18


def test_means_stay_on_their_own_scale(measured: Measured) -> None:
    found = measured(satisfaction.distribution, TABLES, finish=satisfaction.means)
    values = np.repeat([1, 2, 3, 4, 5], [1, 3, 1, 2, 7])
    assert [row[0] for row in found[1:]] == ["Hours", "Staff"]
    assert found[2][4:7] == pytest.approx((14, values.mean(), values.std(ddof=1)))
    assert found[2][7] < values.mean() < found[2][8]


def test_the_mean_of_one_answer_has_no_interval() -> None:
    told = satisfaction.with_mean(pd.DataFrame({"n": [1, 2], "total": [4.0, 8.0], "squares": [16.0, 32.0]}))
    assert told["mean"].tolist() == [4.0, 4.0]
    assert told["low"].isna().tolist() == [True, False]
    assert told.loc[1, ["deviation", "low", "high"]].tolist() == [0.0, 4.0, 4.0]
