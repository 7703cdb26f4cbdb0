"""Figures about credit: how much of what a rule asks for is there, by role and by person."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts import rates
from charts.rates import Rate
from charts.theme import Look
from charts.training import HIDDEN

MOST: Final = 12
"""Rows that a figure has room for; the table has all."""


def standing_by_role(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the share of each role that has all its credit, after protection. All count: no intervals."""
    rows = []
    for row in shown.head(MOST).to_dict("records"):
        is_known = not (pd.isna(row["share"]) or pd.isna(row["people"]))
        rows.append(
            Rate(
                value=str(row["role"]),
                name=str(row["role"]),
                rate=float(row["share"]) if is_known else None,
                low=None,
                high=None,
                n=int(row["people"]) if is_known else None,
                note=HIDDEN,
                code=str(row["coded"]),
            )
        )
    return rates.rates(rows, key="role", look=look)


def standing_by_person(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw how much of the credit each person has: filled dots where all of it is there."""
    rows = [
        Rate(
            value=str(row["who"]),
            name=f"{row['who']} · {row['role']}",
            rate=float(row["share"]),
            low=None,
            high=None,
            n=round(float(row["hours"])),
            is_filled=bool(row["is_met"]),
        )
        for row in shown.head(MOST).to_dict("records")
    ]
    return rates.rates(rows, key="person", look=look)
