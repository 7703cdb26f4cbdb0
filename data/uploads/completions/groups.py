"""Wide tables read as attempts: one for each person and course whose cells say something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads import amounts
from data.uploads.completions import columns as read
from data.uploads.completions.columns import COMPLETED, NOTHING, UNKNOWN, Codes
from data.uploads.completions.part import Circumstances, Part, attempts_of, status_of
from data.uploads.completions.uses import uses_of
from data.uploads.dates import DateColumn, read_dates
from data.uploads.encoded import Encoded, Mask, Numbers, encode, is_null
from data.uploads.outcomes import read_outcome
from data.uploads.persons import ANY_PERSON, read_people, read_text
from data.uploads.records import TEXT
from data.uploads.rows import Rows, reject_days
from data.uploads.structure import reject_duplicates, sort_out
from data.uploads.tables import Body, Group, Table
from data.vocab.upload_words import is_missing

Meaning = Literal["score", "hours"]


@dataclass(slots=True)
class Cells:
    """One course's columns read: an outcome code, a day, hours and a score a row, null where unknown."""

    group: Group
    codes: Codes
    days: pa.Array
    hours: pa.Array
    score: pa.Array
    is_dated: bool = False


def read_groups(table: Table, beside: Circumstances) -> Part:
    """Read a wide table; a person without a mark is accepted and has no attempt."""
    body = Body(table)
    rows = Rows(body.cut(table.sheet.source_rows), beside.sheet)
    subjects = Table(table.sheet, table.header, table.names, table.fields | _as_fields(table))
    sort_out(
        Body(subjects), rows, is_text=beside.is_text, person=ANY_PERSON, subject=tuple(_as_fields(table))
    )
    people = read_people(body, beside.answers, beside.ids)
    rows.reject(is_null(people.person), "missing_person", people.column)
    meaning, has_numbers = numbers_mean(body, beside, rows.open)
    days = _days(body, beside)
    found = [_cells(body, rows, group, days, meaning) for group in table.groups]
    reject_duplicates(body, rows, [encode(people.person), encode(people.name)])
    rows.flag(people.by_name_only, "person_matched_by_name_only", people.name_column)
    branch = read_text(body, "completion_branch", "branch")
    if branch is None:
        branch = pa.repeat(pa.scalar(beside.branch or None, TEXT), body.height)
    else:
        rows.flag(is_null(branch), "branch_unknown", table.name("branch"))
    shared = {
        "source_row": rows.source_rows,
        "person": people.person,
        "name": people.name,
        "branch": branch,
        "role": read_text(body, "role"),
        "level": beside.level,
    }
    attempts, position = _attempts(found, rows, shared)
    part = Part(attempts, position, rows, [days.column] if days else [])
    all_completed = bool(pc.all(attempts.column("completed")).as_py()) if attempts.num_rows else True
    part.states_outcome = beside.has_incomplete or not all_completed
    part.numbers = meaning if has_numbers else ""
    part.uses = uses_of(part, body, people, days.column if days else None, None)
    return part


def _as_fields(table: Table) -> dict[str, int]:
    """Name the columns of courses, so that a row with a mark is seen to be data."""
    return {f"group {number}": at for number, group in enumerate(table.groups) for at in group.columns}


@dataclass(slots=True)
class Days:
    """All date cells of a wide table read as one column, because one person wrote them in one order."""

    column: DateColumn
    starts: dict[int, int]
    height: int

    def of(self, at: int) -> tuple[pa.Array, pa.Array]:
        """Give the days and the faults of one column."""
        start = self.starts[at]
        return self.column.dates.slice(start, self.height), self.column.faults.slice(start, self.height)


def _days(body: Body, beside: Circumstances) -> Days | None:
    places = [group.date if group.date is not None else group.mark for group in body.table.groups]
    used = [at for at in places if at is not None]
    if not used:
        return None
    texts = [_day_texts(body.cells(at)) for at in used]
    joined = pa.concat_arrays(texts)
    order, today, setting = beside.order, beside.today, beside.settings.date_order
    column = read_dates(joined, order=order, today=today, setting=setting)
    return Days(column, {at: number * body.height for number, at in enumerate(used)}, body.height)


def _day_texts(cells: Encoded) -> pa.Array:
    return cells.column([text if _is_day(text) else "" for text in cells.texts], pa.string())


def _is_day(text: str) -> bool:
    """Whether a cell should be a day: no known word, no mark, no number of 0 to 100 or percent."""
    if read_outcome(text).status is not None:
        return False
    number = amounts.score(text)
    return number is None or (text.isdigit() and number > amounts.MOST_SCORE and len(text) > 3)


def _number(text: str) -> float | None:
    """Give the number of a cell that is neither a mark nor a day."""
    known = read_outcome(text).status is not None or is_missing(text)
    return None if known or _is_day(text) else amounts.score(text)


def numbers_mean(body: Body, beside: Circumstances, people: Mask) -> tuple[Meaning, bool]:
    """Say what bare numbers in a matrix are, and whether there are any in the rows of ``people``.

    Hours where all are small, else scores; or as answered. Rows of totals are no evidence.
    """
    marks = [group.mark for group in body.table.groups if group.mark is not None]
    found = [number for at in marks for number in _numbers_in(body.cells(at), people)]
    if (answer := beside.answers.get("cell_numbers")) in ("score", "hours"):
        return ("hours" if answer == "hours" else "score"), bool(found)
    return ("hours" if found and max(found) <= read.LONG_DAY else "score"), bool(found)


def _numbers_in(cells: Encoded, people: Mask) -> list[float]:
    said = [cells.texts[which] for which in np.unique(cells.index[people]).tolist()]
    return [number for text in said if (number := _number(text)) is not None]


def _cells(body: Body, rows: Rows, group: Group, days: Days | None, meaning: Meaning) -> Cells:
    """Read one course; rejects rows whose cells cannot be read."""
    height = body.height
    codes = np.zeros(height, np.int8)
    nothing = pa.nulls(height, pa.float64())
    found = Cells(group, codes, pa.nulls(height, pa.date32()), nothing, nothing)
    if group.mark is not None:
        _read_marks(body, rows, found, meaning)
    at = group.date if group.date is not None else group.mark
    if days is not None and at is not None:
        _read_days(body, rows, found, days, at)
    for name, reader, example in (("hours", read.read_hours, "1.5"), ("score", read.read_scores, "85")):
        column = getattr(group, name)
        if column is not None:
            numbers = reader(body.cells(column))
            numbers.reject(rows, body.table.names[column], example)
            setattr(found, name, numbers.values)
    given = ~is_null(found.hours) | ~is_null(found.score)
    found.codes = np.where((found.codes == NOTHING) & given, COMPLETED, found.codes).astype(np.int8)
    return found


def _read_marks(body: Body, rows: Rows, found: Cells, meaning: Meaning) -> None:
    at = found.group.mark
    if at is None:
        return
    cells = body.cells(at)
    codes = read.read_outcomes(cells).codes
    numbers = [_number(text) for text in cells.texts]
    is_number = cells.spread(np.array([number is not None for number in numbers], bool))
    codes = np.where(is_number, COMPLETED, codes)
    if found.group.date is not None:
        rows.reject(codes == UNKNOWN, "unknown_status", body.table.names[at], cells)
    found.codes = np.where(codes == UNKNOWN, NOTHING, codes).astype(np.int8)
    outside = cells.where(lambda text: (number := _number(text)) is not None and number > amounts.MOST_SCORE)
    rows.reject(outside, "out_of_range", body.table.names[at], cells, lambda _: {"low": 0, "high": 100})
    if meaning == "hours":
        ones = [1.0 if text == "1" else number for text, number in zip(cells.texts, numbers, strict=True)]
        found.hours = cells.column(ones, pa.float64()) if is_number.any() else found.hours
    else:
        found.score = cells.column(numbers, pa.float64())


def _read_days(body: Body, rows: Rows, found: Cells, days: Days, at: int) -> None:
    """Read the days of one course: in a column of its own, or in the cells of the marks."""
    found.days, faults = days.of(at)
    encoded, cells, column = encode(faults), body.cells(at), body.table.names[at]
    own = found.group.date is not None
    column = column if column != "" else found.group.name
    if "bad_date" in encoded.texts:
        bad = encoded.where(lambda fault: fault == "bad_date")
        if not own:  # a word without a digit was not meant to be a day
            rows.reject(
                bad & cells.where(lambda text: not any(map(str.isdigit, text))),
                "unknown_status",
                column,
                cells,
            )
    reject_days(rows, replace(days.column, dates=found.days, faults=faults), column, cells)
    marked = read.read_outcomes(cells).codes if own else found.codes
    marked = np.where(marked == UNKNOWN, NOTHING, marked)
    by_day = np.where(is_null(found.days), marked, COMPLETED)
    found.codes = np.where(found.codes == NOTHING, by_day, found.codes).astype(np.int8)
    found.is_dated = own


def _attempts(found: list[Cells], rows: Rows, shared: dict[str, object]) -> tuple[pa.Table, Numbers]:
    """Put the courses under each other and back into the order of the rows."""
    height = len(rows.source_rows)
    tables, positions = [], []
    for cells in found:
        kept = rows.open & (cells.codes != NOTHING)
        _flag(rows, cells, kept)
        completed = cells.codes == COMPLETED
        own = {
            "course": cells.group.name,
            "status": status_of(cells.codes),
            "completed": completed,
            "completed_on": cells.days,
            "hours": cells.hours,
            "score": cells.score,
            "has_outcome": True,
            "is_prior_learning": False,
        }
        tables.append(attempts_of(shared | own, height, kept))
        positions.append(np.flatnonzero(kept))
    position = np.concatenate(positions)
    order = np.argsort(position, kind="stable")
    attempts = pa.concat_tables(tables).take(pa.array(order))
    return attempts, position[order]


def _flag(rows: Rows, cells: Cells, kept: Mask) -> None:
    undated = kept & (cells.codes == COMPLETED) & is_null(cells.days)
    code = "completed_without_date" if cells.is_dated else "undated_completion"
    rows.flag(undated, code, cells.group.name)
