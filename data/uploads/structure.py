"""Which rows of a table are no data, and which are damaged, whatever the table is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from data.uploads.amounts import number
from data.uploads.encoded import Encoded, Mask, Numbers, encode, numbered, stands_again
from data.uploads.rows import Rows
from data.uploads.tables import Body
from data.vocab.upload_columns import header_key
from data.vocab.upload_problems import cells
from data.vocab.upload_words import plain, words_for

CUT_OFF: Final = " The file ends in the middle of this row and may be cut off: export it again."
_MARKS: Final = ("*", "†", "‡", "•", "(", "[", "#")
# A longer text than this, alone in its row, is a sentence about the table.
_SENTENCE: Final = 60


def sort_out(body: Body, rows: Rows, *, is_text: bool, person: Sequence[str], subject: Sequence[str]) -> None:
    """Ignore what is no data and reject what is damaged.

    ``is_text`` says that the file is delimited text, where a row of another width is a fault.
    ``person`` and ``subject`` are the fields that a row of data has: without either of them, a row may be
    a total or a note.
    """
    sheet = body.table.sheet
    rows.ignore(body.cut(sheet.widths) == 0, "blank_row")
    titles = np.arange(body.height) < body.above
    rows.ignore(titles, "metadata_row")
    if sheet.nul_rows:
        rows.reject(np.isin(rows.source_rows, sheet.nul_rows), "nul_byte")
    if sheet.cut_row is not None:
        _reject_cut(body, rows, sheet.cut_row)
    rows.ignore(_repeats_header(body), "repeated_header")
    bare = _bare(body, person, subject)
    summing = bare | _counts_courses(body) if "course" in subject else bare
    called = _people_called_total(body, person) | (_totals(body) & summing)
    rows.ignore(called | _bare_sums(body, rows, (*person, *subject)), "totals_row")
    if bare.any():
        rows.ignore(_notes(body, person) & bare, "metadata_row")
    if is_text:
        _reject_widths(body, rows)


def _reject_cut(body: Body, rows: Rows, cut_row: int) -> None:
    mask = rows.source_rows == cut_row
    widths = body.cut(body.table.sheet.widths)[mask]
    if len(widths):
        counted = {"found": cells(int(widths[-1])), "expected": cells(_width(body))}
        rows.reject(mask, "wrong_field_count", words=lambda _: counted, more=CUT_OFF)


def _width(body: Body) -> int:
    """How many cells the header has, empty ones at its end left out."""
    return max((at for at, name in enumerate(body.table.names, 1) if name), default=0)


def _reject_widths(body: Body, rows: Rows) -> None:
    """Reject rows with fewer cells than the header, or with something beyond it."""
    expected = _width(body)
    widths = body.cut(body.table.sheet.widths)
    wrong = widths < expected
    beyond = np.zeros(body.height, bool)
    if (widths > len(body.table.names)).any() or len(body.table.sheet.columns) > len(body.table.names):
        for at in range(len(body.table.names), len(body.table.sheet.columns)):
            beyond |= body.is_filled(at)
    for width in np.unique(widths[(wrong | beyond) & rows.open]).tolist():
        counted = {"found": cells(width), "expected": cells(expected)}
        rows.reject((wrong | beyond) & (widths == width), "wrong_field_count", words=lambda _, c=counted: c)  # type: ignore[misc]


def _repeats_header(body: Body) -> Mask:
    """Find rows that say the header again: every named column has its own name in it."""
    table = body.table
    wanted = [(at, header_key(name)) for at, name in enumerate(table.names) if name]
    at = min(table.fields.values(), default=wanted[0][0] if wanted else 0)
    found = body.cells(at).where_equal(table.names[at])
    for row in np.flatnonzero(found).tolist():
        said = [(body.cells(column).at(row), key) for column, key in wanted]
        found[row] = all(not text or header_key(text) == key for text, key in said)
    return found


def _bare(body: Body, person: Sequence[str], subject: Sequence[str]) -> Mask:
    """Find the rows that lack a person, or all that a row says about one."""
    return ~(_any_filled(body, person) & _any_filled(body, subject))


def _bare_sums(body: Body, rows: Rows, fields: Sequence[str]) -> Mask:
    """Find rows that name nobody and nothing and have numbers only: sums without a word for it."""
    found = rows.open & ~_any_filled(body, fields)
    if not found.any():
        return found
    numbers = np.zeros(body.height, bool)
    for at in range(len(body.table.sheet.columns)):
        is_number = body.cells(at).where(lambda text: bool(text) and number(text) is not None)
        found &= is_number | ~body.is_filled(at)
        numbers |= is_number
    return found & numbers


def _counts_courses(body: Body) -> Mask:
    """Find rows with a number in the place of the course."""
    course = body.of("course")
    return course.where(str.isdigit) if course else np.zeros(body.height, bool)


def _any_filled(body: Body, fields: Iterable[str]) -> Mask:
    found = np.zeros(body.height, bool)
    for name in fields:
        if (column := body.of(name)) is not None:
            found |= column.is_known()
    return found


def _totals(body: Body) -> Mask:
    """Find rows whose first texts say that they sum up others."""
    found = np.zeros(body.height, bool)
    for at in sorted({0, *(body.table.fields.get(name, 0) for name in _NAMED)}):
        if _mention_total(body.cells(at)).any():
            found |= body.cells(at).where(_says_total)
    return found


def _people_called_total(body: Body, person: Sequence[str]) -> Mask:
    """Find rows that have a word for a total where they should name a person."""
    totals = words_for("row of totals")
    found = np.zeros(body.height, bool)
    for name in person:
        if (column := body.of(name)) is not None and _mention_total(column).any():
            found |= column.where(lambda text: plain(text).rstrip(" :=*") in totals)
    return found


def _mention_total(cells: Encoded) -> Mask:
    """Tell nearly all texts at once that they are no total."""
    words = "|".join(map(re.escape, sorted(words_for("row of totals"))))
    return cells.where_matches(rf"(?i)\b({words})\b")


_NAMED: Final = ("person_id", "email", "name", "last_name", "branch", "course", "role")


def _says_total(text: str) -> bool:
    said = plain(text).rstrip(" :=*")
    totals = words_for("row of totals")
    if said in totals:
        return True
    first, last = said.split(" ", 1)[0].rstrip(":"), said.rsplit(" ", 1)[-1]
    return len(said) < _SENTENCE and (first in totals or last in totals or said.startswith("grand total"))


def _notes(body: Body, person: Sequence[str]) -> Mask:
    """Find rows that say something about the table: footnotes, headings, a line of the report's own."""
    count = body.filled()
    note = np.zeros(body.height, bool)
    for at in range(min(2, len(body.table.sheet.columns))):
        note |= body.cells(at).where(says_note)
    headings = np.zeros(body.height, bool)
    people = {body.table.fields.get(name) for name in person}
    for at in {0, body.table.fields.get("branch", 0)} - people:
        headings |= body.is_filled(at)
    alone = (count == 1) & headings & (len(body.table.names) > 2)
    return np.asarray((note & (count <= 2)) | alone, bool)


def says_note(text: str) -> bool:
    """Whether a text speaks about the table: "Note:", "* x = done", "Generated on", a whole sentence."""
    if not text or len(text) >= _SENTENCE or text.startswith(_MARKS) or text.endswith(":"):
        return bool(text)
    said = plain(text)
    return any(
        said == word or said.startswith((word + ":", word + " ")) for word in words_for("row of notes")
    )


def reject_duplicates(body: Body, rows: Rows, keys: Sequence[Encoded]) -> None:
    """Reject rows that are the same as an earlier one in every cell, and name that one.

    ``keys`` are columns that tell most rows apart; only rows alike in these are compared as a whole.
    """
    alike, kinds = np.zeros(body.height, np.int64), 1
    several = np.flatnonzero(rows.open)
    for key in keys:
        kinds *= len(key.texts)
        alike = alike * len(key.texts) + key.index
        if kinds > len(several) or key is keys[-1]:
            # Few rows are alike in what tells most of them apart: only those are looked at further.
            several = several[stands_again(alike[several], kinds)]
            alike[several], kinds = numbered(alike[several]), max(len(several), 1)
    if not len(several):
        return
    first = _first_alike(body, several)
    repeated = first != several
    firsts = pa.array(rows.source_rows[first[repeated]]).cast(pa.string())
    rows.reject_again(several[repeated], "duplicate_row", firsts)


def _first_alike(body: Body, positions: Numbers) -> Numbers:
    """Give for each row the first of ``positions`` that has the same cells."""
    known = np.zeros(len(positions), np.int64)
    which = pa.array(positions)
    for at in range(len(body.table.sheet.columns)):
        codes = numbered(encode(body.column(at).take(which)).index)
        known = numbered(known * (int(codes.max(initial=0)) + 1) + codes)
    _, first, which = np.unique(known, return_index=True, return_inverse=True)
    return positions[first[which]]
