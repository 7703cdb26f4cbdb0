"""What a finding says for one filter and one role: the one object that every form is made from.

The page, the command line, the slide and the printed pack take their numbers and words from an
``Answer``, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

import pandas as pd
import plotly.graph_objects as go

from charts.theme import Look

Role = Literal["director", "trainer", "board"]
ROLES: Final[tuple[Role, ...]] = ("director", "trainer", "board")


class Chosen(Protocol):
    """A filter: what was chosen, and in words."""

    def describe(self) -> str:
        """Say the filter in words."""
        ...


class Question(Protocol):
    """What was asked: with which filter, by whom, on which day."""

    @property
    def chosen(self) -> Chosen: ...
    @property
    def role(self) -> Role: ...
    @property
    def today(self) -> date: ...


class Measured(Protocol):
    """What was measured: the rows of the finding's table, and the question they answer."""

    @property
    def rows(self) -> pd.DataFrame: ...
    @property
    def asked(self) -> Question: ...


@dataclass(frozen=True, slots=True)
class Method:
    """How a number came about, for the card behind every finding."""

    counts: str
    left_out: str
    source: str = "The catalog pages and course lists on file; Data, Uploads names each of them."
    level: str = "It speaks of the courses on offer, so it is on no Kirkpatrick level."


Unit = Literal["count", "share", "points", "hours", "score"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a finding's table is drawn outside the page, in a slide or on paper.

    ``category`` names the rows; ``values`` are drawn; ``low`` and ``high`` are the ends of the first value's
    interval; ``n`` is what it is a rate of. ``cells`` are a two-way table, one value where ``category`` and
    ``across`` meet. ``likert`` are shares of answers, from strongest no to strongest yes. ``under_way`` names
    a column of words, empty for what is over. ``shows`` says what is drawn, where the page draws otherwise.
    """

    kind: Literal["bars", "columns", "line", "dots", "likert", "cells", "table"]
    category: str = ""
    values: tuple[str, ...] = ()
    unit: Unit = "count"
    low: str = ""
    high: str = ""
    n: str = ""
    across: str = ""
    under_way: str = ""
    shows: str = ""


AS_TABLE: Final = Shape("table")
"""Of a finding that has no chart."""


class Told(Protocol):
    """A finding as its forms need it, whatever it measures."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def shows(self) -> str: ...
    @property
    def headings(self) -> Mapping[str, str]: ...
    @property
    def figure(self) -> Callable[[Any, Look], go.Figure] | None: ...
    @property
    def method(self) -> Method: ...
    @property
    def shape(self) -> Shape: ...


FramesT = TypeVar("FramesT", bound=Measured, covariant=True)


@dataclass(frozen=True, slots=True)
class Answer(Generic[FramesT]):
    """What a finding says.

    ``n`` is how many things are in ``frames.rows``; ``left_out`` says how many are not, by reason;
    ``hidden`` counts withheld rows. ``foot`` is the line under the figure: n, hidden, left out, level.
    ``headline`` and ``detail`` tell the sentence in two parts, where one line or two have no room for it;
    both are empty where it is short.
    """

    finding: Told
    sentence: str
    n: int
    left_out: Mapping[str, int]
    foot: str
    frames: FramesT
    data_version: str
    hidden: int = 0
    headline: str = ""
    detail: str = ""

    @property
    def table(self) -> pd.DataFrame:
        """The rows under the headings a reader sees."""
        headings = dict(self.finding.headings)
        return self.frames.rows.loc[:, list(headings)].rename(columns=headings)

    @property
    def showing(self) -> str:
        """The filter in words; of what stands alongside the catalog, with the courses chosen there."""
        asked: Any = self.frames.asked
        house = getattr(asked, "house", None)
        said: str = (
            asked.chosen.describe(start_month=house.fiscal_start, today=asked.today)
            if house
            else asked.chosen.describe()
        )
        courses = getattr(asked, "courses", None)
        return f"{courses.describe()}; {said}" if courses is not None and courses.narrows else said


def as_json(said: Answer[Measured]) -> dict[str, object]:
    """Give an answer as the plain object that ``python -m report numbers --json`` prints."""
    columns = list(said.finding.headings)
    rows: Sequence[Sequence[object]] = [
        [_plain(value) for value in row] for row in said.frames.rows.loc[:, columns].itertuples(index=False)
    ]
    return {
        "finding": said.finding.id,
        "sentence": said.sentence,
        "n": said.n,
        "left_out": dict(said.left_out),
        "columns": columns,
        "rows": rows,
        "hidden": said.hidden,
        "filter": _filter(said.frames.asked),
        "role": said.frames.asked.role,
        "data_version": said.data_version,
    }


def _filter(asked: Any) -> dict[str, object]:
    courses = getattr(asked, "courses", None)
    return {**_changed(asked.chosen), **(_changed(courses) if courses is not None else {})}


def _changed(chosen: Any) -> dict[str, object]:
    """The choices that were made, without those left open."""
    open_ = {field.name: field.default for field in fields(chosen)}
    made = {key: value for key, value in asdict(chosen).items() if value != open_[key]}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in made.items()}


def _plain(value: Any) -> object:
    """Make a cell something JSON has: numbers, text, ISO dates, null for unknown."""
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
