"""Questions on their own scale: rating beside importance, the Opportunity Index, the zone of tolerance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rates import GAP, HALF_DOT, segments, text
from charts.rows import width_of
from charts.theme import Look, Trace, plain

ROW: Final = 50
NAME_AT: Final = 11
LINE_AT: Final = 33
HEAD: Final = 28
AXIS: Final = 28
APART: Final = 5
"""Pixels: a row, its name and its line in it, the key above, the scale below; two intervals stand apart."""

MARGIN: Final = 0.25
"""Points of a scale between the ends of its axis and what is drawn."""

MOST: Final = 12
"""Questions that a figure has room for; the table has all."""

DOT, RING, BAND = "\N{BLACK CIRCLE}", "\N{WHITE CIRCLE}", "\N{LOWER HALF BLOCK}"


@dataclass(frozen=True, slots=True)
class Question:
    """One row: its name, the ends of its scale, what is told at its end, and what a pointer reads.

    ``is_shown`` False keeps the row, hatched. Values are on the question's own scale.
    """

    name: str
    first: float
    last: float
    end: str
    beside: str
    said: str
    values: dict[str, float | None]
    is_shown: bool = True

    def place(self, value: float) -> float:
        """Where a value stands from the beginning (0) to the end (1) of the scale."""
        return (value - self.first) / ((self.last - self.first) or 1.0)


Placed = Sequence[tuple[Question, int]]


def importance_and_rating(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the mean rating and the mean importance of each question with their 95% intervals.

    ``shown``: ``item``, ``scale_min``, ``scale_max``, ``importance`` and ``satisfaction`` with their
    ``_low`` and ``_high``, ``gap``, ``n``, ``hidden``; drawn in the order given.
    """
    names = [f"{of}{end}" for of in ("importance", "satisfaction") for end in ("", "_low", "_high")]
    placed = _placed(shown, names, "gap", "people", _say_pair)
    key = f'<span style="color:{look.accent}">{DOT}</span> rating&nbsp;&nbsp;&nbsp;{RING} importance'
    return _figure(
        placed,
        [
            _between(placed, "importance", "satisfaction", look.axis, 1, look),
            _between(placed, "importance_low", "importance_high", look.ink, 2, look, shift=APART),
            _between(placed, "satisfaction_low", "satisfaction_high", look.accent, 3, look, shift=-APART),
            _dots(placed, "importance", look, shift=APART, is_hollow=True),
            _dots(placed, "satisfaction", look, shift=-APART),
        ],
        key,
        "difference",
        look,
    )


def opportunity(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the Opportunity Index of each question with its 95% interval, in the order given.

    ``shown``: ``item``, ``scale_min``, ``scale_max``, ``mean``, ``low``, ``high``, ``n``, ``hidden``.
    """
    placed = _placed(shown, ["mean", "low", "high"], "mean", "people", _say_index)
    return _figure(
        placed,
        [_between(placed, "low", "high", look.accent, 3, look), _dots(placed, "mean", look)],
        "",
        "index",
        look,
    )


def gaps(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the zone of tolerance, from minimum to desired, and the perceived level with its interval.

    ``shown``: ``item``, ``scale_min``, ``scale_max``, ``perceived`` with ``perceived_low`` and
    ``perceived_high``, ``minimum``, ``desired``, ``adequacy``, ``superiority``, ``n``, ``hidden``.
    """
    names = ["perceived", "perceived_low", "perceived_high", "minimum", "desired"]
    placed = _placed(shown, names, "adequacy", "ratings", _say_zone)
    key = (
        f'<span style="color:{look.accent}">{DOT}</span> perceived&nbsp;&nbsp;&nbsp;'
        f'<span style="color:{look.agree_mild}">{BAND}</span> minimum to desired'
    )
    return _figure(
        placed,
        [
            _zone(placed, look),
            _between(placed, "perceived_low", "perceived_high", look.accent, 3, look),
            _dots(placed, "perceived", look),
        ],
        key,
        "to minimum",
        look,
    )


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _scale_of(row: dict[Any, Any]) -> tuple[float, float]:
    return float(row["scale_min"]), float(row["scale_max"])


def _reaches(rows: Sequence[dict[Any, Any]], names: Sequence[str]) -> dict[tuple[float, float], list[float]]:
    """Choose for each scale where its axis begins and ends: whole points around everything that is drawn.

    An index can lie beyond the scale that its parts have; a mean cannot, and its axis ends there.
    """
    reaches: dict[tuple[float, float], list[float]] = {}
    for row in rows:
        scale = _scale_of(row)
        values = [each for name in names if (each := _number(row[name])) is not None]
        if not values:
            continue
        now = reaches.setdefault(scale, [values[0], values[0]])
        reaches[scale] = [min([now[0], *values]), max([now[1], *values])]
    return {
        scale: [max(float(floor(low - MARGIN)), scale[0]), float(ceil(high + MARGIN))]
        for scale, (low, high) in reaches.items()
    }


def _placed(
    shown: pd.DataFrame,
    names: Sequence[str],
    end: str,
    counted: str,
    say: Callable[[dict[Any, Any]], str],
) -> Placed:
    rows = [dict(row) for row in shown.head(MOST).to_dict("records")]
    reaches = {_scale_of(row): list(_scale_of(row)) for row in rows} | _reaches(rows, names)
    made = []
    for row in rows:
        is_shown = _number(row[names[0]]) is not None and not pd.isna(row["n"])
        scale = _scale_of(row)
        first, last = reaches[scale]
        made.append(
            Question(
                name=f"{row['item']} ({scale[0]:g} to {scale[1]:g})"
                if len(reaches) > 1
                else str(row["item"]),
                first=first,
                last=last if end == names[0] else min(last, scale[1]),
                end=_end(_number(row[end]), is_signed=end != names[0]),
                beside=f"n {wording.number(int(row['n']))}" if is_shown else "hidden",
                said=say(row) if is_shown else f"hidden: too few {counted}, or the next fewest",
                values={name: _number(row[name]) for name in names},
                is_shown=is_shown,
            )
        )
    return [(each, HEAD + ROW * place) for place, each in enumerate(made)]


def _end(number: float | None, *, is_signed: bool) -> str:
    if number is None:
        return ""
    return wording.signed(number, 1) if is_signed else wording.mean(number)


def _figure(placed: Placed, marks: Sequence[Trace], key: str, head: str, look: Look) -> go.Figure:
    bottom = HEAD + ROW * max(len(placed), 1)
    ends = [f"{each.end} {each.beside}" for each, _ in placed]
    room = max((width_of(said, theme.SIZE) for said in [*ends, head]), default=60) + 26
    return theme.figure(
        [
            _reach(placed),
            _rules(placed, look),
            _hatches(placed, look),
            *marks,
            text(
                [0.0] * len(placed),
                [top + NAME_AT for _, top in placed],
                [plain(each.name, LONGEST_NAME) for each, _ in placed],
                look.ink,
            ),
            _ends(placed, look),
            *_axis(placed, bottom, look),
            text([0.0], [HEAD / 2 - 3], [key], look.gray, theme.SMALL),
            text([1.0], [HEAD / 2 - 3], [GAP + head], look.gray, theme.SMALL),
        ],
        look,
        height=bottom + AXIS,
        left=HALF_DOT,
        right=room,
        xaxis={"range": [0, 1.0 + theme.EDGE], "showticklabels": False},
        yaxis={"range": [bottom + AXIS, 0], "showticklabels": False},
    )


def _reach(placed: Placed) -> Trace:
    """Let the whole row be read."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1.0] * len(placed),
        "y": [top + ROW / 2 for _, top in placed],
        "width": ROW,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "hovertext": [f"<b>{plain(each.name)}</b><br>{each.said}" for each, _ in placed],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _rules(placed: Placed, look: Look) -> Trace:
    return segments([(0.0, 1.0, top + LINE_AT) for each, top in placed if each.is_shown], look.grid, 1)


def _spans(placed: Placed, low: str, high: str, shift: float = 0) -> list[tuple[float, float, float]]:
    return [
        (each.place(first), each.place(last), top + LINE_AT + shift)
        for each, top in placed
        if each.is_shown
        and (first := each.values[low]) is not None
        and (last := each.values[high]) is not None
    ]


def _between(
    placed: Placed, low: str, high: str, color: str, width: float, look: Look, shift: float = 0
) -> Trace:
    return segments(_spans(placed, low, high, shift), color, width)


def _zone(placed: Placed, look: Look) -> Trace:
    spans = _spans(placed, "minimum", "desired")
    return {
        "type": "bar",
        "orientation": "h",
        "base": [low for low, _, _ in spans],
        "x": [high - low for low, high, _ in spans],
        "y": [at for _, _, at in spans],
        "width": 16,
        "marker": {"color": look.band, "line": {"width": 1, "color": look.agree_mild}},
        "hoverinfo": "skip",
    }


def _hatches(placed: Placed, look: Look) -> Trace:
    hidden = [top for each, top in placed if not each.is_shown]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1.0] * len(hidden),
        "y": [top + LINE_AT for top in hidden],
        "width": 12,
        "marker": theme.hatched(look),
        "hoverinfo": "skip",
    }


def _dots(placed: Placed, name: str, look: Look, *, shift: float = 0, is_hollow: bool = False) -> Trace:
    drawn = [
        (each.place(value), top + LINE_AT + shift)
        for each, top in placed
        if each.is_shown and (value := each.values[name]) is not None
    ]
    return {
        "type": "scatter",
        "x": [place for place, _ in drawn],
        "y": [at for _, at in drawn],
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "size": 10 if is_hollow else 11,
            "color": look.background if is_hollow else look.accent,
            "line": {"width": 2 if is_hollow else 1.5, "color": look.ink if is_hollow else look.background},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ends(placed: Placed, look: Look) -> Trace:
    """Write the number of a row in bold and what it is of in gray."""
    said = []
    for each, _ in placed:
        gray = f'<span style="color:{look.gray}">{each.beside}</span>'
        said.append(f"{GAP}<b>{each.end}</b> {gray}" if each.is_shown else GAP + gray)
    return text([1.0] * len(placed), [top + LINE_AT for _, top in placed], said, look.ink)


def _axis(placed: Placed, bottom: int, look: Look) -> list[Trace]:
    """Mark the ends of the scale and its middle, where all questions have one scale."""
    scales = {(each.first, each.last) for each, _ in placed}
    if len(scales) != 1:
        return []
    ((first, last),) = scales
    marks = text(
        [0.0, 0.5, 1.0],
        [bottom + 12] * 3,
        [f"{first:g}", f"{(first + last) / 2:g}", f"{last:g}"],
        look.gray,
        theme.SMALL,
    )
    marks["textposition"] = ["middle right", "middle center", "middle left"]
    return [marks]


def _ends_of(row: dict[Any, Any], low: str, high: str) -> str:
    return f"95% interval {wording.mean(row[low])} to {wording.mean(row[high])}"


def _say_pair(row: dict[Any, Any]) -> str:
    return "<br>".join(
        f"{word} {wording.mean(row[name])}, {_ends_of(row, f'{name}_low', f'{name}_high')}"
        for word, name in (("rating", "satisfaction"), ("importance", "importance"))
    )


def _say_index(row: dict[Any, Any]) -> str:
    return f"index {wording.mean(row['mean'])}, {_ends_of(row, 'low', 'high')}"


def _say_zone(row: dict[Any, Any]) -> str:
    told = [f"perceived {wording.mean(row['perceived'])}, {_ends_of(row, 'perceived_low', 'perceived_high')}"]
    told += [f"{name} {wording.mean(row[name])}" for name in ("minimum", "desired") if not pd.isna(row[name])]
    return "<br>".join(told)
