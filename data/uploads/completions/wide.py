"""Wide tables: one row a person, and columns for each course or activity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.uploads import amounts
from data.uploads.day_texts import read_day
from data.uploads.encoded import encode
from data.uploads.headers import LOOKED_AT
from data.uploads.outcomes import read_outcome
from data.uploads.persons import ANY_PERSON
from data.uploads.records import Sheet
from data.uploads.tables import Group, Table, fields_in
from data.vocab.upload_columns import field_of
from data.vocab.upload_words import is_missing, plain, words_for

# Rows looked at to see what a column holds, and cells in all of a sheet's columns.
_SAMPLE: Final = 500
_SAMPLE_CELLS: Final = 100_000
_READABLE: Final = 0.8
_LONGEST_NAME: Final = 100
_PART_OF: Final = {
    "done": "mark",
    "status": "mark",
    "completed_on": "date",
    "ended_on": "date",
    "hours": "hours",
    "score": "score",
}


def activities(sheet: Sheet) -> Table | None:
    """Find the pairs of a Moodle activity report: its first header cell is missing, then state and date.

    The date's header is the expected date, which is mostly empty.
    """
    if sheet.height < 1:
        return None
    names = sheet.row(0)
    if not names or names[0]:
        return None
    first = next((at for at, name in enumerate(names[1:], 1) if field_of(name) is None), len(names))
    identity = [*names[1:first]]
    pairs = range(first, len(names) - 1, 2)
    if not pairs or (len(names) - first) % 2 or not all(_is_pair(sheet, names, at) for at in pairs):
        return None
    fields, _ = fields_in(identity)
    fields = {"name": 0} | {name: at + 1 for name, at in fields.items()}
    groups = tuple(Group(names[at], mark=at, date=at + 1) for at in pairs)
    return Table(sheet, (0,), tuple(names), fields, groups)


def _is_pair(sheet: Sheet, names: Sequence[str], at: int) -> bool:
    states = [text for text in _sample(sheet, 1, at) if not is_missing(text)]
    dates = [text for text in _sample(sheet, 1, at + 1) if not is_missing(text)]
    known = sum(read_outcome(text).status is not None for text in states)
    days = sum(read_day(text) != read_day("") for text in dates)
    expected = not names[at + 1] or read_day(names[at + 1]) != read_day("")
    return (
        bool(names[at]) and expected and known >= len(states) * _READABLE and days >= len(dates) * _READABLE
    )


def tiers(sheet: Sheet) -> Table | None:
    """Find a header of two tiers with a course above and its date, hours or score below."""
    head = sheet.head(LOOKED_AT)
    for position, (upper, lower) in enumerate(pairwise(head)):
        if _is_whole(upper):
            return None
        parts = Counter(meant.name for text in lower if (meant := field_of(text)) and meant.name in _PART_OF)
        if parts and max(parts.values()) > 1 and (table := _tiered(sheet, position, upper, lower)):
            return table
    return None


def _is_whole(names: Sequence[str]) -> bool:
    """Whether a row names a person and a course by itself, so that what follows is data."""
    fields, _ = fields_in(names)
    return "course" in fields and any(name in fields for name in ANY_PERSON)


def _tiered(sheet: Sheet, position: int, upper: Sequence[str], lower: Sequence[str]) -> Table | None:
    width = max(len(upper), len(lower))
    uppers, lowers = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    columns: dict[str, dict[str, int]] = {}
    course, names = "", []
    for at, (above, below) in enumerate(zip(uppers, lowers, strict=True)):
        meant = field_of(below)
        part = _PART_OF.get(meant.name) if meant else None
        course = above or (course if part else "")
        if part and course and field_of(course) is None:
            columns.setdefault(course, {}).setdefault(part, at)
            names.append(f"{course}: {below}")
        else:
            names.append(below or above)
    fields, _ = fields_in(names)
    if len(columns) < 2 or not any(name in fields for name in ANY_PERSON):
        return None
    groups = tuple(Group(name, **parts) for name, parts in columns.items())
    kept = {
        name: at for name, at in fields.items() if at not in {c for group in groups for c in group.columns}
    }
    return Table(sheet, (position, position + 1), tuple(names), kept, groups)


def matrix(table: Table) -> Table | None:
    """Take the columns that name no field for courses, if what stands in them are marks, dates or scores."""
    if table.has("course", "course_code", "completed_on", "course_complete", "status", "survey", "done"):
        return None
    taken = set(table.fields.values())
    names = {
        at: name
        for at, name in enumerate(table.names)
        if name and at not in taken and not _is_no_course(name)
    }
    asked = sum(
        name.rstrip().endswith("?") or len(name) > _LONGEST_NAME or "[" in name for name in names.values()
    )
    found = {at: kinds for at in names if (kinds := _kinds(table, at)) is not None}
    together: Counter[str] = sum(found.values(), Counter())
    told = together["mark"] + together["day"] + together["share"]
    if len(found) < 2 or not told or 2 * asked > len(names) or 3 * told < together.total():
        return None
    return replace(table, groups=tuple(Group(names[at], mark=at) for at in found))


def _is_no_course(name: str) -> bool:
    """Whether a header is a total, or a bare number or day, which no course is called."""
    if amounts.score(name) is not None or read_day(name) != read_day(""):
        return True
    return any(word in words_for("row of totals") for word in plain(name).split())


def _kinds(table: Table, at: int) -> Counter[str] | None:
    """Count what a column's cells are; None where too many are neither mark, day nor number."""
    kinds = Counter(_kind(text) for text in _sample(table.sheet, table.start, at) if not is_missing(text))
    return kinds if kinds["other"] <= (1 - _READABLE) * kinds.total() else None


def _kind(text: str) -> str:
    if read_outcome(text).status is not None:
        return "mark"
    number = amounts.score(text)
    if number is not None and 0 <= number <= amounts.MOST_SCORE:
        return "share" if number > 10 or not text.isdigit() else "number"
    if number is None or text.isdigit():
        return "day" if read_day(text) != read_day("") else "other"
    return "other"


def _sample(sheet: Sheet, start: int, at: int) -> list[str]:
    if at >= len(sheet.columns):
        return []
    most = max(20, min(_SAMPLE, _SAMPLE_CELLS // len(sheet.columns)))
    cells = encode(sheet.columns[at].slice(start, most))
    return [cells.texts[one] for one in cells.index.tolist()]
