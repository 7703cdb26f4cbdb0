"""The records a catalog page becomes, in the order in which they are made.

``page text -> parse -> RawEntry -> resolve -> Entry -> store``. A ``Reading`` is the answer to
one file, whether it was understood or refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Format = Literal["webinar", "self-paced", "instructor-led", "unknown"]
DatePrecision = Literal["day", "month", "year", "none"]
LabelSource = Literal["derived", "page"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at, said so that they can find and mend it.

    ``code`` is a row of ``data/vocab/problems.csv``. ``source_row`` is the physical line (text,
    HTML as text) or the sheet row (CSV, XLSX) and starts at 1; None when it is about the whole file.
    ``column`` is the label or the column as a reader sees it ("Length", "year"), empty when none.
    """

    code: str
    message: str
    source_row: int | None = None
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """One topic of a course: rank 1 is the main one; ``phrases`` as they stand in the text."""

    label: str
    rank: int
    phrases: tuple[str, ...] = ()


@dataclass(slots=True)
class RawEntry:
    """One catalog entry as written: what the page says, before any name is looked up.

    Organizations are still raw header values ("WebJunction and the Association for ..."),
    because splitting them needs the vocabulary.
    """

    first_line: int
    last_line: int
    format: Format = "unknown"
    dated_on: date | None = None
    date_precision: DatePrecision = "none"
    year: int | None = None
    minutes: int | None = None
    hosted_by: str = ""
    developed_by: str = ""
    funded_by: tuple[str, ...] = ()
    designed_by: str = ""
    presenters: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    lead_developers: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    description: str = ""
    title: str = ""
    listed_id: str = ""
    listed_topics: tuple[str, ...] = ()
    source_text: str = ""
    # A row of a course list: its source text is "column: cell" lines, its problems name row and column.
    is_row: bool = False
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One catalog entry, resolved: canonical organizations, topics, a label and a stable id.

    ``course_id`` is a hash of the original date, the hosts by the shipped vocabulary and the first
    words, so the same course on two pages has one id.
    """

    course_id: str
    entry_number: int
    first_line: int
    last_line: int
    label: str
    label_from: LabelSource
    format: Format
    dated_on: date | None
    date_precision: DatePrecision
    year: int | None
    minutes: int | None
    hosts: tuple[str, ...]
    developers: tuple[str, ...]
    funders: tuple[str, ...]
    designers: tuple[str, ...]
    presenters: tuple[str, ...]
    moderators: tuple[str, ...]
    experts: tuple[str, ...]
    lead_developers: tuple[str, ...]
    objectives: tuple[str, ...]
    topics: tuple[TopicMatch, ...]
    summary: str
    description: str
    listed_id: str
    source_text: str
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Reading:
    """What one file turned out to be.

    ``kind`` is "catalog" or "reject". A rejected file has a ``file_reason`` (a code) and one
    ``message`` for a person, and no entries. ``problems`` are about the whole file ("the page
    ends in mid-sentence"); problems of an entry travel with the entry.
    """

    kind: Literal["catalog", "reject"]
    source_format: str
    message: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    file_reason: str | None = None
