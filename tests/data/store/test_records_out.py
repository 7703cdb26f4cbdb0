"""Undo of any upload leaves exactly the store without it, and all that is derived follows every change."""

from __future__ import annotations

import tempfile
import threading
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import Phase, given
from hypothesis import strategies as st

from data.store import Store, Undone
from data.uploads.records import Checked
from tests.data.store.checked_files import (
    NOTHING_ADDED,
    add,
    completions,
    everything,
    staff_list,
    survey,
    with_problems,
)
from tests.data.store.made_up import entry, reading
from tests.effort import few


def test_undo_takes_every_row_out_and_keeps_the_line(store: Store) -> None:
    uploads = [
        add(store, with_problems(completions({}, {"person": "bo"})), "1"),
        add(store, survey({}, unanswered=[{}], comments=[{"text": "Nice"}]), "2"),
        add(store, staff_list({}), "3"),
    ]
    undone = [store.undo(upload.upload_id, by="Bo") for upload in uploads]

    assert undone == [
        Undone(upload.upload_id, 0, already=False, removed_records=records)
        for upload, records in zip(uploads, (2, 1, 1), strict=True)
    ]
    assert everything(store) == NOTHING_ADDED
    assert store.uploads()["undone_by"].tolist() == ["Bo"] * 3
    assert store.verify().findings == ()


def test_a_learner_course_of_two_uploads_falls_back_to_the_other(store: Store) -> None:
    add(store, completions({"status": "in_progress", "completed_on": None}), "1")
    before = everything(store)
    second = add(store, completions({"branch": "East"}), "2")
    (row,) = store.frame("learner_courses").to_dict("records")
    assert (row["outcome"], row["attempts"], row["branch"]) == ("completed", 2, "East")
    store.undo(second.upload_id, by="Ann")
    assert everything(store) == before


def test_a_branch_takes_its_name_from_the_uploads_that_are_left(store: Store) -> None:
    first = add(store, completions({"branch": "main library"}), "1")
    add(store, completions({"branch": "MAIN LIBRARY", "person": "bo"}), "2")
    add(store, survey({"branch": "Main Library"}), "3")
    assert set(store.frame("answers")["branch"]) == {"main library"}
    store.undo(first.upload_id, by="Ann")
    assert set(store.frame("completions")["branch"]) == {"MAIN LIBRARY"}
    assert set(store.frame("answers")["branch"]) == {"MAIN LIBRARY"}
    assert store.verify().findings == ()


def test_two_who_undo_at_once_undo_once(store: Store) -> None:
    upload = add(store, completions({}))
    gate, found = threading.Barrier(2), []

    def undo() -> None:
        gate.wait()
        found.append(store.undo(upload.upload_id, by="Ann").already)

    threads = [threading.Thread(target=undo) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False, True]
    assert everything(store) == NOTHING_ADDED


DAYS = st.none() | st.sampled_from([date(2025, 6, 30), date(2025, 7, 1), date(2026, 2, 3)])
BRANCHES = st.sampled_from([None, "East", "east", "West"])


@st.composite
def files(draw: st.DrawFn) -> Checked:
    """A file of any kind with a few rows that overlap with those of the others."""
    attempt = st.fixed_dictionaries(
        {
            "person": st.sampled_from(["ann", "bo"]),
            "branch": BRANCHES,
            "course": st.sampled_from(["Calm", "calm", "Busy"]),
            "level": st.sampled_from(["course", "course", "activity"]),
            "status": st.sampled_from(["completed", "failed", "in_progress", "not_started"]),
            "enrolled_on": DAYS,
            "completed_on": DAYS,
            "hours": st.sampled_from([None, 0.1, 1 / 3]),
            "has_outcome": st.booleans(),
            "is_prior_learning": st.booleans(),
        }
    )
    rating = st.fixed_dictionaries(
        {
            "responded_on": DAYS.filter(bool),
            "branch": BRANCHES,
            "item": st.sampled_from(["Overall", "Staff"]),
            "value": st.sampled_from([1.0, 5.0]),
        }
    )
    place = st.fixed_dictionaries(
        {
            "person": st.sampled_from(["ann", "cy"]),
            "branch": BRANCHES,
            "from_on": DAYS,
            "role": st.just("clerk"),
        }
    )
    kind = draw(st.sampled_from(["completions", "survey", "staff"]))
    if kind == "completions":
        return completions(*draw(st.lists(attempt, min_size=1, max_size=4)))
    if kind == "staff":
        return staff_list(*draw(st.lists(place, min_size=1, max_size=2)))
    unanswered = draw(st.lists(rating.map(lambda row: {**row, "value": None}), max_size=2))
    for row in unanswered:
        del row["value"]
    return survey(*draw(st.lists(rating, min_size=1, max_size=3)), unanswered=unanswered)


STEPS = st.lists(
    st.tuples(st.just("add"), files(), st.booleans())
    | st.tuples(st.just("catalog"), st.sampled_from([30, 45]), st.booleans())
    | st.tuples(st.just("course"), st.sampled_from(["Calm", "Busy"]), st.sampled_from(["a", None]))
    | st.tuples(st.just("branch"), st.sampled_from(["East", "west"]), st.sampled_from(["East End", "West"])),
    min_size=1,
    max_size=6,
)


# Each example is seconds of commits to disk, so a failing one is not made smaller.
@few(8, phases=[Phase.generate])
@given(STEPS)
def test_undo_equals_never_uploaded_and_what_is_derived_equals_its_facts(
    steps: list[tuple[str, Any, Any]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "all.duckdb") as store,
        Store.open(Path(folder) / "kept.duckdb") as other,
    ):
        # The same person has the same key in both.
        (Path(folder) / "kept.duckdb.key").write_bytes(b"ab" * 32)
        (Path(folder) / "all.duckdb.key").write_bytes(b"ab" * 32)
        play(store, steps, keep_all=True)
        play(other, steps, keep_all=False)
        assert everything(store) == everything(other)
        assert store.verify().findings == ()
        for upload_id in store.uploads()["upload_id"]:
            store.undo(upload_id, by="Ann")
        left = everything(store)
        assert {**left, "matches": [row for row in left["matches"] if not row["made_by"]]} == NOTHING_ADDED


def play(store: Store, steps: list[tuple[str, Any, Any]], *, keep_all: bool) -> None:
    """Do the steps; with ``keep_all`` add every upload and take back at the end those not to be kept."""
    doomed = []
    for number, (what, first, second) in enumerate(steps):
        if what == "add" and (second or keep_all):
            added = add(store, first, str(number))
            doomed += [] if second else [added.upload_id]
        elif what == "catalog" and (second or keep_all):
            found = reading(entry("a", label="Calm", minutes=first), entry("b", 2, label="Busier"))
            name = str(number)
            upload = store.add_catalog(found, file_name=name, content=name.encode(), by="Ann")
            doomed += [] if second else [upload.upload_id]
    for upload_id in doomed:
        store.undo(upload_id, by="Ann")
    for what, first, second in steps:
        if what == "branch" or (what == "course" and (second is None or not store.frame("courses").empty)):
            store.confirm_match(what, first, second, by="Ann")
