"""What was understood of a table of completions, line by line."""

from __future__ import annotations

import pyarrow.compute as pc

from data.uploads.completions.part import Part
from data.uploads.dates import DateColumn
from data.uploads.persons import People, person_use
from data.uploads.records import ColumnUse
from data.uploads.tables import Body, Table
from data.uploads.understood import BY_SHEET, counted, how_read

_WHEN = ("completed_on", "course_complete", "done", "ended_on")


def uses_of(
    part: Part, body: Body, people: People, when: DateColumn | None, enrolled: DateColumn | None
) -> list[ColumnUse]:
    """Say for each field which column gives it, and how it was read."""
    table = body.table
    names = counted(part.attempts.column("course"), "name", "names")
    course = _first(table, "course", "course_code") or "(the file's name)"
    uses = [person_use(people), ColumnUse("Course", course, names)]
    if table.groups:
        uses[-1] = ColumnUse("Course", counted_columns(table), names)
    branches = counted(part.attempts.column("branch"), "branch", "branches")
    beside = BY_SHEET if part.rows.sheet else "(the file's name)"
    none = "(none)" if branches == "none given" else beside
    uses.append(ColumnUse("Branch", _first(table, "completion_branch", "branch") or none, branches))
    if status := _first(table, "status", "success", "progress"):
        uses.append(ColumnUse("Status", status, _statuses(part)))
    if when is not None:
        uses.append(ColumnUse("Completed on", _first(table, *_WHEN) or "(in the same cells)", how_read(when)))
    else:
        uses.append(ColumnUse("Completed on", "(none)", "completions without a date"))
    if enrolled is not None:
        words = how_read(enrolled) if table.has("enrolled_on") else f"the start; {how_read(enrolled)}"
        uses.append(ColumnUse("Enrolled on", _first(table, "enrolled_on", "started_on"), words))
    hours = _first(table, "hours", "minutes", "duration")
    has_hours = part.attempts.column("hours").null_count < part.attempts.num_rows
    if hours or has_hours:
        uses.append(ColumnUse("Hours", hours or "(in the same cells)", "hours of the file"))
    else:
        uses.append(ColumnUse("Hours", "(none)", "the catalog's length is used"))
    if score := table.name("score"):
        uses.append(ColumnUse("Score", score, "0 to 100"))
    return uses


def counted_columns(table: Table) -> str:
    """Name the columns of a wide table by the first and the last."""
    first, last = table.groups[0].name, table.groups[-1].name
    return first if first == last else f"{first} to {last}"


def _first(table: Table, *fields: str) -> str:
    return next((table.name(name) for name in fields if name in table.fields), "")


def _statuses(part: Part) -> str:
    counts = pc.value_counts(part.attempts.column("status")).to_pylist()
    by_count = sorted(counts, key=lambda one: (-one["counts"], one["values"]))
    return ", ".join(f"{one['counts']:,} {one['values'].replace('_', ' ')}" for one in by_count)
