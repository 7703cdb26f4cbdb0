"""The figures of the catalog, each under the name of its measure in ``analysis.catalog``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import bars
from charts.cells import Column, cells
from charts.columns import NO_DATE, columns, labeled, places
from charts.rows import MOST, Row, beside, longest
from charts.theme import Look, plain

FORMATS = ("webinar", "self-paced", "instructor-led", "unknown")


def in_order(formats: pd.Series[Any]) -> list[str]:
    """Order formats always alike, a new one before the unknown."""
    found = set(formats)
    new = sorted(found - set(FORMATS))
    return [name for name in (*FORMATS[:-1], *new, FORMATS[-1]) if name in found]


def courses_by_year(counts: pd.DataFrame, whole: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw courses by year and format, from ``analysis.catalog.courses_by_year_and_format``."""
    both = beside(counts, whole, ["year", "format"])
    return columns(both, in_order(both["format"]), look=look)


def courses_by_format(counts: pd.DataFrame, whole: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw courses by format as bars in the formats' colors, from the measure of that name."""
    both = beside(counts, whole, ["format"]).sort_values("whole", ascending=False, kind="stable")
    rows = [
        Row(name, wording.format_name(name), int(chosen), int(all_))
        for name, chosen, all_ in zip(both["format"], both["chosen"], both["whole"], strict=True)
    ]
    return bars(rows, key="format", fill=lambda row: theme.format_fill(look, row.value), look=look)


def courses_by_host(
    counts: pd.DataFrame,
    whole: pd.DataFrame,
    *,
    look: Look,
    hostless: tuple[int, int] = (0, 0),
    most: int = MOST,
) -> go.Figure:
    """Draw courses by host, from the measure of that name.

    ``hostless`` are the courses without a host, chosen and in the whole catalog: a last, hatched row.
    """
    nobody = Row("none", "Host not named", *hostless, is_named=False)
    return _named_bars(counts, whole, "host", nobody, look, most)


def courses_by_topic(
    counts: pd.DataFrame,
    whole: pd.DataFrame,
    *,
    look: Look,
    topicless: tuple[int, int] = (0, 0),
    most: int = MOST,
) -> go.Figure:
    """Draw courses by topic, from the measure of that name.

    ``topicless`` are the courses without a topic, chosen and in the whole catalog.
    """
    nothing = Row("none", "No topic found", *topicless, is_named=False)
    return _named_bars(counts, whole, "topic", nothing, look, most)


def _named_bars(
    counts: pd.DataFrame, whole: pd.DataFrame, key: str, nameless: Row, look: Look, most: int
) -> go.Figure:
    both = beside(counts, whole, [key])
    names, rest = longest(both, key, most)
    chosen, all_ = (dict(zip(both[key], both[column], strict=True)) for column in ("chosen", "whole"))
    rows = [Row(name, name, int(chosen[name]), int(all_[name])) for name in names]
    solid = {"color": look.accent, "line": {"width": 0}}
    return bars(
        [*rows, nameless] if nameless.whole else rows,
        key=key,
        fill=lambda row: solid if row.is_named else theme.hatched(look),
        look=look,
        rest=rest,
        noun=key if rest and rest.rows == 1 else f"{key}s",
    )


def topic_by_year(counts: pd.DataFrame, whole: pd.DataFrame, *, look: Look, most: int = MOST) -> go.Figure:
    """Draw a map of topics and years, the undated in a column apart, from the measure of that name."""
    both = beside(counts, whole, ["topic", "year"])
    years = both["year"].dropna().astype("int64")
    axis, undated = places(int(years.min()), int(years.max())) if len(years) else ([], 1)
    ticks = set(labeled(axis))
    shown = [Column(str(year), str(year), year, str(year) if year in ticks else "") for year in axis]
    if both["year"].isna().any():
        shown.append(Column(NO_DATE, "no date", undated, "<b>no date</b>"))
    values = both["year"].astype("Int64").astype("str").where(both["year"].notna(), NO_DATE)
    return _map(both.assign(value=values), "topic", "year", shown, look, most)


def host_by_format(counts: pd.DataFrame, whole: pd.DataFrame, *, look: Look, most: int = MOST) -> go.Figure:
    """Draw a map of hosts and formats, "not stated" in a column apart, from the measure of that name."""
    both = beside(counts, whole, ["host", "format"])
    shown = []
    for place, name in enumerate(in_order(both["format"])):
        label = plain(wording.format_label(name))
        is_unknown = name == theme.UNKNOWN
        shown.append(
            Column(name, label, place + 0.2 * is_unknown, f"<b>{label}</b>" if is_unknown else label)
        )
    return _map(both.assign(value=both["format"]), "host", "format", shown, look, most)


def _map(
    both: pd.DataFrame, key: str, across: str, shown: Sequence[Column], look: Look, most: int
) -> go.Figure:
    names, rest = longest(both, key, most)
    counts = {
        (name, value): (int(chosen), int(all_))
        for name, value, chosen, all_ in zip(
            both[key], both["value"], both["chosen"], both["whole"], strict=True
        )
    }
    others = both[~both[key].isin(names)].groupby("value")[["chosen", "whole"]].sum()
    sums = {str(value): (int(row["chosen"]), int(row["whole"])) for value, row in others.iterrows()}
    left = (rest, sums, key if rest.rows == 1 else f"{key}s") if rest else None
    return cells(names, shown, counts, keys=(key, across), look=look, rest=left)
