"""What a file becomes on its way in, in the order in which it is made.

``bytes -> Document (sheets of text) -> Checked (records, problems, questions) -> store``. Cells are text
throughout: a workbook's dates are ISO text, its numbers plain digits, so that one reader of dates,
scales and words serves every format. Tables are columns of Arrow: a million rows of Python objects
would be too many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_PLACE: Final = r'(?s)^(Sheet ".*?", row \d+)(?:, column "|: ).*$'

Kind = Literal["completions", "satisfaction", "staff"]
KINDS: Final[tuple[Kind, ...]] = ("completions", "satisfaction", "staff")

Container = Literal["csv", "xlsx", "ods", "xls", "html", "json"]


class Part(NamedTuple):
    """The records of one sheet among those of several that were put under one header."""

    sheet: str
    height: int


@dataclass(slots=True)
class Sheet:
    """A table as it stands in the file, nothing taken for a header yet.

    ``columns`` are text, one entry a record, "" where the record has no such cell; all of the same
    length. ``source_rows`` is where each record begins: the physical line (text), the sheet row (XLSX,
    ODS, XLS), the table row (HTML), the position in the array (JSON), from 1. ``widths`` counts the cells
    each record has as written: 0 where none holds anything (blank), and without empty ones beyond the
    width that most records keep to (a separator too many at each line's end). ``cut_row`` is the source
    row of the record that the file's end cuts short or whose quote is never closed; ``nul_rows`` are the
    source rows of records in which a NUL byte stood (U+FFFD stands there now). ``parts`` say which records
    came from which sheet, where several were put under each other; their source rows begin anew then.
    """

    name: str
    columns: list[pa.Array]
    source_rows: np.ndarray[Any, np.dtype[np.int64]]
    widths: np.ndarray[Any, np.dtype[np.int64]]
    is_hidden: bool = False
    cut_row: int | None = None
    nul_rows: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def height(self) -> int:
        """How many records there are."""
        return len(self.source_rows)

    def row(self, position: int) -> list[str]:
        """Give one record's cells, as many as it has."""
        return [str(column[position].as_py()) for column in self.columns[: int(self.widths[position])]]

    def head(self, count: int) -> list[list[str]]:
        """Give the cells of the first records."""
        return [self.row(position) for position in range(min(count, self.height))]


@dataclass(slots=True)
class Document:
    """A file opened: its sheets, or its JSON, and what the reader had to decide.

    ``notes`` are sentences for the user: the sheet that was hidden, the encoding that was guessed.
    ``statements`` has the array of a JSON file (each an object), and is None for everything else.
    """

    container: Container
    sheets: list[Sheet] = field(default_factory=list)
    statements: list[dict[str, Any]] | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its value, its words, and what would follow from it."""

    value: str
    label: str
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the file cannot say. ``default`` is a value that is used until somebody answers.

    ``id`` is stable for files like this one ("date_order", "course", "scale:Q3"), because answers
    are remembered by it. Without ``options`` the answer is free text.
    """

    id: str
    ask: str
    default: str | None
    options: tuple[Option, ...] = ()


Answers = Mapping[str, Any]
"""Question id -> value, as given now or remembered from a file like this."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One line of "what was understood": the field, the file's column, and how it was read."""

    field: str
    column: str
    read_as: str


TEXT: Final = pa.dictionary(pa.int32(), pa.string())
"""Text that few rows have for themselves: each different one once, and which of them a row has."""


def written_out(table: pa.Table) -> pa.Table:
    """Give a table with every text written out in its row, for who shows some of them."""
    names = [field.name for field in table.schema if field.type == TEXT]
    for name in names:
        at = table.column_names.index(name)
        table = table.set_column(at, name, table.column(name).cast(pa.string()))
    return table


REJECTED: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("column", TEXT),
        ("value", TEXT),
        ("reason", TEXT),
        ("message", pa.string()),
    ]
)
"""One row a rejected row of the file, with the first thing that is wrong with it."""

IGNORED: Final = pa.schema([("source_row", pa.int64()), ("reason", TEXT)])
FLAGGED: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("flag", TEXT),
        ("column", TEXT),
        ("value", TEXT),
        ("message", pa.string()),
    ]
)
"""One row a flag: an accepted row may have several, or none."""

COMPLETIONS: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("person", TEXT),
        ("name", TEXT),
        ("branch", TEXT),
        ("role", TEXT),
        ("course", TEXT),
        ("level", TEXT),
        ("status", TEXT),
        ("completed", pa.bool_()),
        ("enrolled_on", pa.date32()),
        ("completed_on", pa.date32()),
        ("hours", pa.float64()),
        ("score", pa.float64()),
        ("has_outcome", pa.bool_()),
        ("is_prior_learning", pa.bool_()),
    ]
)
"""One row an attempt: ``level`` course or activity; ``has_outcome`` False where the file lists
completions only, so that they make no rate. Unknown is null; ``person`` and ``course`` never are."""

ANSWERS: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("response_id", pa.string()),
        ("responded_on", pa.date32()),
        ("branch", pa.string()),
        ("channel", pa.string()),
        ("item", pa.string()),
        ("item_kind", pa.string()),
        ("value", pa.float64()),
        ("scale_min", pa.float64()),
        ("scale_max", pa.float64()),
        ("minimum", pa.float64()),
        ("desired", pa.float64()),
        ("raw", pa.string()),
    ]
)
"""One row a rating. ``item_kind``: satisfaction, recommend (0 to 10), agreement (an outcome, never mixed
with satisfaction), importance, quality (LibQUAL: value is perceived)."""

NOT_ANSWERED: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("responded_on", pa.date32()),
        ("branch", pa.string()),
        ("channel", pa.string()),
        ("item", pa.string()),
        ("raw", pa.string()),
    ]
)
"""One row a cell that says "does not apply": no rating, but counted beside them."""

COMMENTS: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("response_id", pa.string()),
        ("responded_on", pa.date32()),
        ("branch", pa.string()),
        ("channel", pa.string()),
        ("item", pa.string()),
        ("text", pa.string()),
    ]
)

STAFF: Final = pa.schema(
    [
        ("source_row", pa.int64()),
        ("person", TEXT),
        ("name", TEXT),
        ("branch", TEXT),
        ("role", TEXT),
        ("from_on", pa.date32()),
        ("to_on", pa.date32()),
    ]
)
"""One row a person at a branch in a role; ``to_on`` null while they are there."""

RECORDS: Final[Mapping[Kind, pa.Schema]] = {
    "completions": COMPLETIONS,
    "satisfaction": ANSWERS,
    "staff": STAFF,
}


@dataclass(slots=True)
class Checked:
    """The answer to one file: what it is, its records, and every row accounted for.

    ``rows_accepted`` + rejected + ignored are the rows of the file. ``records`` has the schema
    ``RECORDS[kind]`` and counts after wide tables became long, so an accepted row may have none or
    many. A refused file has kind "reject", a ``file_reason`` (a code of problems.csv) and a message.
    ``reason`` says in words why it was taken for what it is. ``source_key`` names files like this one
    (format and headers, hashed): answers are remembered under it. ``notes`` are what a person should
    know that belongs to no row: a hidden sheet, columns dropped as personal. ``sample`` are the first
    rows as they stand in the file, header first, for mapping columns by hand. ``header`` and
    ``rejected_cells`` are the file's own cells of the rejected rows, in their order, to be mended; both
    are filled by ``data.uploads.take``.
    """

    kind: Kind | Literal["reject"]
    source_format: str
    message: str
    reason: str = ""
    file_reason: str | None = None
    file_name: str = ""
    source_key: str = ""
    records: pa.Table = field(default_factory=COMPLETIONS.empty_table)
    comments: pa.Table = field(default_factory=COMMENTS.empty_table)
    not_answered: pa.Table = field(default_factory=NOT_ANSWERED.empty_table)
    rejected: pa.Table = field(default_factory=REJECTED.empty_table)
    ignored: pa.Table = field(default_factory=IGNORED.empty_table)
    flagged: pa.Table = field(default_factory=FLAGGED.empty_table)
    rows_accepted: int = 0
    columns: Sequence[ColumnUse] = ()
    questions: Sequence[Question] = ()
    notes: Sequence[str] = ()
    sample: Sequence[Sequence[str]] = ()
    header: Sequence[str] = ()
    rejected_cells: Sequence[Sequence[str]] = ()

    @property
    def rows_flagged(self) -> int:
        """The accepted rows that have a flag; what is said of each tells rows of several sheets apart."""
        rows, said = self.flagged.column("source_row"), self.flagged.column("message")
        if pc.any(pc.starts_with(said, 'Sheet "')).as_py():
            rows = pc.replace_substring_regex(said, _PLACE, r"\1")
        return int(pc.count_distinct(rows).as_py())

    @property
    def rows_total(self) -> int:
        """The rows of the file, header rows not counted."""
        return self.rows_accepted + int(self.rejected.num_rows) + int(self.ignored.num_rows)
