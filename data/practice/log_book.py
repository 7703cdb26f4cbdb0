"""The workbook that one branch keeps by hand: titles, merged cells, dates in three ways, a total, a note."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter

from data.practice.staff import Stay
from data.practice.training import Attempt

_HEADER: Final = ("Branch", "Staff ID", "Name", "Course", "Date completed", "Hours", "Done")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_FIRST_ROW: Final = 4
_WORKBOOK_DAY: Final = datetime(2026, 10, 31)
_EXCEL_DAY_ZERO: Final = date(1899, 12, 30)
_HOURS: Final = {0.5: ("30 min", 0.5), 1.0: ("1 hr", 1), 1.5: ("1 hour 30 minutes", 1.5)}


def workbook(rows: Sequence[tuple[Attempt, Stay]], branch: str) -> bytes:
    """Write the log of one branch as XLSX: a sheet to read first, and the list."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"title": f"{branch}: training log", "created": _WORKBOOK_DAY})
    book.add_worksheet("READ ME").write_string(
        0, 0, "The list is on the next sheet. One line a person and course."
    )
    _write_list(book, rows, branch)
    book.close()
    return _without_compression(held.getvalue())


def _write_list(book: Any, rows: Sequence[tuple[Attempt, Stay]], branch: str) -> None:
    sheet = book.add_worksheet("Training log")
    as_date = book.add_format({"num_format": "m/d/yyyy"})
    sheet.write_string(0, 0, f"{branch}: staff training record")
    sheet.write_string(1, 0, "Kept by the branch office since November 2022")
    sheet.write_row(_FIRST_ROW - 1, 0, _HEADER)
    last = _FIRST_ROW + len(rows) - 1
    sheet.merge_range(_FIRST_ROW, 0, last, 0, branch)
    for number, (attempt, stay) in enumerate(rows):
        at = _FIRST_ROW + number
        sheet.write_row(at, 1, [attempt.person, stay.name, attempt.course])
        if attempt.completed is None:
            continue
        _write_date(sheet, at, attempt.completed, number, as_date)
        in_words, plain = _HOURS.get(attempt.hours, (f"{attempt.hours:g} hours", attempt.hours))
        sheet.write(at, 5, in_words if number % 4 == 0 else plain)
        sheet.write_string(at, 6, "x")
    total = sum(attempt.hours for attempt, _ in rows)
    sheet.write_string(last + 1, 0, "Total hours")
    sheet.write_formula(last + 1, 5, f"=SUM(F{_FIRST_ROW + 1}:F{last + 1})", None, total)


def _write_date(sheet: Any, at: int, day: date, number: int, as_date: Any) -> None:
    """Write a date as people do: mostly as a date, at times as text, at times as an unformatted number."""
    if number % 9 == 4:
        sheet.write_string(at, 4, f"{_MONTHS[day.month - 1]} {day.day}, {day.year}")
    elif number % 11 == 6:
        sheet.write_number(at, 4, (day - _EXCEL_DAY_ZERO).days)
    else:
        sheet.write_datetime(at, 4, datetime(day.year, day.month, day.day), as_date)


def _without_compression(content: bytes) -> bytes:
    """Pack a workbook anew, members as they are: what compression makes differs between machines."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as stored,
    ):
        for name in packed.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            stored.writestr(member, packed.read(name))
    return held.getvalue()
