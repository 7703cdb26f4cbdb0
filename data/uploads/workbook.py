"""Workbooks (XLSX, ODS) as rows of text, opened only after what they would unpack to has been weighed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import python_calamine

from data.uploads.refused import RefusedError as RefusedError  # who opens workbooks catches it

MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
# A sheet this small may compress to nothing honestly: rows of the same text.
SMALL = 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 500

_SHEET_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_FIRST_FILE = 200

Cell = str | date


class Sheet(NamedTuple):
    """One sheet: its name and its rows; row 1 of the sheet is ``rows[0]``."""

    name: str
    rows: list[list[Cell]]


def weigh(content: bytes) -> None:
    """Refuse an archive that is damaged, locked, no workbook, or would unpack to far more than it should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("damaged_file") from error
    if any(member.flag_bits & 0x1 for member in members):
        raise RefusedError("password_protected")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise RefusedError("unsafe_archive")
    for member in members:
        if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise RefusedError("unsafe_archive")
    names = {member.filename for member in members}
    if is_open_document(content) and "content.xml" in names:
        return
    if not any(name.startswith("xl/") for name in names):
        raise RefusedError("wrong_type", _called(names))


def is_open_document(content: bytes) -> bool:
    """Whether an archive is an OpenDocument sheet, as LibreOffice saves it: its first file says so."""
    return _SHEET_TYPE in content[:_FIRST_FILE]


def _called(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "a Word document"
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation"
    return "a packed file"


def sheets(content: bytes) -> list[Sheet]:
    """Read every sheet of a workbook; RefusedError where it cannot be or should not be read."""
    weigh(content)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(workbook, name) for name in workbook.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, KeyError) as error:
        if "assword" in type(error).__name__:
            raise RefusedError("password_protected") from error
        raise RefusedError("damaged_file") from error


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    rows: list[list[Cell]] = []
    if sheet.total_width <= 20_000:
        for row in sheet.iter_rows():
            rows.append([_cell(value) for value in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS:
                raise RefusedError("too_complex")
    return Sheet(name, rows)


def _cell(value: object) -> Cell:
    """Give a cell as text, or as a date where the sheet says that it is one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, time):
        return str(value.hour * 60 + value.minute)
    if isinstance(value, timedelta):
        return str(int(value.total_seconds() // 60))
    return str(value).strip()
