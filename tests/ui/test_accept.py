"""What a file's check says on the page: how many rows, and where something is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.store import Store
from data.uploads.records import Checked
from data.uploads.take import take
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
