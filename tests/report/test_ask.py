"""A filter as words on the command line."""

import json
from datetime import date
from pathlib import Path

import pytest

from analysis.filters import CourseFilter
from analysis.people_filter import PeopleFilter
from data.store import Store
from report.__main__ import main
from report.answer import as_json
from report.ask import BadFilter, course_filter, people_filter
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.report.people import made_up


def test_every_key_is_read() -> None:
    words = ["host=Lakeside", "host=A=B", "format=webinar", "topic=Policy", "from=2012", "to=2015"]
    assert course_filter([*words, "undated=left out", "topics=every"]) == CourseFilter(
        hosts=("Lakeside", "A=B"),
        formats=("webinar",),
        topics=("Policy",),
        first_year=2012,
        last_year=2015,
        undated="left out",
        every_topic=True,
    )


def test_a_year_is_that_year_alone() -> None:
    assert course_filter(["year=2015"]) == CourseFilter(first_year=2015, last_year=2015, undated="left out")


def test_no_words_are_all_courses() -> None:
    assert course_filter([]) == CourseFilter()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("host", "host: write a key and a value, such as host=WebJunction."),
        ("host=", "host=: write a key and a value, such as host=WebJunction."),
        ("from=12", "from=12: write a year with four digits, such as from=2012."),
        ("undated=no", "undated=no: write one of included, left out, only."),
        (
            "branch=Main",
            "branch is not a filter: write one of host, format, topic, year, from, to, undated, topics.",
        ),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_write(word: str, sentence: str) -> None:
    with pytest.raises(BadFilter) as refused:
        course_filter([word])
    assert str(refused.value) == sentence


def test_training_and_answers_have_keys_of_their_own() -> None:
    words = ["fy=2025", "fy=2026", "branch=Main", "at=North", "about=Policy", "taken=Calm Desks", "asked=Web"]
    told = people_filter(
        [*words, "since=2025-07", "until=2026-02", "undated=included", "topics=every"],
        {"Calm Desks": "name:calm desks"},
    )
    assert told == PeopleFilter(
        fiscal_years=(2025, 2026),
        branches=("Main", "North"),
        topics=("Policy",),
        courses=("name:calm desks",),
        channels=("Web",),
        first_month=date(2025, 7, 1),
        last_month=date(2026, 2, 1),
        undated="included",
        every_topic=True,
    )


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("fy", "fy: write a key and a value, such as fy=2026."),
        ("fy=26", "fy=26: write a year with four digits, such as fy=2012."),
        ("since=July", "since=July: write a month, such as since=2025-07."),
        (
            "host=Lakeside",
            "host is not a filter of training or satisfaction: write fy, at, about, taken, asked, since, "
            "until, undated, topics, branch, topic, course or channel.",
        ),
    ],
)
def test_what_cannot_be_read_of_people_is_answered_too(word: str, sentence: str) -> None:
    with pytest.raises(BadFilter) as refused:
        people_filter([word])
    assert str(refused.value) == sentence


def test_the_command_line_says_what_the_page_says(
    database: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Store.open(database) as store:
        made_up.fill(store)
        asked = PeopleAsked(PeopleFilter(fiscal_years=(2026,)), "board", house=House.of(store))
        said = as_json(answer(store, FINDINGS["training.completion_rate_by_branch"], asked))
    finding = ["numbers", "--finding", "training.completion_rate_by_branch", "--json"]
    assert main([*finding, "--filter", "fy=2026", "--role", "board"]) == 0
    printed = json.loads(capsysbinary.readouterr().out)
    # The command line gives a new library the built-in catalog first, which is another version.
    assert {**printed, "data_version": ""} == {
        **said,
        "data_version": "",
        "filter": {"fiscal_years": [2026]},
    }


def test_a_role_that_may_not_ask_is_refused_with_the_reason(
    database: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = ["numbers", "--finding", "satisfaction.comments_by_theme", "--role", "board", "--json"]
    assert main(words) == 1
    refusal = json.loads(capsysbinary.readouterr().out)
    assert refusal == {"error": "satisfaction.comments_by_theme is for the director or trainer only."}
