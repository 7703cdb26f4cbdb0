"""Quirks of names and text below the header, and of what stands around entries, each with a made-up page."""

from __future__ import annotations

import pytest

from tests.data.catalog.pages import COURSE, HEAD, ONE_COURSE, TEXT, WHO, entries, only

# Organizations and money.


def test_funding_is_no_authorship() -> None:
    for line in (
        "Developed with: funding from the Example Agency",
        "Developed with: Funding from the Example Agency",
        "Funding from the Example Agency",
    ):
        entry = only(f"Format: Self-paced Course\n{line}\nLength: 2 hours\n{TEXT}\n")
        assert entry.developed_by == "", line
        assert [value.lower().removeprefix("funding ") for value in entry.funded_by] == [
            "from the example agency"
        ]


def test_project_support_and_subject_matter_expert_share_a_line() -> None:
    entry = only(
        f"{COURSE}Course description:\n{TEXT}\n"
        "Course credits:\n"
        "Project support: Example Agency (number AB-12).Subject matter expert: Ann Example, writer.\n"
    )

    assert (entry.funded_by, entry.experts) == (("Example Agency (number AB-12).",), ("Ann Example",))
    assert (entry.description, entry.presenters) == (TEXT, ())


@pytest.mark.parametrize("between", [" ", "\n"])
def test_course_design_stands_on_its_line_or_the_next(between: str) -> None:
    entry = only(f"{COURSE}{TEXT}\nCourse Design:{between}updated by WebJunction after Ann Example\n")

    assert (entry.designed_by, entry.presenters) == ("updated by WebJunction after Ann Example", ())
    assert entry.description == TEXT


def test_a_lead_course_developer_is_a_person_and_no_developer() -> None:
    entry = only(f"{COURSE}{TEXT}\nLead Course Developer: Ann Example\n")

    assert (entry.lead_developers, entry.developed_by) == (("Ann Example",), "WebJunction")


@pytest.mark.parametrize(
    "broken",
    [
        "Infopeople, as part of the Example State\nLibrary Health Series, Where Kindness\nMeets Action",
        "Infopeople, as part of the Example State Library Health Series,\nWhere Kindness Meets Action",
        "\nInfopeople, as part of the Example State Library Health Series, Where Kindness Meets Action",
    ],
)
def test_a_host_broken_over_lines_is_one_value(broken: str) -> None:
    entry = only(
        f"Format: Webinar, original date May 6, 2019\nHosted by: {broken}\nLength: 1 hour\n{TEXT}{WHO}"
    )

    assert entry.hosted_by == (
        "Infopeople, as part of the Example State Library Health Series, Where Kindness Meets Action"
    )
    assert (entry.minutes, entry.description) == (60, TEXT)


# People.


@pytest.mark.parametrize(
    ("written", "presenters", "moderators"),
    [
        ("Ann Example", ("Ann Example",), ()),
        ("Ann Example and Bo Sample", ("Ann Example", "Bo Sample"), ()),
        ("Ann Example, Bo Sample and Cy Tester", ("Ann Example", "Bo Sample", "Cy Tester"), ()),
        ("Ann Example, Bo Sample, and Cy Tester", ("Ann Example", "Bo Sample", "Cy Tester"), ()),
        (
            "Ann Example, Bo Sample, and moderated by Cy Tester",
            ("Ann Example", "Bo Sample"),
            ("Cy Tester",),
        ),
        ("Ann\nExample", ("Ann Example",), ()),
        ("Ann Example and\nBo Sample", ("Ann Example", "Bo Sample"), ()),
        ("Ann Example, Bo Sample, and moderated\nby Cy Tester", ("Ann Example", "Bo Sample"), ("Cy Tester",)),
        ("Ann\nExample, Bo Sample and\nCy Tester", ("Ann Example", "Bo Sample", "Cy Tester"), ()),
        ("Ann van\nExample", ("Ann van Example",), ()),
        (
            "Ann Example, Bo\nSample, and moderated\nby Cy Tester",
            ("Ann Example", "Bo Sample"),
            ("Cy Tester",),
        ),
        ("Ann Example*, MLIS, and Bo Sample, Director, Example Library", ("Ann Example", "Bo Sample"), ()),
    ],
)
def test_presenters(written: str, presenters: tuple[str, ...], moderators: tuple[str, ...]) -> None:
    entry = only(f"{HEAD}{TEXT}\nPresented by: {written}\n")

    assert (entry.presenters, entry.moderators) == (presenters, moderators)


def test_people_named_elsewhere_present_nothing() -> None:
    entry = only(
        f"{HEAD}Author Dee Model and presenter Eli Pattern built on a talk presented by Fay Trial.\n"
    )

    assert (entry.presenters, entry.moderators) == ((), ())


# Headings, bullets, objectives.


def test_description_and_objectives_headings_are_no_text() -> None:
    entry = only(
        f"{COURSE}Course description:\n{TEXT}\n"
        "Course objectives:\nBy the end you’ll be able to:\n- Name it.\n- Explain it\n"
    )

    assert (entry.description, entry.objectives) == (TEXT, ("Name it.", "Explain it"))


@pytest.mark.parametrize("heading", ["Overview\n", "Overview: ", "OVERVIEW:\n", "Course description:\n"])
def test_overview_alone_or_before_text(heading: str) -> None:
    assert only(f"{HEAD}{heading}{TEXT}{WHO}").description == TEXT


@pytest.mark.parametrize("heading", ["Learning Objectives", "Learning Objectives:", "Course objectives:"])
def test_learning_objectives_need_no_other_lead_in(heading: str) -> None:
    entry = only(f"{HEAD}{TEXT}\n{heading}\n• Name it.\n• Explain it.{WHO}")

    assert (entry.description, entry.objectives) == (TEXT, ("Name it.", "Explain it."))


@pytest.mark.parametrize(
    "lead_in",
    ["You will be able to:", "In this webinar, we’ll look at how to:", "The panel will discuss:"],
)
@pytest.mark.parametrize("mark", ["-", "•", "·", "–", "*"])
def test_bullets_after_a_lead_in_are_objectives(lead_in: str, mark: str) -> None:
    entry = only(f"{HEAD}{TEXT} {lead_in}\n{mark} Name it.\n{mark} Explain it.{WHO}")

    assert entry.objectives == ("Name it.", "Explain it.")
    assert entry.description == f"{TEXT} {lead_in}"


@pytest.mark.parametrize(
    ("lead_in", "bullets", "objectives"),
    [
        ("Ask yourself:", "• Would a plan help?\n• Who would read it?", ()),
        ("The course has three parts:", "• A film\n• A quiz\n• A workbook", ()),
        ("You will be able to:", "• Name it.\n• Would a plan help?", ("Name it.",)),
    ],
)
def test_questions_and_contents_are_no_objectives(
    lead_in: str, bullets: str, objectives: tuple[str, ...]
) -> None:
    entry = only(f"{HEAD}{TEXT}\n{lead_in}\n{bullets}{WHO}")

    assert entry.objectives == objectives
    assert entry.description.startswith(f"{TEXT}\n{lead_in}")
    assert ("Would a plan help?" in entry.description) == ("Would a plan help?" in bullets)


@pytest.mark.parametrize(
    ("bullets", "objectives"),
    [
        ("You will be able to:- Name it.\n- Explain it.", ("Name it.", "Explain it.")),
        ("You will be able to:\n-\nName it.\n-\nExplain it.", ("Name it.", "Explain it.")),
        ("You will be able to:\n- Name it. Explain why.\n- Use it.", ("Name it.", "Explain why.", "Use it.")),
        (
            "You will be able to:\n- Name it. This takes time.\n- Use it.",
            ("Name it. This takes time.", "Use it."),
        ),
        (
            "You will be able to:\n- Name it.\n- Use it.\n- Keep it going",
            ("Name it.", "Use it.", "Keep it going"),
        ),
    ],
    ids=[
        "glued to the lead-in",
        "mark alone",
        "two in one bullet",
        "an explanation is no second",
        "no last stop",
    ],
)
def test_bullets_as_they_come(bullets: str, objectives: tuple[str, ...]) -> None:
    assert only(f"{HEAD}{TEXT}\n{bullets}{WHO}").objectives == objectives


@pytest.mark.parametrize("blank", ["", "\n"])
def test_text_after_the_bullets_is_description(blank: str) -> None:
    entry = only(
        f"{HEAD}{TEXT}\nYou will be able to:\n- Name it\n- Use it\n{blank}This one is for everybody.{WHO}"
    )

    assert entry.objectives == ("Name it", "Use it")
    assert entry.description == f"{TEXT}\nYou will be able to:\nThis one is for everybody."
    assert entry.presenters == ("Ann Example",)


# What stands around entries.

INTRODUCTION = (
    "Example logo\n\u00a0\n\u00a0\nCourses for the desk\n"
    "These pages collect what we like best:\n1. A first thing\n2. A second thing\n• a bullet\n"
    "“A library is a garden with a roof.” — Ann Example\n\u00a0\n"
)


def test_an_introduction_before_the_first_entry_is_no_course() -> None:
    assert entries(INTRODUCTION) == []
    entry = only(INTRODUCTION + HEAD + TEXT + WHO)
    assert (entry.first_line, entry.description, entry.objectives) == (11, TEXT, ())


@pytest.mark.parametrize("end", [WHO, "\n"], ids=["after presenters", "after text"])
def test_an_introduction_between_entries_is_no_part_of_the_one_before(end: str) -> None:
    first, second = entries(f"{HEAD}{TEXT}{end}\n{INTRODUCTION}{HEAD}{TEXT}{WHO}")

    assert (first.description, first.objectives) == (second.description, second.objectives) == (TEXT, ())
    assert first.source_text == f"{HEAD}{TEXT}{end}".rstrip()


def test_furniture_after_the_last_entry_is_no_part_of_it() -> None:
    entry = only(f"{HEAD}{TEXT}\nSelf enrollment (Learner)\nSelf enrollment (Learner)\n")

    assert (entry.description, entry.last_line) == (TEXT, 4)


def test_a_quotation_after_an_entry_is_no_part_of_it() -> None:
    first, _ = entries(f"{HEAD}{TEXT}\n“A library is a garden with a roof.” — Ann Example\n{HEAD}{TEXT}{WHO}")

    assert first.description == TEXT


def test_a_filter_of_the_page_is_no_course() -> None:
    assert entries("Format:\nWebinar (120)\nSelf-paced (40)\nSearch\n") == []


def test_a_page_that_lost_its_line_breaks_is_no_course() -> None:
    page = f"{HEAD}{TEXT}{WHO}" * 20

    assert len(entries(page)) == 20
    assert entries(page.replace("\n", " ")) == []


# Letters.


def test_curly_quotes_stay_and_no_break_and_double_spaces_become_one() -> None:
    entry = only(f"{HEAD}The\u00a0library’s  “open\u00a0\u00a0door” works.{WHO}")

    assert entry.description == "The library’s “open door” works."


def test_footnote_marks_are_harmless() -> None:
    entry = only(
        f"{HEAD.replace('Infopeople', 'Infopeople*')}Every Child® wins*.\nPresented by: Ann Example*\n"
    )

    assert (entry.presenters, entry.description, entry.problems) == (
        ("Ann Example",),
        "Every Child® wins*.",
        [],
    )


def test_label_like_words_inside_a_description_are_text() -> None:
    text = (
        "Presenter Ann Example asks what format fits.\nFormat: the shape of a thing matters here.\n"
        "Length matters. Hosted by a friend, a talk feels shorter."
    )
    entry = only(f"{HEAD}{text}{WHO}")

    assert entry.description == text
    assert (entry.minutes, entry.hosted_by) == (60, "Infopeople")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_say_the_same(ending: str) -> None:
    assert entries(ONE_COURSE.replace("\n", ending)) == entries(ONE_COURSE)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace(": ", ":\t"),
        lambda text: text.replace(": ", ":"),
        lambda text: text.replace("by:", "by :"),
        lambda text: text.replace("Hosted by:", "\u200bHosted by:"),
        lambda text: text.replace("Hosted by:", "  Hosted\u00a0by:"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["mark of order", "tabs", "no space", "space before", "zero width", "indented", "no last line end"],
)
def test_spaces_and_signs_nobody_sees_change_nothing(change) -> None:  # type: ignore[no-untyped-def]
    (changed,), (plain,) = entries(change(ONE_COURSE)), entries(ONE_COURSE)
    for entry in (changed, plain):
        entry.source_text = ""
    assert changed == plain


def test_names_with_and_or_ampersand_come_through_as_written() -> None:
    assert (
        only(HEAD.replace("Infopeople", "A & B Society and C") + TEXT + WHO).hosted_by
        == "A & B Society and C"
    )
