"""The one place where a role's view of the data is read and put into words.

``role -> filter -> measure -> sentence``: an ``Answer`` is what the page, the command line and,
later, the slide are made from, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import analysis.catalog
from analysis import wording
from analysis.filters import CourseFilter
from analysis.gaps import HORIZON
from analysis.takeaways import brief
from charts.theme import Look
from data.store import Store
from report.answer import AS_TABLE, Answer, Method, Role, Shape


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: which courses, by whom, on which day, and how old is too old."""

    chosen: CourseFilter = field(default_factory=CourseFilter)
    role: Role = "director"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    horizon: int = HORIZON


@dataclass(frozen=True, slots=True)
class Frames:
    """What was measured: the chosen courses, the whole catalog, and how many of each.

    ``rows`` and ``whole`` have one grain; so have ``drawn`` and ``drawn_whole``, which differ from
    them only where the figure shows more than the table (years by format). ``totals`` and
    ``whole_totals`` are the one row of ``analysis.catalog.totals``.
    """

    rows: pd.DataFrame
    whole: pd.DataFrame
    drawn: pd.DataFrame
    drawn_whole: pd.DataFrame
    totals: pd.Series[Any]
    whole_totals: pd.Series[Any]
    asked: Asked


class Finish(Protocol):
    """A step on the small frame that an engine cannot do: quiet years, ages, states."""

    def __call__(self, frame: pd.DataFrame, asked: Asked, /) -> pd.DataFrame: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """A question the data can answer: what is measured, from which tables, drawn and said how.

    ``shows`` says what the figure shows, ``shows_each`` the same where a course counts once for each of
    its topics. ``headings`` name the columns of the table for a reader. ``missing`` maps a reason ("no date")
    to the column of ``totals`` that counts the courses the rows cannot show.
    """

    id: str
    title: str
    shows: str
    headings: Mapping[str, str]
    tables: tuple[str, ...]
    measure: Callable[..., nw.LazyFrame]
    sentence: Callable[[Frames], str]
    figure: Callable[[Frames, Look], go.Figure] | None
    method: Method
    missing: Mapping[str, str] = field(default_factory=dict)
    drawn: Callable[..., nw.LazyFrame] | None = None
    finish: Finish | None = None
    shows_each: str = ""
    shape: Shape = AS_TABLE


OUTSIDE: Final = "outside the filter"


def answer(
    store: Store,
    finding: Finding,
    asked: Asked,
    *,
    totals: Totals | None = None,
    whole: Answer[Frames] | None = None,
) -> Answer[Frames]:
    """Measure a finding where the rows are, and say it.

    Everything is read through one cursor, so that all numbers of an answer are of one moment.
    ``totals`` and ``whole`` are what is known already for the same filter and for no filter; they
    are used only if the data has not changed since.
    """
    with store.reading() as tables:
        version = tables.data_version
        chosen = asked.chosen.apply(tables)
        counts = totals.counts if totals and totals.data_version == version else _counted(chosen)
        if not asked.chosen.narrows:
            everything = None
        elif whole and whole.data_version == version:
            everything = whole.frames
        else:
            everything = _whole(finding, asked, asked.chosen.whole().apply(tables))
        frames = _frames(finding, asked, chosen, counts, everything)
    left_out = {reason: int(counts[column]) for reason, column in finding.missing.items()}
    n = int(counts["course_count"]) - sum(left_out.values())
    left_out[OUTSIDE] = int(frames.whole_totals["course_count"] - counts["course_count"])
    each = asked.chosen.every_topic and finding.shows_each
    sentence = finding.sentence(frames)
    headline, detail = brief.at_a_pause(sentence)
    return Answer(
        finding=replace(finding, shows=each) if each else finding,
        sentence=sentence,
        n=n,
        left_out={reason: count for reason, count in left_out.items() if count},
        foot=_foot(frames, left_out),
        frames=frames,
        data_version=version,
        headline=headline,
        detail=detail,
    )


def _foot(frames: Frames, left_out: Mapping[str, int]) -> str:
    """Write the line under the figure: n, then what was left out and why."""
    whole, chosen = (int(each["course_count"]) for each in (frames.whole_totals, frames.totals))
    said = [f"{wording.number(chosen)} of {wording.count(whole, 'course')}"]
    if chosen == whole:
        said = [wording.count(whole, "course")]
    said += [
        f"{wording.number(count)} with {reason}"
        for reason, count in left_out.items()
        if count and reason != OUTSIDE
    ]
    return " · ".join(said)


@dataclass(frozen=True, slots=True)
class Totals:
    """The one row of ``analysis.catalog.totals`` for a filter, and the data it was counted in."""

    counts: pd.Series[Any]
    data_version: str


def totals(store: Store, chosen: CourseFilter) -> Totals:
    """Count the chosen courses once, for all findings of a page."""
    with store.reading() as tables:
        version = tables.data_version
        return Totals(_counted(chosen.apply(tables)), version)


def _whole(finding: Finding, asked: Asked, tables: Mapping[str, nw.LazyFrame]) -> Frames:
    return _frames(finding, asked, tables, _counted(tables), None)


def _frames(
    finding: Finding,
    asked: Asked,
    tables: Mapping[str, nw.LazyFrame],
    counts: pd.Series[Any],
    whole: Frames | None,
) -> Frames:
    """Measure the tables; without a ``whole`` to be held against, they are the whole."""
    rows = _measured(finding, finding.measure, tables, asked)
    drawn = _collected(finding.drawn, finding, tables) if finding.drawn else rows
    if whole is None:
        return Frames(rows, rows, drawn, drawn, counts, counts, asked)
    return Frames(rows, whole.rows, drawn, whole.drawn, counts, whole.totals, asked)


def _measured(
    finding: Finding, measure: Callable[..., nw.LazyFrame], tables: Mapping[str, nw.LazyFrame], asked: Asked
) -> pd.DataFrame:
    frame = _collected(measure, finding, tables)
    return finding.finish(frame, asked) if finding.finish else frame


def _collected(
    measure: Callable[..., nw.LazyFrame], finding: Finding, tables: Mapping[str, nw.LazyFrame]
) -> pd.DataFrame:
    return measure(*(tables[name] for name in finding.tables)).collect("pandas").to_native()


def _counted(tables: Mapping[str, nw.LazyFrame]) -> pd.Series[Any]:
    return analysis.catalog.totals(tables["courses"]).collect("pandas").to_native().iloc[0]
