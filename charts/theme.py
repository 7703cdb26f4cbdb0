"""The look of every figure: colors for light and dark pages, type, and what all figures share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import plotly.graph_objects as go

Trace: TypeAlias = dict[str, Any]
"""One of Plotly's traces before Plotly has it."""

FONT: Final = '"Source Sans", sans-serif'
"""Exactly so: an unquoted name makes some browsers drop the whole list."""

SIZE: Final = 14
SMALL: Final = 12
"""Pixels; the small one only for notes on an axis."""

HATCH: Final = {"shape": "/", "size": 6, "solidity": 0.28, "fillmode": "replace"}
"""Plotly's pattern for what is not known or not shown."""

HATCH_LINE: Final = 1.2

EDGE: Final = 0.003
"""Share of an axis left free before the first mark, so that its outline is not cut at the edge."""

IS_CHECKED = False
"""Whether Plotly checks every property it is given, which takes as long again as all the rest of drawing.

The tests draw every figure with it on; after a click it is off.
"""

UNKNOWN: Final = "unknown"
"""The format that has a hatch instead of a color."""


@dataclass(frozen=True, slots=True)
class Look:
    """Every color of one theme, as hex.

    ``series`` is the fixed order of eight (the first is the accent); ``formats`` says which of them
    a format keeps whatever the filter is. ``sequential`` goes from low to high. ``context`` fills,
    ``axis`` outlines the pale bars that stand for the whole catalog. ``hidden`` is for hatches only.
    """

    name: str
    background: str
    sidebar: str
    ink: str
    gray: str
    primary: str
    accent: str
    link: str
    rule: str
    table_rule: str
    series: tuple[str, ...]
    hidden: str
    sequential: tuple[str, ...]
    disagree_strong: str
    disagree_mild: str
    neutral: str
    agree_mild: str
    agree_strong: str
    band: str
    grid: str
    axis: str
    context: str
    formats: Mapping[str, str] = field(repr=False)


LIGHT: Final = Look(
    name="light",
    background="#FFFFFF",
    sidebar="#F3F5F4",
    ink="#111716",
    gray="#55615D",
    primary="#0F6B62",
    accent="#0F6B62",
    link="#0B5A52",
    rule="#C9D1CE",
    table_rule="#DDE3E0",
    series=("#0F6B62", "#C2711C", "#4B3F8F", "#9281E1", "#723A3B", "#519962", "#9B7B90", "#516000"),
    hidden="#7C8884",
    sequential=("#E1F1EE", "#B0D4CD", "#7CB9AE", "#4D9B8F", "#2B7C71", "#155D53", "#083E37"),
    disagree_strong="#8A3F08",
    disagree_mild="#CB7C38",
    neutral="#7C8884",
    agree_mild="#4D9B8F",
    agree_strong="#0F5C54",
    band="#CFE5E1",
    grid="#E4E9E7",
    axis="#7C8884",
    context="#EDF1EF",
    formats={"webinar": "#4B3F8F", "self-paced": "#C2711C", "instructor-led": "#723A3B", UNKNOWN: "#7C8884"},
)

DARK: Final = Look(
    name="dark",
    background="#14191A",
    sidebar="#1D2425",
    ink="#E7ECEA",
    gray="#A9B5B1",
    primary="#1F8074",
    accent="#59C0AD",
    link="#8AD6C9",
    rule="#3A4546",
    table_rule="#2C3637",
    series=("#59C0AD", "#CC8F5C", "#4A79C6", "#B897F0", "#B65577", "#B5E285", "#F1D4E6", "#557D1D"),
    hidden="#7F8C88",
    sequential=("#1C332F", "#26514B", "#357168", "#449387", "#5AB5A7", "#86D4C7", "#C1F0E7"),
    disagree_strong="#F0AE74",
    disagree_mild="#B0713A",
    neutral="#75817D",
    agree_mild="#35857A",
    agree_strong="#86D4C7",
    band="#1F4640",
    grid="#2A3334",
    axis="#7F8C88",
    context="#20282A",
    formats={"webinar": "#4A79C6", "self-paced": "#CC8F5C", "instructor-led": "#B65577", UNKNOWN: "#7F8C88"},
)

ON_DARK, ON_LIGHT = "#FFFFFF", "#0E1213"
"""What is written on a filled cell."""


def is_hatched(look: Look, format_id: str) -> bool:
    """Whether a format is drawn as a hatch: the unknown one, and one that has no color of its own."""
    return format_id == UNKNOWN or format_id not in look.formats


def format_color(look: Look, format_id: str) -> str:
    """Give the color of a format, or of its hatch."""
    return look.formats.get(format_id, look.hidden)


def format_fill(look: Look, format_id: str) -> dict[str, Any]:
    """Give Plotly's bar marker of a format: its color, or a hatch where no format is stated."""
    if is_hatched(look, format_id):
        return hatched(look)
    return {"color": look.formats[format_id], "line": {"width": 0}}


def hatched(look: Look) -> dict[str, Any]:
    """Give Plotly's bar marker of what is not known or not shown."""
    return {
        "color": look.hidden,
        "pattern": {**HATCH, "fgcolor": look.hidden, "bgcolor": look.background},
        "line": {"width": HATCH_LINE, "color": look.hidden},
    }


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colors, 1 to 21, by WCAG 2.2's relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink_on(color: str) -> str:
    """Choose what to write on a color with: white where it reads at 4.5 to 1, else near-black."""
    return ON_DARK if contrast(ON_DARK, color) >= 4.5 else ON_LIGHT


def step(look: Look, value: int, highest: int) -> str:
    """Choose the color of a count from the four strongest sequential steps; the highest is the last."""
    strongest = look.sequential[-4:]
    level = -(-value * len(strongest) // max(highest, 1))
    return strongest[min(max(level, 1), len(strongest)) - 1]


def steady(text_color: str | None = None) -> dict[str, Any]:
    """Keep a trace as it is when a mark is clicked: Plotly would fade all the others and their text.

    The text color is that of the whole trace, because Plotly has no list of them here.
    """
    state: dict[str, Any] = {"marker": {"opacity": 1}}
    if text_color is not None:
        state["textfont"] = {"color": text_color}
    return {"selected": state, "unselected": state}


def plain(text: object, longest: int | None = None) -> str:
    """Write a name from a file as the plain text it is, cut with an ellipsis where it is too long.

    Plotly reads ``<b>``, ``<a href>`` and entities in every text of a figure, so these are escaped;
    white space and control characters become single spaces.
    """
    shown = "".join(letter if letter.isprintable() else " " for letter in str(text))
    shown = " ".join(shown.split())
    if longest is not None and len(shown) > longest:
        shown = shown[: longest - 1].rstrip(" ,;:-") + "…"
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def figure(
    traces: Sequence[Trace],
    look: Look,
    *,
    height: int,
    left: int = 0,
    right: int = 0,
    bottom: int = 0,
    xaxis: Mapping[str, Any],
    yaxis: Mapping[str, Any],
    **layout: Any,
) -> go.Figure:
    """Put traces together to a figure, with what all figures share; height and margins in pixels.

    Transparent, so that the page shows through; fixed axes and no drag, so that a finger on a phone
    scrolls the page; no legend of Plotly's own, because it tells nobody that it was clicked. All is
    handed to Plotly at once and without its template: that takes half the time of adding piece by
    piece, and a page has six figures to draw after every click.
    """
    shared = {
        "template": {},
        "height": height,
        "margin": {"l": left, "r": right, "t": 0, "b": bottom, "pad": 0, "autoexpand": False},
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": SIZE, "color": look.ink},
        "barmode": "overlay",
        "bargap": 0,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.sidebar,
            "bordercolor": look.rule,
            "align": "left",
            "namelength": -1,
            "font": {"family": FONT, "size": SIZE, "color": look.ink},
        },
        "uniformtext": {"mode": "hide", "minsize": 10},
    }
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": SMALL, "color": look.gray},
        "ticklabeloverflow": "allow",
    }
    axes = {"xaxis": {**axis, **xaxis}, "yaxis": {**axis, **yaxis}}
    return go.Figure({"data": list(traces), "layout": {**shared, **axes, **layout}}, _validate=IS_CHECKED)
