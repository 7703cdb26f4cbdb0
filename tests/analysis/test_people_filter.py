"""A filter for people's data keeps the chosen rows in every table, and says what it keeps."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import NONE
from analysis.people_filter import PeopleFilter
from tests.analysis.conftest import Tables, in_duckdb, in_pandas
from tests.effort import few

JUNE, JULY, AUGUST = date(2025, 6, 1), date(2025, 7, 1), date(2025, 8, 1)
TOPICS = [
    {"course_id": "a", "topic": "Policy", "rank": 1},
    {"course_id": "a", "topic": "Teens", "rank": 2},
    {"course_id": "b", "topic": "Teens", "rank": 1},
]
TRAINING: list[dict[str, Any]] = [
    {"course_key": "a", "course_id": "a", "branch": "Main", "month": JUNE, "fiscal_year": 2025},
    {"course_key": "a", "course_id": "a", "branch": "North", "month": JULY, "fiscal_year": 2026},
    {"course_key": "b", "course_id": "b", "branch": "Main", "month": AUGUST, "fiscal_year": 2026},
    {"course_key": "name:knots", "branch": "Main", "month": AUGUST, "fiscal_year": 2026},
    {"course_key": "c", "course_id": "c", "branch": None, "month": None},
]
FACTS: list[dict[str, Any]] = [
    {"course_as_written": "KNOTS" if row["course_key"].startswith("name:") else "x"}
    | {key: value for key, value in row.items() if key != "course_key"}
    for row in TRAINING
]
SAID: list[dict[str, Any]] = [
    {"branch": "Main", "channel": "web", "month": JUNE, "fiscal_year": 2025},
    {"branch": "North", "channel": "paper", "month": JULY, "fiscal_year": 2026},
    {"branch": None, "channel": None, "month": AUGUST, "fiscal_year": 2026},
]
TABLES: dict[str, list[dict[str, Any]]] = {
    "course_topics": TOPICS,
    "learner_courses": [{**row, "staff_key": str(n)} for n, row in enumerate(TRAINING)],
    "training_by_month": [{**row, "learner_courses": n} for n, row in enumerate(TRAINING)],
    "completions": [{**row, "source_row": n} for n, row in enumerate(FACTS)],
    "answers": [{**row, "source_row": n} for n, row in enumerate(SAID)],
    "answers_by_month": [{**row, "answers": n} for n, row in enumerate(SAID)],
    "not_answered": [{**row, "source_row": n} for n, row in enumerate(SAID)],
    "comments": [{**row, "source_row": n} for n, row in enumerate(SAID)],
    "people_by_branch": [{"branch": "Main", "staff_key": "0"}, {"branch": "North", "staff_key": "1"}],
    "staff": [{"branch": "Main", "staff_key": "0"}, {"branch": None, "staff_key": "1"}],
}
NUMBER = {"learner_courses": "staff_key", "training_by_month": "learner_courses", "completions": "source_row",
          "answers": "source_row", "answers_by_month": "answers", "not_answered": "source_row",
          "comments": "source_row", "people_by_branch": "staff_key", "staff": "staff_key"}  # fmt: skip


def kept(tables: Tables) -> dict[str, list[int]]:
    """Which rows each table still has, by their place."""
    return {
        name: sorted(int(n) for n in tables[name].select(column).collect("pandas").to_native()[column])
        for name, column in NUMBER.items()
    }


ALL_SAID, ALL = [0, 1, 2], [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("chosen", "training", "said", "people", "staff"),
    [
        (PeopleFilter(), ALL, ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(fiscal_years=(2026,)), [1, 2, 3], [1, 2], [0, 1], [0, 1]),
        (PeopleFilter(fiscal_years=(2025, 2026)), [0, 1, 2, 3], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(first_month=JULY), [1, 2, 3], [1, 2], [0, 1], [0, 1]),
        (PeopleFilter(last_month=date(2025, 7, 31)), [0, 1], [0, 1], [0, 1], [0, 1]),
        (PeopleFilter(first_month=JULY, last_month=JULY, undated="included"), [1, 4], [1], [0, 1], [0, 1]),
        (PeopleFilter(undated="only"), [4], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(branches=("North",)), [1], [1], [1], []),
        (PeopleFilter(branches=("North", NONE)), [1, 4], [1, 2], [1], [1]),
        (PeopleFilter(topics=("Policy",)), [0, 1], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(topics=("Teens",)), [2], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(topics=("Teens",), every_topic=True), [0, 1, 2], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(topics=("Teens", NONE)), [2, 3, 4], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(courses=("b", "name:knots")), [2, 3], ALL_SAID, [0, 1], [0, 1]),
        (PeopleFilter(channels=("web", NONE)), ALL, [0, 2], [0, 1], [0, 1]),
        (PeopleFilter(branches=("Atlantis",)), [], [], [], []),
    ],
)
@pytest.mark.parametrize("engine_of", [in_pandas, in_duckdb], ids=["pandas", "duckdb"])
def test_every_table_keeps_the_chosen_rows(
    engine_of: Any, chosen: PeopleFilter, training: list[int], said: list[int], people: list[int],
    staff: list[int],
) -> None:  # fmt: skip
    found = kept(chosen.apply(engine_of(TABLES)))
    assert found == {
        "learner_courses": training, "training_by_month": training, "completions": training,
        "answers": said, "answers_by_month": said, "not_answered": said, "comments": said,
        "people_by_branch": people, "staff": staff,
    }  # fmt: skip


PARTS = [
    PeopleFilter(fiscal_years=(2026,)),
    PeopleFilter(last_month=JULY),
    PeopleFilter(branches=("Main", NONE)),
    PeopleFilter(topics=("Teens", NONE), every_topic=True),
    PeopleFilter(courses=("a", "b")),
    PeopleFilter(channels=("web",)),
]
ORDERS = list(itertools.permutations(range(len(PARTS))))


@few(8)
@given(st.sampled_from(ORDERS), st.integers(2, len(PARTS)))
def test_no_filter_order_matters(order: tuple[int, ...], number: int) -> None:
    some = order[:number]
    every = [PARTS[n] for n in some]
    one_by_one: Any = in_pandas(TABLES)
    for part in every:
        one_by_one = {**part.apply(one_by_one), "course_topics": one_by_one["course_topics"]}
    sorted_out: Any = in_pandas(TABLES)
    for n in sorted(some):
        sorted_out = {**PARTS[n].apply(sorted_out), "course_topics": sorted_out["course_topics"]}
    assert kept(one_by_one) == kept(sorted_out)


def test_one_filter_is_all_of_its_parts() -> None:
    whole = PeopleFilter(
        fiscal_years=(2026,), last_month=AUGUST, branches=("Main",), topics=("Teens", NONE),
        courses=("b", "name:knots"), channels=("web", NONE), every_topic=True,
    )  # fmt: skip
    found = kept(whole.apply(in_pandas(TABLES)))
    assert (found["learner_courses"], found["answers"], found["people_by_branch"]) == ([2, 3], [], [0])


def test_a_topic_chosen_is_the_only_one_left_to_count_by() -> None:
    tables = PeopleFilter(topics=("Teens",), every_topic=True).apply(in_pandas(TABLES))
    assert set(tables["course_topics"].collect("pandas").to_native()["topic"]) == {"Teens"}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (PeopleFilter(), "all periods and branches"),
        (PeopleFilter(fiscal_years=(2026,)), "FY2026 (July 2025 to June 2026)"),
        (PeopleFilter(first_month=JULY, last_month=AUGUST), "July 2025 to August 2025"),
        (PeopleFilter(first_month=JULY, last_month=JULY), "July 2025"),
        (PeopleFilter(first_month=JULY), "from July 2025"),
        (
            PeopleFilter(last_month=JULY, undated="included"),
            "up to July 2025, training without a date included",
        ),
        (PeopleFilter(undated="only"), "training without a date"),
        (
            PeopleFilter(branches=("Main", NONE), topics=("Teens",), channels=("web",)),
            "branch Main or not named, topic Teens, channel web",
        ),
        (PeopleFilter(courses=("a",)), "course Angry people"),
        (PeopleFilter(courses=("a", "z")), "2 chosen courses"),
    ],
)
def test_a_filter_says_itself(chosen: PeopleFilter, said: str) -> None:
    assert chosen.describe({"a": "Angry people"}) == said


def test_a_filter_that_keeps_everything_does_not_narrow() -> None:
    assert not PeopleFilter(every_topic=True, undated="included").narrows
    assert all(part.narrows for part in PARTS)
    assert PeopleFilter(branches=("Main",), every_topic=True).whole() == PeopleFilter(every_topic=True)
