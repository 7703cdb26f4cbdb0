"""A full check of uploads finds records that are missing, astray, or not what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store import Store, StoreUnavailable
from data.store.connection import acquire, release
from tests.data.store.checked_files import add, completions, everything, staff_list, survey, with_problems
from tests.data.store.made_up import entry, reading


@pytest.fixture
def filled(store: Store) -> Store:
    """A catalog, completions with problems, a survey, a staff list and a headcount."""
    store.add_catalog(reading(entry("a", label="Calm Desks Ahead")), file_name="p", content=b"p", by="Ann")
    add(store, with_problems(completions({}, {"course": "Calm Desks Ahead", "person": "bo"})), "1")
    add(store, survey({}, unanswered=[{}], comments=[{"text": "Nice"}]), "2")
    add(store, staff_list({}), "3")
    store.change_setting("headcounts", {"Main Library": 3}, "Ann")
    return store


def test_a_sound_store_has_no_findings(filled: Store) -> None:
    assert filled.verify().findings == ()


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("DELETE FROM completions WHERE source_row = 2", {"half_upload", "not_as_derived"}),
        ("DELETE FROM answers", {"half_upload", "not_as_derived"}),
        ("DELETE FROM people_by_branch WHERE upload_id IS NOT NULL", {"half_upload"}),
        ("DELETE FROM row_problems WHERE outcome = 'ignored'", {"half_upload"}),
        ("DELETE FROM row_problems WHERE outcome = 'flagged'", {"half_upload"}),
        ("INSERT INTO comments SELECT * REPLACE ('x' AS upload_id) FROM comments", {"stray_row"}),
        ("UPDATE completions SET branch = 'East'", {"not_as_matched", "not_as_derived"}),
        ("UPDATE people_by_branch SET branch = 'East'", {"not_as_matched"}),
        ("UPDATE completions SET course_id = NULL", {"not_as_matched", "not_as_derived"}),
        ("UPDATE matches SET target = 'b' WHERE kind = 'course'", {"not_as_matched"}),
        ("UPDATE comments SET fiscal_year = 1999", {"not_as_derived"}),
        ("UPDATE learner_courses SET hours = 7", {"not_as_derived"}),
        ("UPDATE learner_courses SET branch = 'East'", {"not_as_derived"}),
        ("UPDATE training_by_month SET learner_courses = 9", {"not_as_derived"}),
        ("UPDATE answers_by_month SET answers = 9 WHERE value IS NULL", {"not_as_derived"}),
        ("UPDATE staff SET role = 'director'", {"not_as_derived"}),
        ("INSERT INTO staff SELECT * FROM staff LIMIT 1", {"double_row", "not_as_derived"}),
        ("UPDATE courses SET minutes = 61", {"not_as_derived"}),
    ],
)
def test_what_does_not_agree_is_found(filled: Store, database: Path, statement: str, codes: set[str]) -> None:
    connection, _ = acquire(database, read_only=False)
    with connection.transaction() as cursor:
        cursor.execute(statement)
    release(connection)
    assert {finding.code for finding in filled.verify().findings} == codes


def test_a_full_disk_stores_nothing_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, completions({}), "1")
    before = everything(store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.store.originals.os.fsync", full)
    with pytest.raises(StoreUnavailable) as refused:
        add(store, completions({"person": "bo"}), "2")
    assert refused.value.reason_code == "disk_full"
    assert "/" not in refused.value.sentence
    monkeypatch.undo()
    assert everything(store) == before
    add(store, completions({"person": "bo"}), "2")
    assert store.verify().findings == ()
