"""Headlines about the courses: examples a reader would see, then claims worked out a second time."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import takeaways, wording


def _frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=[*columns.split(), "course_count"])
    return frame.astype({"year": "Int64"}) if "year" in frame else frame


YEARS = "year format"
BUILT = [(2012, "webinar", 2), (2015, "webinar", 1), (None, "self-paced", 3), (None, "unknown", 1)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no courses to show."),
        (BUILT, "Every dated course is a webinar; three of the four without a date are self-paced courses."),
        ([(2012, "webinar", 1)], "The one dated course is from 2012."),
        ([(2012, "webinar", 1), (2012, "unknown", 1)], "Both dated courses are from 2012."),
        ([(None, "webinar", 1)], "The one course has no date."),
        ([(None, "webinar", 2)], "Neither of the two courses has a date."),
        ([(None, "webinar", 12)], "None of the 12 courses has a date."),
        (
            [(2012, "webinar", 1), (2015, "self-paced", 1)],
            "The two dated courses run from 2012 to 2015, never more than one a year.",
        ),
        (
            [(2012, "webinar", 1), (2015, "unknown", 3), (2015, "webinar", 1), (None, "webinar", 1)],
            "The five dated courses run from 2012 to 2015, with the most, four, in 2015.",
        ),
        (
            [(2012, "webinar", 2), (2015, "unknown", 2), (2018, "webinar", 1)],
            "The five dated courses run from 2012 to 2018, with the most, two each, in 2012 and 2015.",
        ),
        (
            [(year, "webinar", 3) for year in (2012, 2013, 2014, 2015)],
            "The 12 dated courses run from 2012 to 2015, never more than three a year.",
        ),
    ],
)
def test_years_are_told_in_one_sentence(rows: list[tuple[Any, ...]], said: str) -> None:
    assert takeaways.courses_by_year(_frame(YEARS, *rows)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no courses to show."),
        ([("webinar", 1)], "The one course is a webinar."),
        ([("instructor-led", 1)], "The one course is an instructor-led course."),
        ([("unknown", 1)], "The one course states no format."),
        ([("webinar", 9)], "All nine are webinars."),
        ([("webinar", 12), ("self-paced", 3), ("unknown", 1)], "Three in four are webinars."),
        ([("webinar", 3), ("self-paced", 1)], "Most are webinars: three of the four."),
        ([("webinar", 11), ("self-paced", 5)], "Most are webinars: 11 of the 16."),
        ([("unknown", 5), ("webinar", 3), ("self-paced", 2)], "Half state no format: 5 of the 10."),
        (
            [("webinar", 4), ("self-paced", 3), ("unknown", 2)],
            "Webinars are the largest group: four of the nine.",
        ),
        (
            [("webinar", 3), ("self-paced", 3)],
            "Self-paced courses and webinars are level, three each of six.",
        ),
    ],
)
def test_formats_are_told_in_one_sentence(rows: list[tuple[Any, ...]], said: str) -> None:
    assert takeaways.courses_by_format(_frame("format", *rows)) == said


@pytest.mark.parametrize(
    ("rows", "course_count", "said"),
    [
        ([], 0, "There are no courses to show."),
        ([], 1, "The one course names no host."),
        ([], 16, "None of the 16 courses names a host."),
        ([("North", 11), ("South", 3)], 16, "North is behind 11 of the 16 courses."),
        ([("North", 9), ("South", 3)], 9, "North is behind all nine courses."),
        ([("North", 1)], 1, "North is behind the one course."),
        (
            [("North", 2), ("South", 2), ("East", 1)],
            9,
            "North and South are each behind two of the nine courses.",
        ),
        ([(name, 1) for name in "ABCD"], 4, "No host is behind more than one of the four courses."),
        ([(name, 1) for name in "ABCD"], 1, "Four hosts are each behind the one course."),
    ],
)
def test_hosts_are_told_in_one_sentence(rows: list[tuple[Any, ...]], course_count: int, said: str) -> None:
    assert takeaways.courses_by_host(_frame("host", *rows), course_count) == said


THREE = [("Policy", 5), ("Teens", 4), ("Health", 2)]
LEVEL = [("Policy", 2), ("Teens", 2), ("Health", 2)]


@pytest.mark.parametrize(
    ("rows", "course_count", "every_topic", "said"),
    [
        ([], 0, False, "There are no courses to show."),
        ([], 1, False, "The one course has no topic."),
        ([], 2, False, "Neither of the two courses has a topic."),
        ([("Policy", 1)], 1, False, "Policy is the main topic of the one course."),
        (THREE, 16, False, "Policy and Teens make up more than half: 9 of the 16."),
        (THREE, 16, True, "Policy is a topic of 5 of the 16, more than any other."),
        ([("Policy", 9), ("Teens", 4)], 16, False, "Policy is the main topic of 9 of the 16."),
        (LEVEL, 6, False, "Health, Policy and Teens are each the main topic of two of the six."),
        (
            [(n, 1) for n in "ABCD"],
            4,
            False,
            "No topic is the main topic of more than one of the four.",
        ),
        ([(name, 2) for name in "ABCD"], 2, True, "Four topics are each a topic of both."),
    ],
)
def test_topics_are_told_in_one_sentence(
    rows: list[tuple[Any, ...]], course_count: int, every_topic: bool, said: str
) -> None:
    counts = _frame("topic", *rows)
    assert takeaways.courses_by_topic(counts, course_count, every_topic=every_topic) == said


OLD = [("Policy", 2015, 1), ("Teens", 2015, 2), ("Teens", 2012, 1), ("Health", 2024, 1), ("Art", None, 1)]


@pytest.mark.parametrize(
    ("rows", "how", "said"),
    [
        ([], {}, "There are no courses with a topic to show."),
        ([("Policy", None, 3)], {}, "No course with a topic has a date."),
        (OLD, {}, "Nothing dated after 2015 is mainly about Policy or Teens."),
        (OLD, {"narrowed": True}, "None of these courses dated after 2015 is mainly about Policy or Teens."),
        (OLD, {"every_topic": True}, "Nothing dated after 2015 is about Policy or Teens."),
        ([("Policy", 2015, 1)], {}, "The newest course mainly about Policy is from 2015."),
        (
            [("Policy", 2015, 1), ("Teens", 2015, 1)],
            {},
            "Both main topics with a date have their newest in 2015.",
        ),
        (
            [*((name, 2012, 1) for name in "ABCD"), ("E", 2020, 1)],
            {},
            "4 of the 5 main topics with a date have nothing after 2012.",
        ),
    ],
)
def test_topics_without_news_are_told(rows: list[tuple[Any, ...]], how: dict[str, bool], said: str) -> None:
    assert takeaways.topic_by_year(_frame("topic year", *rows), **how) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no courses with a host to show."),
        ([("North", "webinar", 1)], "The only group is North with one webinar."),
        (
            [("North", "webinar", 9), ("South", "webinar", 1)],
            "The largest group is North with nine webinars.",
        ),
        (
            [("North", "webinar", 2), ("South", "self-paced", 2), ("South", "webinar", 1)],
            "The largest groups are North with two webinars and South with two self-paced courses.",
        ),
        ([(name, "webinar", 1) for name in "ABCD"], "No host has more than one course of one format."),
    ],
)
def test_hosts_and_formats_are_told_in_one_sentence(rows: list[tuple[Any, ...]], said: str) -> None:
    assert takeaways.host_by_format(_frame("host format", *rows)) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((0, 0, 0, None, None), "There are no courses to show."),
        (
            (16, 12, 4, 2012, 2024),
            "The catalog lists 16 courses from 2012 to 2024; four of them have no date.",
        ),
        ((2, 1, 1, 2012, 2012), "The catalog lists 2 courses from 2012; one of them has no date."),
        ((3, 3, 0, 2012, 2013), "The catalog lists 3 courses from 2012 to 2013."),
        ((3, 0, 3, None, None), "The catalog lists 3 courses, all with no date."),
        ((1, 0, 1, None, None), "The catalog lists 1 course, and it has no date."),
    ],
)
def test_the_catalog_is_told_in_one_sentence(row: tuple[int | None, ...], said: str) -> None:
    columns = ["course_count", "dated_count", "undated_count", "first_year", "last_year"]
    assert takeaways.totals(pd.DataFrame([row], columns=columns)) == said


COUNTS = st.dictionaries(st.sampled_from(list("ABCDEFG")), st.integers(1, 12), min_size=1, max_size=7)
WORDS = {wording.in_words(n): n for n in range(1, 10)}


def _numbers(said: str) -> list[int]:
    """Every number of a sentence, in words or digits."""
    found = re.findall(r"[\d,]*\d|" + "|".join(rf"\b{word}\b" for word in WORDS), said.lower())
    return [WORDS[number] if number in WORDS else int(number.replace(",", "")) for number in found]


@given(COUNTS, st.integers(0, 20))
def test_whoever_leads_the_hosts_has_that_many_and_nobody_has_more(counts: dict[str, int], more: int) -> None:
    most, total = max(counts.values()), max(counts.values()) + more
    said = takeaways.courses_by_host(_frame("host", *counts.items()), total)
    named = {name for name in counts if re.search(rf"\b{name}\b", said)}
    assert named in ({name for name in counts if counts[name] == most}, set())
    assert bool(named) == (list(counts.values()).count(most) <= 3)
    if more:
        assert _numbers(said)[-2:] == [most, total]
    else:
        assert re.search(r"\b(all|both|the one course)\b", said)


@given(COUNTS, st.integers(0, 20))
def test_what_is_called_more_than_half_is_more_than_half(counts: dict[str, int], topicless: int) -> None:
    total = sum(counts.values()) + topicless
    said = takeaways.courses_by_topic(_frame("topic", *counts.items()), total)
    named = [name for name in counts if re.search(rf"\b{name}\b", said)]
    if "more than half" in said:
        together = sum(counts[name] for name in named)
        assert 2 * together > total
        assert _numbers(said) == [together, total]
        others = [n for name, n in counts.items() if name not in named]
        assert min(counts[name] for name in named) > max(others, default=0)
    else:
        assert {counts[name] for name in named} <= {max(counts.values())}
    if "more than any other" in said:
        assert len(named) == 1
        assert list(counts.values()).count(counts[named[0]]) == 1


@given(
    st.dictionaries(
        st.sampled_from(["webinar", "self-paced", "instructor-led", "unknown"]),
        st.integers(1, 40),
        min_size=1,
    )
)
def test_a_share_of_the_formats_is_that_share(counts: dict[str, int]) -> None:
    said = takeaways.courses_by_format(_frame("format", *counts.items()))
    total, most = sum(counts.values()), max(counts.values())
    numbers = _numbers(said)
    if " in " in said:
        assert numbers[0] * total == numbers[1] * most
    elif said.startswith("Half"):
        assert 2 * most == total
    elif said.startswith("Most"):
        assert 2 * most > total
    if ":" in said or "level" in said:
        assert numbers == [most, total]
    if said.startswith("All"):
        assert len(counts) == 1
    assert ("level" in said) == (list(counts.values()).count(most) > 1)


YEAR_COUNTS = st.dictionaries(
    st.tuples(st.none() | st.integers(2010, 2016), st.sampled_from(["webinar", "self-paced", "unknown"])),
    st.integers(1, 6),
    min_size=1,
    max_size=9,
)


@given(YEAR_COUNTS)
def test_what_is_said_of_years_holds(counts: dict[tuple[int | None, str], int]) -> None:
    said = takeaways.courses_by_year(_frame(YEARS, *((*key, n) for key, n in counts.items())))
    dated = {key: n for key, n in counts.items() if key[0] is not None}
    numbers = _numbers(said)
    if said.startswith("Every dated course"):
        assert len({name for _, name in dated}) == 1
        part = max(n for key, n in counts.items() if key not in dated)
        whole = sum(n for key, n in counts.items() if key not in dated)
        assert numbers[-2:] == [part, whole] or part == whole
    elif " run from " in said:
        per_year = pd.Series({year: 0 for year, _ in dated})
        for (year, _), n in dated.items():
            per_year[year] += n
        assert numbers[:3] == [per_year.sum(), per_year.index.min(), per_year.index.max()]
        assert numbers[3] == per_year.max()
        if "with the most" in said:
            assert numbers[4:] == sorted(per_year.index[per_year == per_year.max()])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(list("ABCDEF")), st.none() | st.integers(2010, 2013)),
        st.just(1),
        min_size=1,
    )
)
def test_nothing_is_dated_after_the_year_that_a_headline_names(
    counts: dict[tuple[str, int | None], int],
) -> None:
    said = takeaways.topic_by_year(_frame("topic year", *((*key, n) for key, n in counts.items())))
    newest: dict[str, int] = {}
    for topic, year in counts:
        if year is not None:
            newest[topic] = max(newest.get(topic, 0), year)
    named = {name for name in "ABCDEF" if re.search(rf"\b{name}\b", said)}
    if "after" in said and said.startswith("Nothing"):
        assert {newest[name] for name in named} == {_numbers(said)[0]}
        assert all(year > _numbers(said)[0] for name, year in newest.items() if name not in named)
    elif "after" in said:
        behind, total, year = _numbers(said)
        assert (behind, total) == (sum(y <= year for y in newest.values()), len(newest))
    elif newest:
        assert set(newest.values()) == {_numbers(said)[-1]}
