"""What a file's check says on the page: how many rows, and where something is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.store import Store
from data.uploads.mend import name_to_mend, stem
from data.uploads.records import Checked
from data.uploads.take import take
from report import export
from tests.data.uploads.completion_samples import moodle_course
from tests.data.uploads.made_files import workbook
from ui import accept

HEADER = ["Name", "Course", "Date completed"]
LOG = workbook(
    Main=[HEADER, ["Ann", "Fire", "2026-01-05"], ["Bo", "Fire", "sometime"]],
    East=[HEADER, ["Cy", "Fire", "2026-01-05"], ["Di", "", "2026-01-05"]],
)


def checked(content: bytes, name: str) -> Checked:
    (found,) = take(content, name, today=date(2026, 11, 24))
    assert isinstance(found, Checked)
    return found


def test_rows_of_several_sheets_with_the_same_number_are_counted_each() -> None:
    found = checked(LOG, "log.xlsx")
    assert accept.counts(found) == "2 can be added (2 of them flagged), 2 cannot."
    assert found.message == "2 rows can be added (2 of them flagged), 2 cannot."


def test_the_place_of_a_problem_is_said_once() -> None:
    assert accept.problems(checked(LOG, "log.xlsx").rejected).to_numpy().tolist() == [
        [
            "Main, 3",
            "Date completed",
            '"sometime" is not a date. Write it as year-month-day, such as 1999-12-31.',
        ],
        ["East, 3", "Course", "The course is missing. Write the name of the course."],
    ]
    short = checked(b"Name,Course,Date completed\nAnn,Fire,2026-01-05\nBo,Fire\n", "log.csv")
    (line,) = accept.problems(short.rejected).to_numpy().tolist()
    assert line[:2] == ["3", ""]
    assert line[2].startswith("The row has 2 cells where the header has 3 cells.")


def test_what_the_page_says_is_what_is_stored_and_holds_when_checked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "frontdesk.duckdb") as store:
        store.add_uploads([checked(LOG, "log.xlsx")], [LOG], answers={}, by="Ann")
        assert store.uploads()["rows_flagged"].tolist() == [2]
        assert [finding.sentence for finding in store.verify().findings] == []


def test_a_rejected_row_of_a_sheet_keeps_its_branch_when_it_is_mended_and_added() -> None:
    to_mend = accept.to_mend(checked(LOG, "log.xlsx"))
    assert to_mend.columns.tolist() == [*HEADER, "Branch", "row in the file", "what is wrong"]
    to_mend["Date completed"], to_mend["Course"] = "2026-01-07", "Fire"
    mended = checked(export.xlsx_bytes(to_mend, about=[]), name_to_mend("log.xlsx"))
    assert mended.records.select(["person", "branch", "course"]).to_pylist() == [
        {"person": "Bo", "branch": "Main", "course": "Fire"},
        {"person": "Di", "branch": "East", "course": "Fire"},
    ]
    assert mended.notes == ()


def test_a_rejected_row_keeps_the_course_that_the_name_of_its_file_tells() -> None:
    name = "completion-fire_safety-20260401_0930-comma_separated.csv"
    bad = moodle_course().replace(b'"31/03/26, 08:00"', b'"31/13/26, 08:00"')
    found = checked(bad, name)
    assert found.rejected.num_rows == 1
    to_mend = accept.to_mend(found)
    to_mend["Course complete"] = "2026-03-31"
    mended = checked(export.xlsx_bytes(to_mend, about=[]), name_to_mend(name))
    assert mended.records.column("course").to_pylist() == ["fire_safety"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("CE log_to_mend.xlsx", "CE log"),
        ("CE log_to_mend (2).xlsx", "CE log"),
        ("folder/CE log (2).csv", "CE log (2)"),
        ("all.zip: folder/CE log.csv", "CE log"),
        ("all.ZIP_ CE log_to_mend.xlsx", "CE log"),
        ("x\\y\\CE log", "CE log"),
    ],
)
def test_the_name_of_a_mended_file_tells_what_the_first_one_did(given: str, told: str) -> None:
    assert stem(given) == told


def test_statements_without_cells_are_mended_by_column_and_value() -> None:
    found = Checked("completions", "xapi", "")
    found.rejected = found.rejected.schema.empty_table()
    assert accept.to_mend(found).columns.tolist() == ["column", "value", "row in the file", "what is wrong"]
    assert isinstance(accept.to_mend(found), pd.DataFrame)
