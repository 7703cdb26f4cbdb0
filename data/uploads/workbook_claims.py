"""What a workbook's own XML claims, looked at before a reader makes room for it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from data.uploads.refused import RefusedError

MOST_AREA: Final = 16_000_000
"""Cells of the rectangle around a sheet's cells: a reader makes room for all of them."""

_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_PIECE: Final = 64 * 1024
# In XML this short every reference is looked at.
_SHORT: Final = 256 * 1024
# Of XML this long only the beginning is looked at: unpacking it twice would cost every honest workbook a
# tenth of its time, and the limit on memory ends what hides far down in it.
_LONG: Final = 4 * 1024 * 1024


def look_inside(content: bytes) -> None:
    """RefusedError for a workbook that defines entities or has cells too far apart to be a table."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(member) as packed:
                    xml = packed.read(_LONG if member.file_size <= _LONG else _PIECE)
                if b"<!ENTITY" in xml or b"<!DOCTYPE" in xml[:_PIECE]:
                    raise RefusedError("unsafe_xml")
                if b"encryption-data" in xml and member.filename == "META-INF/manifest.xml":
                    raise RefusedError("password_protected")
                if member.filename.startswith("xl/worksheets/"):
                    _measure(xml)
                if member.filename == "content.xml":
                    _measure_repeats(xml)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError("damaged_file") from error


def _measure(xml: bytes) -> None:
    rows, columns = _furthest(xml if len(xml) <= _SHORT else xml[:_PIECE] + xml[-_PIECE:])
    if len(xml) > _SHORT and rows > 4 * xml.count(b"<row") + 1_000:
        rows, columns = _furthest(xml)  # hardly a row for each number: look at all of them
    if rows * columns > MOST_AREA:
        raise RefusedError("too_complex")


def _measure_repeats(xml: bytes) -> None:
    """Measure an OpenDocument sheet, which writes many rows or cells that are alike as one with a number."""
    rows = down = across = 0
    for row in xml.split(b"<table:table-row")[1:]:
        times = _ROWS.search(row.split(b">", 1)[0])
        rows += int(times[1]) if times else 1
        filled = row[: row.rfind(b"</table:table-cell") + 1]  # an empty cell has no end of its own
        if filled:
            down = rows
            across = max(across, filled.count(b"table-cell") + sum(map(int, _COLUMNS.findall(filled))))
    if down * across > MOST_AREA:
        raise RefusedError("too_complex")


def _furthest(xml: bytes) -> tuple[int, int]:
    """Give the furthest row and the furthest column that a cell stands in."""
    row = column = 0
    for letters, digits in set(_CELL.findall(xml)):
        number = 0
        for letter in letters:
            number = number * 26 + letter - 64
        row, column = max(row, int(digits)), max(column, number)
    return row, column
