"""Answers made up for the tests of the pack: small tables in every shape, with words from anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from analysis.filters import CourseFilter
from report.answer import AS_TABLE, Answer, Method, Role, Shape


@dataclass(frozen=True)
class Asked:
    chosen: CourseFilter = field(default_factory=CourseFilter)
    role: Role = "board"
    today: date = date(2026, 11, 24)


@dataclass(frozen=True)
class Frames:
    rows: pd.DataFrame
    asked: Asked = field(default_factory=Asked)


@dataclass(frozen=True)
class Finding:
    id: str
    title: str
    shows: str
    headings: Mapping[str, str]
    method: Method
    shape: Shape = AS_TABLE
    figure: Any = None


RATES = Shape("dots", "branch", ("rate",), "share", low="low", high="high", n="learner_courses")
METHOD = Method(
    counts="Each learner-course once.", left_out="Those without a date.", source="The files on file."
)


def answer(
    rows: pd.DataFrame,
    shape: Shape = AS_TABLE,
    *,
    sentence: str = "Main completes most.",
    title: str = "Rates",
) -> Answer[Any]:
    """An answer over these rows, their columns' names as headings."""
    told = [str(name) for name in rows.columns if name not in ("hidden", "coded")]
    headings = {name: name.replace("_", " ").capitalize() for name in told}
    finding = Finding("training.rates", title, "Share completed, by branch.", headings, METHOD, shape)
    return Answer(
        finding, sentence, len(rows), {}, "480 learner-courses · hidden: 1 branch", Frames(rows), "v1", 1
    )


def rates(names: Sequence[str] = ("Main", "Small", "North")) -> Answer[Any]:
    """Completion rates of branches, the second of them hidden."""
    values = [(0.8, 0.76, 0.84, 428), (None, None, None, None), (0.5, 0.36, 0.64, 52)]
    rows = pd.DataFrame(
        [(name, *values[place % 3]) for place, name in enumerate(names)],
        columns=["branch", "rate", "low", "high", "learner_courses"],
    )
    return answer(rows.assign(hidden=rows["rate"].isna()), RATES)


def by_month(count: int = 18) -> Answer[Any]:
    """Hours by month."""
    months = [date(2025 + (6 + place) // 12, (6 + place) % 12 + 1, 1) for place in range(count)]
    rows = pd.DataFrame({"month": months, "hours": [10.5 * (place % 5) for place in range(count)]})
    return answer(rows, Shape("columns", "month", ("hours",), "hours"), title="Hours")
