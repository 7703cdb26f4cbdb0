"""A filter as words on the command line."""

import pytest

from analysis.filters import CourseFilter
from report.ask import BadFilter, course_filter


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
