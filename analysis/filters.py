"""What a reader has chosen to see: a filter applies itself and says itself in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import narwhals as nw

from analysis import wording

Undated = Literal["included", "left out", "only"]
Tables = Mapping[str, nw.LazyFrame[Any]]

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

    def apply(self, tables: Tables) -> dict[str, nw.LazyFrame[Any]]:
        """Give the tables with the chosen courses only; ``course_topics`` at the chosen ranks."""
        left = dict(tables)
        if not self.every_topic:
            left["course_topics"] = left["course_topics"].filter(nw.col("rank") == 1)
        if not self.narrows:
            return left
        left["courses"] = self._courses(left)
        ids = left["courses"].select("course_id")
        for name in OF_COURSES:
            if name in left:
                left[name] = left[name].join(ids, on="course_id", how="semi")
        return left

    def _courses(self, tables: Tables) -> nw.LazyFrame[Any]:
        courses = self._dated(tables["courses"])
        if self.formats:
            courses = courses.filter(nw.col("format").is_in(self.formats))
        if self.hosts:
            hosts = tables["course_organizations"].filter(nw.col("counts_as_host"))
            courses = _named(courses, hosts, "organization", self.hosts, "host_count")
        if self.topics:
            courses = _named(courses, tables["course_topics"], "topic", self.topics, "topic_count")
        return courses

    def _dated(self, courses: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
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


def _named(
    courses: nw.LazyFrame[Any], names: nw.LazyFrame[Any], column: str, chosen: tuple[str, ...], count: str
) -> nw.LazyFrame[Any]:
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
