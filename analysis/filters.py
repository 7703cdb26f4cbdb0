"""What a reader has chosen to see: a filter applies itself and says itself in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import narwhals as nw

from analysis import wording
from analysis.counting import OnDemand, Rows

Undated = Literal["included", "left out", "only"]
Tables = Mapping[str, Rows]

NONE = "none"
"""Stands for "not named" among hosts and topics, and for "no date" among years."""

OF_COURSES = ("course_organizations", "course_people", "course_objectives", "course_topics")
"""Tables with a ``course_id``: they keep the rows of the courses that are left."""


@dataclass(frozen=True, slots=True)
class CourseFilter:
    """The courses to look at. Empty means all; choices of one kind are alternatives.

    ``every_topic`` False looks at each course's main topic only, so that topics add up to the
    courses; True looks at all of its one to three topics. Years are inclusive. ``undated`` says
    what becomes of courses without a year.
    """

    hosts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    undated: Undated = "included"
    every_topic: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any course could be left out."""
        return replace(self, every_topic=False) != CourseFilter()

    def whole(self) -> CourseFilter:
        """The same way of counting over the whole catalog: what a narrowed chart is held against."""
        return CourseFilter(every_topic=self.every_topic)

    def apply(self, tables: Tables) -> Tables:
        """Give the tables with the chosen courses only; ``course_topics`` at the chosen ranks."""
        return OnDemand(OnDemand(tables, self._ranked), self._narrowed)

    def _ranked(self, name: str, tables: Tables) -> Rows:
        by_main_topic = name == "course_topics" and not self.every_topic
        return tables[name].filter(nw.col("rank") == 1) if by_main_topic else tables[name]

    def _narrowed(self, name: str, tables: Tables) -> Rows:
        if not self.narrows or name not in ("courses", *OF_COURSES):
            return tables[name]
        courses = self._courses(tables)
        if name == "courses":
            return courses
        return tables[name].join(courses.select("course_id"), on="course_id", how="semi")

    def _courses(self, tables: Tables) -> Rows:
        courses = self._dated(tables["courses"])
        if self.formats:
            courses = courses.filter(nw.col("format").is_in(self.formats))
        if self.hosts:
            hosts = tables["course_organizations"].filter(nw.col("counts_as_host"))
            courses = _named(courses, hosts, "organization", self.hosts, "host_count")
        if self.topics:
            courses = _named(courses, tables["course_topics"], "topic", self.topics, "topic_count")
        return courses

    def _dated(self, courses: Rows) -> Rows:
        year = nw.col("year")
        if self.undated == "only":
            return courses.filter(year.is_null())
        within = ~year.is_null()
        if self.first_year is not None:
            within = within & (year >= self.first_year)
        if self.last_year is not None:
            within = within & (year <= self.last_year)
        return courses.filter(within if self.undated == "left out" else within | year.is_null())

    def describe(self) -> str:
        """Say the filter in words: "host WebJunction, format webinar, 2012 to 2024"."""
        parts = [
            _choices("host", self.hosts, "not named"),
            _choices("format", [wording.format_label(f) for f in self.formats], "not stated"),
            _choices("topic", self.topics, "not found"),
            self._years(),
        ]
        return ", ".join(part for part in parts if part) or "all courses"

    def _years(self) -> str:
        if self.undated == "only":
            return "courses without a date"
        years = _span(self.first_year, self.last_year)
        if self.undated == "left out":
            return f"{years}, courses without a date left out" if years else "dated courses only"
        return f"{years}, courses without a date included" if years else ""


def _named(courses: Rows, names: Rows, column: str, chosen: tuple[str, ...], count: str) -> Rows:
    """Keep the courses that carry one of the chosen names, and the nameless where NONE is chosen."""
    ids = names.filter(nw.col(column).is_in(chosen)).select("course_id").unique()
    marked = courses.join(ids.with_columns(is_named=nw.lit(1)), on="course_id", how="left")
    keep = ~nw.col("is_named").is_null()
    if NONE in chosen:
        keep = keep | (nw.col(count) == 0)
    return marked.filter(keep).drop("is_named")


def _choices(kind: str, chosen: tuple[str, ...] | list[str], when_none: str) -> str:
    if not chosen:
        return ""
    return f"{kind} " + " or ".join(when_none if name == NONE else name for name in chosen)


def _span(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    if first is None:
        return f"up to {last}"
    return f"from {first}" if last is None else f"{first} to {last}"
