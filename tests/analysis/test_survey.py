"""What takes whole responses is counted alike by both engines."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import satisfaction, survey
from tests.analysis.conftest import Measured


def rating(response: str, kind: str, value: float | None, item: str = "Staff", **more: Any) -> dict[str, Any]:
    scale = {"scale_min": 1.0, "scale_max": more.pop("scale_max", 9.0)}
    return (
        {"upload_id": "u", "response_id": response, "item": item, "item_kind": kind, "value": value}
        | scale
        | more
    )


ANSWERS = [
    rating("1", "importance", 8.0, channel="web"), rating("1", "satisfaction", 5.0, channel="web"),
    rating("2", "importance", 6.0), rating("2", "satisfaction", 9.0),
    rating("3", "importance", 9.0), rating("3", "satisfaction", None),
    rating("4", "importance", 9.0, scale_max=10.0), rating("4", "satisfaction", 9.0),
    rating("1", "quality", 6.0, "Space", minimum=5.0, desired=8.0),
    rating("2", "quality", 7.0, "Space", minimum=8.0, desired=None),
    rating("3", "quality", 4.0, "Space", minimum=2.0, desired=9.0),
]  # fmt: skip
TABLES = {"answers": ANSWERS}
SCALE = (1.0, 9.0)


def test_importance_and_satisfaction_are_of_the_same_people(measured: Measured) -> None:
    found = measured(survey.pair_sums, TABLES, finish=satisfaction.with_mean)
    assert [(*row[:5], row[5]) for row in found[1:]] == [
        ("gap", "Staff", *SCALE, 2, 0.0), ("importance", "Staff", *SCALE, 2, 7.0),
        ("satisfaction", "Staff", *SCALE, 2, 7.0),
    ]  # fmt: skip


def test_the_opportunity_index_is_taken_person_by_person(measured: Measured) -> None:
    # 8 + (8 - 5) = 11 and 6 + 0 = 6: 8.5, where the means alone would give 7 + 0.
    found = measured(survey.opportunity, TABLES, finish=satisfaction.with_mean)
    assert found[1][:5] == ("Staff", *SCALE, 2, 8.5)


def test_gaps_are_of_those_who_gave_both_levels(measured: Measured) -> None:
    header, adequacy, superiority = measured(survey.gaps, TABLES, finish=satisfaction.with_mean)
    assert header == ("gap", *satisfaction.QUESTION, "n", "mean", "deviation", "low", "high")
    assert adequacy[:7] == ("adequacy", "Space", "quality", *SCALE, 3, pytest.approx(2 / 3))
    assert superiority[:7] == ("superiority", "Space", "quality", *SCALE, 2, pytest.approx(-3.5))


def test_a_response_counts_once_whatever_it_answers(measured: Measured) -> None:
    assert measured(survey.responses, TABLES) == [("responses",), (4,)]
    twice = {"answers": [ANSWERS[0], ANSWERS[2], {**ANSWERS[2], "upload_id": "v"}]}
    assert measured(survey.responses, twice, finish=None) == [("responses",), (3,)]


def by_channel(answers: Any) -> Any:
    return survey.responses(answers, "channel")


def test_responses_are_counted_by_channel(measured: Measured) -> None:
    assert measured(by_channel, {"answers": ANSWERS[:4]}) == [("channel", "responses"), ("web", 1), (None, 1)]


@pytest.mark.parametrize(
    "measure", [survey.gaps, survey.levels, survey.pair_sums, survey.opportunity, survey.ratings_of_people]
)
def test_without_answers_there_is_nothing(measured: Measured, measure: Any) -> None:
    assert len(measured(measure, {"answers": []})) == 1


def test_somebody_who_rates_twice_is_drawn_once(measured: Measured) -> None:
    answers = [rating(str(n), "satisfaction", value) for n in range(6) for value in (n + 1.0, n + 2.0)]
    found = measured(survey.ratings_of_people, {"answers": answers}, finish=survey.means_of_people)
    assert found[0] == (*satisfaction.QUESTION, "n", "people", "mean", "low", "high")
    assert found[1][:7] == ("Staff", "satisfaction", *SCALE, 12, 6, 4.0)
    assert found[1][7] < 4.0 < found[1][8]


def test_a_mix_that_moved_is_told() -> None:
    now = pd.DataFrame({"channel": ["web", "paper", None], "responses": [70, 20, 10]})
    before = pd.DataFrame({"channel": ["web", "paper"], "responses": [40, 60]})
    found = survey.mix(now, before, "channel")
    assert found.to_dict("list") == {
        "channel": ["not named", "paper", "web"], "n_now": [10, 20, 70], "share_now": [0.1, 0.2, 0.7],
        "n_before": [0, 60, 40], "share_before": [0.0, 0.6, 0.4], "moved": [True, True, True],
    }  # fmt: skip
    assert survey.mix_moved([found])
    assert not survey.mix_moved(
        [survey.mix(now, now, "channel"), survey.mix(now.iloc[:0], before, "channel")]
    )


def test_months_are_put_into_seasons() -> None:
    months = pd.Series(pd.to_datetime(["2026-01-01", "2026-06-01", "2026-12-01"]))
    assert survey.season(months).tolist() == ["January to March", "April to June", "October to December"]


def test_pairs_give_both_ratings_and_the_gap_of_each_person(measured: Measured) -> None:
    answers = [rating("1", "importance", 8.0), rating("1", "quality", 5.0), rating("2", "importance", 6.0),
               rating("2", "quality", 7.0), rating("3", "importance", 9.0)]  # fmt: skip
    found = measured(survey.pair_sums, {"answers": answers})
    assert found == [
        ("figure", "item", "scale_min", "scale_max", "n", "total", "squares"),
        ("gap", "Staff", *SCALE, 2, -2.0, 10.0),
        ("importance", "Staff", *SCALE, 2, 14.0, 100.0),
        ("satisfaction", "Staff", *SCALE, 2, 12.0, 74.0),
    ]


def test_levels_are_of_ratings_that_have_a_minimum_or_a_desired_level(measured: Measured) -> None:
    answers = [
        rating("1", "quality", 5.0) | {"minimum": 4.0, "desired": 8.0},
        rating("2", "quality", 7.0) | {"minimum": 6.0},
        rating("3", "quality", 9.0),
    ]
    found = measured(survey.levels, {"answers": answers})
    assert [(row[0], *row[-3:]) for row in found[1:]] == [
        ("desired", 1, 8.0, 64.0), ("minimum", 2, 10.0, 52.0), ("perceived", 2, 12.0, 74.0),
    ]  # fmt: skip
