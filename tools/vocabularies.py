"""Check that the vocabulary files agree with themselves and with each other.

Usage: python -m tools.vocabularies        prints every fault with its file and sheet row
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VOCAB = Path(__file__).parents[1] / "data" / "vocab"


@dataclass(frozen=True)
class Rule:
    """What makes a row of one file unique, where its other spellings stand, and what it refers to."""

    key: tuple[str, ...]
    spellings: str = ""
    refers_to: tuple[str, str] = ("", "")
    may_be_empty: tuple[str, ...] = ()


RULES = {
    "credit_rules.csv": Rule(
        ("rule_id",),
        may_be_empty=(
            *("cycle_anchor", "round_down_to", "minimums", "maximums", "half_credit", "note", "check"),
        ),
    ),
    "comment_themes.csv": Rule(("theme", "phrase")),
    "hosts.csv": Rule(("name",), spellings="aliases", may_be_empty=("aliases",)),
    "formats.csv": Rule(("format",), spellings="spellings", may_be_empty=("spellings",)),
    "list_columns.csv": Rule(("column",), spellings="spellings"),
    "theme_topics.csv": Rule(("theme", "topic")),
    "topics.csv": Rule(("label",)),
    "topic_phrases.csv": Rule(("label", "phrase"), refers_to=("label", "topics.csv")),
    "same_courses.csv": Rule(("told_elsewhere",)),
    "problems.csv": Rule(("code",), may_be_empty=("in_a_table",)),
    "upload_columns.csv": Rule(("field",), spellings="spellings"),
    "statuses.csv": Rule(("status",), spellings="spellings"),
    "upload_formats.csv": Rule(("format",)),
    "upload_problems.csv": Rule(("code",), may_be_empty=("short",)),
    "upload_words.csv": Rule(("meaning",), spellings="spellings"),
    "likert.csv": Rule(("scale", "language", "position")),
    "survey_cells.csv": Rule(("meaning",), spellings="spellings"),
    "survey_columns.csv": Rule(("column",), spellings="spellings"),
}

Row = dict[str, str]


def faults(folder: Path = VOCAB) -> list[str]:
    """List every fault as "FILE, row N: what is wrong"; rows as a spreadsheet numbers them."""
    found: list[str] = []
    tables: dict[str, dict[int, Row]] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name in RULES:
            tables[path.name] = _read(path, found)
        else:
            found.append(f"{path.name}: tools/vocabularies.py has no rule for this file")
    for name, rows in tables.items():
        rule = RULES[name]
        for number, fault in [
            *_bad_cells(rows, rule),
            *_twice(rows, rule),
            *_ambiguous(rows, rule),
            *_dangling(rows, rule, tables),
        ]:
            found.append(f"{name}, row {number}: {fault}")
    return found


def _read(path: Path, found: list[str]) -> dict[int, Row]:
    """The rows by sheet row; a row of another width than the header is a fault and left out."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    found.extend(
        f"{path.name}, row {number}: {len(record)} cells where the header has {len(header)}"
        for number, record in enumerate(records, start=2)
        if len(record) != len(header)
    )
    return {
        number: dict(zip(header, record, strict=True))
        for number, record in enumerate(records, start=2)
        if len(record) == len(header)
    }


def _bad_cells(rows: dict[int, Row], rule: Rule) -> Iterator[tuple[int, str]]:
    for number, row in rows.items():
        for column, cell in row.items():
            if not cell and column not in rule.may_be_empty:
                yield number, f"{column} is empty"
            if cell != cell.strip() or "  " in cell:
                yield number, f"{column} has a surplus space: {cell!r}"
            if not unicodedata.is_normalized("NFC", cell):
                yield number, f"{column} has letters put together from parts: {cell!r}"


def _twice(rows: dict[int, Row], rule: Rule) -> Iterator[tuple[int, str]]:
    first: dict[tuple[str, ...], int] = {}
    for number, row in rows.items():
        key = tuple(row[column].casefold() for column in rule.key)
        if key in first:
            yield number, f"{' / '.join(row[column] for column in rule.key)} stands in row {first[key]} too"
        first.setdefault(key, number)


def _ambiguous(rows: dict[int, Row], rule: Rule) -> Iterator[tuple[int, str]]:
    """A spelling must lead to one row only."""
    if not rule.spellings:
        return
    owner: dict[str, int] = {row[rule.key[0]].casefold(): number for number, row in rows.items()}
    for number, row in rows.items():
        for spelling in filter(None, row[rule.spellings].split("|")):
            other = owner.setdefault(spelling.strip().casefold(), number)
            if other != number:
                yield number, f"the spelling {spelling!r} belongs to row {other} already"


def _dangling(
    rows: dict[int, Row], rule: Rule, tables: dict[str, dict[int, Row]]
) -> Iterator[tuple[int, str]]:
    column, other = rule.refers_to
    if not column:
        return
    known = {row[RULES[other].key[0]] for row in tables.get(other, {}).values()}
    for number, row in rows.items():
        if row[column] not in known:
            yield number, f"{row[column]!r} is not in {other}"


if __name__ == "__main__":
    sys.exit("\n".join(faults()) or None)
