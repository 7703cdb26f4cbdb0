"""How numbers and names are written."""

from __future__ import annotations

from datetime import date

import pytest

from analysis import wording


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1638, "1,638"), (-6, "\N{MINUS SIGN}6")]
)
def test_whole_numbers_have_thousands_and_a_true_minus(value: int, written: str) -> None:
    assert wording.number(value) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [(5, 0, "+5"), (-6.1, 1, "\N{MINUS SIGN}6.1"), (0, 0, "0"), (-0.2, 0, "0"), (1234.5, 1, "+1,234.5")],
)
def test_differences_have_a_sign_unless_they_round_to_zero(value: float, places: int, written: str) -> None:
    assert wording.signed(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0, "no courses"), (1, "1 course"), (4, "4 courses"), (1638, "1,638 courses")]
)
def test_counts_agree_with_their_noun(value: int, written: str) -> None:
    assert wording.count(value, "course") == written


def test_a_noun_can_have_its_own_plural() -> None:
    assert wording.count(2, "library", "libraries") == "2 libraries"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (4, 9, "four of the nine"),
        (11, 16, "11 of the 16"),
        (4, 16, "4 of the 16"),
        (9, 9, "all nine"),
        (2, 2, "both"),
        (16, 16, "all 16"),
        (1, 1, "the only one"),
        (0, 9, "none of the nine"),
        (0, 16, "none of the 16"),
    ],
)
def test_a_part_and_its_whole_are_written_alike(part: int, whole: int, written: str) -> None:
    assert wording.of(part, whole) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.004, "under 1%"), (0.744, "74%"), (0.996, "over 99%"), (1, "100%")],
)
def test_only_none_is_0_percent_and_only_all_is_100(share: float, written: str) -> None:
    assert wording.percent(share) == written


def test_a_share_says_of_what() -> None:
    assert wording.share(12, 16) == "75% (12 of 16)"
    assert wording.share(0, 0) == "none of none"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (None, "length not stated")],
)
def test_lengths_are_hours_and_minutes(value: int | None, written: str) -> None:
    assert wording.minutes(value) == written


def test_dates_are_written_the_american_way() -> None:
    assert wording.day(date(2026, 10, 31)) == "October 31, 2026"
    assert wording.month_year(date(2026, 1, 5)) == "January 2026"
    assert wording.month_year(date(2026, 12, 5)) == "December 2026"


def test_a_span_of_one_year_is_that_year() -> None:
    assert wording.years(2012, 2024) == "2012 to 2024"
    assert wording.years(2012, 2012) == "2012"


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["Safety", "Conflict and calm"], "Safety, and Conflict and calm"),
    ],
)
def test_names_are_joined_so_that_one_sees_where_they_part(names: list[str], written: str) -> None:
    assert wording.join(names) == written


def test_names_can_be_alternatives() -> None:
    assert wording.join(["Health and aging", "Teens"], last="or") == "Health and aging or Teens"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1638, "1,638")]
)
def test_small_numbers_are_words(value: int, written: str) -> None:
    assert wording.in_words(value) == written


def test_a_sentence_keeps_the_capitals_of_its_names() -> None:
    assert wording.sentence("eLearning by WebJunction") == "ELearning by WebJunction."


def test_formats_have_a_label_a_name_and_courses() -> None:
    assert [wording.format_label(f) for f in ("webinar", "unknown", "podcast")] == [
        "webinar", "not stated", "podcast",
    ]  # fmt: skip
    assert [wording.format_name(f) for f in ("self-paced", "unknown", "podcast")] == [
        "Self-paced", "Format not stated", "Podcast",
    ]  # fmt: skip
    assert [wording.format_courses("webinar", n) for n in (1, 2)] == ["webinar", "webinars"]
    assert wording.format_courses("podcast", 2) == "podcast courses"
    assert wording.format_courses("unknown", 1) == "course without a stated format"


def test_a_month_in_little_room_keeps_its_first_three_letters() -> None:
    assert wording.short_month(date(2026, 10, 1)) == "Oct 2026"


@pytest.mark.parametrize(
    ("value", "text"), [(9, "9 hours"), (1, "1 hour"), (0.75, "45 min"), (1.5, "1 h 30 min"), (0, "0 min")]
)
def test_hours_in_a_sentence(value: float, text: str) -> None:
    assert wording.hours(value) == text


def test_points_are_rounded_to_a_tenth_and_one_is_singular() -> None:
    assert [wording.points(value) for value in (6.42, 5.0, 1.0, 0.04)] == [
        "6.4 points", "5 points", "1 point", "0 points",
    ]  # fmt: skip
    assert wording.points(3.2, is_signed=True) == "+3.2 points"
    assert wording.points(-1.0, is_signed=True) == f"{wording.MINUS}1 point"


def test_an_end_without_limit_is_said() -> None:
    assert [wording.bound(value) for value in (2.24, float("inf"), float("-inf"))] == [
        "+2.2", "no upper limit", "no lower limit",
    ]  # fmt: skip


def test_small_p_keeps_three_decimals() -> None:
    assert [wording.p_value(value) for value in (0.2, 0.0143, 0.0005)] == ["0.20", "0.014", "under 0.001"]
