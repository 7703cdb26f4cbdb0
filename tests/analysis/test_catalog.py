"""Each measure gives the same answer from a pandas frame and from DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pytest

import analysis.catalog as catalog
from data.store import schema

COURSES: list[dict[str, Any]] = [
    {"course_id": "a", "label": "Angry people", "format": "webinar", "dated_on": date(2012, 3, 1),
     "year": 2012, "minutes": 60, "main_topic": "Policy", "topic_count": 2, "host_count": 2,
     "search_text": "angry people at the desk"},
    {"course_id": "b", "label": "Be kind", "format": "webinar", "dated_on": None, "year": 2012,
     "minutes": None, "main_topic": "Teens", "topic_count": 1, "host_count": 1,
     "search_text": "be kind (desks too) to a partner"},
    {"course_id": "c", "label": "Calm", "format": "self-paced", "dated_on": date(2015, 6, 30),
     "year": 2015, "minutes": 45, "main_topic": "Policy", "topic_count": 1, "host_count": 1,
     "search_text": "calm art"},
    {"course_id": "d", "label": "Doors", "format": "unknown", "dated_on": None, "year": None,
     "minutes": None, "main_topic": None, "topic_count": 0, "host_count": 0,
     "search_text": "doors start here. desk"},
]  # fmt: skip
ORGANIZATIONS: list[dict[str, Any]] = [
    {"course_id": "a", "organization": "North", "role": "host", "counts_as_host": True},
    {"course_id": "a", "organization": "South", "role": "host", "counts_as_host": True},
    {"course_id": "a", "organization": "East", "role": "developer", "counts_as_host": False},
    {"course_id": "b", "organization": "South", "role": "host", "counts_as_host": True},
    {"course_id": "b", "organization": "South", "role": "host", "counts_as_host": True},
    {"course_id": "c", "organization": "North", "role": "developer", "counts_as_host": True},
]
TOPICS: list[dict[str, Any]] = [
    {"course_id": "a", "topic": "Policy", "area": "Running the library", "rank": 1},
    {"course_id": "a", "topic": "Teens", "area": "Programs", "rank": 2},
    {"course_id": "b", "topic": "Teens", "area": "Programs", "rank": 1},
    {"course_id": "c", "topic": "Policy", "area": "Running the library", "rank": 1},
]
PEOPLE: list[dict[str, Any]] = [
    {"course_id": "a", "person": "Ann Lee", "role": "presenter"},
    {"course_id": "a", "person": "Bo Day", "role": "moderator"},
    {"course_id": "c", "person": "Ann Lee", "role": "presenter"},
    {"course_id": "b", "person": "Cy Fox", "role": "presenter"},
]
ROWS = {
    "courses": COURSES,
    "course_organizations": ORGANIZATIONS,
    "course_topics": TOPICS,
    "course_people": PEOPLE,
}
PANDAS_TYPES = {"VARCHAR": "str", "INTEGER": "Int64", "BOOLEAN": "bool", "DATE": "datetime64[us]"}


def _frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A whole table of the schema; columns the rows leave out get a value that nothing looks at."""
    columns = {column.name: column.type for column in schema.table(name).columns}
    blank = {"VARCHAR": "", "INTEGER": 1, "BOOLEAN": True, "DATE": None}
    whole = [{column: row.get(column, blank[kind]) for column, kind in columns.items()} for row in rows]
    return pd.DataFrame(whole, columns=list(columns)).astype(
        {column: PANDAS_TYPES[kind] for column, kind in columns.items()}
    )


def _from_pandas(rows: dict[str, list[dict[str, Any]]]) -> dict[str, nw.LazyFrame[Any]]:
    return {name: nw.from_native(_frame(name, rows[name])).lazy() for name in rows}


def _from_duckdb(rows: dict[str, list[dict[str, Any]]]) -> dict[str, nw.LazyFrame[Any]]:
    cursor = duckdb.connect()
    tables: dict[str, nw.LazyFrame[Any]] = {}
    for name in rows:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in schema.table(name).columns)
        cursor.execute(f"CREATE TABLE {name} ({columns})")
        cursor.register("rows", _frame(name, rows[name]))
        cursor.execute(f"INSERT INTO {name} SELECT * FROM rows")
        cursor.unregister("rows")
        tables[name] = nw.from_native(cursor.table(name))
    return tables


Answer = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(params=[_from_pandas, _from_duckdb], ids=["pandas", "duckdb"])
def answer(request: pytest.FixtureRequest) -> Answer:
    """Run a measure on some tables; give its column names, then its rows, as plain values."""

    def run(measure: Callable[..., Any], *names: str, without: bool = False, **more: Any) -> list[Any]:
        tables = request.param({name: [] if without else ROWS[name] for name in names})
        result = measure(*tables.values(), **more).collect("pandas").to_native()
        return [tuple(result.columns), *(tuple(map(_plain, row)) for row in result.itertuples(index=False))]

    return run


def _plain(value: Any) -> Any:
    """Strip the engine off a value: whole numbers stay ints, so a float shows."""
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def test_totals_count_what_is_known_and_what_is_not(answer: Answer) -> None:
    columns, row = answer(catalog.totals, "courses")
    assert dict(zip(columns, row, strict=True)) == {
        "course_count": 4, "dated_count": 3, "undated_count": 1, "timed_count": 2, "untimed_count": 2,
        "minutes": 105, "first_year": 2012, "last_year": 2015, "newest_on": date(2015, 6, 30),
        "hostless_count": 1, "topicless_count": 1, "format_unknown_count": 1,
    }  # fmt: skip
    assert all(isinstance(value, (int, date)) for value in row)


def test_totals_of_nothing_are_one_row_of_zeros(answer: Answer) -> None:
    _, row = answer(catalog.totals, "courses", without=True)
    assert row == (0, 0, 0, 0, 0, 0, None, None, None, 0, 0, 0)


def test_years_ascend_and_leave_out_courses_without_one(answer: Answer) -> None:
    assert answer(catalog.courses_by_year, "courses") == [("year", "course_count"), (2012, 2), (2015, 1)]


def test_year_and_format_keep_the_undated_as_the_last_group(answer: Answer) -> None:
    assert answer(catalog.courses_by_year_and_format, "courses") == [
        ("year", "format", "course_count"),
        (2012, "webinar", 2),
        (2015, "self-paced", 1),
        (None, "unknown", 1),
    ]


def test_formats_come_most_first_then_by_name(answer: Answer) -> None:
    assert answer(catalog.courses_by_format, "courses") == [
        ("format", "course_count"),
        ("webinar", 2),
        ("self-paced", 1),
        ("unknown", 1),
    ]


def test_a_course_with_two_hosts_counts_once_for_each(answer: Answer) -> None:
    assert answer(catalog.courses_by_host, "courses", "course_organizations") == [
        ("host", "course_count"),
        ("North", 2),
        ("South", 2),
    ]


def test_host_by_format_counts_a_host_named_twice_once(answer: Answer) -> None:
    assert answer(catalog.host_by_format, "courses", "course_organizations") == [
        ("host", "format", "course_count"),
        ("North", "self-paced", 1),
        ("North", "webinar", 1),
        ("South", "webinar", 2),
    ]


def test_topics_count_every_rank_they_are_given(answer: Answer) -> None:
    assert answer(catalog.courses_by_topic, "courses", "course_topics") == [
        ("topic", "area", "course_count"),
        ("Policy", "Running the library", 2),
        ("Teens", "Programs", 2),
    ]


def test_topics_limited_to_the_main_one_count_each_course_once(answer: Answer) -> None:
    def main_topics(courses: Any, course_topics: Any) -> Any:
        return catalog.courses_by_topic(courses, course_topics.filter(nw.col("rank") == 1))

    assert answer(main_topics, "courses", "course_topics")[1:] == [
        ("Policy", "Running the library", 2),
        ("Teens", "Programs", 1),
    ]


def test_topic_by_year_puts_courses_without_a_year_last(answer: Answer) -> None:
    def without_dates(courses: Any, course_topics: Any) -> Any:
        year = nw.when(nw.col("course_id") != "c").then(nw.col("year"))
        return catalog.topic_by_year(courses.with_columns(year=year), course_topics)

    assert answer(without_dates, "courses", "course_topics") == [
        ("topic", "year", "course_count"),
        ("Policy", 2012, 1),
        ("Policy", None, 1),
        ("Teens", 2012, 2),
    ]


def test_topic_ages_keep_the_newest_year(answer: Answer) -> None:
    assert answer(catalog.topic_ages, "courses", "course_topics") == [
        ("topic", "course_count", "dated_count", "newest_year"),
        ("Policy", 2, 2, 2015),
        ("Teens", 2, 2, 2012),
    ]


def test_a_topic_without_a_dated_course_has_no_newest_year(answer: Answer) -> None:
    def undated(courses: Any, course_topics: Any) -> Any:
        return catalog.topic_ages(
            courses.with_columns(year=nw.when(nw.col("year") == 2015).then(nw.col("year"))), course_topics
        )

    assert answer(undated, "courses", "course_topics")[1:] == [("Policy", 2, 1, 2015), ("Teens", 2, 0, None)]


def test_hosts_behind_a_topic_come_most_first(answer: Answer) -> None:
    assert answer(catalog.hosts_behind_topics, "courses", "course_organizations", "course_topics") == [
        ("topic", "host", "course_count", "newest_year"),
        ("Policy", "North", 2, 2015),
        ("Policy", "South", 1, 2012),
        ("Teens", "South", 2, 2012),
        ("Teens", "North", 1, 2012),
    ]


def test_moderators_are_not_presenters(answer: Answer) -> None:
    assert answer(catalog.presenters_behind_topics, "courses", "course_people", "course_topics") == [
        ("topic", "person", "course_count", "newest_year"),
        ("Policy", "Ann Lee", 2, 2015),
        ("Teens", "Ann Lee", 1, 2012),
        ("Teens", "Cy Fox", 1, 2012),
    ]


def test_the_course_list_is_ordered_by_label_without_one_last(answer: Answer) -> None:
    def one_without(courses: Any) -> Any:
        label = nw.when(nw.col("course_id") != "b").then(nw.col("label"))
        return catalog.course_list(courses.with_columns(label=label)).select("course_id", "label", "minutes")

    assert answer(one_without, "courses") == [
        ("course_id", "label", "minutes"),
        ("a", "Angry people", 60),
        ("c", "Calm", 45),
        ("d", "Doors", None),
        ("b", None, None),
    ]


def test_courses_with_more_of_the_words_come_first(answer: Answer) -> None:
    assert answer(catalog.courses_matching, "courses", words=["desk", "kind", "desk"]) == [
        ("course_id", "label", "words_found", "words_in_label"),
        ("b", "Be kind", 2, 1),
        ("a", "Angry people", 1, 0),
        ("d", "Doors", 1, 0),
    ]


def test_a_word_is_found_at_its_start_only(answer: Answer) -> None:
    assert answer(catalog.courses_matching, "courses", words=["art"])[1:] == [("c", "Calm", 1, 0)]


def test_a_period_in_a_word_is_a_period(answer: Answer) -> None:
    assert answer(catalog.courses_matching, "courses", words=["c.lm"])[1:] == []


def test_no_words_find_no_courses(answer: Answer) -> None:
    assert answer(catalog.courses_matching, "courses", words=[])[1:] == []


@pytest.mark.parametrize(
    ("measure", "names"),
    [
        (catalog.courses_by_year, ("courses",)),
        (catalog.courses_by_year_and_format, ("courses",)),
        (catalog.courses_by_format, ("courses",)),
        (catalog.courses_by_host, ("courses", "course_organizations")),
        (catalog.host_by_format, ("courses", "course_organizations")),
        (catalog.courses_by_topic, ("courses", "course_topics")),
        (catalog.topic_by_year, ("courses", "course_topics")),
        (catalog.topic_ages, ("courses", "course_topics")),
        (catalog.hosts_behind_topics, ("courses", "course_organizations", "course_topics")),
        (catalog.presenters_behind_topics, ("courses", "course_people", "course_topics")),
        (catalog.course_list, ("courses",)),
    ],
)
def test_an_empty_store_gives_the_columns_and_no_rows(
    answer: Answer, measure: Callable[..., Any], names: tuple[str, ...]
) -> None:
    with_rows = answer(measure, *names)
    assert len(with_rows) > 1
    assert answer(measure, *names, without=True) == with_rows[:1]
