"""Delimited text to columns: by Arrow where it reads as Python's csv does, by Python's csv elsewhere.

Both give the same ``Block`` for the same text; a property test holds them to it. Records are what the
csv module makes of text that is not strict: a quote counts where a cell begins, text after a closing
quote belongs to the cell, a quote that is never closed goes on to the end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from data.uploads.delimited import LONGEST_CELL
from data.uploads.refused import RefusedError
from data.uploads.sheets import Block, Numbers, block_of_rows, check_size

_BLOCK_BYTES = 8 * 1024 * 1024
_BATCH = 20_000


def read_block(data: bytes, separator: str, width: int, first_line: int = 1) -> Block:
    """Read UTF-8 text; most records are expected to have ``width`` cells. Empty lines are records.

    ``first_line`` is the number of the line that ``data`` begins with. RefusedError where a cell or a
    record is larger than any table has.
    """
    if not data:
        return Block([], np.zeros(0, np.int64), np.zeros(0, np.int64))
    found = by_arrow(data, separator, width, first_line)
    return found if found is not None else by_python(data, separator, first_line)


def by_arrow(data: bytes, separator: str, width: int, first_line: int = 1) -> Block | None:
    """Read with Arrow; None where it cannot be shown to read what the csv module would."""
    if width < 2 or not separator.isascii():
        return None
    names = [str(position) for position in range(width)]
    odd: list[pyarrow.csv.InvalidRow] = []

    def set_aside(row: pyarrow.csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, column_names=names, block_size=_BLOCK_BYTES
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:  # a record larger than a block
        return None
    widths = np.full(table.num_rows, width, np.int64)
    columns = table.columns
    del table
    for position, column in enumerate(columns):  # so that only one is there twice
        columns[position] = _one_array(column)
    if odd:
        merged = _with_odd(columns, widths, odd, separator)
        if merged is None:
            return None
        columns, widths = merged
    return Block(columns, widths, _first_lines(data, columns, len(widths), first_line))


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _with_odd(
    columns: list[pa.Array], widths: Numbers, odd: list[pyarrow.csv.InvalidRow], separator: str
) -> tuple[list[pa.Array], Numbers] | None:
    """Put the records of another width back in their places."""
    rows: list[list[str]] = []
    for row in odd:
        cells = _cells(row.text, separator)
        if cells is None or len(cells) != row.actual_columns:
            return None
        rows.append(cells)
    kept, height = len(widths), len(widths) + len(odd)
    places = np.fromiter((row.number - 1 for row in odd), np.int64, len(odd))
    if places.max() >= height:
        return None
    aside = block_of_rows(rows, places)
    check_size(height, max(len(columns), len(aside.columns)))
    is_odd = np.zeros(height, bool)
    is_odd[places] = True
    source = np.empty(height, np.int64)
    source[~is_odd] = np.arange(kept)
    source[is_odd] = np.arange(kept, height)
    merged: list[pa.Array] = []
    for position in range(max(len(columns), len(aside.columns))):
        extra = aside.columns[position] if position < len(aside.columns) else _empties(len(odd))
        if position < len(columns):
            merged.append(pa.concat_arrays([columns[position], extra]).take(pa.array(source)))
        else:
            shared = np.where(source < kept, 0, source - kept + 1)
            merged.append(pa.concat_arrays([_empties(1), extra]).take(pa.array(shared)))
    return merged, np.concatenate([widths, aside.widths])[source]


def _cells(text: str, separator: str) -> list[str] | None:
    csv.field_size_limit(LONGEST_CELL)
    try:
        # Strict, because of a quote that nobody closed the end of the line is missing from ``text``.
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def _first_lines(data: bytes, columns: list[pa.Array], height: int, first_line: int) -> Numbers:
    """Give the physical line on which each record begins: one a record, and those inside its cells."""
    lines = count_breaks(data) + (not data.endswith((b"\n", b"\r")))
    steps = np.ones(height, np.int64)
    if lines != height:
        for column in columns:
            for sign, factor in (("\n", 1), ("\r", 1), ("\r\n", -1)):
                steps += factor * pc.count_substring(column, sign).to_numpy(zero_copy_only=False)
    return first_line + np.cumsum(steps) - steps


def count_breaks(data: bytes, start: int = 0, end: int | None = None) -> int:
    """Count line ends: line feed, carriage return, or both together."""
    stop = len(data) if end is None else end
    returns = data.count(b"\r", start, stop)
    return data.count(b"\n", start, stop) + returns - (data.count(b"\r\n", start, stop) if returns else 0)


def by_python(data: bytes, separator: str, first_line: int = 1) -> Block:
    """Read with Python's csv module, a batch of records at a time."""
    batches = list(_batches(data, separator, first_line))
    width = max((len(batch.columns) for batch in batches), default=0)
    check_size(sum(len(batch.widths) for batch in batches), width)
    if not batches:
        return Block([], np.zeros(0, np.int64), np.zeros(0, np.int64))
    columns = []
    for position in range(width):
        columns.append(
            pa.concat_arrays(
                [
                    batch.columns[position] if position < len(batch.columns) else _empties(len(batch.widths))
                    for batch in batches
                ]
            )
        )
    return Block(
        columns,
        np.concatenate([batch.widths for batch in batches]),
        np.concatenate([batch.source_rows for batch in batches]),
    )


def _batches(data: bytes, separator: str, first_line: int) -> Iterator[Block]:
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8", "replace", newline="")
    reader = csv.reader(text, delimiter=separator)
    rows: list[list[str]] = []
    numbers: list[int] = []
    line = first_line
    try:
        for cells in reader:
            rows.append(cells)
            numbers.append(line)
            line = first_line + reader.line_num
            if len(rows) == _BATCH:
                yield block_of_rows(rows, numbers)
                rows, numbers = [], []
    except csv.Error as error:  # a cell larger than any table has
        raise RefusedError("not_a_table") from error
    if rows:
        yield block_of_rows(rows, numbers)


def _empties(count: int) -> pa.Array:
    offsets = pa.py_buffer(bytes(4 * (count + 1)))
    return pa.StringArray.from_buffers(count, offsets, pa.py_buffer(b""))
