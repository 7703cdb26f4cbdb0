"""Lists of certificates, and sheets of a workbook that hold something else."""

from __future__ import annotations

from data.uploads.records import Checked
from tests.data.uploads.completion_samples import minimal, moodle_course, table, workbook
from tests.data.uploads.told import checked, records, rows


def read(text: str) -> Checked:
    return checked(minimal(table(text)).encode(), "export.csv")


def test_a_list_of_certificates_is_a_list_of_completions() -> None:
    found = read("""
        Staff member|Certificate|Date issued|CE credits
        Ann|Difficult patrons|Jan 5, 2026|1.5
    """)
    assert records(found) == [
        "states outcomes: False",
        "2, Ann, Difficult patrons, completed, on 2026-01-05, hours 1.5",
    ]


def test_a_certificate_beside_a_course_is_not_the_course() -> None:
    found = read("""
        Staff member|Certificate|Course|Completed on
        Ann|C-17|Fire|2026-01-05
    """)
    assert records(found)[1:] == ["2, Ann, Fire, completed, on 2026-01-05"]


def test_a_sheet_that_is_not_read_is_named_with_its_rows() -> None:
    rows = [["Name", "Course", "Completed on"], ["Ann", "Fire", "2026-01-05"]]
    content = workbook({"Log": rows, "Budget": [["Item", "Cost"], ["Pens", 3.0]]})
    assert checked(content, "log.xlsx").notes == (
        'The sheet "Budget" holds no table of completions: its 2 filled rows were left out. '
        "To add it, save it as a file of its own.",
    )


def test_a_report_in_an_archive_is_about_the_course_that_its_own_name_tells() -> None:
    name = "all.zip: completion-fire_safety-20260401_0930-comma_separated.csv"
    assert set(checked(moodle_course(), name).records.column("course").to_pylist()) == {"fire_safety"}


def test_a_title_right_above_the_header_is_a_row_of_the_file_and_no_data() -> None:
    content = workbook(
        {"Log": [["Training log"], ["Name", "Course", "Date completed"], ["Ann", "Fire", "x"]]}
    )
    found = checked(content, "log.xlsx")
    assert (rows(found)["accepted"], rows(found)["ignored"]) == (1, ["1 metadata_row"])
