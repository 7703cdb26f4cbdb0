"""Headlines of two lines: the same words and numbers as the sentence, the rest of them right below."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import changes
from analysis.takeaways import brief
from analysis.takeaways.changes import change, ends

COUNTS = st.tuples(st.integers(1, 900), st.integers(1, 900), st.floats(0, 1), st.floats(0, 1))


def compared(n: int, n_before: int, share: float, before: float) -> pd.Series[object]:
    sides = [
        pd.DataFrame({"top": [round(size * part)], "n": [size]})
        for size, part in ((n, share), (n_before, before))
    ]
    return changes.of_shares(*sides, "top", "n").iloc[0]


def test_a_change_is_a_headline_and_what_it_is_made_of() -> None:
    told = brief.change(
        compared(400, 300, 0.8, 0.6), "satisfaction", "share", "answer", "July 2026", "the year before"
    )
    assert told == (
        "Satisfaction rose: 80%, after 60% the year before.",
        "July 2026: 400 answers; the year before: 300 answers. Change +20 points, 95% interval +13.2 to "
        "+26.7.",
    )


def test_nothing_clear_and_too_few_are_said_so() -> None:
    alike = compared(400, 300, 0.8, 0.8)
    few = compared(9, 300, 0.78, 0.8)
    told = [
        brief.change(row, "satisfaction", "share", "answer", "July", "the year before").headline
        for row in (alike, few)
    ]
    assert told == [
        "Satisfaction shows no clear change: 80%, after 80% the year before.",
        "There are too few answers to say whether satisfaction changed.",
    ]


@given(COUNTS)
def test_a_headline_claims_what_the_sentence_claims_and_the_detail_has_its_interval(
    counts: tuple[int, int, float, float],
) -> None:
    row = compared(*counts)
    told = brief.change(row, "satisfaction", "share", "answer", "June 2026", "the year before")
    sentence = change(row, "satisfaction", "share", "answer", "the year before")
    assert len(told.headline) <= brief.LONGEST
    if row["word"] == changes.TOO_FEW:
        assert "too few" in told.headline
        assert "too few" in sentence
        return
    word = str(row["word"]).removeprefix("no ")
    assert word in told.headline
    assert word in sentence
    assert ends(row, "share") in told.detail
    assert ends(row, "share") in sentence


RATES = pd.DataFrame(
    [("East", 400, 340), ("North", 400, 330), ("South", 300, 120), ("West", 200, 160)],
    columns=["branch", "learner_courses", "completed"],
)


def test_the_one_that_stands_apart_is_named_and_its_numbers_follow() -> None:
    told = brief.completion_rates(RATES, "branch", "at", "branch", "branches")
    assert told == (
        "73% of learner-courses were completed; two branches are clearly above, South below.",
        "950 of 1,300; two are clearly above that and at South it is clearly below that, 40% of 300, of four "
        "compared.",
    )
    calm = brief.completion_rates(RATES.drop(index=2), "branch", "at", "branch", "branches")
    assert calm.headline == "83% of learner-courses were completed; no branch stands apart."
    alone = brief.completion_rates(RATES.head(1), "branch", "at", "branch", "branches")
    assert alone == brief.NOTHING


def test_long_names_are_cut_in_the_headline_and_whole_below() -> None:
    long = "Responding to Angry Patrons on the Telephone and at the Desk"
    rates = RATES.replace({"branch": {"South": long}})
    told = brief.completion_rates(rates, "branch", "in", "course", "courses")
    assert "Responding to Angry… below." in told.headline
    assert long in told.detail
    questions = brief.most_and_least((long, "82% of 90"), ("Hours suit me", "62% of 80"))
    assert questions == (
        "Patrons agree most on “Responding to Angry…”, least on “Hours suit me”.",
        f"Most: 82% of 90 on “{long}”. Least: 62% of 80 on “Hours suit me”.",
    )


@pytest.mark.parametrize(
    ("lower", "higher", "headline"),
    [
        (["Main"], [], "Main is lower than chance makes a branch."),
        (["A", "B"], ["C"], "Two branches are lower than chance makes a branch, C higher."),
        ([], ["A", "B"], "Two branches are higher than chance makes a branch."),
        ([], [], ""),
    ],
)
def test_branches_outside_chance_are_counted_or_named(
    lower: list[str], higher: list[str], headline: str
) -> None:
    assert brief.outside_chance(lower, higher).headline == headline


def test_hours_and_days_keep_their_number_in_the_headline() -> None:
    hours = pd.DataFrame(
        [("2026-01-01", 4.0, 0), ("2026-02-01", 9.0, 1)], columns=["month", "hours", "unknown_hours"]
    )
    assert brief.hours_by_month(hours) == (
        "Staff completed 13 hours, most in February 2026.",
        "From January 2026 to February 2026; in February 2026 9 hours; of 1 more completion the hours are "
        "not known.",
    )
    days = pd.Series({"n": 21, "median": 20.0, "low": 9.0, "high": 32.0})
    assert brief.days_to_complete(days) == (
        "A course typically takes 20 days.",
        "The middle half of 21 completions took 9 to 32 days.",
    )


def test_coverage_says_the_share_and_then_the_numbers() -> None:
    coverage = pd.DataFrame(
        [("East", 10, 8, 0.8), ("West", 10, 2, 0.2)], columns=["branch", "staff", "trained", "coverage"]
    )
    assert brief.coverage_by_branch(coverage, "a course") == (
        "50% of the staff have completed a course.",
        "10 of 20; at one of the two branches it is half of them or more.",
    )


def test_topics_raised_in_vain_are_counted_and_then_named() -> None:
    assert brief.raised_in_vain(["Early literacy", "Teens"]) == (
        "Two topics are raised by patrons and have no recent course.",
        "Early literacy and Teens.",
    )
    assert brief.raised_in_vain(["Teens"]).headline == (
        "One topic is raised by patrons and has no recent course."
    )
    assert brief.raised_in_vain([]) == brief.NOTHING


@pytest.mark.parametrize(
    ("sentence", "headline", "detail"),
    [
        (
            "Community wellbeing, Customer service, and Safety and security make up more than half: six of "
            "the nine.",
            "Community wellbeing, Customer service, and Safety and security make up more than half.",
            "Six of the nine.",
        ),
        (
            "Every dated course is a webinar and was held by one and the same host; three of the four "
            "without a date are self-paced.",
            "Every dated course is a webinar and was held by one and the same host.",
            "Three of the four without a date are self-paced.",
        ),
        (
            "The course CS-110: Responding to Angry Patrons is the newest one of the whole long catalog.",
            "",
            "",
        ),
        ("All nine are webinars; none is old.", "", ""),
    ],
)
def test_a_long_sentence_is_parted_where_it_pauses(sentence: str, headline: str, detail: str) -> None:
    assert brief.at_a_pause(sentence) == (headline, detail)
