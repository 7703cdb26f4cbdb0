"""Checked files in the tables: every record, once, with what it means."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from data.store import Store, staff_key
from data.uploads.records import Checked, ColumnUse
from tests.data.store.checked_files import add, completions, staff_list, survey, with_problems
from tests.data.store.made_up import entry, reading


def rows(store: Store, name: str, *without: str) -> list[dict[str, Any]]:
    frame = store.frame(name).drop(columns=list(without))
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_an_attempt_is_kept_with_its_periods_and_no_name(store: Store) -> None:
    added = add(store, completions({"name": "Ann Example", "hours": 1.5, "score": 80.0}))

    (row,) = rows(store, "completions")
    key = row.pop("staff_key")
    assert len(key) == 12
    assert row == {
        "upload_id": added.upload_id,
        "source_row": 2,
        "branch": "Main Library",
        "branch_as_written": "Main Library",
        "course_as_written": "Calm Desks",
        "course_id": None,
        "level": "course",
        "status": "completed",
        "enrolled_on": datetime(2025, 6, 20),
        "completed_on": datetime(2025, 7, 2),
        "days_to_complete": 12,
        "month": datetime(2025, 6, 1),
        "fiscal_year": 2025,
        "completed_month": datetime(2025, 7, 1),
        "hours": 1.5,
        "score": 80.0,
        "has_outcome": True,
        "is_prior_learning": False,
    }
    assert rows(store, "staff") == [{"staff_key": key, "branch": "Main Library", "role": None, "name": None}]


def test_ratings_comments_and_unanswered_cells_are_kept_with_their_periods(store: Store) -> None:
    add(store, survey({}, unanswered=[{}, {"item": "Parking"}], comments=[{"text": "Nice <b>"}]))

    both = {"month": datetime(2025, 7, 1), "fiscal_year": 2026, "branch": "Main Library"}
    day = datetime(2025, 7, 3)
    assert rows(store, "answers", "upload_id", "source_row") == [
        {
            "response_id": "r1", "responded_on": day, **both, "branch_as_written": "Main Library",
            "channel": "paper", "item": "Overall", "item_kind": "satisfaction", "value": 4.0,
            "scale_min": 1.0, "scale_max": 5.0, "minimum": None, "desired": None, "raw": "4",
        }
    ]  # fmt: skip
    assert rows(store, "comments")[0]["text"] == "Nice <b>"
    found = rows(store, "answers_by_month")
    plain = {**both, "channel": "paper", "item": "Overall", "item_kind": "satisfaction"}
    scale = {"scale_min": 1.0, "scale_max": 5.0}
    nothing = {"item_kind": None, "scale_min": None, "scale_max": None}
    assert found == [
        {**plain, **scale, "value": 4.0, "answers": 1},
        {**plain, **scale, "value": None, "answers": 1},
        {**plain, "item": "Parking", **nothing, "value": None, "answers": 1},
    ]


def test_a_staff_list_gives_places_and_knows_best_where_people_are(store: Store) -> None:
    add(store, completions({"branch": "East"}), "c.csv")
    add(
        store,
        staff_list(
            {"branch": "West", "from_on": date(2020, 1, 1), "to_on": date(2021, 1, 1)},
            {"branch": "Main Library", "from_on": date(2022, 1, 1)},
        ),
        "s.csv",
    )
    places = rows(store, "people_by_branch", "upload_id", "staff_key")
    plain = {"role": "clerk", "headcount": 1}
    assert places == [
        {
            "source_row": 2, "branch": "West", "from_on": datetime(2020, 1, 1),
            "to_on": datetime(2021, 1, 1), "branch_as_written": "West", **plain,
        },
        {
            "source_row": 3, "branch": "Main Library", "from_on": datetime(2022, 1, 1),
            "to_on": None, "branch_as_written": "Main Library", **plain,
        },
    ]  # fmt: skip
    assert rows(store, "staff", "staff_key") == [{"branch": "Main Library", "role": "clerk", "name": None}]


def test_the_rows_that_are_no_records_are_kept_with_what_is_the_matter(store: Store) -> None:
    file = with_problems(completions({}))
    file.columns = [ColumnUse("Person", "Staff", "kept as a keyed hash, not as an id")]
    added = add(store, file)

    assert (added.rows_accepted, added.rows_rejected, added.rows_ignored) == (1, 1, 1)
    assert (added.rows_flagged, added.problem_count, added.records) == (1, 3, 1)
    plain = {"column": "Done", "value": "", "message": "No date."}
    assert rows(store, "row_problems", "upload_id") == [
        {"source_row": 2, "outcome": "flagged", "code": "other", **plain},
        {"source_row": 2, "outcome": "flagged", "code": "undated_completion", **plain},
        {
            "source_row": 7, "outcome": "rejected", "code": "duplicate_row", "column": "Staff", "value": "",
            "message": 'Row 7, column "Staff": "(not kept)" stands there twice.',
        },
        {
            "source_row": 8, "outcome": "ignored", "code": "blank_row",
            "column": "", "value": "", "message": "",
        },
    ]  # fmt: skip


def test_the_same_content_twice_adds_nothing_and_names_the_first(store: Store) -> None:
    first = add(store, completions({}))
    version = store.data_version
    again = store.add_uploads(
        [completions({}, {"person": "bo"})], [b"a.csv"], answers={}, by="Bo"
    )[0]  # fmt: skip
    assert (again.upload_id, again.already, again.records) == (first.upload_id, True, 1)
    assert store.data_version == version
    assert len(store.frame("completions")) == 1


def test_several_files_are_stored_together_or_not_at_all(store: Store) -> None:
    refused = Checked("reject", "", "This is not a table.")
    with pytest.raises(ValueError, match=r"This is not a table\."):
        store.add_uploads([completions({}), refused], [b"1", b"2"], answers={}, by="Ann")
    assert store.uploads().empty
    added = store.add_uploads([completions({}), survey({})], [b"1", b"2"], answers=[{"x": "1"}, {}], by="Ann")
    assert [each.kind for each in added] == ["completions", "satisfaction"]
    assert store.uploads()["answers"].tolist() == ['{"x": "1"}', "{}"]
    assert store.verify().findings == ()


def test_text_from_files_is_stored_as_written_but_for_nul(store: Store) -> None:
    hostile = "'; DROP TABLE staff; -- \0 <script>"
    add(store, completions({"course": hostile, "branch": ""}))
    (row,) = rows(store, "completions")
    assert row["course_as_written"] == hostile.replace("\0", "\ufffd")
    assert row["branch"] is None
    assert rows(store, "learner_courses")[0]["course_label"] == row["course_as_written"]


def test_a_branch_spelled_in_two_ways_is_one(store: Store) -> None:
    add(store, completions({}), "1.csv")
    add(store, completions({"branch": "main  library", "person": "bo"}), "2.csv")
    assert store.frame("completions")["branch"].unique().tolist() == ["Main Library"]
    branches = store.frame("matches").query("kind == 'branch'").sort_values("as_written")
    assert branches[["as_written", "target", "state"]].to_dict("records") == [
        {"as_written": name, "target": "Main Library", "state": "automatic"}
        for name in ("Main Library", "main  library")
    ]


def test_a_course_of_the_catalog_is_recognized_whichever_came_first(store: Store) -> None:
    add(store, completions({"hours": None}))
    assert store.frame("learner_courses")["course_key"].tolist() == ["name:calm desks"]
    catalog = store.add_catalog(
        reading(entry("a", label="Calm desks", minutes=90)), file_name="p", content=b"p", by="Ann"
    )
    (row,) = rows(store, "learner_courses")
    assert (row["course_key"], row["course_label"]) == ("a", "Calm desks")
    assert (row["hours"], row["hours_from"]) == (1.5, "catalog")
    assert store.verify().findings == ()
    store.undo(catalog.upload_id, by="Ann")
    assert store.frame("learner_courses")["course_key"].tolist() == ["name:calm desks"]


def test_staff_keys_are_the_same_in_every_file_and_only_here(store: Store, database: Any) -> None:
    add(store, completions({"person": "Ann@Lib.example "}), "1.csv")
    add(store, completions({"person": "ann@lib.example", "course": "Other"}), "2.csv")
    (key,) = store.frame("completions")["staff_key"].unique()
    assert key != hashlib.sha256(b"ann@lib.example").hexdigest()[:12]
    file = staff_key.path_beside(database)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().strip().encode() not in database.read_bytes()


def test_a_number_of_staff_cannot_be_found_by_trying_all(store: Store) -> None:
    add(store, completions({"person": "4711"}))
    (key,) = store.frame("completions")["staff_key"]
    tried = pd.Series(range(10_000)).astype(str)
    plain = tried.map(lambda number: hashlib.sha256(number.encode()).hexdigest())
    assert not plain.str.startswith(key).any()
    assert key not in staff_key.StaffKey(b"\0" * 32).of(tried)
