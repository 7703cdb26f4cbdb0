"""A person or an upload deleted: nothing of it is left, not in a byte of any file."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store import Store, staff_key
from tests.data.store.checked_files import add, completions, everything, staff_list, survey, with_problems

SECRET = "zelda.quixote@library.example"


def found_in(folder: Path, *texts: str) -> list[str]:
    """The files with one of these texts in their bytes."""
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(text.encode() in path.read_bytes() for text in texts)
    )


def test_a_deleted_person_leaves_no_byte_and_the_rest_is_as_without_them(database: Path) -> None:
    with Store.open(database) as store:
        store.change_setting("names_on", True, "Ann")
        mixed = completions({}, {"person": SECRET, "name": "Zelda Quixote", "source_row": 7})
        add(store, with_problems(mixed), f"1 {SECRET}.csv".replace(SECRET, "x"))
        add(store, staff_list({"person": SECRET, "name": "Zelda Quixote"}), "2")
        (key,) = {row["staff_key"] for row in everything(store)["staff"] if row["name"] == "Zelda Quixote"}
        assert found_in(database.parent, "Zelda Quixote", key) != []

        deleted = store.delete_person(SECRET.upper(), "Ann")

        assert (deleted.records, deleted.uploads, deleted.is_erased) == (2, 2, True)
        assert found_in(database.parent, "Zelda Quixote", SECRET, key) == []
        assert len(store.frame("learner_courses")) == len(store.frame("staff")) == 1
        assert store.original(store.uploads()["upload_id"][0]) is None
        assert store.uploads()["records"].tolist() == [1, 0]
        assert store.verify().findings == ()
        with pytest.raises(ValueError, match=r"^Nothing is kept of such a person\.$"):
            store.delete_person(SECRET, "Ann")
    assert found_in(database.parent, "Zelda Quixote", SECRET, key) == []


def test_a_person_can_be_deleted_by_their_key(store: Store) -> None:
    add(store, completions({}, {"person": "bo"}))
    key = store.frame("staff")["staff_key"][0]
    assert store.delete_person(key, "Ann").records == 1
    assert key not in store.frame("completions")["staff_key"].tolist()


def test_an_upload_taken_back_leaves_no_byte_after_the_next_start(database: Path) -> None:
    with Store.open(database) as store:
        add(store, survey({}), "kept")
        upload = add(store, survey({}, comments=[{"text": "Zelda was rude"}]), "gone")
        store.undo(upload.upload_id, by="Ann")
        before = everything(store)
    with Store.open(database) as store:
        assert found_in(database.parent, "Zelda was rude") == []
        assert everything(store) == before
        assert store.verify().findings == ()


def test_who_keeps_reading_is_not_disturbed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.store.connection.LONGEST_WAIT", 0.05)
    add(store, completions({}))
    with store.reading() as tables:
        assert not store.erase_deleted()
        assert tables["completions"].collect().shape[0] == 1
    assert store.erase_deleted()
    assert len(store.frame("completions")) == 1
    assert staff_key.path_beside(store._connection.path).exists()
