"""The one way in: what a file is taken for, what it says when it is not taken, and what can be mended."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from data.catalog.records import Reading
from data.uploads.answer import to_json
from data.uploads.recognized import Settings
from data.uploads.records import Checked
from data.uploads.take import take

TODAY = date(2026, 11, 24)
TRAINING = b"""Staff name,Course,Branch,Completed,Hours
Ann Example,Desk basics,Main,2026-03-04,1.5
Bo Sample,Desk basics,North,2026-02-31,2

Total,,,,3.5
"""
SURVEY = b"""Timestamp,How satisfied are you with us?
8/31/2023 19:08:16,5
9/1/2023 10:00:00,4
"""
UNKNOWN = b"alpha,beta,gamma\nAnn,Desk basics,3\nBo,Desk basics,6\n"
CATALOG = b"""Format: Webinar, original date May 6, 2019
Hosted by: Infopeople
Length: 1 hour
A grant writing primer for boards and Friends groups: budgets, fundraising and the advocacy around them.
"""


def one(content: bytes, name: str = "file.csv", **told: Any) -> Checked:
    (taken,) = take(content, name, today=TODAY, **told)
    assert isinstance(taken, Checked)
    return taken


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_file_is_taken_for_what_it_holds_whatever_its_name_says() -> None:
    assert one(TRAINING, "survey.xlsx").kind == "completions"
    assert one(SURVEY, "completions.txt").kind == "satisfaction"


def test_a_catalog_page_stays_a_catalog_page() -> None:
    (page,) = take(CATALOG, "page.txt", today=TODAY)
    assert isinstance(page, Reading)
    assert len(page.entries) == 1


def test_every_row_is_accounted_for_in_the_answer() -> None:
    told = to_json(one(TRAINING))
    assert (told["rows_accepted"], len(told["rows_rejected"]), len(told["rows_ignored"])) == (1, 1, 2)
    assert told["rows_total"] == 4
    assert told["rows_rejected"][0]["message"] == (
        'Row 3, column "Completed": "2026-02-31" is not a date. '
        "Write it as year-month-day, such as 1999-12-31."
    )
    assert told["first_record"] == {
        "person": "Ann Example",
        "name": "Ann Example",
        "branch": "Main",
        "course": "Desk basics",
        "status": "completed",
        "completed": True,
        "completed_on": "2026-03-04",
        "hours": 1.5,
        "score": None,
        "level": "course",
        "source_row": 2,
    }
    json.dumps(told)


def test_rejected_rows_come_back_in_their_own_cells_to_be_mended() -> None:
    checked = one(TRAINING)
    assert checked.header == ("Staff name", "Course", "Branch", "Completed", "Hours")
    assert checked.rejected_cells == (("Bo Sample", "Desk basics", "North", "2026-02-31", "2"),)


def test_what_the_caller_takes_it_for_must_be_what_it_is() -> None:
    refused = one(SURVEY, kind="completions")
    assert (refused.kind, refused.file_reason) == ("reject", "wrong_kind")


def test_an_unknown_table_is_offered_for_mapping_and_read_when_it_is_mapped() -> None:
    offered = one(UNKNOWN)
    assert (offered.kind, offered.file_reason) == ("reject", "columns_unknown")
    assert [question.id for question in offered.questions] == ["kind", "columns"]
    assert offered.sample[0] == ("alpha", "beta", "gamma")
    answers = {"kind": "completions", "columns": {"person": "alpha", "course": "beta", "hours": "gamma"}}
    mapped = one(UNKNOWN, answers=answers)
    assert (mapped.kind, mapped.source_format, mapped.rows_accepted) == ("completions", "mapped by hand", 2)
    assert mapped.records.column("hours").to_pylist() == [3.0, 6.0]
    assert mapped.source_key


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 and more", "wrong_type"),
        (b"a,b\n", "no_rows"),
        (b"only\none\ncolumn\n", "too_few_columns"),
        (b"MZ\x00\x00 program", "wrong_type"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, reason: str) -> None:
    refused = one(content)
    assert (refused.kind, refused.file_reason) == ("reject", reason)
    assert refused.message.endswith(".")
    assert refused.records.num_rows == 0


def test_a_file_over_the_limit_is_not_opened() -> None:
    refused = one(TRAINING, most_bytes=10)
    assert refused.file_reason == "too_large"


def test_each_file_of_an_archive_is_an_answer_of_its_own() -> None:
    taken = take(packed({"a.csv": TRAINING, "b.csv": SURVEY, "page.txt": CATALOG}), "all.zip", today=TODAY)
    assert [each.kind for each in taken] == ["completions", "satisfaction", "catalog"]


def test_the_librarys_date_order_holds_where_a_file_does_not_tell() -> None:
    content = TRAINING.replace(b"2026-03-04", b"03/04/2026").replace(b"2026-02-31", b"05/06/2026")
    day = one(content, setting=Settings(date_order="day"))
    month = one(content)
    assert day.records.column("completed_on").to_pylist()[0] == date(2026, 4, 3)
    assert month.records.column("completed_on").to_pylist()[0] == date(2026, 3, 4)
    answered = one(content, answers={"date_order": "day"})
    assert answered.records.column("completed_on").to_pylist()[0] == date(2026, 4, 3)


def test_among_marks_a_day_that_is_none_is_a_bad_date_and_a_word_an_unknown_status() -> None:
    content = b"Employee ID,Course,Completed\ne1,A,x\ne2,A,2026-02-31\ne3,A,perhaps\ne4,A,x\n"
    found = one(content).rejected.select(["source_row", "reason"]).to_pylist()
    assert found == [
        {"source_row": 3, "reason": "bad_date"},
        {"source_row": 4, "reason": "unknown_status"},
    ]
