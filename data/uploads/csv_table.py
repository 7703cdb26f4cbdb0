"""Delimited text as one sheet: its separator, its records, and where it was cut off or damaged."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa

from data.uploads.csv_blocks import count_breaks, read_block
from data.uploads.delimited import sep_line, separator_of
from data.uploads.records import Sheet
from data.uploads.sheets import Block, Numbers, sheet_of, usual_width

_NUL, _INSTEAD = b"\x00", "\ufffd".encode()
_SAMPLE_BYTES = 400_000
# From a quote to the one that closes it; possessive, so that a long cell costs no more than its length.
_QUOTED = re.compile(rb'"(?:[^"]++|"")*+"')


def read_table(data: bytes) -> Sheet:
    """Read UTF-8 text as a table; every line is a record, blank ones too.

    A NUL byte becomes U+FFFD, its record stands in ``nul_rows``. A record that the end of the file cuts
    short, or whose quote is never closed, is ``cut_row``; what such a quote swallowed is read as records
    where it looks like them. RefusedError where a cell or record is larger than any table has.
    """
    nuls = _lines_of(data, _NUL) if _NUL in data else ()
    if nuls:
        data = data.replace(_NUL, _INSTEAD)
    is_ascii = data.isascii()
    sample = data[:_SAMPLE_BYTES].decode("utf-8", "ignore")
    separator, width = separator_of(sample)
    first_line = 1
    if said := sep_line(sample):
        data, first_line = data[len(said[0].encode()) :], 2
    mark = separator.encode()
    block = read_block(data, separator, width, first_line)
    opened = _open_quote(data, block, mark, first_line)
    cut_row = None
    if opened is not None:
        cut_row = int(block.source_rows[-1])
        block = _swallowed(data, opened, block, separator, width) or block
    sheet = sheet_of("", block, is_ascii=is_ascii)
    if cut_row is None and _ends_short(data, sheet):
        cut_row = int(sheet.source_rows[-1])
    sheet.cut_row = cut_row
    sheet.nul_rows = _records_at(sheet.source_rows, nuls)
    return sheet


def _ends_short(data: bytes, sheet: Sheet) -> bool:
    """Whether the last line has no end and fewer cells than the others."""
    if sheet.height < 2 or data.endswith((b"\n", b"\r")):
        return False
    return 0 < int(sheet.widths[-1]) < usual_width(sheet)


def _open_quote(data: bytes, block: Block, separator: bytes, first_line: int) -> int | None:
    """Give where the last record begins if the text ends inside one of its quotes."""
    if b'"' not in data or not len(block.source_rows):
        return None
    start = _start_of_line(data, int(block.source_rows[-1]) - first_line)
    at = start
    while True:
        if data[at : at + 1] == b'"':
            closed = _QUOTED.match(data, at)
            if closed is None:
                return start
            at = closed.end()
        at = data.find(separator, at) + 1
        if not at:
            return None


def _start_of_line(data: bytes, breaks: int) -> int:
    """Give where the line begins that comes after that many line ends."""
    if not breaks:
        return 0
    total = count_breaks(data)
    if breaks > total // 2:  # near the end, where a cut is
        at, left = len(data), total - breaks + 1
        while left:
            at = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at))
            if data[at - 1 : at + 1] == b"\r\n":
                at -= 1
            left -= 1
        return at + (2 if data[at : at + 2] == b"\r\n" else 1)
    ends = re.finditer(rb"\r\n|\n|\r", data)
    return next(end.end() for number, end in enumerate(ends, 1) if number == breaks)


def _swallowed(data: bytes, start: int, block: Block, separator: str, width: int) -> Block | None:
    """Read on after the line whose quote is never closed, where what follows are records like the others."""
    line_end = re.compile(rb"\r\n|\n|\r").search(data, start)
    if line_end is None or line_end.end() == len(data):
        return None
    first = int(block.source_rows[-1])
    rest = read_block(data[line_end.end() :], separator, width, first + 1)
    again = _open_quote(data[line_end.end() :], rest, separator.encode(), first + 1)
    fitting = (rest.widths == width).sum()
    if again is not None or width < 2 or 2 * fitting <= len(rest.widths):
        return None
    opened = read_block(data[start : line_end.start()], separator, width, first)
    before = Block([each[:-1] for each in block.columns], block.widths[:-1], block.source_rows[:-1])
    return _joined([before, opened, rest])


def _joined(blocks: list[Block]) -> Block:
    width = max(len(block.columns) for block in blocks)

    def column(block: Block, position: int) -> pa.Array:
        if position < len(block.columns):
            return block.columns[position]
        return pa.array([""] * len(block.widths), pa.string())

    return Block(
        [pa.concat_arrays([column(block, at) for block in blocks]) for at in range(width)],
        np.concatenate([block.widths for block in blocks]),
        np.concatenate([block.source_rows for block in blocks]),
    )


def _lines_of(data: bytes, sign: bytes) -> tuple[int, ...]:
    """Give the physical lines on which a byte stands."""
    lines: list[int] = []
    line, last, at = 1, 0, data.find(sign)
    while at >= 0:
        line += count_breaks(data, last, at)
        lines.append(line)
        end = re.compile(rb"[\r\n]").search(data, at)
        if end is None:
            break
        last, at = end.start(), data.find(sign, end.start())
    return tuple(lines)


def _records_at(source_rows: Numbers, lines: tuple[int, ...]) -> tuple[int, ...]:
    """Give the source rows of the records to which physical lines belong."""
    found = np.searchsorted(source_rows, np.asarray(lines, np.int64), "right") - 1
    return tuple(sorted({int(source_rows[at]) for at in found if at >= 0}))
