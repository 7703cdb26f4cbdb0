"""Names beside dots, put where they lie over no dot and over no other name, on a phone as on a wide page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charts import theme
from charts.rows import width_of
from charts.theme import Look, plain

PHONE: Final = 300
"""Pixels of a plot on a phone: names that fit there fit everywhere, because dots only move apart."""

LINE: Final = 18
CLEAR: Final = 9
"""Pixels: the height of a name, and what a dot needs around its middle."""

STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A dot with a name: its place, and whether the name stands rather above or below it."""

    x: float
    y: float
    name: str
    is_above: bool


@dataclass(frozen=True, slots=True)
class Box:
    """What a name covers, in pixels of the plot."""

    left: float
    right: float
    top: float
    bottom: float

    def covers(self, other: Box) -> bool:
        """Whether two boxes lie over each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def labels(
    named: Sequence[Named],
    dots: Sequence[tuple[float, float]],
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    height: int,
    look: Look,
) -> list[dict[str, Any]]:
    """Give Plotly's annotations of the names.

    Parameters
    ----------
    named
        What is to be named.
    dots
        The places of all dots, named or not.
    x, y
        The ends of both axes.
    height
        Pixels of the plot from top to bottom.

    Returns
    -------
    list
        One annotation a name, with a thin line to its dot where it stands a step away. A name for which
        no free place is found within the plot stands nearest to its dot.
    """
    taken = [_dot(*_pixels(dot, x, y, height)) for dot in dots]
    made = []
    for each in named:
        at = _pixels((each.x, each.y), x, y, height)
        wide = width_of(each.name, theme.SIZE)
        tried = list(_tried(at, wide, height, is_above=each.is_above))
        free = [place for place in tried if not any(place[0].covers(other) for other in taken)]
        box, step = (free or tried)[0]
        taken.append(box)
        made.append((step, _annotation(each, at, box, step, look)))
    # The nearest last: their own ground then covers the lines of those further out.
    return [note for _, note in sorted(made, key=lambda one: -one[0])]


def _pixels(
    place: tuple[float, float], x: tuple[float, float], y: tuple[float, float], height: int
) -> tuple[float, float]:
    across = (place[0] - x[0]) / ((x[1] - x[0]) or 1) * PHONE
    down = (y[1] - place[1]) / ((y[1] - y[0]) or 1) * height
    return across, down


def _dot(across: float, down: float) -> Box:
    return Box(across - CLEAR, across + CLEAR, down - CLEAR, down + CLEAR)


def _tried(at: tuple[float, float], wide: int, height: int, *, is_above: bool) -> Iterator[tuple[Box, int]]:
    """Give the places of a name within the plot, the best first: near, then a step further out at a time."""
    left = min(max(at[0] - wide / 2, 0), PHONE - wide)
    for step in range(STEPS):
        for way in (-1, 1) if is_above else (1, -1):
            middle = at[1] + way * (CLEAR + LINE / 2 + 2 + step * LINE)
            if LINE / 2 <= middle <= height - LINE / 2:
                yield Box(left, left + wide, middle - LINE / 2, middle + LINE / 2), step


def _annotation(each: Named, at: tuple[float, float], box: Box, step: int, look: Look) -> dict[str, Any]:
    return {
        "x": each.x,
        "y": each.y,
        "ax": (box.left + box.right) / 2 - at[0],
        "ay": (box.top + box.bottom) / 2 - at[1],
        "text": f"<b>{plain(each.name)}</b>",
        "font": {"size": theme.SIZE, "color": look.ink},
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1 if step else 0.1,
        "arrowcolor": look.axis if step else "rgba(0,0,0,0)",
        "standoff": CLEAR - 2,
        "borderpad": 0,
        "bgcolor": look.background,
    }
