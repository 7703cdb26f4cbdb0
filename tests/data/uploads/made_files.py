"""Small workbooks made in the test, honest and not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]


def workbook(**sheets: Rows) -> bytes:
    """Make a workbook with these sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def with_sheet_xml(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change the XML of a workbook's first sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member.filename)
            new.writestr(
                member.filename, change(data) if member.filename == "xl/worksheets/sheet1.xml" else data
            )
    return file.getvalue()


def archive(**members: bytes) -> bytes:
    """Make a ZIP archive; "__" in a name is a slash and a last "_" a full stop's beginning."""
    return zipped({name.replace("__", "/"): data for name, data in members.items()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Make a ZIP archive of files by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()
