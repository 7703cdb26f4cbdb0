"""A chart as SVG: what the printed pack, the one-file page and the big screen draw, the same for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from charts.spec import Kind, Spec
from charts.theme import LIGHT, Look
from report.pack.svg_along import cells, columns, curve
from report.pack.svg_parts import Paper, color_on, written
from report.pack.svg_rows import bars, likert

__all__ = ["svg", "written"]

NARROW: Final = (760.0, 360.0, 15.0)
WIDE: Final = (1136.0, 394.0, 20.0)
"""Width, height and size of type, in pixels: of a page that is read, and of a slide."""

DRAWN: Final[Mapping[Kind, Callable[[Spec, Paper], tuple[list[str], float]]]] = {
    "bars": bars,
    "dots": bars,
    "likert": likert,
    "columns": columns,
    "line": curve,
    "cells": cells,
}


def svg(spec: Spec, font: str = "sans-serif", *, look: Look = LIGHT, wide: bool = False) -> str:
    """Draw a chart; "" where there is nothing to draw.

    ``font`` is a CSS family name. ``wide`` is for slides and screens, where names stand left of their bars.
    """
    if spec.kind == "table" or not spec.categories:
        return ""
    width, height, size = WIDE if wide else NARROW
    paper = Paper(width, height, size, look, wide)
    body, tall = DRAWN[spec.kind](spec, paper)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {tall:.0f}" width="{width:g}" '
        f'height="{tall:.0f}" font-family={quoteattr(font)} font-size="{size:g}" fill="{look.ink}">'
        f"{_hatch(look)}{''.join(body)}</svg>"
    )


def _hatch(look: Look) -> str:
    return (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{look.background}"/>'
        f'<line x1="0" y1="0" x2="0" y2="6" stroke="{color_on(LIGHT.hidden, look)}" stroke-width="2.4"/>'
        "</pattern></defs>"
    )
