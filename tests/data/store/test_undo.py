"""Undo leaves exactly the store without the upload."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from data.catalog.records import Problem, Reading, TopicMatch
from data.store import Store, Undone
from tests.data.store.made_up import NOTHING, bare, derived, entry, page, reading
from tests.effort import few


def test_undo_takes_the_rows_out_and_keeps_the_line(store: Store) -> None:
    problem = Problem("no_length", "No length given.", 3, "Length")
    found = reading(entry("a", problems=(problem,)), entry("b", 2))
    added = store.add_catalog(found, file_name="page.txt", content=b"page", by="Ann")

    assert store.undo(added.upload_id, by="Bo") == Undone(added.upload_id, removed_courses=2, already=False)

    assert derived(store) == NOTHING
    assert store.frame("catalog_entries").empty
    assert store.problems().empty
    line = store.uploads().to_dict("records")[0]
    assert (line["file_name"], line["undone_by"], line["entries"]) == ("page.txt", "Bo", 2)
    assert line["undone_at"] > line["added_at"]


def test_undo_keeps_courses_that_another_upload_has_too(store: Store) -> None:
    first = store.add_catalog(
        reading(bare("a"), bare("b", 2, minutes=30)), file_name="1.txt", content=b"1", by="Ann"
    )
    store.add_catalog(reading(bare("b", 5, minutes=45)), file_name="2.txt", content=b"2", by="Ann")

    assert store.undo(first.upload_id, by="Ann").removed_courses == 1

    course = store.frame("courses")[["course_id", "minutes", "entry_number"]].to_dict("records")
    assert course == [{"course_id": "b", "minutes": 45, "entry_number": 5}]


def test_undo_twice_changes_nothing(store: Store) -> None:
    found, content = page("a")
    added = store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    store.undo(added.upload_id, by="Ann")
    before = (store.data_version, store.uploads().to_dict("records"))

    again = store.undo(added.upload_id, by="Bo")

    assert again == Undone(added.upload_id, removed_courses=0, already=True)
    assert (store.data_version, store.uploads().to_dict("records")) == before


def test_an_unknown_upload_cannot_be_undone(store: Store) -> None:
    with pytest.raises(ValueError, match=r"There is no upload nowhere\."):
        store.undo("nowhere", by="Ann")


def test_after_an_undo_the_same_file_can_be_added_again(store: Store) -> None:
    found, content = page("a")
    first = store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    before = derived(store)
    store.undo(first.upload_id, by="Ann")

    second = store.add_catalog(found, file_name="page.txt", content=content, by="Ann")

    assert not second.already
    assert second.upload_id != first.upload_id
    assert derived(store) == before
    assert store.uploads()["undone_at"].isna().tolist() == [False, True]


def test_a_correction_outlives_the_upload_and_applies_when_the_course_comes_back(store: Store) -> None:
    found, content = page("a")
    first = store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    store.correct("a", "label", "Calm desks", by="Ann")
    store.undo(first.upload_id, by="Ann")
    store.add_catalog(found, file_name="page.txt", content=content, by="Ann")

    assert store.frame("courses")[["label", "label_from"]].to_dict("records") == [
        {"label": "Calm desks", "label_from": "editor"}
    ]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A page of one to three of four courses, some facts known and some not."""
    facts = st.fixed_dictionaries(
        {},
        optional={
            "minutes": st.sampled_from([30, 60]),
            "hosts": st.sampled_from([("WebJunction",), ("Us", "Them"), ("Them",)]),
            "developers": st.sampled_from([("Us",), ("Them", "Us")]),
            "presenters": st.sampled_from([("Ann",), ("Ann", "Bo")]),
            "objectives": st.just(("Plan.",)),
            "topics": st.sampled_from([(TopicMatch("Policy", 1, ("rules",)),), (TopicMatch("Teens", 1),)]),
            "label_from": st.just("page"),
            "description": st.just("Words."),
        },
    )
    course_ids = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3))
    return reading(
        *(bare(course_id, number, **draw(facts)) for number, course_id in enumerate(course_ids, start=1))
    )


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), readings(), st.booleans()),
        st.tuples(st.just("correct"), st.sampled_from("abcd"), st.sampled_from(["Calm", "Busy"])),
        st.tuples(
            st.just("alias"), st.sampled_from(["Us", "Them"]), st.sampled_from(["Them", "WebJunction"])
        ),
        st.tuples(st.just("uncorrect"), st.integers(0, 3), st.none()),
        st.tuples(st.just("unalias"), st.integers(0, 3), st.none()),
    ),
    max_size=10,
)


# Each example is seconds of commits to disk, so a failing one is not made smaller.
@few(12, phases=[Phase.generate])
@given(STEPS)
def test_undo_equals_never_uploaded(steps: list[tuple[str, Any, Any]]) -> None:
    """Whatever happens in between: uploads taken back at the end leave no trace in what is derived.

    The other store gets the same steps without the uploads that are taken back. A correction of a
    course that is not there is refused, so each is made where the course is, at the end of both.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "all.duckdb") as store,
        Store.open(Path(folder) / "kept.duckdb") as other,
    ):
        play(store, steps, keep_all=True)
        play(other, steps, keep_all=False)
        assert derived(store) == derived(other)
        assert store.verify().findings == ()
        for left in store.uploads()["upload_id"]:
            store.undo(left, by="Ann")
        assert derived(store) == NOTHING


def play(store: Store, steps: list[tuple[str, Any, Any]], *, keep_all: bool) -> None:
    """Do the steps; with ``keep_all`` add every upload and take back at the end those not to be kept."""
    doomed, changes = [], {"correct": [], "alias": []}
    for number, (what, first, second) in enumerate(steps):
        if what == "add" and (second or keep_all):
            name = f"{number}.txt"
            added = store.add_catalog(first, file_name=name, content=name.encode(), by="Ann")
            doomed += [] if second else [added.upload_id]
        elif what == "alias":
            changes["alias"].append(store.add_alias(first, second, by="Ann"))
        elif what == "unalias" and first < len(changes["alias"]):
            store.undo_alias(changes["alias"][first], by="Ann")
    for upload_id in doomed:
        store.undo(upload_id, by="Ann")
    for what, first, second in steps:
        if what == "correct" and first in set(store.frame("courses")["course_id"]):
            changes["correct"].append(store.correct(first, "label", second, by="Ann"))
        elif what == "uncorrect" and first < len(changes["correct"]):
            store.undo_correction(changes["correct"][first], by="Ann")


@few(8, phases=[Phase.generate])
@given(st.lists(readings(), min_size=1, max_size=4))
def test_importing_everything_twice_changes_nothing(pages: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "all.duckdb") as store:

        def import_all() -> tuple[Any, ...]:
            for number, found in enumerate(pages):
                store.add_catalog(found, file_name=f"{number}", content=b"%d" % number, by="Ann")
            uploads = store.uploads()
            return derived(store), uploads.astype(object).where(uploads.notna(), None).to_dict("records")

        assert import_all() == import_all()


def test_the_order_of_uploads_holds_when_the_clock_goes_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_catalog(reading(bare("a", minutes=30)), file_name="1.txt", content=b"1", by="Ann")
    monkeypatch.setattr("data.store.change.datetime", Earlier)
    store.add_catalog(reading(bare("a", minutes=45)), file_name="2.txt", content=b"2", by="Ann")

    assert store.uploads()["file_name"].tolist() == ["1.txt", "2.txt"]
    assert store.frame("courses")["minutes"].tolist() == [30]


class Earlier(pd.Timestamp):
    """A clock that was set back by years."""

    @classmethod
    def now(cls, tz: Any = None) -> pd.Timestamp:
        return pd.Timestamp("2001-01-01", tz=tz)
