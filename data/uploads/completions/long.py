"""Long tables: one row a person and course. Each column is read once, each row accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.completions import columns as read
from data.uploads.completions.columns import COMPLETED, FAILED, NOT_COMPLETED, NOTHING, Codes
from data.uploads.completions.part import Circumstances, Part, attempts_of, status_of
from data.uploads.completions.uses import uses_of
from data.uploads.dates import DateColumn, read_alike
from data.uploads.day_texts import read_day
from data.uploads.encoded import Encoded, Mask, encode, is_null
from data.uploads.persons import ANY_PERSON, IDS, People, read_people, read_text
from data.uploads.records import TEXT
from data.uploads.rows import Rows, reject_days
from data.uploads.structure import reject_duplicates, sort_out
from data.uploads.tables import Body, Table

WHEN: Final = ("completed_on", "course_complete", "done", "ended_on")
ENROLLED: Final = ("enrolled_on", "started_on")
AMOUNTS: Final = ("hours", "minutes", "duration")
_SUBJECT: Final = ("course", "course_code")
_USED: Final = (*IDS, "name", *_SUBJECT, *WHEN, *ENROLLED, "status", "branch", *AMOUNTS, "score")


@dataclass(slots=True)
class Reading:
    """A long table while it is read."""

    body: Body
    rows: Rows
    beside: Circumstances

    @property
    def table(self) -> Table:
        """The table."""
        return self.body.table


def read_long(table: Table, beside: Circumstances) -> Part:
    """Read a long table as attempts, one a row that is accepted."""
    body = Body(table)
    rows = Rows(body.cut(table.sheet.source_rows), beside.sheet)
    reading = Reading(body, rows, beside)
    body.encode(_USED)
    subject = _SUBJECT if table.has(*_SUBJECT) else (*WHEN, "status", "hours")
    sort_out(body, rows, is_text=beside.is_text, person=ANY_PERSON, subject=subject)
    people = read_people(body, beside.answers, beside.ids)
    rows.reject(is_null(people.person), "missing_person", people.column)
    course = _course(reading)
    when, enrolled = _days(reading)
    codes, is_prior, states_outcome = _outcomes(reading, when)
    hours, score = _numbers(reading)
    _reject_repeated_rows(reading)
    completed = codes == COMPLETED
    _flag(reading, people, completed, when, enrolled)
    rows.flag(is_prior, "completed_by_prior_learning", table.name("status"), body.of("status"))
    branch = _branch(reading)
    kept = rows.open
    done_on, begun_on = (days.dates if days else None for days in (when, enrolled))
    attempts = attempts_of(
        {
            "source_row": rows.source_rows,
            "person": people.person,
            "name": people.name,
            "branch": branch,
            "role": read_text(body, "role"),
            "course": course,
            "level": beside.level,
            "status": status_of(codes),
            "completed": completed,
            "enrolled_on": begun_on,
            "completed_on": done_on,
            "hours": pc.if_else(pa.array(is_prior), None, hours) if hours is not None else None,
            "score": score,
            "has_outcome": True,
            "is_prior_learning": is_prior,
        },
        body.height,
        kept,
    )
    part = Part(attempts, np.flatnonzero(kept), rows, [days for days in (when, enrolled) if days])
    part.states_outcome = states_outcome or not bool(completed[kept].all())
    part.uses = uses_of(part, body, people, when, enrolled)
    part.prior, part.prior_word = _prior(body, is_prior & kept)
    if (cells := body.of("duration")) and not table.has("hours", "minutes"):
        part.unit = read.unit_of("duration", cells, beside.answers) if read.has_bare_numbers(cells) else ""
    return part


def _course(reading: Reading) -> pa.Array:
    """Give the course of each row; rejects rows without one."""
    found = read_text(reading.body, *_SUBJECT)
    if found is None:
        course = reading.beside.course or None
        found = pa.repeat(pa.scalar(course, TEXT), reading.body.height)
    column = reading.table.name("course") or reading.table.name("course_code")
    reading.rows.reject(is_null(found), "missing_course", column)
    return found


def _first(table: Table, fields: tuple[str, ...]) -> str:
    return next((name for name in fields if name in table.fields), "")


def _days(reading: Reading) -> tuple[DateColumn | None, DateColumn | None]:
    """Read the days of completion and of enrollment; rejects rows whose dates have a fault."""
    table, beside = reading.table, reading.beside
    named = [_first(table, WHEN), _first(table, ENROLLED)]
    texts = [read.day_texts(reading.body.cells(table.fields[name])) for name in named if name]
    witnesses = [read.day_texts(reading.body.cells(at)) for at in beside.witnesses]
    found = read_alike(
        [*texts, *witnesses],
        order=beside.order,
        today=beside.today,
        setting=beside.settings.date_order,
    )[: len(texts)]
    for name, days in zip((name for name in named if name), found, strict=True):
        _reject_days(reading, name, days)
    left = iter(found)
    return (next(left) if named[0] else None), (next(left) if named[1] else None)


def _reject_days(reading: Reading, name: str, days: DateColumn) -> None:
    cells, column = reading.body.of(name), reading.table.name(name)
    if name == "done" and cells is not None and _says_status(cells) and not reading.table.has("status"):
        # A word without digits was meant for a status, not for a day.
        bad = encode(days.faults).where(lambda code: code == "bad_date")
        reading.rows.reject(bad & cells.where(_is_a_word), "unknown_status", column, cells)
    reject_days(reading.rows, days, column, cells)


def _says_status(cells: Encoded) -> bool:
    """Whether a column such as "Completed" has marks or words, or nothing that reads as a day."""
    codes = read.read_outcomes(cells).codes
    known = (codes != NOTHING) & (codes != read.UNKNOWN)
    return bool(known.any()) or not any(map(_is_day, cells.texts))


def _is_day(text: str) -> bool:
    return read_day(text).day_first is not None or read_day(text).month_first is not None


def _is_a_word(text: str) -> bool:
    return not any(letter.isdigit() for letter in text)


def _outcomes(reading: Reading, when: DateColumn | None) -> tuple[Codes, Mask, bool]:
    """Give each row its outcome, whether it is prior learning, and whether the table states outcomes.

    What a status column says counts; where it is silent, a day means completed, and none not completed.
    """
    table, body, rows = reading.table, reading.body, reading.rows
    codes = np.zeros(body.height, np.int8)
    is_prior = np.zeros(body.height, bool)
    said: list[str] = [name for name in ("status", "success", "done") if name in table.fields]
    if _first(table, WHEN) == "done" and "done" in said:
        said.remove("done")
    for name in said:
        found = read.read_outcomes(body.cells(table.fields[name]))
        rows.reject(found.codes == read.UNKNOWN, "unknown_status", table.name(name), body.of(name))
        is_prior |= found.is_prior
        silent = (codes == NOTHING) | ((name == "success") & (codes == COMPLETED) & (found.codes == FAILED))
        codes = np.where(silent, found.codes, codes)
    if not said and (progress := body.of("progress")) is not None:
        codes = read.read_progress(progress)
        said = ["progress"]
    if name := _first(table, WHEN):
        marked = read.read_outcomes(body.cells(table.fields[name])).codes
        by_day = np.where(is_null(when.dates) if when else True, NOT_COMPLETED, COMPLETED)
        by_day = np.where((marked != NOTHING) & (marked != read.UNKNOWN), marked, by_day)
        codes = np.where(codes == NOTHING, by_day, codes)
    codes = np.where(codes == NOTHING, NOT_COMPLETED if said else COMPLETED, codes).astype(np.int8)
    if reading.beside.answers.get("prior_learning") == "not_completed":
        codes = np.where(is_prior, NOT_COMPLETED, codes).astype(np.int8)
        is_prior = np.zeros(body.height, bool)
    return codes, is_prior, bool(said) or reading.beside.has_incomplete


def _numbers(reading: Reading) -> tuple[pa.Array | None, pa.Array | None]:
    """Read hours and scores; rejects rows where they are no numbers or out of range."""
    table = reading.table
    hours = score = None
    if name := _first(table, AMOUNTS):
        cells = reading.body.cells(table.fields[name])
        found = read.read_hours(cells, read.unit_of(name, cells, reading.beside.answers))
        found.reject(reading.rows, table.name(name), "1.5")
        hours = found.values
    if "score" in table.fields:
        found = read.read_scores(reading.body.cells(table.fields["score"]))
        found.reject(reading.rows, table.name("score"), "85")
        score = found.values
    return hours, score


def _branch(reading: Reading) -> pa.Array:
    """Give the branch as of the completion; flags rows whose own cell is empty."""
    found = read_text(reading.body, "completion_branch", "branch")
    if found is None:
        return pa.repeat(pa.scalar(reading.beside.branch or None, TEXT), reading.body.height)
    column = reading.table.name("branch") or reading.table.name("completion_branch")
    reading.rows.flag(is_null(found), "branch_unknown", column)
    return found


def _reject_repeated_rows(reading: Reading) -> None:
    columns = [reading.body.of(name) for name in _USED if name != "name" or not reading.table.has(*IDS)]
    reject_duplicates(reading.body, reading.rows, [cells for cells in columns if cells is not None])


def _flag(
    reading: Reading, people: People, completed: Mask, when: DateColumn | None, enrolled: DateColumn | None
) -> None:
    """Flag what is accepted and should be looked at."""
    rows, table = reading.rows, reading.table
    rows.flag(people.by_name_only, "person_matched_by_name_only", people.name_column)
    name = _first(table, WHEN)
    if when is None:
        rows.flag(completed, "undated_completion")
        return
    undated = completed & is_null(when.dates)
    blank = reading.body.cells(table.fields[name]).where(lambda text: not text)
    rows.flag(undated & blank, "completed_without_date", table.name(name))
    rows.flag(undated & ~blank, "undated_completion", table.name(name), reading.body.of(name))
    if enrolled is not None:
        flag_early(rows, completed, when.dates, enrolled.dates, table.name(name))


def flag_early(rows: Rows, completed: Mask, done: pa.Array, begun: pa.Array, column: str) -> None:
    """Flag completions before the enrollment."""
    early = np.asarray(pc.fill_null(pc.less(done, begun), False).to_numpy(zero_copy_only=False), bool)
    at = np.flatnonzero(early & completed & rows.open)
    if len(at):
        which = pa.array(at)
        words = [{"enrolled": str(day)} for day in begun.take(which).to_pylist()]
        values = [str(day) for day in done.take(which).to_pylist()]
        rows.flag_each(at, "completed_before_enrolled", words, column, values)


def _prior(body: Body, is_prior: Mask) -> tuple[int, str]:
    count = int(is_prior.sum())
    cells = body.of("status") or body.of("success") or body.of("done")
    return count, cells.at(int(np.flatnonzero(is_prior)[0])) if count and cells else ""
