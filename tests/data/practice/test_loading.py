"""The practice library goes in whole through the importer, is marked, and leaves nothing behind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from data import practice
from data.practice.files import BLEMISHES, KINDS, files
from data.store import Store


def test_every_file_is_taken_and_marked_and_removed_with_one_call(database: Path) -> None:
    with Store.open(database) as store:
        added = practice.load(store, by="Ann")
        assert [(one.file_name, one.kind) for one in added] == list(KINDS.items())
        uploads = store.uploads()
        assert uploads["is_practice"].all()
        assert store.verify().ok
        found = {
            name: dict(Counter(_unusual(store, upload)))
            for name, upload in zip(uploads["file_name"], uploads["upload_id"], strict=True)
        }
        assert found == {name: BLEMISHES[name] for name in files()}

        practice.remove(store, by="Ann")
        for table in ("completions", "answers", "staff", "learner_courses", "answers_by_month"):
            assert store.frame(table).empty, table


def _unusual(store: Store, upload_id: str) -> list[str]:
    """The codes of a file's problems that were put in on purpose: flags of the format itself are not."""
    rows = store.frame("row_problems")
    rows = rows[(rows["upload_id"] == upload_id)]
    blemishes = {code for codes in BLEMISHES.values() for code in codes}
    return [code for code in rows["code"] if code in blemishes]


def test_loading_it_twice_adds_nothing(database: Path) -> None:
    with Store.open(database) as store:
        practice.load(store, by="Ann")
        assert all(one.already for one in practice.load(store, by="Ann"))
