"""Headlines about what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import takeaways


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({}, "There are no topics to look at."),
        ({"recent": 1}, "The one topic has a course from 2021 or later."),
        ({"recent": 36}, "All 36 topics have a course from 2021 or later."),
        ({"no course": 2}, "Both topics have no course."),
        ({"no course": 29, "recent": 7}, "29 of the 36 topics have no course."),
        ({"nothing recent": 1, "recent": 7}, "One of the eight topics has nothing dated 2021 or later."),
        (
            {"no course": 29, "nothing recent": 4, "only undated": 1, "recent": 2},
            "29 of the 36 topics have no course, four have nothing dated 2021 or later and one has only "
            "courses without a date.",
        ),
        ({"only undated": 3, "recent": 1}, "Three of the four topics have only courses without a date."),
    ],
)
def test_gaps_are_told_in_one_sentence(states: dict[str, int], said: str) -> None:
    column = [state for state, times in states.items() for _ in range(times)]
    assert takeaways.gaps(pd.DataFrame({"state": pd.Series(column, dtype="str")}), 2021) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "No topic has a named presenter."),
        ([("Policy", "Ann")], "The one topic with a named presenter has 1 presenter."),
        ([("Policy", "Ann"), ("Policy", "Bo")], "The one topic with a named presenter has 2 presenters."),
        ([("Policy", "Ann"), ("Teens", "Ann")], "Both topics with a named presenter have only one."),
        (
            [("Policy", "Ann"), ("Teens", "Ann"), ("Teens", "Bo"), ("Health", "Cy")],
            "Two of the three topics with a named presenter have only one.",
        ),
        (
            [("Policy", "Ann"), ("Teens", "Ann"), ("Teens", "Bo"), ("Art", "Cy"), ("Art", "Di")],
            "One of the three topics with a named presenter has only one.",
        ),
        (
            [("Policy", "Ann"), ("Policy", "Bo"), ("Teens", "Ann"), ("Teens", "Bo")],
            "Both topics with a named presenter have more than one.",
        ),
    ],
)
def test_topics_that_rest_on_one_presenter_are_counted(rows: list[tuple[Any, ...]], said: str) -> None:
    assert takeaways.presenters(pd.DataFrame(rows, columns=["topic", "person"])) == said


def test_topics_that_rest_on_one_host_are_counted() -> None:
    behind = pd.DataFrame(
        [("Policy", "North"), ("Policy", "South"), ("Teens", "North")], columns=["topic", "host"]
    )
    assert takeaways.hosts(behind) == "One of the two topics with a named host has only one."
