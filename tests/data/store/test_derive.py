"""What counts as a host, and what an editor's word does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.catalog.records import Entry, TopicMatch
from data.store.derive import Grounds, Placed, rows
from data.store.names import Names
from tests.data.store.made_up import bare, entry

AREAS = {"Policy": "Running the library", "Teens": "Programs and learning"}


def derived(name: str, found: Entry, aliases: dict[str, str] | None = None, **corrections: str) -> list[Any]:
    names = Names(frozenset({"WebJunction", "Infopeople"}), aliases or {})
    return rows([Placed("u1", found)], Grounds(names, AREAS, {found.course_id: corrections}))[name]


def test_hosts_count_and_developers_do_not_where_there_is_a_host() -> None:
    found = derived("course_organizations", entry("c1", hosts=("WebJunction",), developers=("Infopeople",)))
    assert found == [
        ("c1", "WebJunction", "host", 1, True, True),
        ("c1", "Infopeople", "developer", 1, True, False),
    ]


def test_developers_count_where_there_is_no_host_and_funders_never_do() -> None:
    found = derived("course_organizations", bare("c1", developers=("Infopeople", "Us"), funders=("A Fund",)))
    assert found == [
        ("c1", "Infopeople", "developer", 1, True, True),
        ("c1", "Us", "developer", 2, False, True),
        ("c1", "A Fund", "funder", 1, False, False),
    ]


def test_two_spellings_of_one_organization_are_one_host() -> None:
    course = entry("c1", hosts=("WJ", "WebJunction", "Us"))
    found = derived("course_organizations", course, {"WJ": "WebJunction"})
    assert found == [
        ("c1", "WebJunction", "host", 1, True, True),
        ("c1", "Us", "host", 2, False, True),
    ]
    assert derived("courses", course, {"WJ": "WebJunction"})[0][12] == 2


def test_a_person_named_twice_in_a_role_is_one_row() -> None:
    found = derived("course_people", entry("c1", presenters=("Ann", "Ann"), moderators=("Ann",)))
    assert found == [("c1", "Ann", "presenter", 1), ("c1", "Ann", "moderator", 1)]


def test_topics_stand_by_rank_and_once() -> None:
    topics = (
        TopicMatch("Teens", 2, ("teens",)),
        TopicMatch("Policy", 1, ("policies",)),
        TopicMatch("Teens", 3),
    )
    assert derived("course_topics", entry("c1", topics=topics)) == [
        ("c1", "Policy", "Running the library", 1, '["policies"]', "vocabulary"),
        ("c1", "Teens", "Programs and learning", 2, '["teens"]', "vocabulary"),
    ]


def test_topics_without_phrases_come_from_the_page() -> None:
    found = derived("course_topics", entry("c1", topics=(TopicMatch("Teens", 1),)))
    assert found == [("c1", "Teens", "Programs and learning", 1, "[]", "page")]


def test_an_editors_topics_replace_the_others_and_keep_phrases_that_matched() -> None:
    found = derived("course_topics", entry("c1"), topics=json.dumps(["Teens", "Policy"]))
    assert found == [
        ("c1", "Teens", "Programs and learning", 1, "[]", "editor"),
        ("c1", "Policy", "Running the library", 2, '["policies"]', "editor"),
    ]


def test_an_editors_label_is_marked_as_such() -> None:
    assert derived("courses", entry("c1"), label="Calm desks")[0][1:3] == ("Calm desks", "editor")


@pytest.mark.parametrize(
    ("aliases", "meaning"),
    [
        ({}, "a"),
        ({"a": "b"}, "b"),
        ({"a": "b", "b": "c"}, "c"),
        ({"a": "a"}, "a"),
        ({"a": "b", "b": "a"}, "b"),
        ({"a": "b", "b": "c", "c": "b"}, "c"),
    ],
)
def test_a_chain_of_names_is_followed_to_its_end(aliases: dict[str, str], meaning: str) -> None:
    assert Names(frozenset(), aliases).organization("a") == meaning


def test_changed_names_are_those_that_mean_something_else_or_become_known() -> None:
    before = Names(frozenset({"Known"}), {"a": "b", "x": "Known"})
    after = Names(frozenset({"Known"}), {"a": "b", "b": "c", "x": "Known"})
    assert before.changed(after) == {"a", "b", "c"}
    assert after.changed(before) == {"a", "b", "c"}
    assert before.changed(before) == set()
