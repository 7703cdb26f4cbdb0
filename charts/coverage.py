"""Which topics are covered by what share of each branch's staff: a strip a topic, a dot a branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from analysis.takeaways.training import of_all_staff
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rates import GAP, HALF_DOT, text
from charts.rows import width_of
from charts.theme import Look, Trace, plain

ROW: Final = 60
NAME_AT: Final = 11
LINE_AT: Final = 30
LOW_AT: Final = 48
FOOT: Final = 26
HATCH: Final = 40
"""Pixels: a strip with its name above and its lowest branch below, the marks of the axis, a hatched row."""

MOST: Final = 12
"""Topics that the figure has room for; the table has all."""

HIDDEN: Final = "hidden"


@dataclass(frozen=True, slots=True)
class Strip:
    """One topic: its place from the top, its branches, and how many of all staff have had it, if told."""

    topic: str
    top: int
    rows: pd.DataFrame
    staff: int | None
    trained: int | None

    @property
    def exact(self) -> pd.DataFrame:
        """The branches whose share is told as a number, the lowest first."""
        return self.rows.dropna(subset="coverage").sort_values(["coverage", "branch"])


def coverage_by_topic(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the strips in the order given.

    Parameters
    ----------
    shown
        One row a topic and branch, topics together: ``topic``, ``branch``, ``staff``, ``trained``,
        ``coverage`` (0 to 1; null where it is not told as a number), ``hidden``, ``coded`` (what is told
        instead), ``least`` and ``most`` (shares between which a coded one lies).
    """
    seen = shown.loc[~shown["hidden"].astype(bool)]
    strips = _strips(seen)
    hidden = sorted(set(shown.loc[shown["hidden"].astype(bool), "branch"]))
    bottom = ROW * max(len(strips), 1) + FOOT
    ends = [_end(strip) for strip in strips] + ([HIDDEN] if hidden else [])
    return theme.figure(
        [
            _reach(strips),
            *_lines(strips, look),
            _ranges(strips, look),
            *_dots(strips, look),
            *_words(strips, look),
            *_marks(bottom - FOOT, look),
            *(_hidden(hidden, bottom, look) if hidden else ()),
        ],
        look,
        height=bottom + (HATCH if hidden else 0),
        left=HALF_DOT,
        right=max((width_of(end, theme.SIZE) for end in ends), default=60) + 24,
        xaxis={"range": [0, 1.0 + theme.EDGE], "showticklabels": False},
        yaxis={"range": [bottom + (HATCH if hidden else 0), 0], "showticklabels": False},
        shapes=[_whole(strip, look) for strip in strips if strip.staff],
    )


def _strips(seen: pd.DataFrame) -> list[Strip]:
    sums = of_all_staff(seen).set_index("topic")
    topics = list(dict.fromkeys(seen["topic"]))[:MOST]
    told = [(topic, *(sums.loc[topic, ["staff", "trained"]] if topic in sums.index else (None, None)))
            for topic in topics]  # fmt: skip
    return [
        Strip(
            topic,
            ROW * place,
            seen.loc[seen["topic"] == topic],
            None if staff is None else int(staff),
            None if trained is None else int(trained),
        )
        for place, (topic, staff, trained) in enumerate(told)
    ]


def _end(strip: Strip) -> str:
    if strip.staff is None or strip.trained is None:
        return ""
    return f"{wording.percent(strip.trained / strip.staff)} of {wording.number(strip.staff)}"


def _reach(strips: Sequence[Strip]) -> Trace:
    """Let the whole strip be clicked: it narrows the page to its topic."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1.0] * len(strips),
        "y": [strip.top + ROW / 2 for strip in strips],
        "width": ROW,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [["topic", strip.topic] for strip in strips],
        "hovertext": [
            f"<b>{plain(strip.topic)}</b>{f'<br>{_end(strip)} staff' if _end(strip) else ''}"
            for strip in strips
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _lines(strips: Sequence[Strip], look: Look) -> list[Trace]:
    return [
        {
            "type": "scatter",
            "x": [x for _ in strips for x in (0, 1, None)],
            "y": [y for strip in strips for y in (strip.top + LINE_AT, strip.top + LINE_AT, None)],
            "mode": "lines",
            "line": {"color": look.grid, "width": 1},
            "hoverinfo": "skip",
        }
    ]


def _ranges(strips: Sequence[Strip], look: Look) -> Trace:
    """Hatch where a branch lies that is told only as "fewer than 5 of 14"."""
    told = [
        (row, strip.top) for strip in strips for row in strip.rows.to_dict("records") if row["coded"]
    ]  # fmt: skip
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(row["least"]) for row, _ in told],
        "x": [float(row["most"]) - float(row["least"]) for row, _ in told],
        "y": [top + LINE_AT for _, top in told],
        "width": 11,
        "marker": theme.hatched(look),
        "customdata": [["branch", str(row["branch"])] for row, _ in told],
        "hovertext": [f"<b>{plain(row['branch'])}</b><br>{plain(row['coded'])}" for row, _ in told],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(),
    }


def _dots(strips: Sequence[Strip], look: Look) -> list[Trace]:
    drawn = [(row, strip.top) for strip in strips for row in strip.exact.to_dict("records")]
    return [
        {
            "type": "scatter",
            "x": [float(row["coverage"]) for row, _ in drawn],
            "y": [top + LINE_AT for _, top in drawn],
            "mode": "markers",
            "marker": {
                "opacity": 1,
                "size": 12,
                "color": look.accent,
                "line": {"width": 1.5, "color": look.background},
            },
            "customdata": [["branch", str(row["branch"])] for row, _ in drawn],
            "hovertext": [
                f"<b>{plain(row['branch'])}</b><br>{wording.percent(float(row['coverage']))} of "
                f"{wording.count(int(row['staff']), 'staff member')}"
                for row, _ in drawn
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            **theme.steady(),
        }
    ]


def _words(strips: Sequence[Strip], look: Look) -> list[Trace]:
    """Write each topic's name above its strip, all staff at its end, and the lowest branch below its dot."""
    names = text(
        [0.0] * len(strips),
        [strip.top + NAME_AT for strip in strips],
        [plain(strip.topic, LONGEST_NAME) for strip in strips],
        look.ink,
    )
    ends = text(
        [1.0] * len(strips),
        [strip.top + LINE_AT for strip in strips],
        [_written_end(strip, look) for strip in strips],
        look.ink,
    )
    lows = [(strip, strip.exact.iloc[0]) for strip in strips if strip.exact["coverage"].nunique() > 1]
    lowest = text(
        [float(row["coverage"]) for _, row in lows],
        [strip.top + LOW_AT for strip, _ in lows],
        [f"{plain(row['branch'], 24)} {wording.percent(float(row['coverage']))}" for _, row in lows],
        look.gray,
        theme.SMALL,
    )
    lowest["textposition"] = [
        "middle right"
        if row["coverage"] < 0.2
        else "middle left"
        if row["coverage"] > 0.8
        else "middle center"
        for _, row in lows
    ]
    return [names, ends, lowest]


def _written_end(strip: Strip, look: Look) -> str:
    if strip.staff is None or strip.trained is None:
        return ""
    gray = f'<span style="color:{look.gray}">of {wording.number(strip.staff)}</span>'
    return f"{GAP}<b>{wording.percent(strip.trained / strip.staff)}</b> {gray}"


def _whole(strip: Strip, look: Look) -> dict[str, Any]:
    share = (strip.trained or 0) / (strip.staff or 1)
    return {
        "type": "line",
        "x0": share,
        "x1": share,
        "y0": strip.top + LINE_AT - 10,
        "y1": strip.top + LINE_AT + 10,
        "layer": "below",
        "line": {"color": look.ink, "width": 2},
    }


def _marks(bottom: int, look: Look) -> list[Trace]:
    marks = text([0.0, 0.5, 1.0], [bottom + 14] * 3, ["0%", "50%", "100%"], look.gray, theme.SMALL)
    marks["textposition"] = ["middle right", "middle center", "middle left"]
    return [marks]


def _hidden(branches: Sequence[str], top: int, look: Look) -> list[Trace]:
    """Give the hidden branches one hatched row under the strips, with their names and why."""
    names = plain(wording.join(list(branches)), LONGEST_NAME)
    gray = f'<span style="color:{look.gray}">{GAP}{HIDDEN}</span>'
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": [1.0],
            "y": [top + LINE_AT],
            "width": 12,
            "marker": theme.hatched(look),
            "hovertext": [f"<b>{names}</b><br>hidden: a small group, or the next smallest"],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **theme.steady(),
        },
        text([0.0], [top + NAME_AT], [names], look.ink),
        text([1.0], [top + LINE_AT], [gray], look.ink),
    ]
