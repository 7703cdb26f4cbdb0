"""Entries with their names, topics, label and id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.catalog.parse import parse
from data.catalog.records import Entry, Problem, RawEntry, TopicMatch
from data.vocab.resolve import known_topics, resolve

PAGE = """\
Format: Webinar, original date May 6, 2019
Hosted by: WebJunction and the Example Society
Length: 1 hour
Recruit volunteers for real tasks. Thank volunteers so that they stay.
Presented by: Ann Example, and moderated by Bo Sample
Format: Self-paced Course
Developed by: WebJunction, in collaboration with Legal Services Corporation
Developed with: funding from the Sample Fund
Length: 2 hours
Nothing here is about anything at all, or is it.
Course Design: updated by WebJunction after Cy Tester
"""


def resolved(text: str) -> list[Entry]:
    return resolve(parse(text, today=date(2026, 1, 1)).entries)


def test_entries_are_resolved_whole() -> None:
    first, second = resolved(PAGE)

    assert first == Entry(
        course_id=first.course_id,
        entry_number=1,
        first_line=1,
        last_line=5,
        label="Recruit volunteers for real tasks",
        label_from="derived",
        format="webinar",
        dated_on=date(2019, 5, 6),
        date_precision="day",
        year=2019,
        minutes=60,
        hosts=("WebJunction", "Example Society"),
        developers=(),
        funders=(),
        designers=(),
        presenters=("Ann Example",),
        moderators=("Bo Sample",),
        experts=(),
        lead_developers=(),
        objectives=(),
        topics=(TopicMatch("Volunteers", 1, ("Recruit volunteers", "Thank volunteers")),),
        summary="Recruit volunteers for real tasks. Thank volunteers so that they stay.",
        description="Recruit volunteers for real tasks. Thank volunteers so that they stay.",
        listed_id="",
        source_text="\n".join(PAGE.split("\n")[:5]),
        problems=(
            Problem(
                "unknown_host",
                "The organization is not on the list of known names: Example Society.",
                2,
                "Hosted by",
                "Example Society",
            ),
        ),
    )
    assert (second.developers, second.funders, second.designers) == (
        ("WebJunction", "Legal Services Corporation"),
        ("Sample Fund",),
        ("WebJunction",),
    )
    assert (second.hosts, second.presenters, second.topics) == ((), (), ())
    assert [(problem.code, problem.source_row) for problem in second.problems] == [("no_topic", 6)]


def test_the_same_course_on_another_page_has_the_same_id() -> None:
    first, second = resolved(PAGE)
    again = resolved(
        "Enrollment options\n\n"
        + PAGE.replace("the Example Society", "Example Society").replace("real tasks", "real\ntasks")
    )

    assert [entry.course_id for entry in again] == [first.course_id, second.course_id]


def test_the_id_follows_date_hosts_and_first_words_and_nothing_else() -> None:
    raw = RawEntry(
        1,
        5,
        "webinar",
        date(2019, 5, 6),
        "day",
        2019,
        60,
        hosted_by="WebJunction",
        description="Thank volunteers well.",
    )
    (entry,) = resolve([raw])

    def same(**changes: object) -> bool:
        (other,) = resolve([replace(raw, **changes)])  # type: ignore[arg-type]
        return other.course_id == entry.course_id

    assert len(entry.course_id) == 16
    assert same(minutes=90, presenters=("Ann Example",), description="Thank Volunteers, well!", first_line=9)
    assert same(hosted_by="", developed_by="WebJunction")
    assert not same(dated_on=date(2019, 5, 7))
    assert not same(hosted_by="Infopeople")
    assert not same(description="Thank nobody.")


def test_titles_and_listed_topics_of_a_course_list_come_first() -> None:
    raw = RawEntry(2, 2, title="Volunteers", description="Weeding.", listed_topics=("Policy", "Teens"))
    (entry,) = resolve([raw])

    assert (entry.label, entry.label_from) == ("Volunteers", "page")
    assert entry.topics == (TopicMatch("Policy", 1), TopicMatch("Teens", 2))


def test_one_course_listed_twice_keeps_one_label_and_two_alike_get_two() -> None:
    first, second = resolve(
        [RawEntry(1, 1, title="Weeding", year=2019), RawEntry(2, 2, title="Weeding", year=2020)]
    )
    again = resolve([RawEntry(1, 1, title="Weeding", year=2019), RawEntry(2, 2, title="Weeding", year=2019)])

    assert [first.label, second.label] == ["Weeding", "Weeding (2020)"]
    assert {entry.label for entry in again} == {"Weeding"}


def test_topics_are_known_in_any_case() -> None:
    assert known_topics(
        ["customer SERVICE", "Readers’ advisory & collections", "Cats", "Customer service"]
    ) == (
        ("Customer service", "Readers' advisory and collections"),
        ("Cats",),
    )


def test_problems_come_in_the_order_of_their_lines() -> None:
    page = (
        "Format: Webinar, original date May 32, 2019\nHosted by: The Quiet Room Society\nLength: soon\n"
        "Recruit volunteers.\nPresented by: Ann Example\n"
    )
    (entry,) = resolve(parse(page).entries)
    assert [problem.source_row for problem in entry.problems] == [1, 2, 3]
