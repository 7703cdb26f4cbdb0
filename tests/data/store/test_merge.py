"""One course from several entries: the earliest is the base, later ones fill what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.catalog.records import TopicMatch
from data.store.merge import merged
from tests.data.store.made_up import bare, entry


def test_a_single_entry_is_the_course() -> None:
    only = entry("c1")
    assert merged([only]) == only


def test_a_later_entry_fills_every_fact_the_base_lacks() -> None:
    base = bare("c1", source_text="the base")
    rich = entry(
        "c1",
        7,
        label="Calm desks",
        label_from="page",
        developers=("Infopeople",),
        funders=("A Kind Fund",),
        designers=("Studio Nine",),
        moderators=("Cy Model",),
        experts=("Di Case",),
        lead_developers=("Ed Draft",),
    )
    expected = replace(
        rich,
        entry_number=base.entry_number,
        first_line=base.first_line,
        last_line=base.last_line,
        source_text="the base",
    )
    assert merged([base, rich]) == expected


def test_facts_the_base_has_are_not_overwritten() -> None:
    base = entry("c1", label="First name", label_from="page")
    other = entry(
        "c1",
        2,
        label="Second name",
        label_from="page",
        format="self-paced",
        dated_on=date(2011, 1, 2),
        year=2011,
        minutes=90,
        hosts=("Infopeople",),
        presenters=("Bo Sample",),
        objectives=("Something else.",),
        topics=(TopicMatch("Teens", 1, ("teens",)),),
        summary="Other.",
        description="Other words.",
    )
    assert merged([base, other]) == base


def test_the_first_of_several_later_entries_that_knows_a_fact_gives_it() -> None:
    found = merged([bare("c1"), bare("c1", 2, minutes=30), bare("c1", 3, minutes=90, format="webinar")])
    assert (found.minutes, found.format) == (30, "webinar")


def test_date_and_year_come_from_the_same_entry() -> None:
    month = bare("c1", 2, date_precision="month", year=2018)
    day = bare("c1", 3, date_precision="day", year=2019, dated_on=date(2019, 5, 6))
    found = merged([bare("c1"), month, day])
    assert (found.date_precision, found.year, found.dated_on) == ("month", 2018, None)


def test_a_title_on_a_later_list_replaces_a_derived_label() -> None:
    found = merged([entry("c1", label="derived words"), entry("c1", 2, label="The title", label_from="page")])
    assert (found.label, found.label_from) == ("The title", "page")


def test_topics_named_by_a_list_replace_topics_found_in_a_text() -> None:
    listed = (TopicMatch("Teens", 1), TopicMatch("Health", 2))
    assert merged([entry("c1"), entry("c1", 2, topics=listed)]).topics == listed
