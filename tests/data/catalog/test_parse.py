"""The parser as a whole: any text, whole pages, line numbers, cut pages, size."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.parse import Page, parse
from data.catalog.records import Problem, RawEntry

SHARED_PAGE = Path(__file__).parents[4] / "shared" / "seed" / "customer-service-category.txt"
MEGABYTES_5 = 5 * 1024 * 1024

PAGE = """\
Format: Webinar, original date May 6, 2019
Hosted by: Infopeople
Length: 1 hour
Plan a calm and friendly desk. Try it out with colleagues.
Presented by: Ann Example and Bo Sample
Format: Self-paced Course
Developed by: WebJunction
Length: 2 hours
Read aloud with confidence. You will be able to:
- Choose a book
- Hold the room
Format: Webinar, original date May 32, 2019
Hosted by: Infopeople
Another text, with a date that cannot be.
Presented by: Cy Tester
"""

FRAGMENTS = st.sampled_from(
    [
        "Format: Webinar, original date May 6, 2019",
        "Format: Self-paced",
        "Format:",
        "Hosted by: Infopeople",
        "Hosted by:",
        "Developed by: WebJunction",
        "Length: 1 hour",
        "Length: ",
        "Schedule: May 4 - June 5, 2020",
        "Presented by: Ann Example, and moderated by Bo Sample",
        "Presented by:",
        "Course objectives:",
        "You will be able to:",
        "- Explain A. Describe B.",
        "-",
        "•",
        "  • Name it",
        "Overview",
        "webinar icon",
        "webinar recordingFormat: Webinar",
        "Project support: X.Subject matter expert: Ann Example",
        "Course Design:",
        "Funding from the Example Agency",
        "Log in",
        "“A quotation.” — Ann Example",
        "",
        "\u00a0",
        "A sentence about a desk.",
        "and a line that goes on",
        "\ufeff",
        "\r",
        "\x00",
        "Ünïcödé İ ß",
    ]
)
PAGES = st.one_of(st.text(), st.lists(st.one_of(FRAGMENTS, st.text(max_size=30))).map("\n".join))


@given(PAGES)
def test_any_text_gives_a_page_with_lines_in_range(text: str) -> None:
    page = parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

    reached = 0
    for entry in page.entries:
        assert reached < entry.first_line <= entry.last_line <= lines
        assert entry.source_text.count("\n") == entry.last_line - entry.first_line
        reached = entry.last_line
        for problem in entry.problems:
            assert problem.source_row is not None
            assert 1 <= problem.source_row <= lines
    assert all(problem.source_row and 1 <= problem.source_row <= lines for problem in page.problems)


@given(PAGES)
def test_carriage_returns_change_nothing(text: str) -> None:
    plain = text.replace("\r", "")

    assert parse(plain.replace("\n", "\r\n")) == parse(plain)


def moved(entry: RawEntry, lines: int) -> RawEntry:
    problems = [replace(problem, source_row=(problem.source_row or 0) + lines) for problem in entry.problems]
    return replace(
        entry, first_line=entry.first_line + lines, last_line=entry.last_line + lines, problems=problems
    )


@given(st.lists(st.sampled_from(range(3)), max_size=5), st.lists(st.sampled_from(range(3)), max_size=5))
def test_two_pages_in_one_are_the_entries_of_both(first: list[int], second: list[int]) -> None:
    parts = [f"Format:{part}" for part in PAGE.split("Format:")[1:]]
    one, two = ("".join(parts[number] for number in numbers) for numbers in (first, second))

    together = parse(one + two)

    assert together.entries == [
        *parse(one).entries,
        *(moved(entry, one.count("\n")) for entry in parse(two).entries),
    ]
    assert together.problems == []


def test_a_page_becomes_entries_with_their_lines_and_problems() -> None:
    assert parse(PAGE, today=date(2026, 1, 1)) == Page(
        [
            RawEntry(
                first_line=1,
                last_line=5,
                format="webinar",
                dated_on=date(2019, 5, 6),
                date_precision="day",
                year=2019,
                minutes=60,
                hosted_by="Infopeople",
                presenters=("Ann Example", "Bo Sample"),
                description="Plan a calm and friendly desk. Try it out with colleagues.",
                source_text="\n".join(PAGE.split("\n")[:5]),
            ),
            RawEntry(
                first_line=6,
                last_line=11,
                format="self-paced",
                minutes=120,
                developed_by="WebJunction",
                objectives=("Choose a book", "Hold the room"),
                description="Read aloud with confidence. You will be able to:",
                source_text="\n".join(PAGE.split("\n")[5:11]),
            ),
            RawEntry(
                first_line=12,
                last_line=15,
                format="webinar",
                hosted_by="Infopeople",
                presenters=("Cy Tester",),
                description="Another text, with a date that cannot be.",
                source_text="\n".join(PAGE.split("\n")[11:15]),
                problems=[
                    Problem("bad_date", "Date not understood: May 32, 2019.", 12, "Format", "May 32, 2019"),
                    Problem("no_length", "No length given.", 12, "Length", ""),
                ],
            ),
        ],
        [],
    )


HEAD = "Format: Webinar, original date May 6, 2019\nHosted by: Infopeople\nLength: 1 hour\n"
CUTS = [
    ("Format: Webinar, original date May 6, 2019\nHosted by: Inf", True),
    ("Format: Webinar, original da", True),
    ("Format: Webinar, original date May 6, 2019\nHosted by: Infopeople\nLength: 1 ho", True),
    (f"{HEAD}Plan a calm and fri", True),
    (f"{HEAD}Plan.\nPresented by: Ann", True),
    (f"{HEAD}Plan.\nPresen", True),
    ("Form", False),
]


@pytest.mark.parametrize(("rest", "in_new_entry"), CUTS)
def test_a_page_cut_in_mid_line_keeps_its_good_entries_and_says_so(rest: str, in_new_entry: bool) -> None:
    whole = PAGE.split("Format: Webinar, original date May 32")[0] + "Presented by: Dee Model\n"
    page = parse(whole + rest)

    assert page.entries[:2] == parse(whole).entries
    assert [problem.code for problem in page.problems] == ["page_cut"]
    assert len(page.entries) == 2 + in_new_entry
    if in_new_entry:
        assert [problem.code for problem in page.entries[-1].problems] == ["cut_entry"]


@pytest.mark.parametrize(
    "end",
    [
        "Presented by: Ann Example",
        "Presented by: Ann Example, Bo Sample, and moderated by Cy Tester",
        "You will be able to:\n- Name it\n- Explain it\n",
        "Course Design: updated by WebJunction",
        "Project support: Example Agency (number 1).Subject matter expert: Ann Example, author",
        "It ends here.",
        "It ends “here.”",
    ],
)
def test_a_whole_page_is_not_called_cut(end: str) -> None:
    page = parse(f"Format: Self-paced\nDeveloped by: WebJunction\nLength: 1 hour\nPlan well.\n{end}")

    assert (page.problems, page.entries[0].problems) == ([], [])


HUGE = {
    "one word": ("", "a"),
    "words": ("", "word "),
    "labels on one line": ("", "Format: "),
    "line ends": ("", "\n"),
    "spaces": ("", " "),
    "no-break spaces": ("", "\u00a0"),
    "headers": ("", "Hosted by: x\n\n"),
    "bullets": (HEAD + "You will be able to:\n", "- Explain this\n"),
    "short lines": (HEAD, "Word and\n"),
    "list marks": (HEAD, "-\n"),
    "names": (HEAD + "Presented by: ", "Ann Example, "),
    "quotations": (HEAD + "Plan.\n", "“A quotation of the page.”\n"),
    "furniture": (HEAD + "Plan.\n", "Log in\nsmall\n"),
}


@pytest.mark.parametrize(("head", "unit"), HUGE.values(), ids=HUGE)
def test_five_megabytes_of_anything_would_be_answered_in_seconds(head: str, unit: str) -> None:
    # One line is tried in full. For lines in number a fifth is enough to see that no step is quadratic:
    # that would take minutes here already.
    size = MEGABYTES_5 if "\n" not in unit else MEGABYTES_5 // 5
    text = head + unit * (size // len(unit))
    start = time.process_time()

    parse(text)

    assert time.process_time() - start < 15


@pytest.mark.skipif(not SHARED_PAGE.exists(), reason="the real page is not beside the repository")
def test_the_real_page_is_sixteen_courses_without_a_problem() -> None:
    page = parse(SHARED_PAGE.read_text(encoding="utf-8"))

    assert len(page.entries) == 16
    assert [problem for entry in page.entries for problem in entry.problems] == page.problems == []
