"""A survey in several sheets: those that are alike are one table, the others are named with their rows."""

from __future__ import annotations

import io
import zipfile

from tests.data.uploads.as_lines import as_lines, checked
from tests.data.uploads.made_files import workbook, zipped

HEADER = ["Date", "Rate our staff (1-5)", "Comments"]
SEVERAL = 'Several sheets hold data: "Main", "East". Row numbers are those of each sheet.'


def two_branches() -> bytes:
    return workbook(
        Main=[HEADER, ["2026-01-02", 5, "Kind"], ["2026-13-03", 4, ""]],
        East=[["East Branch, winter"], [], HEADER, ["2026-01-05", 9, ""], ["2026-01-06", 3, "Slow"]],
    )


def test_sheets_with_the_same_header_are_read_as_one_table_a_branch_each() -> None:
    found = checked(two_branches())
    assert as_lines(found) == [
        "survey table: 2 of 6 rows",
        "2 Main row2 2026-01-02 Main - | Rate our staff (1-5) | satisfaction | 5 of 1-5 | 5",
        "5 East row5 2026-01-06 East - | Rate our staff (1-5) | satisfaction | 3 of 1-5 | 3",
        "comment 2 Main row2 2026-01-02 Main - | Comments | Kind",
        "comment 5 East row5 2026-01-06 East - | Comments | Slow",
        "rejected 3 bad_date | Date | 2026-13-03",
        "rejected 4 no_ratings | Rate our staff (1-5) | 9",
        "ignored 1 metadata_row",
        "ignored 2 blank_row",
        "asked branch: sheet",
    ]
    assert [message.split(":")[0] for message in found.rejected.column("message").to_pylist()] == [
        'Sheet "Main", row 3, column "Date"',
        'Sheet "East", row 4, column "Rate our staff (1-5)"',
    ]
    assert found.message == "2 rows can be added (2 ratings), 2 cannot, 2 are not data."
    assert found.notes == [SEVERAL]


def test_the_user_may_say_that_sheets_are_no_branches() -> None:
    assert checked(two_branches(), {"branch": "none"}).records["branch"].to_pylist() == [None, None]


def test_sheets_of_months_are_no_branches() -> None:
    found = checked(
        workbook(January=[HEADER, ["2026-01-02", 5, ""]], February=[HEADER, ["2026-02-02", 4, ""]])
    )
    assert found.records["branch"].to_pylist() == [None, None]
    assert [question.id for question in found.questions] == ["branch"]
    assert found.questions[0].options == ()


def test_one_order_of_dates_holds_for_all_sheets() -> None:
    found = checked(workbook(Main=[HEADER, ["03/04/2026", 5, ""]], East=[HEADER, ["25/04/2026", 4, ""]]))
    assert [str(day) for day in found.records["responded_on"].to_pylist()] == ["2026-04-03", "2026-04-25"]


def test_a_repeated_response_in_another_sheet_is_named_by_its_sheet() -> None:
    header = ["Response ID", *HEADER]
    row = ["r1", "2026-01-02", 5, ""]
    found = checked(workbook(Main=[header, row], East=[header, row]))
    assert found.rejected.column("message").to_pylist() == [
        'Sheet "East", row 2: The same as row 2 of the sheet "Main". '
        "Each row counts once; nothing needs to be done unless it was meant to differ."
    ]


def test_sheets_that_are_not_read_are_named_with_their_rows() -> None:
    other = ["Date", "Rate the hours (1-5)"]
    found = checked(
        workbook(A=[HEADER, ["2026-01-02", 5, ""]], B=[other, ["2026-01-02", 4], ["2026-01-03", 4]])
    )
    assert found.notes == [
        'The sheet "B" has other columns: its 3 filled rows were left out. '
        "To add it, save it as a file of its own."
    ]


def test_the_consequence_of_a_scale_is_said_for_one_two_and_more_answers() -> None:
    def said(*answers: int) -> str:
        rows = [["2026-01-02", answer] for answer in answers]
        found = checked(workbook(A=[["Date", "Rate our staff"], *rows]))
        return found.questions[0].options[0].consequence

    assert said(4) == "The answer lies on it"
    assert said(4, 5) == "Both answers lie on it"
    assert said(4, 5, 3) == "All 3 answers lie on it"


def test_a_hidden_sheet_is_named_once() -> None:
    made = workbook(A=[HEADER, ["2026-01-02", 5, ""]], B=[HEADER, ["2026-01-02", 4, ""]])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(
        b'<sheet name="B"', b'<sheet name="B" state="hidden"'
    )
    assert checked(zipped(members)).notes == [
        'The sheet "B" is hidden: its 2 filled rows were left out. To add it, save it as a file of its own.'
    ]
