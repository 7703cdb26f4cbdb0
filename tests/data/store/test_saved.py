"""Recipes, plans and the like: saved by name, replaced, forgotten, with a line in the audit."""

from __future__ import annotations

import pytest

from data.store import Store


def names(store: Store, kind: str) -> list[tuple[str, object]]:
    return [(each.name, each.value) for each in store.saved(kind)]


def test_what_is_saved_comes_back_and_a_later_one_of_the_same_name_replaces_it(store: Store) -> None:
    store.save("recipe", "Our  board", {"findings": [1]}, by="Ann")
    store.save("recipe", "Our board", {"findings": [2]}, by="Ann")
    store.save("plan", "Our board", {"hours": 6}, by="Bo")
    assert names(store, "recipe") == [("Our board", {"findings": [2]})]
    assert names(store, "plan") == [("Our board", {"hours": 6})]


def test_earlier_ones_stay_where_they_are_to_be_compared(store: Store) -> None:
    store.save("numbers", "board", {"n": 1}, by="Ann", keep_earlier=True)
    store.save("numbers", "board", {"n": 2}, by="Ann", keep_earlier=True)
    assert [value for _, value in names(store, "numbers")] == [{"n": 2}, {"n": 1}]


def test_forgetting_leaves_nothing_to_list_and_each_step_is_in_the_audit(store: Store) -> None:
    saved_id = store.save("recipe", "Our board", {}, by="Ann")
    version = store.data_version
    assert store.forget(saved_id, by="Bo")
    assert not store.forget(saved_id, by="Bo")
    assert store.saved("recipe") == []
    told = store.frame("audit")[["actor", "action", "subject"]].values.tolist()
    assert told == [["Ann", "save recipe", saved_id], ["Bo", "forget recipe", saved_id]]
    assert store.data_version == version
    assert store.verify().findings == ()


@pytest.mark.parametrize("name", ["", " \x00 "[:1], "x" * 121])
def test_a_name_that_cannot_be_kept_is_refused(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="Write a name of 1 to 120 characters"):
        store.save("recipe", name, {}, by="Ann")


def test_an_unknown_id_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="nothing saved under this id"):
        store.forget("none", by="Ann")
