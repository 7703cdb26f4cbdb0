"""Three things about each topic side by side: who raises it, who lacks it, what courses there are."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.rates import text
from charts.theme import Look, Trace, plain

ROW: Final = 50
NAME_AT: Final = 12
BAR_AT: Final = 34
BAR: Final = 13
HEAD: Final = 30
MOST: Final = 12
LONGEST_NAME: Final = 44
PANEL: Final = 0.62
"""The part of a panel's width that the longest bar takes; the rest is for its number."""

HEADS: Final = ("Patrons raise it", "Staff lack it", "Recent courses")
COLUMNS: Final = ("raised", "lack", "recent")


def topic_gaps(rows: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw a row a topic with three bars, from the finding ``curriculum.gaps``.

    Parameters
    ----------
    rows
        ``topic``, ``raised`` (comments; null: not known), ``lack`` (share of staff, 0 to 1; null: not
        known), ``recent`` and ``courses`` (numbers). What is not known says so in the place of its bar.
    """
    shown = rows.head(MOST)
    height = HEAD + ROW * max(len(shown), 1) + 8
    tops = [HEAD + ROW * at for at in range(len(shown))]
    names = [f"<b>{plain(name, LONGEST_NAME)}</b>" for name in shown["topic"]]
    heads = text([0.0, 1.0, 2.0], [HEAD / 2] * 3, list(HEADS), look.gray, theme.SMALL)
    return theme.figure(
        [
            *(_bars(shown, panel, tops, look) for panel in range(3)),
            *(_numbers(shown, panel, tops, look) for panel in range(3)),
            text([0.0] * len(tops), [top + NAME_AT for top in tops], names, look.ink),
            heads,
        ],
        look,
        height=height,
        left=1,
        right=8,
        xaxis={"range": [0, 3], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
    )


def _lengths(shown: pd.DataFrame, panel: int) -> list[float | None]:
    values = pd.to_numeric(shown[COLUMNS[panel]]).astype("float64")
    most = 1.0 if COLUMNS[panel] == "lack" else max(float(values.max()) if values.notna().any() else 1.0, 1.0)
    return [PANEL * each / most if each > 0 else None for each in values]


def _bars(shown: pd.DataFrame, panel: int, tops: list[int], look: Look) -> Trace:
    words = _words(shown, panel)
    return {
        "type": "bar",
        "orientation": "h",
        "x": _lengths(shown, panel),
        "base": [float(panel)] * len(tops),
        "y": [top + BAR_AT for top in tops],
        "width": BAR,
        "marker": {"color": look.accent, "line": {"width": 0}},
        "hovertext": [
            f"<b>{plain(name)}</b><br>{HEADS[panel]}: {said}"
            for name, said in zip(shown["topic"], words, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(shown: pd.DataFrame, panel: int) -> list[str]:
    if COLUMNS[panel] == "lack":
        return ["not known" if pd.isna(each) else wording.percent(float(each)) for each in shown["lack"]]
    if COLUMNS[panel] == "raised":
        return ["not known" if pd.isna(each) else wording.number(int(each)) for each in shown["raised"]]
    pairs = zip(shown["recent"], shown["courses"], strict=True)
    return [
        f"{wording.number(int(new))} of {wording.number(int(all_))}" if all_ else "no course"
        for new, all_ in pairs
    ]


def _numbers(shown: pd.DataFrame, panel: int, tops: list[int], look: Look) -> dict[str, Any]:
    ends = [panel + (length or 0.0) + 0.02 for length in _lengths(shown, panel)]
    at = [top + BAR_AT for top in tops]
    return text(ends, at, _words(shown, panel), look.ink, theme.SMALL)
