"""A filter leaves the chosen courses, in every table, and says in words what it left."""

from functools import cache

import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import NONE, CourseFilter

COURSES = pd.DataFrame(
    {
        "course_id": ["a", "b", "c", "d", "e"],
        "format": ["webinar", "webinar", "self-paced", "unknown", "webinar"],
        "year": pd.array([2012, 2015, None, None, 2015], dtype="Int64"),
        "host_count": [1, 2, 1, 0, 1],
        "topic_count": [2, 1, 1, 1, 0],
    }
)
ORGANIZATIONS = pd.DataFrame(
    [
        ("a", "Lakeside", True),
        ("a", "A Fund", False),
        ("b", "Lakeside", True),
        ("b", "Hill County", True),
        ("c", "Hill County", True),
        ("d", "A Fund", False),
        ("e", "Mill Road", True),
    ],
    columns=["course_id", "organization", "counts_as_host"],
)
TOPICS = pd.DataFrame(
    [("a", "Policy", 1), ("a", "Teens", 2), ("b", "Teens", 1), ("c", "Policy", 1), ("d", "Health", 1)],
    columns=["course_id", "topic", "rank"],
)


@cache
def _tables(engine: str) -> dict[str, nw.LazyFrame]:
    frames = {"courses": COURSES, "course_organizations": ORGANIZATIONS, "course_topics": TOPICS}
    if engine == "pandas":
        return {name: nw.from_native(frame).lazy() for name, frame in frames.items()}
    cursor = duckdb.connect()
    for name, frame in frames.items():
        cursor.register(f"{name}_frame", frame)
        cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_frame")
    return {name: nw.from_native(cursor.table(name)) for name in frames}


def _left(chosen: CourseFilter, engine: str, table: str = "courses") -> list[tuple[object, ...]]:
    frame = chosen.apply(_tables(engine))[table].collect("pandas").to_native()
    columns = {"courses": ["course_id"], "course_topics": ["course_id", "topic"]}[table]
    return sorted(frame[columns].itertuples(index=False, name=None))


def _ids(*ids: str) -> list[tuple[str]]:
    return [(one,) for one in ids]


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (CourseFilter(), "abcde"),
        (CourseFilter(hosts=("Lakeside",)), "ab"),
        (CourseFilter(hosts=("Lakeside", "Mill Road")), "abe"),
        (CourseFilter(hosts=("A Fund",)), ""),
        (CourseFilter(hosts=(NONE,)), "d"),
        (CourseFilter(hosts=(NONE, "Mill Road")), "de"),
        (CourseFilter(formats=("webinar", "unknown")), "abde"),
        (CourseFilter(topics=("Teens",)), "b"),
        (CourseFilter(topics=("Teens",), every_topic=True), "ab"),
        (CourseFilter(topics=(NONE,)), "e"),
        (CourseFilter(first_year=2015), "bcde"),
        (CourseFilter(last_year=2012, undated="left out"), "a"),
        (CourseFilter(undated="only"), "cd"),
        (CourseFilter(undated="only", first_year=2015), "cd"),
        (CourseFilter(hosts=("Hill County",), formats=("webinar",), topics=("Teens",)), "b"),
    ],
)
def test_the_chosen_courses_are_left(chosen: CourseFilter, left: str, engine: str) -> None:
    assert _left(chosen, engine) == _ids(*left)


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_other_tables_keep_the_rows_of_the_courses_that_are_left(engine: str) -> None:
    chosen = CourseFilter(formats=("webinar",), every_topic=True)
    assert _left(chosen, engine, "course_topics") == [("a", "Policy"), ("a", "Teens"), ("b", "Teens")]


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_only_main_topics_are_looked_at_unless_every_topic_is_asked_for(engine: str) -> None:
    assert _left(CourseFilter(), engine, "course_topics") == [
        ("a", "Policy"),
        ("b", "Teens"),
        ("c", "Policy"),
        ("d", "Health"),
    ]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (CourseFilter(), "all courses"),
        (CourseFilter(every_topic=True), "all courses"),
        (CourseFilter(hosts=("Lakeside",), formats=("webinar",)), "host Lakeside, format webinar"),
        (CourseFilter(topics=("Teens", NONE)), "topic Teens or not found"),
        (CourseFilter(formats=("unknown",)), "format not stated"),
        (
            CourseFilter(first_year=2012, last_year=2024),
            "2012 to 2024, courses without a date included",
        ),
        (
            CourseFilter(first_year=2015, last_year=2015, undated="left out"),
            "2015, courses without a date left out",
        ),
        (CourseFilter(undated="only"), "courses without a date"),
        (CourseFilter(undated="left out"), "dated courses only"),
    ],
)
def test_a_filter_says_itself_in_words(chosen: CourseFilter, words: str) -> None:
    assert chosen.describe() == words


def test_the_way_of_counting_topics_does_not_narrow() -> None:
    assert not CourseFilter(every_topic=True).narrows
    assert CourseFilter(undated="left out").narrows


FILTERS = st.builds(
    CourseFilter,
    hosts=st.lists(st.sampled_from(["Lakeside", "Hill County", "Mill Road", NONE]), unique=True).map(tuple),
    formats=st.lists(st.sampled_from(["webinar", "self-paced"]), unique=True).map(tuple),
    topics=st.lists(st.sampled_from(["Policy", "Teens", NONE]), unique=True).map(tuple),
    first_year=st.none() | st.integers(2011, 2016),
    last_year=st.none() | st.integers(2011, 2016),
    undated=st.sampled_from(["included", "left out", "only"]),
    every_topic=st.booleans(),
)


@given(chosen=FILTERS)
def test_pandas_and_duckdb_leave_the_same_courses_and_no_course_twice(chosen: CourseFilter) -> None:
    left = _left(chosen, "pandas")
    assert left == _left(chosen, "duckdb")
    assert len(left) == len(set(left))
