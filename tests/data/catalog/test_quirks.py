"""Quirks of a real page's header: layouts, formats, lengths, dates, each with a made-up page that has it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.data.catalog.pages import COURSE, HEAD, ONE_COURSE, TEXT, WHO, codes, entries, only

# Four layouts of one course. What they say is the same.

LAYOUTS = {
    "no blank lines, hyphens": ONE_COURSE,
    "blank lines, round bullets": (
        "Format: Webinar, original date May 6, 2019\n"
        "Hosted by: Infopeople and the Example Council of Small Town Libraries\n"
        "Length: 1 hour 30 minutes\n"
        "\n"
        "A quiet room can be a loud statement about what the library values. Afterward you will be able to:\n"
        "\n"
        "  • Explain what a quiet room is for.\n"
        "  • Describe how to furnish one.\n"
        "\n"
        "Presented by: Ann Example, Bo Sample and Cy Tester\n"
    ),
    "hard line breaks": (
        "Format: Webinar, original date May 6,\n"
        "2019\n"
        "Hosted by: Infopeople and the Example Council of\n"
        "Small Town Libraries\n"
        "Length: 1 hour 30\n"
        "minutes\n"
        "A quiet room can be a loud statement about what\n"
        "the library values. Afterward you will be able to:\n"
        "- Explain what a quiet\n"
        "  room is for.\n"
        "- Describe how to\n"
        "furnish one.\n"
        "Presented by: Ann Example, Bo\n"
        "Sample and Cy Tester\n"
    ),
    "page furniture around it": (
        "Enrollment options\n" + ONE_COURSE + "Self enrollment (Learner)\nSelf enrollment (Learner)\n"
    ),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_the_four_layouts_say_the_same(text: str) -> None:
    entry = only(text)

    assert (entry.format, entry.dated_on, entry.date_precision, entry.year, entry.minutes) == (
        "webinar",
        date(2019, 5, 6),
        "day",
        2019,
        90,
    )
    assert entry.hosted_by == "Infopeople and the Example Council of Small Town Libraries"
    assert entry.presenters == ("Ann Example", "Bo Sample", "Cy Tester")
    assert entry.objectives == ("Explain what a quiet room is for.", "Describe how to furnish one.")
    assert entry.description == (
        "A quiet room can be a loud statement about what the library values. Afterward you will be able to:"
    )
    assert entry.problems == []


# Format lines.


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Format: Webinar, original date May 6, 2019", "webinar"),
        ("Format: Town Hall, original date June 2, 2020", "webinar"),
        ("Format: Self-paced Course", "self-paced"),
        ("Format: Self-paced", "self-paced"),
        ("Format: Instructor-led", "instructor-led"),
        ("Format: Instructor-ledInstructor-led", "instructor-led"),
        ("FORMAT: WEBINAR, original date May 6, 2019", "webinar"),
        ("format: webinar, original date May 6, 2019", "webinar"),
        ("webinar recordingFormat: Webinar, original date May 6, 2019", "webinar"),
        ("Webinar recordingFormat: Webinar, original date May 6, 2019", "webinar"),
        ("webinar iconFormat: Webinar, original date May 6, 2019", "webinar"),
        ("self-paced course iconFormat: Self-paced Course", "self-paced"),
        ("**Format:** Webinar, original date May 6, 2019", "webinar"),
    ],
)
def test_format_lines(line: str, expected: str) -> None:
    assert only(f"{line}\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}").format == expected


def test_a_format_nobody_knows_is_kept_apart_and_reported() -> None:
    entry = only(
        f"Format: Podcast, original date May 6, 2019\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert (entry.format, entry.dated_on) == ("unknown", date(2019, 5, 6))
    assert [(problem.code, problem.source_row, problem.value) for problem in entry.problems] == [
        ("unknown_format", 1, "Podcast, original date May 6, 2019")
    ]


def test_icon_text_on_a_line_of_its_own_belongs_to_no_course() -> None:
    first, second = entries(f"{HEAD}{TEXT}\nwebinar icon\n\n{HEAD.replace('2019', '2020')}{TEXT}{WHO}")

    assert first.description == second.description == TEXT
    assert (first.last_line, second.first_line) == (4, 7)


@pytest.mark.parametrize("label", ["Developed by: WebJunction", "Hosted by: WebJunction"])
def test_an_entry_without_a_format_line_is_not_swallowed_by_its_neighbor(label: str) -> None:
    before, bare, after = entries(
        f"{HEAD}{TEXT}{WHO}{label}\nLength: 2 hours\nAnother text.\n{HEAD}{TEXT}{WHO}"
    )

    assert (bare.format, bare.minutes, bare.description) == ("unknown", 120, "Another text.")
    assert before.minutes == after.minutes == 60
    assert before.presenters == ("Ann Example",)


def test_an_entry_without_a_format_line_may_follow_text_or_bullets() -> None:
    first, second = entries(
        f"{COURSE}{TEXT}\nYou will be able to:\n- Plan.\n"
        "Developed by: WebJunction\nLength: 2 hours\nAnother text.\n"
    )

    assert (first.objectives, first.developed_by, first.minutes) == (("Plan.",), "WebJunction", 60)
    assert (second.format, second.minutes, second.description) == ("unknown", 120, "Another text.")


def test_two_entries_without_format_lines_are_two() -> None:
    entry = "Developed by: WebJunction\nLength: 1 hour\nA text that has no stop\n"

    assert [found.description for found in entries(entry * 2)] == ["A text that has no stop"] * 2


def test_developed_by_above_format_is_one_header() -> None:
    entry = only(f"Developed by: WebJunction\nFormat: Self-paced\nLength: 1 hour\n{TEXT}\n")

    assert (entry.first_line, entry.format, entry.developed_by) == (1, "self-paced", "WebJunction")


def test_developed_by_above_format_may_be_broken_over_two_lines() -> None:
    entry = only(
        "Developed by: WebJunction, in collaboration with\nAn Agency\n"
        f"Format: Self-paced\nLength: 1 hour\n{TEXT}\n"
    )

    assert (entry.first_line, entry.format) == (1, "self-paced")
    assert entry.developed_by == "WebJunction, in collaboration with An Agency"


# Lengths.


@pytest.mark.parametrize(
    ("line", "minutes", "found"),
    [
        ("Length: 1 hour", 60, []),
        ("Length: 1 hour 30 minutes", 90, []),
        ("Length: 2 hours", 120, []),
        ("Length: 1.5 hours", 90, []),
        ("Length: 45 minutes", 45, []),
        ("Length: 1½ hours", 90, []),
        ("LENGTH: 1 hr", 60, []),
        ("Length: 4 weeks", None, ["open_length"]),
        ("Length: 1 to 2 hours", None, ["open_length"]),
        ("Length: one to two hours", None, ["open_length"]),
        ("Length: an hour of film and half an hour of reading", None, ["open_length"]),
        ("Length: about 3 hours of films and reading", 180, []),
        (
            "Length: takes in 2 hours of film, plus 3-4 hours of tasks; allow 1-2 months",
            None,
            ["open_length"],
        ),
        ("Estimated Time to Complete: 3 hours", 180, []),
        ("Estimated time to complete: 3 hours", 180, []),
        ("Length: soon", None, ["bad_length"]),
        ("Length:", None, ["no_length"]),
    ],
)
def test_lengths(line: str, minutes: int | None, found: list[str]) -> None:
    entry = only(f"Format: Self-paced\nDeveloped by: WebJunction\n{line}\n\n{TEXT}\n")

    assert (entry.minutes, codes(entry), entry.description) == (minutes, found, TEXT)


def test_no_length_is_said() -> None:
    entry = only(f"Format: Self-paced\nDeveloped by: WebJunction\n{TEXT}\n")

    assert [(problem.code, problem.message) for problem in entry.problems] == [
        ("no_length", "No length given.")
    ]


# Schedules and dates.


@pytest.mark.parametrize(
    ("schedule", "first_day"),
    [
        ("May 4 - June 5, 2020. Live sessions May 4, 11, 18 and 25, 2 pm ET.", date(2020, 5, 4)),
        ("December 7 - January 22, 2021. Live sessions December 9, 16.", date(2020, 12, 7)),
        ("May 4-29, 2020", date(2020, 5, 4)),
        ("Monday, May 4, 2020 through Friday, May 29, 2020", date(2020, 5, 4)),
        ("4 May - 5 June 2020", date(2020, 5, 4)),
    ],
)
def test_an_instructor_led_course_is_dated_by_the_first_day_of_its_schedule(
    schedule: str, first_day: date
) -> None:
    entry = only(
        "Format: Instructor-led\nDeveloped by: WebJunction\nLength: 4 weeks\n"
        f"Schedule: {schedule}\n\n{TEXT}\n"
    )

    assert (entry.dated_on, entry.year, entry.description) == (first_day, first_day.year, TEXT)
    assert codes(entry) == ["open_length"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("March 21, 2012", date(2012, 3, 21)),
        ("21 March 2012", date(2012, 3, 21)),
        ("2012-03-21", date(2012, 3, 21)),
        ("3/21/2012", date(2012, 3, 21)),
        ("Wednesday, Mar. 21st, 2012, 2:00 PM ET", date(2012, 3, 21)),
    ],
)
def test_dates(written: str, day: date) -> None:
    entry = only(
        f"Format: Webinar, original date {written}\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert (entry.dated_on, entry.date_precision, entry.year, entry.problems) == (day, "day", day.year, [])


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("31/02/2019", "bad_date", "Date not understood: 31/02/2019."),
        ("February 31, 2019", "bad_date", "Date not understood: February 31, 2019."),
        ("sometime in May", "bad_date", "Date not understood: sometime in May."),
        ("03/04/2012", "ambiguous_date", "The date can be read two ways: 03/04/2012."),
        ("May 6, 2002", "date_out_of_range", "The date lies outside 2003 to 2027: May 6, 2002."),
        ("May 6, 2028", "date_out_of_range", "The date lies outside 2003 to 2027: May 6, 2028."),
    ],
)
def test_dates_that_cannot_be_are_none_and_a_problem(written: str, code: str, message: str) -> None:
    entry = only(
        f"\nFormat: Webinar, original date {written}\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert (entry.dated_on, entry.date_precision, entry.year) == (None, "none", None)
    assert [
        (problem.code, problem.message, problem.source_row, problem.column) for problem in entry.problems
    ] == [(code, message, 2, "Format")]


@pytest.mark.parametrize(("written", "precision"), [("March 2012", "month"), ("2012", "year")])
def test_a_month_or_a_year_gives_a_year_and_no_date(written: str, precision: str) -> None:
    entry = only(
        f"Format: Webinar, original date {written}\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert (entry.dated_on, entry.date_precision, entry.year, entry.problems) == (None, precision, 2012, [])


def test_a_webinar_without_a_date_is_a_problem_and_a_self_paced_course_is_not() -> None:
    webinar = only(f"Format: Webinar\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}")
    course = only(f"{COURSE}{TEXT}\n")

    assert (codes(webinar), codes(course)) == (["no_date"], [])


def test_recorded_stands_in_for_an_original_date() -> None:
    entry = only(
        f"Format: Webinar\nRecorded: May 6, 2019\nHosted by: Infopeople\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert (entry.dated_on, entry.hosted_by, entry.problems) == (date(2019, 5, 6), "Infopeople", [])


def test_a_year_in_the_description_dates_nothing() -> None:
    entry = only(
        "Format: Self-paced\nDeveloped by: WebJunction\nLength: 1 hour\n"
        "The 2014 report, originally presented on May 6, 2015, led to this course.\n"
    )

    assert (entry.dated_on, entry.year) == (None, None)
