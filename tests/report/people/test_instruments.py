"""Importance, the Opportunity Index and gaps find the truth that the sample was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.answer import Answer, as_json
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.report.people import instruments
from tests.report.people.conftest import TODAY, Ask


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("surveyed") / "frontdesk.duckdb") as store:
        instruments.fill(store)
        yield store


def asked(store: Store, finding: str, **chosen: Any) -> Answer[Any]:
    question = PeopleAsked(PeopleFilter(**chosen), "director", TODAY, House.of(store))
    return answer(store, FINDINGS[f"satisfaction.{finding}"], question)


def rows(said: Answer[Any]) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in said.frames.rows.to_dict("records")}


def test_importance_and_rating_are_those_of_the_truth_within_their_intervals(surveyed: Store) -> None:
    said = asked(surveyed, "importance")
    found = rows(said)
    assert found.keys() == instruments.IMPORTANCE.keys()
    for question, (important, good) in instruments.IMPORTANCE.items():
        row = found[question]
        assert row["n"] == instruments.PEOPLE
        assert row["importance_low"] < row["importance"] < row["importance_high"]
        # Answers end at 9, which draws a mean near it toward the middle.
        assert row["importance"] == pytest.approx(important, abs=0.4)
        assert row["satisfaction"] == pytest.approx(good, abs=0.4)
        assert row["gap"] == pytest.approx(row["satisfaction"] - row["importance"])
        assert row["low"] < row["gap"] < row["high"]
    assert said.headline == "“Open hours that suit me” falls shortest of its importance."
    assert said.sentence == (
        "“Open hours that suit me” is rated furthest below its importance: 6.3 against 7.9 (−1.6, 95% "
        "interval −1.8 to −1.4; 160 people); six questions were compared."
    )


def test_the_index_is_highest_where_most_is_lacking(surveyed: Store) -> None:
    said = asked(surveyed, "opportunity")
    table = said.frames.rows
    assert table["item"].iloc[0] == "Open hours that suit me"
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()
    assert table["mean"].is_monotonic_decreasing


def test_levels_and_gaps_agree_and_the_one_below_the_minimum_is_named(surveyed: Store) -> None:
    said = asked(surveyed, "gaps")
    for question, (least, most, good) in instruments.LEVELS.items():
        row = rows(said)[question]
        assert row["minimum"] == pytest.approx(least, abs=0.4)
        assert row["desired"] == pytest.approx(most, abs=0.4)
        assert row["perceived"] == pytest.approx(good, abs=0.4)
        assert row["adequacy"] == pytest.approx(row["perceived"] - row["minimum"])
        assert row["superiority"] == pytest.approx(row["perceived"] - row["desired"])
    assert said.headline == "One of the five questions falls clearly short of the minimum patrons accept."
    assert "Lowest is “Convenient service hours”" in said.detail


@pytest.mark.parametrize("finding", ["importance", "opportunity", "gaps"])
def test_few_people_are_hidden_from_everybody(store: Store, finding: str) -> None:
    instruments.fill(store)
    said = asked(store, finding, branches=("North",), fiscal_years=(2026,))
    assert said.n
    store.change_setting("patron_minimum", 200, by="tests")
    hidden = asked(store, finding)
    assert hidden.n == 0
    numbers = hidden.frames.rows.drop(columns=["scale_min", "scale_max"], errors="ignore")
    assert numbers.select_dtypes("number").isna().all(axis=None)


@pytest.mark.parametrize("finding", ["importance", "opportunity", "gaps"])
def test_a_survey_that_does_not_ask_says_so(ask: Ask, finding: str) -> None:
    said = ask(f"satisfaction.{finding}")
    assert said.sentence == "No survey on file asks this."
    assert as_json(said)["rows"] == []
