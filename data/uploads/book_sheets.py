"""Workbooks (XLSX, ODS, XLS) as sheets of text: dates as ISO text, numbers in plain digits, no errors."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

import numpy as np
import pyarrow as pa
import python_calamine

from data.uploads.records import Document, Sheet
from data.uploads.refused import RefusedError
from data.uploads.sheets import MOST_COLUMNS, Block, sheet_of
from data.uploads.workbook import is_open_document, weigh
from data.uploads.workbook_claims import MOST_AREA, look_inside

_BATCH = 20_000
_TIME_ONLY: Final = date(1899, 12, 31)
_HALF_SECOND: Final = timedelta(microseconds=500_000)


def read_workbook(content: bytes) -> Document:
    """Read every sheet of an XLSX or ODS workbook, hidden ones too; RefusedError where it should not be.

    Cells merged over rows are known of XLSX only: of ODS the first row of such a cell has its value.
    """
    weigh(content)
    look_inside(content)
    return _read(content, "ods" if is_open_document(content) else "xlsx")


def read_old_workbook(content: bytes) -> Document:
    """Read every sheet of an XLS workbook; RefusedError where it cannot be opened."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RefusedError("password_protected")
    for stream, called in (("WordDocument", "a Word document"), ("PowerPoint Document", "a presentation")):
        if stream.encode("utf-16-le") in content:
            raise RefusedError("wrong_type", called)
    if not any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise RefusedError("wrong_type", "an old Office file")
    return _read(content, "xls")


def _read(content: bytes, container: Any) -> Document:
    document = Document(container)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in workbook.sheets_metadata:
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
                _add(document, workbook.get_sheet_by_name(about.name), about.name, is_hidden)
    except RefusedError:
        raise
    except MemoryError as error:
        raise RefusedError("too_complex") from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise RefusedError(
            "password_protected" if "assword" in type(error).__name__ else "damaged_file"
        ) from error
    return document


def _add(document: Document, found: python_calamine.CalamineSheet, name: str, is_hidden: bool) -> None:
    sheet, merged = _sheet(found, name, is_hidden)
    if merged:
        document.notes.append(merged_note(name, merged))
    if is_hidden:
        document.notes.append(hidden_note(name))
    document.sheets.append(sheet)


def hidden_note(sheet: str) -> str:
    """Say that a sheet is hidden."""
    return f'The sheet "{sheet}" is hidden.'


def merged_note(sheet: str, count: int) -> str:
    """Say that cells merged over several rows were repeated."""
    if count == 1:
        return f'In the sheet "{sheet}", 1 merged cell was repeated in each of the rows it spans.'
    return f'In the sheet "{sheet}", {count:,} merged cells were repeated in each of the rows they span.'


def _sheet(found: python_calamine.CalamineSheet, name: str, is_hidden: bool) -> tuple[Sheet, int]:
    """Read one sheet; its second part is how many merged cells were repeated downward."""
    if found.start is None or found.end is None:
        none = np.zeros(0, np.int64)
        return Sheet(name, [], none, none, is_hidden), 0
    height, left, width = found.end[0] + 1, found.start[1], found.end[1] + 1
    if width > MOST_COLUMNS or height * width > MOST_AREA:
        raise RefusedError("too_complex")
    parts: list[list[pa.Array]] = [[] for _ in range(width - left)]
    for rows in _batches(found):
        for position, values in enumerate(zip(*rows, strict=True)):
            parts[position].append(as_text(values))
    blank = pa.array([""] * height, pa.string()) if left else None
    columns = [blank] * left + [pa.concat_arrays(each) for each in parts]
    merged = _repeat_merged(columns, found.merged_cell_ranges or [], height)
    widths = np.full(height, width, np.int64)
    return sheet_of(name, Block(columns, widths, np.arange(1, height + 1)), is_hidden=is_hidden), merged


def _batches(found: python_calamine.CalamineSheet) -> Iterator[list[list[Any]]]:
    rows = iter(found.iter_rows())
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _repeat_merged(columns: list[Any], ranges: Sequence[Any], height: int) -> int:
    """Write the value of a cell merged over several rows of one column into each of them.

    A cell merged over columns is a title or a header tier: it stays where it begins.
    """
    takes: dict[int, np.ndarray[Any, np.dtype[np.int64]]] = {}
    count = 0
    for (top, left), (bottom, right) in ranges:
        last = min(bottom, height - 1)
        if left == right and left < len(columns) and top < last:
            takes.setdefault(left, np.arange(height))[top + 1 : last + 1] = top
            count += 1
    for position, source in takes.items():
        columns[position] = columns[position].take(pa.array(source))
    return count


def as_text(values: Sequence[Any]) -> pa.Array:
    """Give one column's values as text, whatever a workbook holds in them."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, pa.string())
    if kinds == {date}:
        return pa.array(values, pa.date32()).cast(pa.string())
    if kinds == {float}:
        numbers = np.array(values)
        if (numbers == np.rint(numbers)).all() and np.abs(numbers).max() < 2**53:
            return pa.array(numbers.astype(np.int64)).cast(pa.string())
    return pa.array([_AS_TEXT.get(type(value), str)(value) for value in values], pa.string())


def number_text(value: float) -> str:
    """Give a number in plain digits, a whole one without a decimal point."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e22 else repr(value)


def moment_text(value: datetime) -> str:
    """Give a date and time to the second (sheets hold fractions of days); midnight is a date alone.

    A moment of the last day of 1899 is a time of day, as workbooks write it.
    """
    if value.date() == _TIME_ONLY:
        return _length(value.hour * 3600 + value.minute * 60 + value.second)
    rounded = (value + _HALF_SECOND).replace(microsecond=0) if value.microsecond else value
    return rounded.isoformat(" ") if rounded.time() != time.min else rounded.date().isoformat()


def _length(seconds: float) -> str:
    """Give a length of time as H:MM:SS, more than 24 hours too."""
    whole = round(abs(seconds))
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


_AS_TEXT: Final[dict[type, Callable[[Any], str]]] = {
    str: lambda value: value,
    float: number_text,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    date: date.isoformat,
    datetime: moment_text,
    time: lambda value: _length(
        value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    ),
    timedelta: lambda value: _length(value.total_seconds()),
}
