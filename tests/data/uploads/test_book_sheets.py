"""Workbooks as text: what a cell holds, where it stands, and what merging means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from data.uploads.book_sheets import as_text, read_workbook
from data.uploads.refused import RefusedError
from tests.data.uploads.made_files import with_sheet_xml, workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123 ", "00123 "),
        (12345678901.0, "12345678901"),
        (118052000000.5, "118052000000.5"),
        (0.1, "0.1"),
        (-3.0, "-3"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2025, 10, 2), "2025-10-02"),
        (datetime(2025, 10, 2), "2025-10-02"),
        (datetime(2025, 10, 2, 14, 30), "2025-10-02 14:30:00"),
        (datetime(2025, 10, 2, 14, 29, 59, 942_000), "2025-10-02 14:30:00"),
        (datetime(2025, 10, 2, 23, 59, 59, 900_000), "2025-10-03"),
        (time(1, 5), "1:05:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (timedelta(seconds=-90), "-0:01:30"),
        ("", ""),
    ],
)
def test_a_cell_is_text_as_a_person_reads_it(value: object, text: str) -> None:
    assert as_text([value]).to_pylist() == [text]
    assert as_text([value, "other", 1.5]).to_pylist() == [text, "other", "1.5"]


def test_cells_stand_in_their_own_row_and_column() -> None:
    book = workbook(A=[[], [], ["", "", "Name", "Hours"], [], ["", "", "Ann", 2]])
    (sheet,) = read_workbook(book).sheets

    assert [sheet.row(at) for at in range(sheet.height)] == [
        [],
        [],
        ["", "", "Name", "Hours"],
        [],
        ["", "", "Ann", "2"],
    ]
    assert sheet.source_rows.tolist() == [1, 2, 3, 4, 5]


def test_only_cells_merged_down_one_column_are_repeated() -> None:
    def merge(xml: bytes) -> bytes:
        ranges = b'<mergeCell ref="A1:C1"/><mergeCell ref="A3:A5"/><mergeCell ref="B3:C4"/>'
        return xml.replace(b"</sheetData>", b'</sheetData><mergeCells count="3">' + ranges + b"</mergeCells>")

    rows = [["Title"], ["Branch", "Name", "Note"], ["Main", "Ann", ""], ["", "", ""], ["", "Cy", "x"]]
    document = read_workbook(with_sheet_xml(workbook(A=rows), merge))

    assert document.sheets[0].head(9) == [
        ["Title", "", ""],
        ["Branch", "Name", "Note"],
        ["Main", "Ann", ""],
        ["Main", "", ""],
        ["Main", "Cy", "x"],
    ]
    assert document.notes == ['In the sheet "A", 1 merged cell was repeated in each of the rows it spans.']


def test_long_sheets_are_read_in_parts_that_fit_together() -> None:
    (sheet,) = read_workbook(workbook(A=[[n, f"Ann {n}"] for n in range(45_000)])).sheets

    assert (sheet.height, sheet.row(44_999), sheet.row(20_000)) == (
        45_000,
        ["44999", "Ann 44999"],
        ["20000", "Ann 20000"],
    )


def test_a_sheet_wider_than_any_table_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        read_workbook(workbook(A=[["x"] * 6_000]))

    assert refused.value.code == "too_complex"
