"""One upload in the list: its counts, its problems, and the way back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis import wording
from data.store import StoreUnavailable
from report import export
from ui import state, text

SHOWN = 100


def upload(row: dict[str, Any]) -> None:
    """Show one upload, a row of the table ``uploads``."""
    look = state.look()
    undone = pd.notna(row["undone_at"])
    st.divider()
    counts = [
        wording.count(int(row["entries"]), "entry", "entries"),
        wording.count(int(row["new_courses"]), "new course"),
        f"{wording.number(int(row['problem_count']))} to look at",
    ]
    pieces = [
        text.heading(f"{row['file_name']}{' (taken back)' if undone else ''}", 4),
        text.note(f"{row['source_format']} · {' · '.join(counts)}", look),
        text.note(f"Added {_moment(row['added_at'])} by {row['added_by']}", look),
    ]
    if undone:
        pieces.append(text.note(f"Taken back {_moment(row['undone_at'])} by {row['undone_by']}", look))
    text.write(*pieces)
    if undone:
        return
    with st.container(horizontal=True):
        if row["problem_count"]:
            with st.popover(
                "To look at", icon=":material/rule:", type="tertiary", key=f"look_{row['upload_id']}"
            ):
                _problems(row["upload_id"])
        with st.popover("Take back", icon=":material/undo:", type="tertiary", key=f"back_{row['upload_id']}"):
            st.write("Its courses leave the catalog, unless another upload has them too.")
            st.button(
                "Take this upload back",
                key=f"undo_{row['upload_id']}",
                on_click=_undo,
                args=(row["upload_id"],),
            )


def _moment(value: Any) -> str:
    """Write when something happened; the store keeps UTC."""
    return f"{wording.day(value.date())}, {value:%H:%M} UTC"


def _undo(upload_id: str) -> None:
    try:
        undone = state.store().undo(upload_id, by=state.who())
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
        return
    gone = wording.count(undone.removed_courses, "course")
    st.toast(f"Taken back: {gone} left the catalog.")


def _problems(upload_id: str) -> None:
    found = state.store().problems(upload_id)
    frame = pd.DataFrame(
        {
            "Line": found["source_row"].astype("Int64"),
            "About": found["column"],
            "What was found": found["message"],
        }
    )
    text.write(text.table(frame.head(SHOWN), state.look()))
    st.download_button(
        "Download all",
        lambda: export.xlsx_bytes(frame, about=["Entries to look at, with the line or row they stand on."]),
        file_name="to-look-at.xlsx",
        on_click="ignore",
        key=f"problems_{upload_id}",
        type="tertiary",
    )
