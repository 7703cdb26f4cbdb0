"""One upload in the list: its counts, what was not taken, its answers, its original, and the way back."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from data.store import StoreUnavailable
from data.uploads.records import Checked
from data.vocab.upload_problems import format_name
from report import export
from ui import intake, state, text

SHOWN: Final = 100

OUTCOMES: Final = {"rejected": "not added", "ignored": "not data", "flagged": "added, flagged"}


def upload(row: dict[str, Any]) -> None:
    """Show one upload, a row of the table ``uploads``."""
    look = state.look()
    undone = pd.notna(row["undone_at"])
    practice = " (practice data)" if row["is_practice"] else ""
    st.divider()
    pieces = [
        text.heading(f"{row['file_name']}{practice}{' (taken back)' if undone else ''}", 4),
        text.note(f"{_format(row)} · {_counts(row)}", look),
        text.note(f"Added {_moment(row['added_at'])} by {row['added_by']}", look),
    ]
    if undone:
        pieces.append(text.note(f"Taken back {_moment(row['undone_at'])} by {row['undone_by']}", look))
    text.write(*pieces)
    if undone:
        return
    with st.container(horizontal=True):
        _to_look_at(row)
        _answers(row)
        _original(row)
        _take_back(row)


def _format(row: dict[str, Any]) -> str:
    name = str(row["source_format"]) if row["kind"] == "catalog" else format_name(row["source_format"])
    return wording.sentence(name)[:-1]


def _counts(row: dict[str, Any]) -> str:
    if row["kind"] == "catalog":
        counts = [
            wording.count(int(row["entries"]), "entry", "entries"),
            wording.count(int(row["new_courses"]), "new course"),
            f"{wording.number(int(row['problem_count']))} to look at",
        ]
    else:
        flagged = int(row["rows_flagged"])
        counts = [
            f"{wording.count(int(row['rows_accepted']), 'row')} added"
            + (f", {wording.number(flagged)} of them flagged" if flagged else ""),
        ]
        for count, said in ((int(row["rows_rejected"]), "not added"), (int(row["rows_ignored"]), "not data")):
            if count:
                counts.append(f"{wording.number(count)} {said}")
        counts.append(wording.count(int(row["records"]), "record"))
    return " · ".join(counts)


def _moment(value: Any) -> str:
    """Write when something happened; the store keeps UTC."""
    return f"{wording.day(value.date())}, {value:%H:%M} UTC"


def _to_look_at(row: dict[str, Any]) -> None:
    left = int(row["rows_rejected"]) + int(row["rows_ignored"]) + int(row["rows_flagged"])
    if not (row["problem_count"] or left):
        return
    key = f"look_{row['upload_id']}"
    with st.popover("To look at", icon=":material/rule:", type="tertiary", key=key):
        frame = problems(row)
        text.write(text.table(frame.head(SHOWN), state.look()))
        st.download_button(
            "Download all",
            partial(_sheet, frame),
            file_name="to-look-at.xlsx",
            on_click="ignore",
            key=f"problems_{row['upload_id']}",
            type="tertiary",
        )


def _sheet(frame: pd.DataFrame) -> bytes:
    return export.xlsx_bytes(
        frame, about=["What to look at in this file, with the row or line it stands on."]
    )


def problems(row: dict[str, Any]) -> pd.DataFrame:
    """Make the table of what should be looked at in an upload: where, what about, what was found."""
    if row["kind"] == "catalog":
        found = state.store().problems(row["upload_id"])
        return pd.DataFrame(
            {
                "Line": found["source_row"].astype("Int64"),
                "About": found["column"],
                "What was found": found["message"],
            }
        )
    found = state.store().frame("row_problems")
    found = found[found["upload_id"] == row["upload_id"]].sort_values("source_row", kind="stable")
    return pd.DataFrame(
        {
            "Row": found["source_row"].astype("Int64"),
            "What became of it": found["outcome"].map(OUTCOMES),
            "What was found": found["message"],
        }
    )


def _answers(row: dict[str, Any]) -> None:
    """Show what was answered about the file, in words, and offer to answer otherwise."""
    answers = json.loads(row["answers"] or "{}")
    may_change = row["kind"] != "catalog" and pd.notna(row["original"])
    if not answers and not may_change:
        return
    with st.popover("Answers", icon=":material/chat:", type="tertiary", key=f"answers_{row['upload_id']}"):
        told = [(_asked(str(name)), _said(value)) for name, value in answers.items()]
        text.write(text.facts(told, state.look()))
        if may_change:
            text.write(text.note("Another answer reads the kept original again.", state.look()))
            st.button(
                "Change the answers",
                key=f"change_{row['upload_id']}",
                on_click=_change,
                args=(row["upload_id"], row["file_name"], answers),
            )


def _asked(question_id: str) -> str:
    """Name a question by its id: "scale:Staff" is the scale of "Staff"."""
    kind, colon, about = question_id.partition(":")
    said = wording.sentence(kind.replace("_", " "))[:-1]
    return f"{said} of “{about}”" if colon else said


def _change(upload_id: str, file_name: str, answers: dict[str, Any]) -> None:
    st.session_state["answering"] = (upload_id, file_name, answers)


def answering() -> bool:
    """Ask a stored file's questions again, and read its original with the new answers; False if none is."""
    asked = st.session_state.get("answering")
    if not asked:
        return False
    upload_id, file_name, earlier = asked
    original = state.store().original(upload_id)
    if original is None:
        st.session_state.pop("answering")
        return False
    given = intake.Given(file_name, original, place=upload_id)
    st.session_state.setdefault(f"{given.key}_answers", earlier)
    one = intake.read(given)
    with st.container(border=True, key="answering"):
        intake.show(one)
        with st.container(horizontal=True):
            keep = st.button("Keep these answers", type="primary", disabled=not one.is_fine, key="keep")
            drop = st.button("Leave it as it is", type="tertiary", key="leave")
    if keep and isinstance(one.taken, Checked):
        _reread(upload_id, one.taken, one.settled)
    if keep or drop:
        st.session_state.pop("answering")
        st.session_state.pop(f"{given.key}_answers", None)
        st.rerun()
    return True


def _reread(upload_id: str, checked: Checked, answers: dict[str, Any]) -> None:
    try:
        state.store().reread(upload_id, checked, answers, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_said(each)}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _original(row: dict[str, Any]) -> None:
    """Offer the file as it came, while it is kept."""
    if pd.isna(row["original"]):
        return
    st.download_button(
        "Original",
        partial(state.store().original, row["upload_id"]),
        file_name="original",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"original_{row['upload_id']}",
    )


def _take_back(row: dict[str, Any]) -> None:
    key = f"back_{row['upload_id']}"
    with st.popover("Take back", icon=":material/undo:", type="tertiary", key=key):
        st.write("Everything becomes what it would be without this file; its line stays here.")
        st.button(
            "Take this upload back", key=f"undo_{row['upload_id']}", on_click=_undo, args=(row["upload_id"],)
        )


def _undo(upload_id: str) -> None:
    try:
        undone = state.store().undo(upload_id, by=state.who())
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
        return
    gone = wording.count(undone.removed_courses, "course")
    if undone.removed_records:
        gone = wording.count(undone.removed_records, "record")
    st.toast(f"Taken back: {gone} removed.")
