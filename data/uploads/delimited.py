"""Delimited text (CSV) as rows: which separator it uses, and where each record begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 10 * 1024 * 1024
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*\n', re.I)
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


def separator_of(text: str) -> tuple[str, int]:
    """Give the separator that cuts the first lines most steadily, and into how many cells (1: no table)."""
    if first := _SEP_LINE.match(text):
        return first[1], 2
    head = "\n".join(text[:200_000].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    best, best_score, width = ",", 0.0, 1
    for separator in SEPARATORS:
        try:
            widths = [len(row.cells) for row in read_rows(head, separator) if any(row.cells)]
        except csv.Error:
            continue
        if not widths:
            continue
        usual, times = Counter(widths).most_common(1)[0]
        score = times / len(widths) * min(usual - 1, 20)
        if usual > 1 and score > best_score:
            best, best_score, width = separator, score, usual
    return best, width


def quote_left_open(text: str, separator: str) -> bool:
    """Whether the text ends inside a quoted cell, so that its last record swallowed the rest."""
    if text.count('"') % 2 == 0:
        return False
    opened = text.rfind(f'{separator}"')
    return opened >= 0 and '"' not in text[opened + 2 :].replace('""', "")
