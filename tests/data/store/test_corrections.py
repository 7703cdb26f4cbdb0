"""Corrections and mapped names: applied, undone, refused, and never overwritten by an import."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from data.store import Store
from tests.data.store.made_up import bare, derived, entry, reading


@pytest.fixture
def catalog(store: Store) -> Store:
    """Two courses by two hosts, one of them unknown."""
    found = reading(entry("a", hosts=("Us", "WebJunction")), entry("b", 2, hosts=("Them",)))
    store.add_catalog(found, file_name="page.txt", content=b"page", by="Ann")
    return store


def label(store: Store, course_id: str = "a") -> tuple[str, str]:
    courses = store.frame("courses").set_index("course_id")
    return courses.loc[course_id, "label"], courses.loc[course_id, "label_from"]


def hosts(store: Store) -> list[tuple[str, str, int, bool]]:
    rows = store.frame("course_organizations").sort_values(["course_id", "position"])
    return list(
        rows[["course_id", "organization", "position", "is_known"]].itertuples(index=False, name=None)
    )


def test_a_label_is_corrected_and_the_correction_undone(catalog: Store) -> None:
    before = derived(catalog)
    correction = catalog.correct("a", "label", "  Calm   desks ", by="Bo")

    assert label(catalog) == ("Calm desks", "editor")
    assert "calm desks" in catalog.frame("courses")["search_text"][0]
    kept = catalog.corrections("a").drop(columns=["made_at", "undone_at"]).to_dict("records")
    assert kept == [
        {
            "correction_id": correction,
            "course_id": "a",
            "field": "label",
            "value": "Calm desks",
            "made_by": "Bo",
        }
    ]
    assert catalog.undo_correction(correction, by="Bo") is True
    assert derived(catalog) == before
    assert catalog.corrections().empty
    assert catalog.undo_correction(correction, by="Bo") is False


def test_the_newest_correction_in_force_has_the_last_word(catalog: Store) -> None:
    first = catalog.correct("a", "label", "First", by="Bo")
    second = catalog.correct("a", "label", "Second", by="Bo")
    assert label(catalog) == ("Second", "editor")
    catalog.undo_correction(second, by="Bo")
    assert label(catalog) == ("First", "editor")
    catalog.undo_correction(first, by="Bo")
    assert label(catalog) == ("Course a", "derived")


@pytest.mark.parametrize(
    "topics", [["Teens", "Health"], json.dumps(["Teens", "Health"]), ("Teens", "Health")]
)
def test_topics_are_corrected_main_one_first(catalog: Store, topics: object) -> None:
    catalog.correct("a", "topics", topics, by="Bo")
    rows = catalog.frame("course_topics").query("course_id == 'a'").sort_values("rank")
    assert rows[["topic", "area", "set_by"]].to_dict("split")["data"] == [
        ["Teens", "Programs and learning", "editor"],
        ["Health", "Community", "editor"],
    ]
    course = catalog.frame("courses").set_index("course_id").loc["a"]
    assert (course["main_topic"], course["topic_count"]) == ("Teens", 2)


def test_an_editor_may_say_that_no_topic_fits(catalog: Store) -> None:
    catalog.correct("a", "topics", [], by="Bo")
    course = catalog.frame("courses").set_index("course_id").loc["a"]
    assert pd.isna(course["main_topic"])
    assert course["topic_count"] == 0


def test_a_later_import_does_not_undo_a_correction(catalog: Store) -> None:
    catalog.correct("a", "label", "Calm desks", by="Bo")
    catalog.correct("a", "topics", ["Teens"], by="Bo")
    listed = reading(entry("a", label="A title", label_from="page"))
    catalog.add_catalog(listed, file_name="list.csv", content=b"list", by="Ann")

    assert label(catalog) == ("Calm desks", "editor")
    assert catalog.frame("course_topics").query("course_id == 'a'")["topic"].tolist() == ["Teens"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("label", "   ", "Write a label"),
        ("label", "x" * 81, "has 81 characters. Write at most 80"),
        ("label", ["Calm"], "Write a label"),
        ("topics", ["Knitting"], '"Knitting" is not on the list of topics'),
        ("topics", ["Teens", "Teens"], "at most 3 different topics"),
        ("topics", ["Teens", "Health", "Policy", "Marketing"], "at most 3 different topics"),
        ("topics", "Teens", "as a list of labels"),
        ("topics", '{"Teens": 1}', "as a list of labels"),
        ("topics", "[1]", "as a list of labels"),
        ("minutes", "60", "Only the label and the topics"),
    ],
)
def test_a_value_that_is_none_is_refused_with_a_sentence(
    catalog: Store, field: str, value: object, sentence: str
) -> None:
    before = (derived(catalog), catalog.data_version)
    with pytest.raises(ValueError, match=sentence):
        catalog.correct("a", field, value, by="Bo")
    assert (derived(catalog), catalog.data_version) == before
    assert catalog.corrections().empty


def test_what_is_not_there_cannot_be_corrected_or_undone(catalog: Store) -> None:
    with pytest.raises(ValueError, match="no such course"):
        catalog.correct("z", "label", "Calm desks", by="Bo")
    with pytest.raises(ValueError, match="no such correction"):
        catalog.undo_correction("z", by="Bo")
    with pytest.raises(ValueError, match="no such mapped name"):
        catalog.undo_alias("z", by="Bo")


def test_a_mapped_name_is_renamed_everywhere_and_back(catalog: Store) -> None:
    before = derived(catalog)
    alias = catalog.add_alias("Them", "Infopeople", by="Bo")

    assert hosts(catalog) == [
        ("a", "Us", 1, False),
        ("a", "WebJunction", 2, True),
        ("b", "Infopeople", 1, True),
    ]
    kept = catalog.aliases().drop(columns=["made_at", "undone_at"]).to_dict("records")
    assert kept == [{"alias_id": alias, "spelling": "Them", "organization": "Infopeople", "made_by": "Bo"}]
    assert catalog.undo_alias(alias, by="Bo") is True
    assert derived(catalog) == before
    assert catalog.aliases().empty
    assert catalog.undo_alias(alias, by="Bo") is False


def test_a_mapped_name_holds_for_later_imports(catalog: Store) -> None:
    catalog.add_alias("Them", "Infopeople", by="Bo")
    catalog.add_catalog(reading(bare("c", hosts=("Them",))), file_name="2.txt", content=b"2", by="Ann")
    assert hosts(catalog)[-1] == ("c", "Infopeople", 1, True)


def test_a_name_mapped_to_a_host_of_the_same_course_counts_once(catalog: Store) -> None:
    catalog.add_alias("Us", "WebJunction", by="Bo")
    assert hosts(catalog) == [("a", "WebJunction", 1, True), ("b", "Them", 1, False)]
    assert catalog.frame("courses")["host_count"].tolist() == [1, 1]


def test_a_name_that_stands_for_itself_is_known_from_then_on(catalog: Store) -> None:
    catalog.add_alias("Them", "Them", by="Bo")
    assert hosts(catalog)[-1] == ("b", "Them", 1, True)


def test_a_new_name_is_known_wherever_it_stands(catalog: Store) -> None:
    catalog.add_alias("Us", "Them", by="Bo")
    assert hosts(catalog) == [("a", "Them", 1, True), ("a", "WebJunction", 2, True), ("b", "Them", 1, True)]


def test_quotes_and_backslashes_in_a_name_are_no_obstacle(catalog: Store) -> None:
    odd = 'The "Reads" \\ Team’s\nÜber'
    catalog.add_catalog(reading(bare("c", hosts=(odd,))), file_name="2.txt", content=b"2", by="Ann")
    catalog.add_alias(odd, "Infopeople", by="Bo")
    assert hosts(catalog)[-1] == ("c", "Infopeople", 1, True)
    assert catalog.verify().ok


@pytest.mark.parametrize(("spelling", "organization"), [(" ", "Us"), ("Us", ""), ("x" * 201, "Us")])
def test_a_name_that_is_none_is_refused(catalog: Store, spelling: str, organization: str) -> None:
    with pytest.raises(ValueError, match="Write"):
        catalog.add_alias(spelling, organization, by="Bo")
    assert catalog.aliases().empty
