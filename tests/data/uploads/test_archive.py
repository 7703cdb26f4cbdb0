"""Archives of several exports: their files in order, names as text, nothing else taken for one."""

from __future__ import annotations

import pytest

from data.uploads.archive import members
from data.uploads.refused import RefusedError
from tests.data.uploads.made_files import workbook, zipped
from tests.data.uploads.samples import TABLE

NAMES = ["../../etc/x.csv", "/abs.csv", "C:\\x.csv", "a/b/c.csv", "<script>.csv", "é.csv", "=cmd().csv"]


def test_names_are_text_and_files_keep_their_order() -> None:
    assert members(zipped({name: name.encode() for name in NAMES})) == [
        (name, name.encode()) for name in NAMES
    ]


def test_workbooks_and_everything_else_are_no_archives() -> None:
    assert members(workbook(A=[["a"]])) is None
    assert members(TABLE.encode()) is None
    assert members(b"") is None


def test_a_workbook_inside_is_one_of_the_files() -> None:
    book = workbook(A=[["Name"], ["Ann"]])

    assert members(zipped({"book.xlsx": book, "folder/": b"", "__MACOSX/book.xlsx": b"?"})) == [
        ("book.xlsx", book)
    ]


@pytest.mark.parametrize("content", [zipped({}), zipped({"folder/": b"", "Thumbs.db": b"?"})])
def test_an_archive_without_files_is_empty(content: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        members(content)

    assert refused.value.code == "empty_file"
