"""Answers on a scale as diverging bars: disagree to the left, agree to the right, neutral apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rates import text
from charts.theme import Look, Trace, plain

ROW: Final = 46
NAME_AT: Final = 11
BAR_AT: Final = 32
BAR: Final = 18
HEAD: Final = 24
GAP: Final = 0.24
"""Share of the width between the sides and the neutral column, for the sum of those who agree."""

NEUTRAL: Final = 0.22


@dataclass(frozen=True, slots=True)
class Statement:
    """One question: the shares (0 to 1) of valid answers from strongest no to strongest yes.

    ``neutral`` is None on a scale without a middle. ``n`` counts valid answers, ``not_answered`` those that
    said it does not apply. Shares of None are not shown, and ``note`` says why.
    """

    item: str
    disagree_strong: float | None
    disagree_mild: float | None
    neutral: float | None
    agree_mild: float | None
    agree_strong: float | None
    n: int | None
    not_answered: int = 0
    note: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether there are shares to draw."""
        return self.agree_strong is not None

    @property
    def disagree(self) -> float:
        """Both shares that disagree."""
        return (self.disagree_strong or 0.0) + (self.disagree_mild or 0.0)

    @property
    def agree(self) -> float:
        """Both shares that agree."""
        return (self.agree_strong or 0.0) + (self.agree_mild or 0.0)


def diverging(rows: Sequence[Statement], *, look: Look) -> go.Figure:
    """Draw one bar a statement in the order given; the outer shade is the stronger answer."""
    shown = [(row, HEAD + ROW * place) for place, row in enumerate(rows)]
    left = max((row.disagree for row in rows if row.is_shown), default=0.2) + 0.17
    right = max((row.agree for row in rows if row.is_shown), default=0.5)
    neutral_at = right + GAP
    width = left + neutral_at + NEUTRAL + 0.1
    height = HEAD + ROW * len(rows) + 8
    return theme.figure(
        [
            *_sides(shown, look),
            _neutral(shown, neutral_at, look),
            _hidden(shown, left, right, look),
            _zero([top for row, top in shown if row.is_shown], look),
            _reach(shown, left, width),
            text([-left] * len(rows), [top + NAME_AT for _, top in shown], _names(rows), look.ink),
            _sums(shown, look, agree=False),
            _sums(shown, look, agree=True),
            _neutral_sums(shown, neutral_at, look),
            _counts(shown, width - left, look),
            *_heads(neutral_at, look, has_neutral=any(row.neutral is not None for row in rows)),
        ],
        look,
        height=height,
        left=1,
        right=4,
        xaxis={"range": [-left, width - left], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
    )


Shown = Sequence[tuple[Statement, int]]


def _names(rows: Sequence[Statement]) -> list[str]:
    return [plain(row.item, LONGEST_NAME - 12) for row in rows]


def _bar(shown: Shown, starts: Sequence[float], values: Sequence[float], color: str, look: Look) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "base": list(starts),
        "x": list(values),
        "y": [top + BAR_AT for _, top in shown],
        "width": BAR,
        "marker": {"color": color, "line": {"width": 1, "color": look.background}},
        "hoverinfo": "skip",
        **theme.steady(),
    }


def _sides(shown: Shown, look: Look) -> list[Trace]:
    """Draw the four shades outward from the middle line."""
    drawn = [(row, top) for row, top in shown if row.is_shown]
    mild_no = [row.disagree_mild or 0.0 for row, _ in drawn]
    strong_no = [row.disagree_strong or 0.0 for row, _ in drawn]
    mild_yes = [row.agree_mild or 0.0 for row, _ in drawn]
    strong_yes = [row.agree_strong or 0.0 for row, _ in drawn]
    outer_no = [-(mild + strong) for mild, strong in zip(mild_no, strong_no, strict=True)]
    return [
        _bar(drawn, [-mild for mild in mild_no], mild_no, look.disagree_mild, look),
        _bar(drawn, outer_no, strong_no, look.disagree_strong, look),
        _bar(drawn, [0.0] * len(drawn), mild_yes, look.agree_mild, look),
        _bar(drawn, mild_yes, strong_yes, look.agree_strong, look),
    ]


def _neutral(shown: Shown, at: float, look: Look) -> Trace:
    drawn = [(row, top) for row, top in shown if row.is_shown and row.neutral is not None]
    return _bar(drawn, [at] * len(drawn), [row.neutral or 0.0 for row, _ in drawn], look.neutral, look)


def _hidden(shown: Shown, left: float, right: float, look: Look) -> Trace:
    hidden = [top for row, top in shown if not row.is_shown]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [-left] * len(hidden),
        "x": [left + right] * len(hidden),
        "y": [top + BAR_AT for top in hidden],
        "width": 12,
        "marker": theme.hatched(look),
        "hoverinfo": "skip",
        **theme.steady(),
    }


def _zero(tops: Sequence[int], look: Look) -> Trace:
    places = [top + BAR_AT for top in tops]
    return {
        "type": "scatter",
        "x": [0 if y is not None else None for at in places for y in (at, at, None)],
        "y": [y for at in places for y in (at - 12, at + 12, None)],
        "mode": "lines",
        "line": {"color": look.ink, "width": 1},
        "hoverinfo": "skip",
    }


def _reach(shown: Shown, left: float, width: float) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [-left] * len(shown),
        "x": [width] * len(shown),
        "y": [top + ROW / 2 for _, top in shown],
        "width": ROW,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "hovertext": [_said(row) for row, _ in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(),
    }


def _said(row: Statement) -> str:
    if not row.is_shown or row.n is None:
        return f"<b>{plain(row.item)}</b><br>{plain(row.note or 'hidden')}"
    parts = [f"agree {wording.percent(row.agree)}", f"disagree {wording.percent(row.disagree)}"]
    if row.neutral is not None:
        parts.append(f"neutral {wording.percent(row.neutral)}")
    return f"<b>{plain(row.item)}</b><br>{', '.join(parts)}<br>{wording.count(row.n, 'answer')}"


def _sums(shown: Shown, look: Look, *, agree: bool) -> Trace:
    drawn = [(row, top) for row, top in shown if row.is_shown]
    at = [row.agree if agree else -row.disagree for row, _ in drawn]
    said = [wording.percent(row.agree if agree else row.disagree) for row, _ in drawn]
    sums = text(at, [top + BAR_AT for _, top in drawn], [], look.ink)
    sums["text"] = [f"&nbsp;<b>{each}</b>" if agree else f"{each}&nbsp;" for each in said]
    sums["textposition"] = "middle right" if agree else "middle left"
    return sums


def _neutral_sums(shown: Shown, at: float, look: Look) -> Trace:
    drawn = [(row, top) for row, top in shown if row.is_shown and row.neutral is not None]
    places = [at + (row.neutral or 0.0) for row, _ in drawn]
    said = [f"&nbsp;{wording.percent(row.neutral or 0.0)}" for row, _ in drawn]
    return text(places, [top + BAR_AT for _, top in drawn], said, look.ink)


def _counts(shown: Shown, right: float, look: Look) -> Trace:
    """Write how many answered, and how many said it does not apply, at the right of the statement."""
    said = []
    for row, _ in shown:
        if not row.is_shown or row.n is None:
            said.append(plain(row.note or "hidden"))
            continue
        beside = f" · N/A {wording.number(row.not_answered)}" if row.not_answered else ""
        said.append(f"n {wording.number(row.n)}{beside}")
    counts = text([right] * len(shown), [top + NAME_AT for _, top in shown], said, look.gray, theme.SMALL)
    counts["textposition"] = "middle left"
    return counts


def _heads(neutral_at: float, look: Look, *, has_neutral: bool) -> list[Trace]:
    heads = [("disagree&nbsp;", 0.0, "middle left"), ("&nbsp;agree", 0.0, "middle right")]
    if has_neutral:
        heads.append(("neutral", neutral_at, "middle right"))
    traces = []
    for said, at, position in heads:
        head = text([at], [HEAD / 2], [said], look.gray, theme.SMALL)
        head["textposition"] = position
        traces.append(head)
    return traces
