"""A table that nobody recognized: the reader says which column holds what, and sees it read at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from data.uploads.by_hand import FIELDS, NEEDED, SEVERAL, missing
from data.uploads.records import Checked
from ui import state, text
from ui.accept import FIELD_NAMES

KINDS: Final = {
    "completions": "Training completions",
    "satisfaction": "Patron answers",
    "staff": "A staff list",
}
NO_COLUMN: Final = "(not in this file)"


def ask(offered: Checked, turn: str, name: str) -> dict[str, Any]:
    """Ask what the table holds and which column is what; empty until enough is known to read it."""
    look = state.look()
    names = next((question.options for question in offered.questions if question.id == "columns"), ())
    columns = [option.value for option in names]
    text.write(
        text.heading(f"Say what the columns of {name} hold", 2),
        text.note("It is remembered for the next file with the same columns.", look),
        text.table(_sample(offered.sample), look),
    )
    kind = st.selectbox(
        "What does this file hold?",
        list(KINDS),
        index=None,
        format_func=KINDS.__getitem__,
        placeholder="Choose",
        key=f"{turn}_kind",
        width=360,
    )
    if kind is None:
        return {}
    chosen = _columns(kind, columns, turn)
    needed = missing(kind, chosen)
    if needed:
        lacking = wording.join([FIELD_NAMES[field] for field in needed])
        text.write(text.note(f"Still needed: {lacking}.", look))
        return {}
    return {"kind": kind, "columns": chosen}


def _columns(kind: str, columns: Sequence[str], turn: str) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    grid = st.grid(3, min_column_width=220, gap="small")
    for field in FIELDS[kind]:
        label = FIELD_NAMES[field] + ("" if field in _first_wanted(kind) else " (optional)")
        with grid.container():
            if field in SEVERAL:
                several = st.multiselect(label, columns, key=f"{turn}_{kind}_{field}", select_all=False)
                if several:
                    chosen[field] = several
            else:
                one = st.selectbox(
                    label, columns, index=None, placeholder=NO_COLUMN, key=f"{turn}_{kind}_{field}"
                )
                if one:
                    chosen[field] = one
    return chosen


def _first_wanted(kind: str) -> tuple[str, ...]:
    return NEEDED[kind][0]


def _sample(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame()
    header, *body = rows
    width = max(len(row) for row in rows)
    names = [
        cell or f"column {place}" for place, cell in enumerate([*header, *[""] * (width - len(header))], 1)
    ]
    return pd.DataFrame([[*row, *[""] * (width - len(row))] for row in body], columns=names)
