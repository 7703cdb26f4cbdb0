"""Workbooks of course lists: rows are numbered as the sheet numbers them."""

from __future__ import annotations

from data.uploads.read import check
from tests.data.uploads.made_files import workbook


def test_rows_are_numbered_as_in_the_sheet_where_the_first_ones_are_empty() -> None:
    book = workbook(A=[[], [], [], ["Title", "Date"], ["Weeding", "2019-02-31"]])

    problems = [problem for entry in check(book).entries for problem in entry.problems]

    assert [(problem.code, problem.source_row) for problem in problems] == [("bad_date", 5)]
