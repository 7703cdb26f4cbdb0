"""Delimited text (CSV) as rows: which separator it uses, and where each record begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 10 * 1024 * 1024
_SEP_LINE = re.compile(r'"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\n|\r|\Z)', re.I)
# How many lines are looked at to find the separator.
_SAMPLE_LINES = 30


class Row(NamedTuple):
    """One record: the physical line it begins on (or the sheet row) and its cells."""

    number: int
    cells: list[str]


def read_rows(text: str, separator: str) -> list[Row]:
    """Read every record; ``csv.Error`` where a cell is larger than any table has."""
    first = _SEP_LINE.match(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[Row] = []
    line = 1
    for cells in reader:
        if not (first and line == 1):
            rows.append(Row(line, [cell.strip() for cell in cells]))
        line = reader.line_num + 1
    return rows


def sep_line(text: str) -> re.Match[str] | None:
    """Find the line with which Excel is told the separator: the whole line, and the separator as group 1."""
    return _SEP_LINE.match(text)


def separator_of(text: str) -> tuple[str, int]:
    """Give the separator that cuts the first lines most steadily, and into how many cells (1: no table)."""
    head = _first_lines(text)
    if first := sep_line(text):
        return first[1], max(_cut(head, first[1]).usual, 2)
    cuts = [cut for each in SEPARATORS if (cut := _cut(head, each)).usual > 1]
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


def _first_lines(text: str) -> str:
    head = text[:200_000]
    if "\n" not in head:
        head = head.replace("\r", "\n")
    return "\n".join(head.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])


def _cut(head: str, separator: str) -> _Cut:
    try:
        widths = [len(row.cells) for row in read_rows(head, separator) if any(row.cells)]
    except csv.Error:
        widths = []
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
