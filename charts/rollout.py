"""What a roll-out could show, from ``analysis.rollout``."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from analysis.together.records import POWER
from charts import theme
from charts.theme import Look

HEIGHT: Final = 240
LEFT: Final = 48


def power(curve: pd.DataFrame, worth_knowing: float, *, look: Look) -> go.Figure:
    """Draw how often an effect would be found against its size, from ``Rollout.curve``.

    A dashed line stands at 80%, a dotted one at what is worth knowing, each with its name.
    """
    last = float(curve["effect"].max()) if len(curve) else 20.0
    return theme.figure(
        [
            {
                "type": "scatter",
                "x": curve["effect"].tolist(),
                "y": curve["power"].tolist(),
                "mode": "lines",
                "line": {"color": look.accent, "width": 2.4},
                "hovertext": [
                    f"<b>{wording.points(effect)}</b><br>found {wording.percent(share)} of the time"
                    for effect, share in zip(curve["effect"], curve["power"], strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
            },
            _names(worth_knowing, last, look),
        ],
        look,
        height=HEIGHT,
        left=LEFT,
        right=24,
        bottom=32,
        xaxis={
            "range": [0, last],
            "tickvals": [5, 10, 15, 20],
            "ticktext": ["5", "10", "15", "20 points"],
            "ticklabeloverflow": "allow",
        },
        yaxis={"range": [0, 1.15], "tickvals": [0, 0.5, 1], "ticktext": ["0%", "50%", "100%"]},
        shapes=[
            _line(look, "dash", x0=0, x1=last, y0=POWER, y1=POWER),
            _line(look, "dot", x0=worth_knowing, x1=worth_knowing, y0=0, y1=1),
        ],
    )


def _names(worth_knowing: float, last: float, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [last / 100, worth_knowing],
        "y": [POWER, 1],
        "mode": "text",
        "text": ["8 times of 10", "worth knowing"],
        "textposition": ["top right", "top center"],
        "textfont": {"size": theme.SMALL, "color": look.gray},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _line(look: Look, dash: str, **ends: float) -> dict[str, Any]:
    line = {"color": look.axis, "width": 1.2, "dash": dash}
    return {"type": "line", **ends, "line": line, "layer": "below"}
