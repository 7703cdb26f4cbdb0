"""Counts held in memory say what the measures say of the same rows under the same filter."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import held, learners, satisfaction, survey, training
from analysis.filters import NONE
from analysis.people_filter import PeopleFilter
from analysis.sums import Sums
from tests.analysis.conftest import in_duckdb, in_pandas
from tests.effort import few

MONTHS = {date(2025, 6, 1): 2025, date(2025, 7, 1): 2026, date(2025, 8, 1): 2026, None: None}
BRANCHES, CHANNELS = ("Main", "North", None), ("web", "paper", None)
COURSES = {"a": "a", "b": "b", "name:knots": None}
TOPICS = [("a", "Policy", 1), ("a", "Teens", 2), ("b", "Teens", 1)]
QUESTIONS = (("Overall", "satisfaction", 1.0, 5.0), ("Overall", "satisfaction", 1.0, 3.0),
             ("Recommend", "recommend", 0.0, 10.0), ("Odd", "recommend", 1.0, 10.0))  # fmt: skip
HOURS_FROM = ("file", "catalog", "prior learning", "unknown")

FILTERS = st.builds(
    PeopleFilter,
    fiscal_years=st.sampled_from([(), (2026,), (2025, 2026)]),
    first_month=st.sampled_from([None, date(2025, 7, 1)]),
    last_month=st.sampled_from([None, date(2025, 7, 31)]),
    branches=st.sampled_from([(), ("Main",), ("North", NONE), ("Atlantis",)]),
    topics=st.sampled_from([(), ("Policy",), ("Teens", NONE)]),
    courses=st.sampled_from([(), ("b", "name:knots")]),
    channels=st.sampled_from([(), ("web", NONE)]),
    undated=st.sampled_from(["included", "left out", "only"]),
    every_topic=st.booleans(),
)


@st.composite
def trainings(draw: st.DrawFn) -> dict[str, Any]:
    month, course = draw(st.sampled_from(list(MONTHS))), draw(st.sampled_from(list(COURSES)))
    is_done = draw(st.booleans())
    return {
        "month": month, "fiscal_year": MONTHS[month], "branch": draw(st.sampled_from(BRANCHES)),
        "course_key": course, "course_id": COURSES[course], "outcome": "completed" if is_done else "failed",
        "hours_from": draw(st.sampled_from(HOURS_FROM)) if is_done else "none",
        "has_outcome": draw(st.booleans()), "learner_courses": draw(st.integers(1, 300)),
        "hours": draw(st.sampled_from([None, 0.0, 1.5, 40.25])), "staff_key": draw(st.sampled_from("pqr")),
    }  # fmt: skip


@st.composite
def ratings(draw: st.DrawFn) -> dict[str, Any]:
    month = draw(st.sampled_from([each for each in MONTHS if each]))
    item, kind, low, high = draw(st.sampled_from(QUESTIONS))
    return {
        "month": month, "fiscal_year": MONTHS[month], "branch": draw(st.sampled_from(BRANCHES)),
        "channel": draw(st.sampled_from(CHANNELS)), "item": item, "item_kind": kind, "scale_min": low,
        "scale_max": high, "value": draw(st.sampled_from([None, low, low + 1, high - 1, high])),
        "answers": draw(st.integers(1, 300)), "upload_id": draw(st.sampled_from("uv")),
        "response_id": draw(st.sampled_from("123")),
    }  # fmt: skip


def tables(rows: list[dict[str, Any]], *, without: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The same rows as a rollup and as facts, each with its own columns."""
    return {
        name: [{key: each[key] for key in each if key not in left} for each in rows]
        for name, left in without.items()
    }


def plainly(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with times of one unit and numbers of one width, so that cells are compared and not engines."""
    told = frame.copy()
    for name in told:
        if name in ("month", "first_month", "last_month"):
            told[name] = pd.to_datetime(told[name]).astype("datetime64[us]")
        elif pd.api.types.is_numeric_dtype(told[name]):
            told[name] = told[name].astype("float64").round(6)
        else:
            told[name] = told[name].astype("object").where(told[name].notna(), None)
    return told.reset_index(drop=True)


def measured(rows: Any) -> pd.DataFrame:
    frame: pd.DataFrame = rows.collect("pandas").to_native()
    return frame


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(plainly(one), plainly(other), check_column_type=False, check_dtype=False)


@pytest.mark.parametrize("engine_of", [in_pandas, in_duckdb], ids=["pandas", "duckdb"])
@few(5)
@given(rows=st.lists(trainings(), max_size=30), chosen=FILTERS)
def test_training_held_in_memory_counts_as_the_measures_do(
    engine_of: Callable[[Any], Any], rows: list[dict[str, Any]], chosen: PeopleFilter
) -> None:
    without = {"training_by_month": ("staff_key",), "learner_courses": ("learner_courses",)}
    whole = engine_of({
        **tables(rows, without=without),
        "course_topics": [dict(zip(("course_id", "topic", "rank"), each, strict=True)) for each in TOPICS],
        "courses": [{"course_id": "a", "label": "Angry people"}],
    })  # fmt: skip
    narrowed = chosen.apply(whole)
    months, courses = narrowed["training_by_month"], narrowed["courses"]
    sums = held.read_training(whole["training_by_month"])
    sums = sums.where(chosen.wanted(sums, TOPICS))
    same(held.totals(sums).to_frame().T.infer_objects(), measured(training.totals(months)))
    same(held.completion_rate_by(sums, "branch"), measured(training.completion_rate_by_branch(months)))
    same(held.completion_rate_by(sums, "month"), measured(training.completion_rate_by_month(months)))
    same(
        held.completion_rate_by_course(sums, measured(courses)),
        measured(training.completion_rate_by_course(months, courses)),
    )
    same(
        held.completion_rate_by_topic(sums, measured(narrowed["course_topics"])),
        measured(training.completion_rate_by_topic(months, narrowed["course_topics"])),
    )
    same(held.hours_by_month(sums), measured(training.hours_by_month(months)))
    people = held.read_learners(whole["learner_courses"])
    counted = measured(learners.people(narrowed["learner_courses"]))["people"].iloc[0]
    assert people.where(chosen.wanted(people, TOPICS)).different() == counted


@pytest.mark.parametrize("engine_of", [in_pandas, in_duckdb], ids=["pandas", "duckdb"])
@few(5)
@given(rows=st.lists(ratings(), max_size=30), chosen=FILTERS)
def test_answers_held_in_memory_count_as_the_measures_do(
    engine_of: Callable[[Any], Any], rows: list[dict[str, Any]], chosen: PeopleFilter
) -> None:
    without = {"answers_by_month": ("upload_id", "response_id"), "answers": ("answers",)}
    whole = engine_of(tables(rows, without=without))
    narrowed = chosen.apply(whole)
    months = narrowed["answers_by_month"]
    sums = held.read_answers(whole["answers_by_month"])
    sums = sums.where(chosen.wanted(sums))
    for by in ((), ("branch",), ("month",)):
        same(held.top2(sums, *by), measured(satisfaction.top2(months, *by)))
    same(held.top2(sums, kind=None), measured(satisfaction.top2(months, kind=None)))
    same(held.nps(sums, "month"), measured(satisfaction.nps_by_month(months)))
    same(held.distribution(sums), measured(satisfaction.distribution(months)))
    people = held.read_responses(whole["answers"])
    counted = measured(survey.responses(narrowed["answers"]))["responses"].iloc[0]
    assert people.where(chosen.wanted(people)).different() == counted


def test_who_somebody_is_is_not_held() -> None:
    rows = [{"staff_key": "secret", "branch": "Main", "course_key": "a", "outcome": "completed"}]
    people: Sums = held.read_learners(in_pandas({"learner_courses": rows})["learner_courses"])
    assert "secret" not in repr(people)
    assert people.different() == 1


PERIODS: tuple[dict[str, Any], ...] = ({}, {"fiscal_years": (2026,)}, {"first_month": date(2025, 7, 1)},
    {"last_month": date(2025, 7, 31)}, {"fiscal_years": (2025,), "last_month": date(2025, 7, 1)})  # fmt: skip
PLACES: tuple[dict[str, Any], ...] = (
    {}, {"branches": ("North", NONE)}, {"topics": ("Teens", NONE)},
    {"topics": ("Policy",), "courses": ("a",)},
    {"topics": ("Teens",), "every_topic": True}, {"courses": ("b", "name:knots"), "branches": ("Main",)},
)  # fmt: skip


def test_a_filter_keeps_the_same_rows_in_memory_as_in_an_engine() -> None:
    every = [(month, branch, course) for month in MONTHS for branch in BRANCHES for course in COURSES]
    rows = [
        {"month": month, "fiscal_year": MONTHS[month], "branch": branch, "course_key": course,
         "course_id": COURSES[course], "outcome": "completed", "hours_from": "file", "learner_courses": n**2}
        for n, (month, branch, course) in enumerate(every, start=1)
    ]  # fmt: skip
    topics = [dict(zip(("course_id", "topic", "rank"), each, strict=True)) for each in TOPICS]
    whole = in_pandas({"training_by_month": rows, "course_topics": topics})
    sums = held.read_training(whole["training_by_month"])
    for undated, period, place in itertools.product(("included", "left out", "only"), PERIODS, PLACES):
        chosen = PeopleFilter(undated=undated, **period, **place)  # type: ignore[arg-type]
        kept = measured(chosen.apply(whole)["training_by_month"].select("learner_courses"))
        found = sums.where(chosen.wanted(sums, TOPICS)).total("all_learner_courses")
        assert found == kept["learner_courses"].sum(), chosen
