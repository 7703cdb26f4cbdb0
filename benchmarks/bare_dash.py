"""A bare Dash page over a library's database, an afternoon's work: what ``people_pages`` is compared with.

Three charts and a filter by branch; each chart is one SQL statement over the facts as they were stored and
one call of Plotly Express. It knows no small groups, intervals, corrections, roles or sentences, and counts
each attempt instead of each learner and course once.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from plotly.io.json import to_json_plotly

CHARTS = ("rate", "hours", "top2")
RATE = """
    SELECT branch, avg((status = 'completed')::INTEGER) AS share, count(*) AS n
    FROM completions WHERE has_outcome AND branch IS NOT NULL AND {chosen} GROUP BY branch ORDER BY share
"""
HOURS = """
    SELECT completed_month, sum(hours) AS hours
    FROM completions WHERE status = 'completed' AND {chosen} GROUP BY completed_month ORDER BY completed_month
"""
TOP2 = """
    SELECT month, avg((value >= scale_max - 1)::INTEGER) AS share, count(*) AS n
    FROM answers WHERE item_kind = 'satisfaction' AND {chosen} GROUP BY month ORDER BY month
"""

Update = Callable[[str | None], tuple[go.Figure, ...]]


def page(database: duckdb.DuckDBPyConnection) -> tuple[Dash, Update]:
    """Build the page; gives it with the callback that a choice of branch runs."""
    app = Dash(__name__)
    named = database.execute("SELECT DISTINCT branch FROM completions ORDER BY branch").fetchall()
    app.layout = html.Div(
        [dcc.Dropdown([name for (name,) in named], id="branch"), *(dcc.Graph(id=name) for name in CHARTS)]
    )

    @app.callback(*(Output(name, "figure") for name in CHARTS), Input("branch", "value"))
    def update(branch: str | None) -> tuple[go.Figure, ...]:
        chosen, values = ("branch = $branch", {"branch": branch}) if branch else ("true", {})
        rate, hours, top2 = (
            database.execute(sql.format(chosen=chosen), values).fetch_df() for sql in (RATE, HOURS, TOP2)
        )
        return (
            px.bar(rate, x="share", y="branch", hover_data=["n"], title="Completion rate by branch"),
            px.bar(hours, x="completed_month", y="hours", title="Hours by month"),
            px.line(top2, x="month", y="share", hover_data=["n"], title="Top-2 share by month"),
        )

    return app, update


def measured(path: Path, branches: Sequence[str]) -> tuple[float, float]:
    """Give the CPU seconds of the page unfiltered, and the median of a click on each branch."""
    with duckdb.connect(str(path), read_only=True) as database:
        _, update = page(database)
        first, *others = [_click(update, branch) for branch in (None, *branches)]
    return first, statistics.median(others)


def _click(update: Update, branch: str | None) -> float:
    begun = time.process_time()
    figures = update(branch)
    # What Dash's own ``to_json`` calls, with the answer in Dash's shape.
    to_json_plotly({"response": {name: {"figure": each} for name, each in zip(CHARTS, figures, strict=True)}})
    return time.process_time() - begun
