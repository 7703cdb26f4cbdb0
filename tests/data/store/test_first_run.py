"""The built-in catalog: there on the first run, gone for good when somebody takes it back."""

from __future__ import annotations

from pathlib import Path

from data.catalog import built_in
from data.store import Store, ensure_built_in
from tests.data.store.made_up import page


def test_the_first_run_adds_the_built_in_catalog(store: Store) -> None:
    added = ensure_built_in(store)

    assert added is not None
    assert (added.entries, added.new_courses, added.already) == (16, 16, False)
    line = store.uploads()[["file_name", "added_by", "kind"]].to_dict("records")
    assert line == [{"file_name": built_in.NAME, "added_by": "Front Desk", "kind": "catalog"}]
    assert len(store.frame("courses")) == 16
    assert store.verify().findings == ()


def test_later_runs_add_nothing(database: Path) -> None:
    with Store.open(database) as store:
        ensure_built_in(store)
        version = store.data_version
    with Store.open(database) as store:
        assert ensure_built_in(store) is None
        assert store.data_version == version


def test_a_built_in_catalog_that_was_taken_back_stays_away(store: Store) -> None:
    added = ensure_built_in(store)
    assert added is not None
    store.undo(added.upload_id, by="Ann")
    assert ensure_built_in(store) is None
    assert store.frame("courses").empty


def test_a_store_begun_with_a_file_of_ones_own_gets_no_built_in_catalog(store: Store) -> None:
    found, content = page("a")
    store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    assert ensure_built_in(store) is None
    assert store.frame("courses")["course_id"].tolist() == ["a"]


def test_a_library_that_begins_with_its_training_gets_the_catalog_too(store: Store) -> None:
    from data.uploads.records import Checked
    from data.uploads.take import take

    content = b"Employee ID,Course,Status,Completed\ne1,Desk basics,Completed,2026-03-04\n"
    (checked,) = take(content, "training.csv")
    assert isinstance(checked, Checked)
    store.add_uploads([checked], [content], answers={}, by="Ann")
    assert ensure_built_in(store) is not None
