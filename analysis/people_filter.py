"""What a reader has chosen to see of training and satisfaction: applies itself, and says itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import narwhals as nw
import numpy as np

from analysis import periods, wording
from analysis.counting import OnDemand, Rows, midnight
from analysis.filters import NONE, Undated
from analysis.sums import Flags, Key, Sums, among

TRAINING: Final = ("learner_courses", "training_by_month", "completions")
SAID: Final = ("answers", "answers_by_month", "not_answered", "comments")
"""Tables that follow the filter's period and branches; the first also its topics and courses, the
second its channels. ``people_by_branch`` and ``staff`` follow its branches alone: who is there on a
day does not depend on when somebody enrolled."""

_CHOSEN_BY: Final = ("month", "fiscal_year", "branch", "channel", "course")


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """The training and the answers to look at. Empty means all; choices of one kind are alternatives.

    Fiscal years, or months from ``first_month`` to ``last_month`` (both included), are the period;
    where both are given, both must hold. Courses are ``course_key``. NONE among branches, topics or
    channels stands for rows that name none. ``undated`` says what becomes of training without a
    month while a period is chosen; answers always have one. ``every_topic`` False knows a course by
    its main topic only.
    """

    fiscal_years: tuple[int, ...] = ()
    first_month: date | None = None
    last_month: date | None = None
    branches: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    undated: Undated = "left out"
    every_topic: bool = False

    @property
    def has_period(self) -> bool:
        """Whether any month could be left out."""
        return bool(self.fiscal_years or self.first_month or self.last_month)

    @property
    def narrows(self) -> bool:
        """Whether any row could be left out."""
        chosen = self.branches or self.topics or self.courses or self.channels
        return self.has_period or bool(chosen) or self.undated == "only"

    def whole(self) -> PeopleFilter:
        """The same way of counting over everything: what a narrowed chart is held against."""
        return PeopleFilter(every_topic=self.every_topic)

    def apply(self, tables: Mapping[str, Rows]) -> Mapping[str, Rows]:
        """Give the tables with the chosen rows only; others as they are.

        ``course_topics`` (needed where topics are chosen) comes back at the chosen ranks and topics.
        """
        return OnDemand(tables, self._narrowed)

    def _narrowed(self, name: str, tables: Mapping[str, Rows]) -> Rows:
        rows = tables[name]
        if name in TRAINING:
            return self._training(rows, tables)
        if name in SAID:
            return self._said(rows)
        if name in ("people_by_branch", "staff"):
            return self._at_branches(rows)
        if name == "course_topics":
            ranked = self._ranked(rows)
            return ranked.filter(nw.col("topic").is_in(self.topics)) if self.topics else ranked
        return rows

    def _ranked(self, course_topics: Rows) -> Rows:
        return course_topics if self.every_topic else course_topics.filter(nw.col("rank") == 1)

    def wanted(self, sums: Sums, course_topics: Iterable[tuple[str, str, int]] = ()) -> dict[str, Flags]:
        """Say which values of each key hold rows that the filter keeps: ``apply``, for counts in memory.

        Keys that it looks at, where there are any of that name: ``month``, ``fiscal_year``, ``branch``,
        ``channel`` and ``course`` (key and id). ``course_topics``: course, topic and rank.
        """
        keys = {name: key for name, key in sums.keys.items() if name in _CHOSEN_BY}
        is_dated = "channel" in keys
        told = self._wanted_periods(keys, is_dated=is_dated)
        for name, chosen in (("branch", self.branches), ("channel", self.channels if is_dated else ())):
            if chosen:
                told[name] = among((None if each == NONE else each for each in chosen), _alone(keys[name]))
        if "course" in keys and self.courses:
            told["course"] = among(self.courses, (key for key, _ in keys["course"].places))
        if "course" in keys and self.topics:
            on_topic = self._wanted_topics(keys["course"].places, course_topics)
            told["course"] = on_topic & told.get("course", on_topic)
        return told

    def _wanted_periods(self, keys: Mapping[str, Key], *, is_dated: bool) -> dict[str, Flags]:
        months = _alone(keys["month"])
        if self.undated == "only" and not is_dated:
            return {"month": among([None], months)}
        if not self.has_period:
            return {}
        first, last = (
            None if each is None else midnight(each.replace(day=1))
            for each in (self.first_month, self.last_month)
        )
        within = [
            self.undated == "included" if each is None
            else (first is None or each >= first) and (last is None or each <= last)
            for each in months
        ]  # fmt: skip
        told = {"month": np.array(within, dtype=bool)}
        if self.fiscal_years:
            told["fiscal_year"] = among([*self.fiscal_years, None], _alone(keys["fiscal_year"]))
        return told

    def _wanted_topics(
        self, courses: Iterable[tuple[Any, ...]], course_topics: Iterable[tuple[str, str, int]]
    ) -> Flags:
        ranked = [(course, topic) for course, topic, rank in course_topics if self.every_topic or rank == 1]
        named = {course for course, _ in ranked}
        wanted = {course for course, topic in ranked if topic in self.topics}
        is_wanted = [each in wanted or (NONE in self.topics and each not in named) for _, each in courses]
        return np.array(is_wanted, dtype=bool)

    def _training(self, rows: Rows, tables: Mapping[str, Rows]) -> Rows:
        rows = self._at_branches(self._in_period(rows))
        if self.courses:
            rows = rows.filter(course_key(rows).is_in(self.courses))
        if self.topics:
            rows = self._on_topics(rows, self._ranked(tables["course_topics"]))
        return rows

    def _said(self, rows: Rows) -> Rows:
        rows = self._at_branches(self._in_period(rows, is_dated=True))
        return _among(rows, "channel", self.channels)

    def _at_branches(self, rows: Rows) -> Rows:
        return _among(rows, "branch", self.branches)

    def _in_period(self, rows: Rows, *, is_dated: bool = False) -> Rows:
        month = nw.col("month")
        if self.undated == "only" and not is_dated:
            return rows.filter(month.is_null())
        if not self.has_period:
            return rows
        within = ~month.is_null()
        if self.fiscal_years:
            within = within & nw.col("fiscal_year").is_in(self.fiscal_years)
        if self.first_month is not None:
            within = within & (month >= midnight(self.first_month.replace(day=1)))
        if self.last_month is not None:
            within = within & (month <= midnight(self.last_month.replace(day=1)))
        return rows.filter(within | month.is_null() if self.undated == "included" else within)

    def _on_topics(self, rows: Rows, course_topics: Rows) -> Rows:
        """Keep training on one of the topics, and training without any where NONE is chosen."""
        ids = course_topics.filter(nw.col("topic").is_in(self.topics)).select("course_id").unique()
        if NONE not in self.topics:
            return rows.join(ids, on="course_id", how="semi")
        named = course_topics.select("course_id").unique().with_columns(_named=nw.lit(1))
        chosen = ids.with_columns(_chosen=nw.lit(1))
        marked = rows.join(named, on="course_id", how="left").join(chosen, on="course_id", how="left")
        keep = ~nw.col("_chosen").is_null() | nw.col("_named").is_null()
        return marked.filter(keep).drop("_named", "_chosen")

    def describe(
        self,
        labels: Mapping[str, str] | None = None,
        start_month: int = 7,
        today: date | None = None,
    ) -> str:
        """Say the filter in words: "FY2026 (July 2025 to June 2026), branch Main or North".

        ``labels`` names courses by their key; without one, a course is said by number. With ``today`` a
        fiscal year that is not over is marked: "FY2027 so far (July 2026 to November 2026)".
        """
        parts = [
            self._period(start_month, today),
            _choices("branch", self.branches, "not named"),
            _choices("topic", self.topics, "not found"),
            self._courses(labels or {}),
            _choices("channel", self.channels, "not named"),
        ]
        return ", ".join(part for part in parts if part) or "all periods and branches"

    def _period(self, start_month: int, today: date | None) -> str:
        if self.undated == "only":
            return "training without a date"
        years = [periods.FiscalYear(year, start_month).describe(today) for year in self.fiscal_years]
        parts = [wording.join(years, "or"), _span(self.first_month, self.last_month)]
        said = " and ".join(part for part in parts if part)
        if said and self.undated == "included":
            said += ", training without a date included"
        return said

    def _courses(self, labels: Mapping[str, str]) -> str:
        named = [labels[key] for key in self.courses if key in labels]
        if len(named) == len(self.courses):
            return _choices("course", tuple(named), "")
        return wording.count(len(self.courses), "chosen course")


def _alone(key: Key) -> list[Any]:
    """List the values of a key of one column."""
    return [each for (each,) in key.places]


def course_key(rows: Rows) -> nw.Expr:
    """The key of a course; made here for the facts, which have only what it is made of."""
    columns = rows.collect_schema().names()
    if "course_key" in columns:
        return nw.col("course_key")
    as_written = nw.concat_str(nw.lit("name:"), nw.col("course_as_written").str.to_lowercase())
    return nw.when(nw.col("course_id").is_null()).then(as_written).otherwise(nw.col("course_id"))


def _among(rows: Rows, column: str, chosen: tuple[str, ...]) -> Rows:
    """Keep the rows that carry one of the names, and the nameless where NONE is chosen."""
    if not chosen:
        return rows
    keep = nw.col(column).is_in(chosen)
    return rows.filter(keep | nw.col(column).is_null() if NONE in chosen else keep)


def _choices(kind: str, chosen: tuple[str, ...], when_none: str) -> str:
    if not chosen:
        return ""
    return f"{kind} " + wording.join([when_none if name == NONE else name for name in chosen], "or")


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return periods.Span(first, last).describe()
    if first:
        return f"from {wording.month_year(first)}"
    return f"up to {wording.month_year(last)}" if last else ""
