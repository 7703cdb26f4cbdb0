"""A table that nobody recognizes, offered for mapping by hand: which column holds what.

The mapping comes back as the answers "kind" and "columns", is remembered for files with the same
headers, and every kind honors it as if it had recognized the file by itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from data.uploads.records import Checked, Document, Option, Question, Sheet
from data.vocab.upload_problems import sentence

LOOKED_AT: Final = 30
SAMPLED: Final = 8
SENTENCE: Final = 60
"""A single cell of more letters is a sentence and not a name."""

FIELDS: Final = {
    "completions": (
        *("person", "name", "course", "branch", "status", "completed_on", "enrolled_on", "hours", "score"),
    ),
    "satisfaction": (
        *("items", "item", "value", "responded_on", "response_id", "branch", "channel", "comments"),
    ),
    "staff": ("person", "name", "branch", "role", "from_on", "to_on"),
}
"""What each kind can use; ``SEVERAL`` take several columns. A survey has its ratings in ``items``, one column
a question, or in ``value``, one row an answer, with the question in ``item``."""

SEVERAL: Final = ("items", "comments")

NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "completions": (("person",),),
    "satisfaction": (("items",), ("item", "value")),
    "staff": (("person", "branch"),),
}
"""What must be known of each kind: any one of these sets."""


def missing(kind: str, chosen: Collection[str]) -> tuple[str, ...]:
    """Give the fields that are still needed, by the set that lacks the fewest; none when it can be read."""
    lacking = [tuple(name for name in fields if name not in chosen) for fields in NEEDED[kind]]
    return min(lacking, key=len)


def offer(document: Document, file_name: str, kind: str | None) -> Checked:
    """Answer for a table that nobody recognized: refused as it stands, with what to ask about it."""
    sheet = widest(document.sheets)
    if sheet is None or not sheet.height:
        return _refused("no_rows" if document.sheets else "not_a_table", file_name)
    header = header_row(sheet)
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(sheet.row(header), 1)]
    if len(names) < 2:
        return _refused("too_few_columns", file_name)
    if header + 1 >= sheet.height:
        return _refused("no_rows", file_name)
    answer = _refused("columns_unknown", file_name, ", ".join(names[:8]))
    answer.questions = (_kind_question(kind), _columns_question(names))
    answer.source_key = source_key("by hand", names)
    answer.sample = tuple(tuple(row) for row in sheet.head(header + 1 + SAMPLED)[header:])
    answer.notes = tuple(document.notes)
    return answer


def is_prose(sheets: Sequence[Sheet]) -> bool:
    """Whether a file of one column is text to read rather than a list: its lines are sentences."""
    sheet = widest(sheets)
    if sheet is None or int(sheet.widths.max(initial=0)) > 1:
        return False
    lines = [row[0].strip() for row in sheet.head(LOOKED_AT) if row and row[0].strip()]
    return any(" " in line and (line.endswith((".", "!", "?")) or len(line) > SENTENCE) for line in lines)


def widest(sheets: Sequence[Sheet]) -> Sheet | None:
    """Choose the visible sheet with the most cells; None without any."""
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    return max(shown, key=lambda sheet: sheet.height * len(sheet.columns), default=None)


def header_row(sheet: Sheet) -> int:
    """Find the first row as wide as most rows near the top are: titles above it are narrower."""
    widths = [sum(1 for cell in row if cell.strip()) for row in sheet.head(LOOKED_AT)]
    filled = [width for width in widths if width]
    if not filled:
        return 0
    usual = Counter(filled).most_common(1)[0][0]
    return next(place for place, width in enumerate(widths) if width >= min(usual, max(filled)))


def source_key(source_format: str, headers: Sequence[str]) -> str:
    """Name files like this one: the same format with the same headers, whatever their order of case."""
    told = "\x1f".join([source_format, *(" ".join(header.split()).casefold() for header in headers)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _refused(code: str, file_name: str, value: str = "") -> Checked:
    return Checked("reject", "table", sentence(code, value=value), file_reason=code, file_name=file_name)


def _kind_question(kind: str | None) -> Question:
    options = (
        Option("completions", "Training completions", "One row for each person and course."),
        Option("satisfaction", "Patron answers", "One row for each response."),
        Option("staff", "A staff list", "One row for each person: who works where, from when to when."),
    )
    return Question("kind", "What does this file hold?", kind, options)


def _columns_question(names: Sequence[str]) -> Question:
    options = tuple(Option(name, name) for name in names)
    return Question("columns", "Which column holds what?", None, options)
