"""Delimited text (CSV) as rows: which separator it uses, and where each record begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")
MOST_ROWS = 200_000
LONGEST_CELL = 10 * 1024 * 1024
_SEP_LINE = re.compile(r'"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\n|\r|\Z)', re.I)
# How much is looked at to find the separator.
_SAMPLE_RECORDS = 30
_SAMPLE_LETTERS = 200_000


class Row(NamedTuple):
    """One record: the physical line it begins on (or the sheet row) and its cells."""

    number: int
    cells: list[str]


def read_rows(text: str, separator: str) -> list[Row]:
    """Read every record of a course list; ``csv.Error`` where a cell or the list is larger than any."""
    first = _SEP_LINE.match(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[Row] = []
    line = 1
    for cells in reader:
        if not (first and line == 1):
            rows.append(Row(line, [cell.strip() for cell in cells]))
        if len(rows) > MOST_ROWS:
            raise csv.Error("more rows than any course list")
        line = reader.line_num + 1
    return rows


def sep_line(text: str) -> re.Match[str] | None:
    """Find the line with which Excel is told the separator: the whole line, and the separator as group 1."""
    return _SEP_LINE.match(text)


def separator_of(text: str) -> tuple[str, int]:
    """Give the separator that cuts the first records most steadily, and into how many cells (1: no table)."""
    sample, is_part = text[:_SAMPLE_LETTERS], len(text) > _SAMPLE_LETTERS
    if first := sep_line(text):
        return first[1], max(_cut(sample, first[1], is_part).usual, 2)
    cuts = [cut for each in SEPARATORS if (cut := _cut(sample, each, is_part)).usual > 1]
    if not cuts:
        return ",", 1
    start = min(cut.start for cut in cuts)
    # A separator that only stands inside the cells begins after the header, and is less steady.
    best = max(cuts, key=lambda cut: cut.score * (1 if cut.start == start else 0.5))
    return best.separator, best.usual


class _Cut(NamedTuple):
    """How a separator cuts a sample: the usual width, the first record that has it, and how well."""

    separator: str
    usual: int = 1
    start: int = 0
    score: float = 0.0


def _cut(sample: str, separator: str, is_part: bool) -> _Cut:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        records = list(islice(reader, _SAMPLE_RECORDS))
    except csv.Error:
        return _Cut(separator)
    if is_part and len(records) < _SAMPLE_RECORDS:
        records = records[:-1]  # the sample ends somewhere in it
    widths = [len(cells) for cells in records if any(cell.strip() for cell in cells)]
    if not widths:
        return _Cut(separator)
    usual, times = Counter(widths).most_common(1)[0]
    steady = times / len(widths)
    return _Cut(separator, usual, widths.index(usual), steady**4 * min(usual - 1, 20) ** 0.5)


def quote_left_open(text: str, separator: str) -> bool:
    """Whether the text ends inside a quoted cell, so that its last record swallowed the rest."""
    if text.count('"') % 2 == 0:
        return False
    opened = text.rfind(f'{separator}"')
    return opened >= 0 and '"' not in text[opened + 2 :].replace('""', "")
