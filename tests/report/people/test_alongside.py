"""What stands alongside the catalog: completions of the courses chosen there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from analysis.filters import CourseFilter
from analysis.people_filter import PeopleFilter
from charts.theme import LIGHT
from data.store import Store
from report.answer import Answer, Role, as_json
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.data.store import checked_files
from tests.data.store.made_up import entry, reading
from tests.report.people.conftest import TODAY

UNDATED: dict[str, Any] = {"format": "unknown", "dated_on": None, "date_precision": "none", "year": None}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two courses of the catalog, one taken by six people and one by two; one that the catalog lacks."""
    taken = [
        ("Managing Angry Patrons", 6, 1.0),
        ("Serving Homeless Patrons with Care", 2, 3.0),
        ("Fire Safety Video Nine", 7, 0.5),
    ]
    rows = [
        {
            "person": f"p{number}@lib.example",
            "course": course,
            "hours": hours,
            "enrolled_on": date(2025, 7, 1),
        }
        for course, count, hours in taken
        for number in range(count)
    ]
    with Store.open(tmp_path_factory.mktemp("alongside") / "frontdesk.duckdb") as opened:
        courses = reading(
            entry("one", 1, label="Managing Angry Patrons"),
            entry("two", 2, label="Serving Homeless Patrons with Care", hosts=("Infopeople",), **UNDATED),
        )
        opened.add_catalog(courses, file_name="c.txt", content=b"c", by="tests")
        checked_files.add(opened, checked_files.completions(*rows))
        yield opened


def ask(store: Store, by: str, role: Role = "director", courses: CourseFilter | None = None) -> Answer[Any]:
    question = PeopleAsked(PeopleFilter(), role, TODAY, House.of(store), courses or CourseFilter())
    return answer(store, FINDINGS[f"training.{by}"], question)


def test_each_course_counts_under_its_host_with_its_hours(store: Store) -> None:
    said = ask(store, "completed_by_host")
    assert as_json(said)["rows"] == [["Infopeople", 2, 6], ["WebJunction", 6, 6]]
    assert said.sentence == "WebJunction's courses were completed most: 6 completions, 6 hours."
    assert said.foot == "8 completions · left out: 7 of courses not in the catalog · below level 1"


def test_the_filter_of_the_catalog_narrows_it(store: Store) -> None:
    said = ask(store, "completed_by_year", courses=CourseFilter(hosts=("Infopeople",)))
    assert as_json(said)["rows"] == [[None, "unknown", 2, 6]]
    assert said.showing == "host Infopeople; all periods and branches"
    assert said.frames.more["whole"]["completed"].tolist() == [6, 2]


def test_what_the_catalog_lacks_is_counted_and_named(store: Store) -> None:
    said = ask(store, "unmatched")
    assert as_json(said)["rows"] == [["Fire Safety Video Nine", 7, 7, 3.5]]
    assert said.sentence == (
        "1 course that staff took is not in the catalog, so no chart of the catalog has them."
    )


def test_the_board_sees_no_small_group_and_nothing_under_a_filter(store: Store) -> None:
    assert {row[1] for row in as_json(ask(store, "completed_by_host", "board"))["rows"]} == {None}  # type: ignore[attr-defined]
    narrowed = ask(store, "completed_by_host", "board", CourseFilter(formats=("webinar",)))
    assert narrowed.frames.rows.empty
    assert narrowed.foot == "too few to say how many · below level 1"


@pytest.mark.parametrize(
    "by", ["completed_by_year", "completed_by_format", "completed_by_host", "completed_by_topic"]
)
def test_figures_are_drawn_whatever_is_hidden_or_missing(store: Store, by: str) -> None:
    for role in ("director", "board"):
        for courses in (CourseFilter(), CourseFilter(hosts=("Infopeople",)), CourseFilter(hosts=("Nobody",))):
            said = ask(store, by, role, courses)
            figure = said.finding.figure
            assert figure is not None
            assert figure(said.frames, LIGHT).layout.height > 0
