"""A table as a file: text stays text, whatever a spreadsheet would make of it."""

import csv
import io
import zipfile
from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from report import export

HOSTILE = pd.DataFrame(
    {
        "=Host": ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tx", "'quoted", "Mill Road"],
        "Courses": [1, 2, 3, 4, 5, 6, -7],
    }
)


def _csv(table: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export.csv_bytes(table).decode("utf-8-sig"), newline="")))


def _xlsx(table: pd.DataFrame) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.xlsx_bytes(table, about=["=about"])))
    return book.get_sheet_by_name("Table").to_python()


def test_csv_guards_every_cell_that_begins_like_a_formula_and_no_other() -> None:
    rows = _csv(HOSTILE)
    assert rows[0] == ["'=Host", "Courses"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+cmd|' /C calc'!A0", "'-2", "'@SUM(A1)", "'\tx", "''quoted", "Mill Road"
    ]  # fmt: skip
    assert rows[-1][1] == "-7"


def test_xlsx_has_no_formula_and_gives_the_text_back_as_it_was() -> None:
    content = export.xlsx_bytes(HOSTILE, about=["=about"])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert _xlsx(HOSTILE)[1][0] == "=1+1"
    assert [row[0] for row in _xlsx(HOSTILE)[1:]] == HOSTILE["=Host"].tolist()


def test_xlsx_keeps_numbers_and_dates_as_they_are() -> None:
    table = pd.DataFrame({"Year": pd.array([2012, None], dtype="Int64"), "On": [None, date(2012, 3, 21)]})
    assert _xlsx(table) == [["Year", "On"], [2012.0, ""], ["", date(2012, 3, 21)]]


def test_an_empty_table_still_has_its_header() -> None:
    assert _csv(pd.DataFrame({"Year": [], "Courses": []})) == [["Year", "Courses"]]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_csv_reads_back_as_it_was_once_the_guard_is_off(texts: list[str]) -> None:
    table = pd.DataFrame({"Text": pd.Series(texts, dtype=object)})
    cells = [row[0] if row else "" for row in _csv(table)[1:]]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    unguarded = [cell[1:] if cell.startswith("'") else cell for cell in cells]
    held = [text.replace("\x00", "").encode("utf-8", "replace").decode() for text in texts]
    assert [_lines(text) for text in unguarded] == [_lines(text) for text in held]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_makes_a_workbook_that_opens(texts: list[str]) -> None:
    table = pd.DataFrame({"Text": pd.Series(texts, dtype=object), "Row": range(len(texts))})
    assert [row[1] for row in _xlsx(table)[1:]] == list(range(len(texts)))
