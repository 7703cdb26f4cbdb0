"""The uploaded files: kept under their hash as long as the library says, and read again."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.store import Store, originals
from data.store.connection import acquire, release
from tests.data.store.checked_files import add, completions, everything, survey


@pytest.fixture
def folder(database: Path) -> Path:
    return originals.folder_beside(database)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_an_original_is_kept_under_its_hash_and_goes_with_the_undo(store: Store, folder: Path) -> None:
    upload = add(store, completions({}), "../../evil.csv")
    assert names(folder) == [hashlib.sha256(b"../../evil.csv").hexdigest()]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert store.original(upload.upload_id) == b"../../evil.csv"
    store.undo(upload.upload_id, by="Ann")
    assert store.original(upload.upload_id) is None
    assert names(folder) == []


def test_nothing_is_kept_for_practice_or_where_the_library_keeps_none(store: Store, folder: Path) -> None:
    kept = add(store, completions({}), "1")
    practice = add(store, survey({}), "2", is_practice=True)
    assert store.original(practice.upload_id) is None
    assert len(names(folder)) == 1
    store.change_setting("retention_days", 0, "Ann")
    assert names(folder) == []
    assert store.original(kept.upload_id) is None
    add(store, completions({"person": "bo"}), "3")
    assert names(folder) == []


def test_originals_older_than_the_library_keeps_them_are_gone_at_the_next_start(
    database: Path, folder: Path
) -> None:
    with Store.open(database) as store:
        store.change_setting("retention_days", 30, "Ann")
        old, new = (add(store, completions({"person": name}), name).upload_id for name in ("old", "new"))
        connection, _ = acquire(database, read_only=False)
        with connection.transaction() as cursor:
            cursor.execute(
                "UPDATE uploads SET added_at = ? WHERE upload_id = ?",
                [date.today() - timedelta(days=31), old],
            )
        release(connection)
    (folder / "left by a kill").write_text("x")
    with Store.open(database) as store:
        assert store.original(old) is None
        assert store.original(new) == b"new"
        assert len(names(folder)) == 1
        assert len(store.frame("completions")) == 2


def test_an_upload_that_fails_leaves_no_original_behind(
    store: Store, database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.store.records_in.added_line", None)
    with pytest.raises(TypeError):
        add(store, completions({}))
    assert everything(store)["completions"] == []
    store.close()
    with Store.open(database):
        assert names(folder) == []
    Store.open(database)  # for the fixture to close


def test_a_new_reading_takes_the_place_of_the_rows(store: Store) -> None:
    other = add(store, survey({}), "other")
    upload = add(store, completions({"course": "3"}, {"person": "bo", "course": "3"}, source_key="k"), "a")
    again = completions({"course": "Calm Desks"}, source_key="k")

    read = store.reread(upload.upload_id, again, {"course": "Calm Desks"}, "Bo")

    assert (read.upload_id, read.records, read.rows_accepted) == (upload.upload_id, 1, 1)
    assert store.frame("learner_courses")["course_label"].tolist() == ["Calm Desks"]
    lines = store.uploads().set_index("upload_id")
    assert json.loads(lines.loc[upload.upload_id, "answers"]) == {"course": "Calm Desks"}
    assert store.remembered("k") == {"course": "Calm Desks"}
    assert store.original(upload.upload_id) == b"a"
    assert store.verify().findings == ()
    for each in (upload, other):
        store.undo(each.upload_id, by="Ann")
    assert not any(everything(store).values())


def test_what_is_not_there_cannot_be_read_again(store: Store) -> None:
    upload = add(store, completions({}))
    store.undo(upload.upload_id, by="Ann")
    with pytest.raises(ValueError, match=r"that could be read again\.$"):
        store.reread(upload.upload_id, completions({}), {}, "Ann")


def test_answers_are_remembered_for_files_like_one_and_outlive_it(store: Store) -> None:
    file = completions({}, source_key="moodle:1")
    file.file_name = "a.csv"
    (upload,) = store.add_uploads([file], [b"a"], answers={"date_order": "day"}, by="Ann")
    store.undo(upload.upload_id, by="Ann")
    assert store.remembered("moodle:1") == {"date_order": "day"}
    assert store.remembered("moodle:2") == {}
