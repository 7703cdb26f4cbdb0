"""OpenDocument sheets: read like any workbook, refused where they would fill the memory."""

from __future__ import annotations

import pytest

from data.uploads.open import open_document
from data.uploads.refused import RefusedError
from tests.data.uploads.open_documents import cell, open_document_sheet, row, training_log
from tests.data.uploads.told import checked, records, rows


def test_a_sheet_is_read_with_its_days_hours_and_lengths() -> None:
    document = open_document(training_log(), "log.ods")
    assert (document.container, document.notes) == ("ods", [])
    found = checked(training_log(), "log.ods")
    assert records(found) == [
        "states outcomes: False",
        "3, Ann & Bo, Fire, completed, on 2026-01-02, hours 1.5",
        "4, Cy, Fire, completed, on 2026-01-03, hours 1.5",
    ]
    assert rows(found)["ignored"] == ["1 metadata_row"]


def test_its_name_decides_nothing() -> None:
    assert open_document(training_log(), "log.xlsx").notes == [
        "The file's name ends in .xlsx, but it is an OpenDocument workbook and was read as that."
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (open_document_sheet(A=[row("x", cell("y", repeated=500), repeated=1_000_000)]), "too_complex"),
        (open_document_sheet(A=[row("a"), row(repeated=1_048_000), row(*"abcdefghijklmnop")]), "too_complex"),
        (open_document_sheet(manifest="<encryption-data/>", A=[row("a", "b")]), "password_protected"),
        (open_document_sheet(says="application/vnd.oasis.opendocument.text", A=[]), "wrong_type"),
        (open_document_sheet(A=[row(" ")]), "empty_file"),
    ],
    ids=["a_bomb", "cells_far_apart", "a_password", "a_text_document", "nothing_in_it"],
)
def test_what_should_not_be_opened_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        open_document(content, "log.ods")
    assert refused.value.code == code
