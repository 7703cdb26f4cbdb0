"""The library's settings: kept, refused with a sentence, and followed by all that depends on them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from tests.data.store.checked_files import add, completions, everything, staff_list, survey


def test_the_defaults_hold_until_somebody_decides(store: Store) -> None:
    assert asdict(store.preferences) == {
        "fiscal_start": 7,
        "staff_minimum": 5,
        "patron_minimum": 10,
        "names_on": False,
        "retention_days": 365,
        "date_order": "month",
        "headcounts": {},
    }


def test_a_setting_is_kept_told_and_renews_the_data(store: Store) -> None:
    version = store.data_version
    assert store.change_setting("patron_minimum", 12, "Ann")
    assert store.preferences.patron_minimum == 12
    assert store.data_version != version
    audit = store.frame("audit")[["actor", "action", "subject"]].to_dict("records")
    assert audit == [{"actor": "Ann", "action": "setting", "subject": "patron_minimum"}]
    assert not store.change_setting("patron_minimum", 12, "Bo")
    assert store.verify().findings == ()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("fiscal_start", 13, "The fiscal year starts in a month from 1 to 12."),
        ("fiscal_start", True, "The fiscal year starts in a month from 1 to 12."),
        ("staff_minimum", 4, "The smallest group of staff shown is 5 or more."),
        ("patron_minimum", 1, "The smallest group of patrons shown is 5 or more."),
        ("names_on", "yes", "Names of staff are either kept or not: say true or false."),
        ("retention_days", -1, "Originals are kept for a whole number of days; 0 keeps none."),
        ("date_order", "year", 'Dates have the month first or the day first: write "month" or "day".'),
        ("headcounts", {"East": 0}, 'Write a whole number of people from 1 for the branch "East".'),
        ("headcounts", [3], "Give the number of people for each branch."),
        ("schema_version", 9, "There is no such setting."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    store: Store, name: str, value: Any, sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the whole sentence is compared)
        store.change_setting(name, value, "Ann")
    assert str(refused.value) == sentence
    assert store.frame("audit").empty


def test_another_fiscal_year_counts_everything_anew(store: Store) -> None:
    add(store, completions({}), "1")
    add(store, survey({}, unanswered=[{}], comments=[{"text": "Nice"}]), "2")
    names = ("completions", "learner_courses", "training_by_month", "answers", "not_answered")
    names += ("comments", "answers_by_month")

    def years() -> set[int]:
        return {year for name in names for year in store.frame(name)["fiscal_year"]}

    assert years() == {2025, 2026}
    store.change_setting("fiscal_start", 1, "Ann")
    assert years() == {2025}
    store.change_setting("fiscal_start", 6, "Ann")
    assert years() == {2026}
    assert store.verify().findings == ()


def test_names_are_kept_only_while_they_are_on(store: Store) -> None:
    store.change_setting("names_on", True, "Ann")
    add(store, staff_list({}, {"person": "bo", "name": None}))
    assert set(store.frame("staff")["name"]) == {"Ann Example", "bo"}
    store.change_setting("names_on", False, "Ann")
    assert store.frame("staff")["name"].isna().all()
    assert store.frame("people_written")["name"].isna().all()
    assert store.verify().findings == ()


def test_headcounts_are_places_without_people(store: Store) -> None:
    add(store, completions({"branch": "East"}))
    store.change_setting("headcounts", {"EAST": 4, "Bookmobile": 2}, "Ann")
    found = store.frame("people_by_branch").set_index("branch")["headcount"].to_dict()
    assert found == {"East": 4, "Bookmobile": 2}
    store.change_setting("headcounts", {"EAST": 5}, "Ann")
    places = store.frame("people_by_branch")
    assert places[["branch", "headcount"]].to_dict("records") == [{"branch": "East", "headcount": 5}]
    assert places["upload_id"].isna().all()
    assert store.verify().findings == ()


def test_practice_data_goes_with_one_call(store: Store) -> None:
    add(store, completions({}), "real")
    before = everything(store)
    add(store, completions({}, {"person": "bo", "course": "Other"}), "1", is_practice=True)
    add(store, survey({}), "2", is_practice=True)
    assert store.uploads()["is_practice"].tolist() == [False, True, True]
    assert len(store.remove_practice("Ann")) == 2
    assert everything(store) == before
    assert store.remove_practice("Ann") == []
    assert store.verify().findings == ()


def test_a_setting_lost_from_the_database_is_named(store: Store, database: Path) -> None:
    store.close()
    copy = database.read_bytes()
    with Store.open(database) as opened:
        opened.change_setting("date_order", "day", "Ann")
    database.write_bytes(copy)
    with Store.open(database) as opened:
        (lost,) = opened.missing_changes()
        assert lost.sentence.startswith("A change of the settings is gone: Ann, 20")
    Store.open(database)  # for the fixture to close
