"""The vocabulary files as typed rows, each read once.

``hosts.csv``, ``formats.csv``, ``topics.csv``, ``topic_phrases.csv`` and the others stand beside this
module and are edited by hand or in a spreadsheet (UTF-8, comma).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Organization:
    """One known organization: its canonical name, a short one for charts, its kind, other spellings."""

    name: str
    short_label: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic label, the area it belongs to and what it is for."""

    area: str
    label: str
    scope: str


@dataclass(frozen=True, slots=True)
class TopicPhrase:
    """One phrase that speaks for a topic; ``weight`` says how telling it is (1 is ordinary)."""

    label: str
    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class FormatName:
    """One format: its id (``data.catalog.records.Format``), its label and the spellings pages use for it."""

    format: str
    label: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """One problem code: its level and its sentence, on a page and in a table."""

    code: str
    level: str
    sentence: str
    in_a_table: str


def rows(name: str) -> list[dict[str, str]]:
    """Read one vocabulary file: one dict a row, keyed by column, cells stripped."""
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def organizations() -> tuple[Organization, ...]:
    """Every known organization, in the order of ``hosts.csv``."""
    return tuple(
        Organization(row["name"], row["short_label"], row["kind"], _several(row["aliases"]))
        for row in rows("hosts.csv")
    )


@cache
def short_labels() -> dict[str, str]:
    """Canonical organization name -> the short name used in charts."""
    return {organization.name: organization.short_label for organization in organizations()}


@cache
def topics() -> tuple[Topic, ...]:
    """The topics in the order of ``topics.csv``."""
    return tuple(Topic(row["area"], row["label"], row["scope"]) for row in rows("topics.csv"))


@cache
def topic_areas() -> dict[str, str]:
    """Topic label -> area, in the order of ``topics.csv``."""
    return {topic.label: topic.area for topic in topics()}


@cache
def topic_phrases() -> tuple[TopicPhrase, ...]:
    """Every phrase with its topic and weight, in the order of ``topic_phrases.csv``."""
    return tuple(
        TopicPhrase(row["label"], row["phrase"], float(row["weight"])) for row in rows("topic_phrases.csv")
    )


@cache
def formats() -> tuple[FormatName, ...]:
    """The formats in the order of ``formats.csv``."""
    return tuple(
        FormatName(row["format"], row["label"], _several(row["spellings"])) for row in rows("formats.csv")
    )


@cache
def problem_codes() -> dict[str, ProblemCode]:
    """Problem code -> its row of ``problems.csv``."""
    return {
        row["code"]: ProblemCode(row["code"], row["level"], row["sentence"], row["in_a_table"])
        for row in rows("problems.csv")
    }


@cache
def list_columns() -> dict[str, str]:
    """Spelling of a course list's column, in lower case -> the column; "learner" marks other tables."""
    return {
        spelling.lower(): row["column"]
        for row in rows("list_columns.csv")
        for spelling in _several(row["spellings"])
    }


@cache
def same_courses() -> dict[str, str]:
    """Id of a course as its own page tells it -> id of the same course in the built-in catalog."""
    return {row["told_elsewhere"]: row["course_id"] for row in rows("same_courses.csv")}
