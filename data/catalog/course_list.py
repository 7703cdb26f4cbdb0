"""A course list (CSV, XLSX) -> its rows as entries, by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data.catalog.dates import FIRST_YEAR, ReadDate, read_date
from data.catalog.entry import read_format
from data.catalog.lengths import MOST_MINUTES, ReadLength, read_length
from data.catalog.people import names
from data.catalog.records import Problem, RawEntry
from data.vocab.problems import cell_problem, problem
from data.vocab.resolve import known_topics
from data.vocab.tables import list_columns

Cell = str | date
SEARCH_ROWS = 25
MOST_TOPICS = 3

_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")


@dataclass(slots=True)
class CourseList:
    """What a list holds: its entries, and problems of columns and of rows that name no course."""

    entries: list[RawEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Header:
    """The row with the column names: its number, and for each known column its place and its name there."""

    row: int
    places: dict[str, int]
    written: dict[str, str]
    left_out: tuple[tuple[str, str], ...]


def find_header(rows: Sequence[tuple[int, Sequence[Cell]]]) -> Header | None:
    """Find the row of column names near the top: one that has a title or a description and one more column.

    None where there is no such row, or where its columns are of another table (people, completions).
    """
    for number, cells in rows[:SEARCH_ROWS]:
        places: dict[str, int] = {}
        written: dict[str, str] = {}
        left_out: list[tuple[str, str]] = []
        for place, cell in enumerate(cells):
            name = str(cell).strip()
            column = list_columns().get(
                " ".join(name.lower().replace("_", " ").split())
            ) or list_columns().get(name.lower())
            if column == "learner":
                return None
            if column and column not in places:
                places[column], written[column] = place, name
            elif name:
                left_out.append(("column_twice" if column else "column_left_out", name))
        if len(places) > 1 and ("title" in places or "description" in places):
            return Header(number, places, written, tuple(left_out))
    return None


def read_list(rows: Sequence[tuple[int, Sequence[Cell]]], header: Header, last_year: int) -> CourseList:
    """Read the rows under the header; ``rows`` are numbered as the reader sees them.

    A date column has one order of day and month, proved by any of its rows; where none proves it, or
    rows prove both, a date that can be read two ways is a problem and gives no date.
    """
    found = CourseList()
    for code, name in header.left_out:
        found.problems.append(cell_problem(code, header.row, "", name))
    below = [(number, cells) for number, cells in rows if number > header.row]
    day_first = _day_first([_text(cells, header, "date") for _, cells in below])
    for number, cells in below:
        if not any(str(cell).strip() for cell in cells) or _repeats(cells, header):
            continue
        row = _Row(number, cells, header, last_year, day_first)
        if row.get("title") or row.get("description"):
            found.entries.append(row.entry())
        else:
            found.problems.append(cell_problem("blank_course", number, ""))
    return found


def _text(cells: Sequence[Cell], header: Header, column: str) -> str:
    place = header.places.get(column, len(cells))
    return str(cells[place]).strip() if place < len(cells) else ""


def _repeats(cells: Sequence[Cell], header: Header) -> bool:
    return all(_text(cells, header, column) == name for column, name in header.written.items())


def _day_first(written: Sequence[str]) -> bool | None:
    """Whether the column's dates put the day first; None where nothing proves it, or both are proved."""
    pairs = [(int(found[1]), int(found[2])) for text in written if (found := _NUMBERS.fullmatch(text))]
    day = any(first > 12 >= second for first, second in pairs)
    month = any(second > 12 >= first for first, second in pairs)
    return None if day == month else day


class _Row:
    """One row of a course list on its way to an entry."""

    def __init__(
        self, number: int, cells: Sequence[Cell], header: Header, last_year: int, day_first: bool | None
    ) -> None:
        self.number = number
        self.cells = cells
        self.header = header
        self.last_year = last_year
        self.day_first = day_first
        self.problems: list[Problem] = []

    def get(self, column: str) -> str:
        text = _text(self.cells, self.header, column)
        return "" if _ERROR.fullmatch(text) else text

    def report(self, code: str, column: str, value: str = "", **words: str) -> None:
        name = self.header.written.get(column, column)
        self.problems.append(cell_problem(code, self.number, name, value, **words))

    def entry(self) -> RawEntry:
        entry = RawEntry(self.number, self.number, is_row=True)
        for column, name in self.header.written.items():
            if _ERROR.fullmatch(_text(self.cells, self.header, column)):
                self.report("bad_cell", column, _text(self.cells, self.header, column))
            elif text := self.get(column):
                entry.source_text += f"{name}: {text}\n"
        entry.source_text = entry.source_text.rstrip("\n")
        entry.title = " ".join(self.get("title").split())
        entry.listed_id, entry.description = self.get("course_id"), self.get("description")
        entry.hosted_by, entry.developed_by = self.get("host"), self.get("developer")
        entry.funded_by = (self.get("funder"),) if self.get("funder") else ()
        entry.presenters, entry.moderators = names(self.get("presenter")), names(self.get("moderator"))
        entry.objectives = tuple(
            text for part in re.split(r"[\n;]", self.get("objectives")) if (text := part.strip(" -•*"))
        )
        self._format(entry)
        self._date(entry)
        self._minutes(entry)
        self._topics(entry)
        if not entry.title:
            self.report("no_title", "title")
        entry.problems = self.problems
        return entry

    def _format(self, entry: RawEntry) -> None:
        written = self.get("format")
        entry.format, _ = read_format(written[:300])
        if written and entry.format == "unknown":
            self.report("unknown_format", "format", written)

    def _date(self, entry: RawEntry) -> None:
        limits = {"first": str(FIRST_YEAR), "last": str(self.last_year)}
        written = self.get("date")
        when = self._read_date(written)
        entry.dated_on, entry.date_precision, entry.year = when.dated_on, when.precision, when.year
        if written and when.fault:
            self.report(when.fault, "date", written, instead=when.instead, **limits)
        year = self.get("year")
        if not year:
            return
        stated = read_date(year, self.last_year)
        if stated.precision != "year" or stated.year is None:
            self.report("bad_year", "year", year, **limits)
        elif entry.year is None:
            entry.year, entry.date_precision = stated.year, "year"
        elif entry.year != stated.year:
            self.report("year_contradicts_date", "year", year)

    def _read_date(self, written: str) -> ReadDate:
        if self.day_first is not None and (found := _NUMBERS.fullmatch(written)):
            day, month = (found[1], found[2]) if self.day_first else (found[2], found[1])
            return read_date(f"{written[-4:]}-{month}-{day}", self.last_year)
        return read_date(written.removesuffix(" 00:00:00")[:100], self.last_year)

    def _minutes(self, entry: RawEntry) -> None:
        column = "minutes" if self.get("minutes") or "hours" not in self.header.places else "hours"
        written = self.get(column)
        length = _length(written, 60 if column == "hours" else 1)
        entry.minutes = length.minutes
        if length.fault and (written or column in self.header.places):
            self.report(length.fault, column, written)

    def _topics(self, entry: RawEntry) -> None:
        written = [part.strip() for part in re.split(r"[;|,]", self.get("topic")) if part.strip()]
        known, unknown = known_topics(written)
        entry.listed_topics = known[:MOST_TOPICS]
        for label in unknown:
            self.report("unknown_topic", "topic", label)


def _length(written: str, unit: int) -> ReadLength:
    """Read a cell: a bare number is in the column's unit, "1:30" hours and minutes, else as on a page."""
    if _NUMBER.fullmatch(written):
        minutes = int(float(written.replace(",", ".")) * unit + 0.5)
        return ReadLength(minutes) if 0 < minutes <= MOST_MINUTES else ReadLength(fault="bad_length")
    if clock := _CLOCK.fullmatch(written):
        minutes = int(clock[1]) * 60 + int(clock[2])
        return ReadLength(minutes) if 0 < minutes <= MOST_MINUTES else ReadLength(fault="bad_length")
    return read_length(written[:1000])


def mark_row_cut(found: CourseList, line: int) -> None:
    """Say that the list ends in mid-row, on the list and on its last entry."""
    found.problems.append(problem("page_cut", line))
    if found.entries:
        found.entries[-1].problems.append(cell_problem("cut_entry", found.entries[-1].first_line, ""))
